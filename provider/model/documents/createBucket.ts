/** What a bucket is made with (https://www.tencentcloud.com/document/product/436/7738). */

import { group, text } from "../../codec/fields";

/** The kind of a bucket, which can never be changed. */
export const createBucketConfiguration = group({
  /** `MAZ` keeps objects in several zones. Left out, one zone. */
  bucketAzConfig: text("BucketAZConfig", { optional: true, oneOf: ["MAZ"] }),
  /** `OFS` has a file system. Left out, plain object storage. */
  bucketArchConfig: text("BucketArchConfig", { optional: true, oneOf: ["OFS"] }),
});
