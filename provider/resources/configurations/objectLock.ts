/** Retention of a bucket's objects (https://www.tencentcloud.com/document/product/436/40133, 40134). */

import { type Failure, group, int, text } from "../../codec";
import type { BucketConfig } from "./descriptor";

/** Greatest number of days for which objects can be locked (https://www.tencentcloud.com/document/product/436/40133). */
const maxDays = 36_500;

const excluded =
  "Object lock excludes versioning, replication, lifecycle rules and intelligent tiering: take them off the bucket first.";

/** The configuration `?object-lock`. It can never be taken back, and its period can only grow. */
export const bucketObjectLock = {
  token: "BucketObjectLock",
  title: "object lock",
  query: "object-lock",
  root: "ObjectLockConfiguration",
  operations: { get: "GetBucketObjectLockConfiguration", put: "PutBucketObjectLockConfiguration" },
  absent: ["NoSuchObjectLockConfiguration"],
  struct: group("BucketObjectLock", {
    /**
     * Object lock is on; there is no other value.
     * @default `Enabled`
     */
    objectLockEnabled: text("ObjectLockEnabled", { oneOf: ["Enabled"], sentDefault: "Enabled" }),
    /** Days for which objects that are written from now on can be neither overwritten nor deleted. 1 to 36,500; it can only grow. */
    days: int("Rule>DefaultRetention>Days", { optional: true, min: 1, max: maxDays }),
  }),
  permanent: () =>
    "Object lock cannot be switched off or shortened once it is on. Destroying this resource only forgets it: the bucket and the objects in it stay locked.",
  forbidden: (olds, news) => shorter(olds.days, news.days),
  hints: { InvalidBucketState: () => excluded, BucketLocked: () => excluded },
} as const satisfies BucketConfig;

/** COS answers 409 InvalidLockedTime to a shorter period. */
function shorter(before: unknown, after: unknown): readonly Failure[] {
  return typeof before === "number" && (after === undefined || (typeof after === "number" && after < before))
    ? [
        {
          path: "days",
          reason: `must be at least ${before}, as it is now: the period of an object lock can only grow`,
        },
      ]
    : [];
}
