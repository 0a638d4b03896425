/** Global acceleration of a bucket (https://www.tencentcloud.com/document/product/436/33411, 33412). */

import { group, string } from "../../codec/fields";

/** The document of `?accelerate`. */
export const accelerateConfiguration = group("BucketAcceleration", {
  /**
   * Whether requests may come over the acceleration host, `NAME.cos.accelerate.myqcloud.com`. It takes about 15 minutes to have
   * effect everywhere.
   */
  status: string("Status", { oneOf: ["Enabled", "Suspended"] }),
  /** The kind of acceleration, as COS names it. Known from answers and SDKs only; COS fills in `COS`. */
  type: string("Type", { optional: true, serverDefault: true }),
});
