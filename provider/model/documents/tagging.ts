/** Tags of a bucket (https://www.tencentcloud.com/document/product/436/8281, 8277, 8286). */

import { group, map } from "../../codec/fields";
import { maxTagValueBytes, tagKeyReason, tagTextReason } from "../tags";

/** Greatest number of tags of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxTags = 50;

/** Keys that begin so are the service's own (https://www.tencentcloud.com/document/product/436/31509). */
const reservedPrefixes = ["qcs:", "project"];

/** The document of `?tagging`. */
export const taggingConfiguration = group("BucketTagging", {
  /**
   * All tags of the bucket, values by key; tags that are not listed here are removed. 1 to 50. Keys have 1 to 128 bytes and values
   * at most 256: letters, digits, blanks and `+ - = . _ : / @`. Case matters. Keys that begin with `qcs:` or `project` are
   * the service's own.
   */
  tags: map("TagSet>Tag", {
    maxEntries: maxTags,
    minBytes: 0,
    maxBytes: maxTagValueBytes,
    verify: tagTextReason,
    verifyKey: keyReason,
    verifyAll: (tags) =>
      Object.keys(tags).length === 0
        ? "must have at least 1 entry; to have no tags, leave the resource out"
        : undefined,
  }),
});

function keyReason(key: string): string | undefined {
  const reserved = reservedPrefixes.find((prefix) => key.startsWith(prefix));
  return reserved === undefined
    ? tagKeyReason(key)
    : `has a key that begins with ${reserved}: such keys are the service's own`;
}
