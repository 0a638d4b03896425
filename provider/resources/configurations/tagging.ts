/** Tags of a bucket (https://www.tencentcloud.com/document/product/436/8281, 8277, 8286). */

import { group, map } from "../../codec";
import { creationMark, maxTagValueBytes, tagKeyReason, tagTextReason } from "../../model/tags";
import type { BucketConfig } from "./descriptor";

/** Greatest number of tags of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxTags = 50;

/** Keys that begin so are the service's own (https://www.tencentcloud.com/document/product/436/31509). */
const reservedPrefixes = ["qcs:", "project"];

/** The configuration `?tagging`. One PUT replaces all tags at once. */
export const bucketTagging = {
  token: "BucketTagging",
  title: "tags",
  query: "tagging",
  root: "Tagging",
  operations: { get: "GetBucketTagging", put: "PutBucketTagging", delete: "DeleteBucketTagging" },
  // A bare 404 without a document has no better code (cos-nodejs-sdk-v5, base.js).
  absent: ["NoSuchTagSet", "NotFound"],
  leftover: ({ tags }) => Object.keys(tags as object).every((key) => key === creationMark.key),
  struct: group("BucketTagging", {
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
  }),
} as const satisfies BucketConfig;

function keyReason(key: string): string | undefined {
  const reserved = reservedPrefixes.find((prefix) => key.startsWith(prefix));
  return reserved === undefined
    ? tagKeyReason(key)
    : `has a key that begins with ${reserved}: such keys are the service's own`;
}
