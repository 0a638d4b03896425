/** Global acceleration of a bucket (https://www.tencentcloud.com/document/product/436/33411, 33412). */

import { encodeStruct, renderXml } from "../../codec";
import { accelerateConfiguration } from "../../model/documents/accelerate";
import type { BucketConfig } from "./descriptor";

/** The configuration `?accelerate`. COS has no DELETE for it: a destroy suspends it, which ends it. */
export const bucketAcceleration = {
  token: "BucketAcceleration",
  title: "acceleration",
  query: "accelerate",
  root: "AccelerateConfiguration",
  operations: { get: "GetBucketAccelerate", put: "PutBucketAccelerate" },
  absent: [],
  struct: accelerateConfiguration,
  natural: ({ status }) => status === "Suspended",
  reset: () => ({
    body: renderXml(
      encodeStruct("AccelerateConfiguration", accelerateConfiguration, { status: "Suspended" }),
    ),
  }),
} as const satisfies BucketConfig<typeof accelerateConfiguration.fields>;
