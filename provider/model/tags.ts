/** Limits of tags, of buckets and in filters on objects' tags. */

/** Greatest length of a tag's key, in UTF-8 bytes (https://www.tencentcloud.com/document/product/436/8281). */
export const maxTagKeyBytes = 128;

/** Greatest length of a tag's value, in UTF-8 bytes. */
export const maxTagValueBytes = 256;

/** The reason why a key or a value has characters that COS does not take. */
export function tagTextReason(text: string): string | undefined {
  return /^[\p{L}\p{N} +\-=._:/@]*$/u.test(text)
    ? undefined
    : "must hold only letters, digits, blanks and + - = . _ : / @";
}

/** The reason why a key of a map of tags is refused. */
export function tagKeyReason(key: string): string | undefined {
  const bytes = Buffer.byteLength(key);
  if (bytes === 0 || bytes > maxTagKeyBytes) {
    return `has a key of ${bytes} bytes: a tag's key has 1 to ${maxTagKeyBytes}`;
  }
  const reason = tagTextReason(key);
  return reason === undefined ? undefined : `has a key that COS does not take: it ${reason}`;
}

/**
 * The tag of a bucket while it is being created. A killed `up` leaves it behind, and the next one recognises its own bucket by it.
 * Earlier versions wrote `value` alone; now a hyphen and the owner's token follow. `ended` is written where the tag may be changed but
 * not removed.
 */
export const creationMark = { key: "pulumi-tencentcos", value: "creating", ended: "created" } as const;
