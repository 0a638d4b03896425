/** Storage classes: how they are spelt, and which go into which bucket. */

import { ServiceError } from "../format/errors";
import type { Bucket } from "./bucket";

const classes: readonly string[] = [
  "STANDARD",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ARCHIVE",
  "DEEP_ARCHIVE",
  "MAZ_STANDARD",
  "MAZ_STANDARD_IA",
  "MAZ_INTELLIGENT_TIERING",
  // The archives of several zones are known from SDKs only.
  "MAZ_ARCHIVE",
  "MAZ_DEEP_ARCHIVE",
];

/** The class, by its documented spelling; the Java SDK writes others. */
export function readStorageClass(given: string | undefined, bucket: Pick<Bucket, "multiZone">): string {
  if (!given) {
    return bucket.multiZone ? "MAZ_STANDARD" : "STANDARD";
  }
  const found = classes.find((name) => name === given.toUpperCase());
  if (found === undefined) {
    throw new ServiceError("NotSupportedStorageClass");
  }
  if (found.startsWith("MAZ_") && !bucket.multiZone) {
    throw new ServiceError("MAZOperationNotSupportOnOAZBucket");
  }
  if (!found.startsWith("MAZ_") && bucket.multiZone) {
    throw new ServiceError("OAZOperationNotSupportOnMAZBucket");
  }
  return found;
}
