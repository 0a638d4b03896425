/** Lifecycle rules of a bucket (https://www.tencentcloud.com/document/product/436/8280, 8278, 8284; elements: 17029). */

import { lifecycleConfiguration } from "../../model/documents/lifecycle";
import type { BucketConfig } from "./descriptor";

/** The configuration `?lifecycle`. A bucket with object lock cannot have it. */
export const bucketLifecycle = {
  token: "BucketLifecycle",
  title: "lifecycle rules",
  query: "lifecycle",
  root: "LifecycleConfiguration",
  operations: {
    get: "GetBucketLifecycle",
    put: "PutBucketLifecycle",
    delete: "DeleteBucketLifecycle",
  },
  absent: ["NoSuchLifecycleConfiguration"],
  struct: lifecycleConfiguration,
} as const satisfies BucketConfig<typeof lifecycleConfiguration.fields>;
