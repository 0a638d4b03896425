/** Tags of a bucket (https://www.tencentcloud.com/document/product/436/8281, 8277, 8286). */

import { taggingConfiguration } from "../../model/documents/tagging";
import { creationMark } from "../../model/tags";
import type { BucketConfig } from "./descriptor";

/** The configuration `?tagging`. One PUT replaces all tags at once. */
export const bucketTagging = {
  token: "BucketTagging",
  title: "tags",
  query: "tagging",
  root: "Tagging",
  operations: { get: "GetBucketTagging", put: "PutBucketTagging", delete: "DeleteBucketTagging" },
  // A bare 404 without a document has no better code (cos-nodejs-sdk-v5, base.js).
  absent: ["NoSuchTagSet", "NotFound"],
  leftover: ({ tags }) => Object.keys(tags ?? {}).every((key) => key === creationMark.key),
  struct: taggingConfiguration,
} as const satisfies BucketConfig<typeof taggingConfiguration.fields>;
