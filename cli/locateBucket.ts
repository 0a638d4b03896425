/** Finds the region of a bucket, so that a person need not know it. */

import { fullName, type ListedBucket, listBuckets } from "../provider/api/account";
import { CosServiceError, visible } from "../provider/client";
import { unknownNameReason } from "../provider/codec";
import { shortName } from "../provider/model/bucketNames";
import type { Context } from "../provider/model/context";
import type { BucketAddress } from "../provider/model/ids";
import { firstOf } from "../provider/model/messages";

/** How many names an error tells when none of them is near to the one that was meant. */
const shownNames = 10;

/**
 * The full name and the region of one of the account's buckets.
 * @param name full (`site-1250000000`), or short
 * @param region where it must be; left out, it is found in the account's list of buckets
 * @throws Error that names the right region, or names that are near
 * @throws CosServiceError when buckets may not be listed and nothing else tells the region
 */
export async function locateBucket(
  context: Context,
  name: string,
  region: string | undefined,
): Promise<BucketAddress> {
  let buckets: readonly ListedBucket[];
  try {
    buckets = await listBuckets(context);
  } catch (error) {
    return await locateUnlisted(context, name, region ?? context.settings.region, error);
  }
  const found =
    buckets.find(({ bucket }) => bucket === name) ?? buckets.find(({ bucket }) => shortName(bucket) === name);
  if (found === undefined) {
    throw new Error(describeUnknown(name, buckets));
  }
  if (region !== undefined && region !== found.region) {
    throw new Error(
      `the bucket ${found.bucket} is in ${found.region}, not in ${region}: correct --region, or leave it out`,
    );
  }
  return { bucket: found.bucket, region: found.region };
}

/** Keys that may use a bucket need not be allowed to list all buckets. */
async function locateUnlisted(
  context: Context,
  name: string,
  region: string | undefined,
  refusal: unknown,
): Promise<BucketAddress> {
  if (!CosServiceError.isInstance(refusal) || refusal.code !== "AccessDenied") {
    throw refusal;
  }
  if (region === undefined) {
    refusal.message += "\nWithout it the bucket's region is not found by itself: give it with --region.";
    throw refusal;
  }
  return { bucket: await fullName(context, name), region };
}

function describeUnknown(name: string, buckets: readonly ListedBucket[]): string {
  const names = buckets.map(({ bucket }) => visible(bucket));
  if (names.length === 0) {
    return `there is no bucket ${name}: the account that the keys belong to has none`;
  }
  const reason = unknownNameReason(name, [...names, ...names.map(shortName)]);
  if (reason.includes("did you mean")) {
    return `the bucket ${name} ${reason}`;
  }
  const shown = firstOf(names, shownNames).join(", ");
  return `there is no bucket ${name} in the account that the keys belong to; it has ${shown}`;
}
