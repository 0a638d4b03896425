/** Global acceleration of a bucket (https://www.tencentcloud.com/document/product/436/33411, 33412). */

import { encodeStruct, group, renderXml, text } from "../../codec";
import type { BucketConfig } from "./descriptor";

const fields = group("BucketAcceleration", {
  /**
   * Whether requests may come over the acceleration host, `NAME.cos.accelerate.myqcloud.com`. It takes about 15 minutes to have
   * effect everywhere.
   */
  status: text("Status", { oneOf: ["Enabled", "Suspended"] }),
  /** The kind of acceleration, as COS names it. Known from answers and SDKs only; COS fills in `COS`. */
  type: text("Type", { optional: true, serverDefault: true }),
});

/** The configuration `?accelerate`. COS has no DELETE for it: a destroy suspends it, which ends it. */
export const bucketAcceleration = {
  token: "BucketAcceleration",
  title: "acceleration",
  query: "accelerate",
  root: "AccelerateConfiguration",
  operations: { get: "GetBucketAccelerate", put: "PutBucketAccelerate" },
  absent: [],
  struct: fields,
  natural: ({ status }) => status === "Suspended",
  reset: () => ({
    body: renderXml(encodeStruct("AccelerateConfiguration", fields, { status: "Suspended" })),
  }),
} as const satisfies BucketConfig;
