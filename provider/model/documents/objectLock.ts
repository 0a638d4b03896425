/** Retention of a bucket's objects (https://www.tencentcloud.com/document/product/436/40133, 40134). */

import { group, int, string } from "../../codec/fields";

/** Greatest number of days for which objects can be locked (https://www.tencentcloud.com/document/product/436/40133). */
const maxDays = 36_500;

/** The document of `?object-lock`. */
export const objectLockConfiguration = group("BucketObjectLock", {
  /**
   * Object lock is on; there is no other value.
   * @default `Enabled`
   */
  objectLockEnabled: string("ObjectLockEnabled", { oneOf: ["Enabled"], sentDefault: "Enabled" }),
  /** Days for which objects that are written from now on can be neither overwritten nor deleted. 1 to 36,500; it can only grow. */
  days: int("Rule>DefaultRetention>Days", { optional: true, min: 1, max: maxDays }),
});
