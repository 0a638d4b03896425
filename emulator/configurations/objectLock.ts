/** Objects that cannot be changed for a time. https://www.tencentcloud.com/document/product/436/40133, 40134 */

import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import type { Bucket } from "../store/bucket";
import type { Configuration } from "./configuration";
import { refuseBeside } from "./exclusions";
import { group, integer, one, optional, readDocument, renderShape, type ValueOf, word } from "./shape";

const root = "ObjectLockConfiguration";
const day = 86_400_000;

const document = group({
  ObjectLockEnabled: one(word("Enabled")),
  // Required by the page; the Python SDK's test does without it, and then nothing is locked.
  Rule: optional(
    group({ DefaultRetention: one(group({ Days: one(integer(1, 36_500, "InvalidLockedTime")) })) }),
  ),
});

type Lock = ValueOf<typeof document>;

const daysOf = (lock: Lock | undefined) => Number(lock?.Rule?.DefaultRetention.Days ?? 0);

/** Locks what is written from now on, and what is there already from the day on which it was written, says the overview of the feature. */
function apply(bucket: Bucket, period: number, { service }: BucketCall): void {
  bucket.lockPeriod = period > 0 ? period : undefined;
  if (period === 0) {
    return;
  }
  for (const version of bucket.objects.values()) {
    version.retainUntil = Math.max(version.retainUntil ?? 0, version.lastModified + period);
    service.store.changeObject(bucket, version.key);
  }
}

/** `?object-lock`. It cannot be taken back, and its period can only grow. The allow-list is not emulated. */
export const objectLock: Configuration<Lock> = {
  query: "object-lock",
  operations: { get: "GetBucketObjectLockConfiguration", put: "PutBucketObjectLockConfiguration" },
  absent: { code: "NoSuchObjectLockConfiguration" },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
  admit: (value, before, call) => {
    if (daysOf(value) < daysOf(before)) {
      throw new ServiceError("InvalidLockedTime");
    }
    // A bucket whose versioning is suspended cannot be locked either. That it is this code each time is unverified(object-lock-beside).
    const others = ["versioning", "replication", "lifecycle", "intelligenttiering", "intelligent-tiering"];
    refuseBeside(call, others, "InvalidBucketState");
  },
  apply: (bucket, value, call) => apply(bucket, daysOf(value) * day, call),
};
