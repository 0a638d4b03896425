/** Retention of a bucket's objects (https://www.tencentcloud.com/document/product/436/40133, 40134). */

import type { Drafted, Failure } from "../../codec";
import { objectLockConfiguration } from "../../model/documents/objectLock";
import type { BucketConfig } from "./descriptor";

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
  struct: objectLockConfiguration,
  permanent: () =>
    "Object lock cannot be switched off or shortened once it is on. Destroying this resource only forgets it: the bucket and the objects in it stay locked.",
  forbidden: (olds, news) => shorter(olds.days, news.days),
  remedies: { InvalidBucketState: () => excluded, BucketLocked: () => excluded },
} as const satisfies BucketConfig<typeof objectLockConfiguration.fields>;

/** COS answers 409 InvalidLockedTime to a shorter period. */
function shorter(before: number | undefined, after: Drafted<number> | undefined): readonly Failure[] {
  return before !== undefined && (after === undefined || (typeof after === "number" && after < before))
    ? [
        {
          path: "days",
          reason: `must be at least ${before}, as it is now: the period of an object lock can only grow`,
        },
      ]
    : [];
}
