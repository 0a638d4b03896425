/** What resources know of the service's habits: missing buckets, wrong regions, and answers that lag behind writes. */

import { CosServiceError } from "../client";
import { listBuckets } from "./account";
import type { Context } from "./handler";
import type { BucketAddress } from "./ids";

/** Milliseconds for which a bucket that is listed may still answer "no such bucket" (reference §8). */
const newBucketMs = 60_000;

/** Whether an error says that the bucket itself is not there. */
export function isBucketMissing(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.code === "NoSuchBucket";
}

/** Whether an error says that something is not there, whatever it is; a HEAD answer has no more to say. */
export function isMissing(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 404;
}

/** Waits, longer each time. */
export async function delay(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks until the answer is true: at once, then after pauses that grow from 50 ms to 2 s.
 * @returns whether it became true before the deadline
 */
export async function poll(options: { deadlineMs: number }, ask: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + options.deadlineMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    if (await ask()) {
      return true;
    }
    if (Date.now() + pauseMs > end) {
      return false;
    }
    await delay(pauseMs);
  }
}

/**
 * Runs a request to a bucket. When COS says that there is no such bucket, the account's list tells why: the bucket is
 * in another region, or it is so new that not every server knows it (then the request is repeated), or it really is not there.
 * @throws CosServiceError as it came when the bucket does not exist, or when it may not be listed
 * @throws Error that names the right region
 */
export async function explainMissingBucket<T>(
  context: Context,
  { bucket, region }: BucketAddress,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isBucketMissing(error)) {
      throw error;
    }
    const listed = (await listBuckets(context).catch(() => [])).find((item) => item.bucket === bucket);
    if (listed === undefined) {
      throw error;
    }
    if (listed.region !== region) {
      throw new Error(`the bucket ${bucket} is in ${listed.region}, not in ${region}: correct the region`, {
        cause: error,
      });
    }
    let result: { readonly value: T } | undefined;
    await poll({ deadlineMs: newBucketMs }, async () => {
      try {
        result = { value: await request() };
        return true;
      } catch (again) {
        if (isBucketMissing(again)) {
          return false;
        }
        throw again;
      }
    });
    if (result === undefined) {
      throw error;
    }
    return result.value;
  }
}
