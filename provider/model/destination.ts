/** The bucket into which a configuration writes: COS takes one string, `qcs::cos:REGION::BUCKET`; programs give name and region. */

import {
  type Drafted,
  type Failure,
  isUnknown,
  known,
  type Members,
  type Part,
  reference,
  string,
} from "../codec";
import { appIdOf, bucketNameReason, completeName, regionReason } from "./bucketNames";

const pattern = /^qcs::cos:([^:]*):[^:]*:(.+)$/;

const bucketPart: Part = {
  read: (text) => pattern.exec(text)?.[2],
  write: ({ bucket, region }) => `qcs::cos:${region}::${bucket}`,
};

const regionPart: Part = { read: (text) => pattern.exec(text)?.[1] || undefined };

/** The name of a destination bucket. */
export const destinationBucket = reference("Bucket", { verify: bucketNameReason, partOf: bucketPart });

/** The region of a destination bucket. */
export const destinationRegion = string("Bucket", {
  regionOf: "bucket",
  verify: regionReason,
  partOf: regionPart,
});

/** The region of a destination bucket that has to be where the source is. */
export const sameRegion = string("Bucket", {
  regionOf: "bucket",
  verify: regionReason,
  partOf: regionPart,
  optional: true,
});

/** Completes a destination's short name with the APPID of the source's account. */
export function settleDestination<T extends Members>(source: unknown, destination: T): T {
  const { bucket } = destination;
  const appId = typeof source === "string" && !isUnknown(source) ? appIdOf(source) : "";
  if (typeof bucket !== "string" || isUnknown(bucket) || appId === "") {
    return destination;
  }
  return { ...destination, bucket: completeName(bucket, { appId }) };
}

/** A short name can only be completed when the source's is a full one. */
export function shortNameFailures(
  source: Drafted<string> | undefined,
  destination: Drafted<{ bucket: string }> | undefined,
  path: string,
): readonly Failure[] {
  const [from, to] = [known(source), known(known(destination)?.bucket)];
  return from !== undefined && to !== undefined && appIdOf(from) === "" && appIdOf(to) === ""
    ? [{ path: `${path}.bucket`, reason: "must end in the account's APPID, such as logs-1250000000" }]
    : [];
}
