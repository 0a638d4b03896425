/** What a bucket is made with (https://www.tencentcloud.com/document/product/436/7738). */

import { group, string } from "../../codec/fields";

/** The kind of a bucket, which can never be changed. */
export const createBucketConfiguration = group({
  /** `MAZ` keeps objects in several zones. Left out, one zone. */
  bucketAzConfig: string("BucketAZConfig", { optional: true, oneOf: ["MAZ"] }),
  /** `OFS` has a file system. Left out, plain object storage. */
  bucketArchConfig: string("BucketArchConfig", { optional: true, oneOf: ["OFS"] }),
});
