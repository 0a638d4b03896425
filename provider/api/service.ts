/** What resources know of the service's habits: missing buckets, wrong regions, and answers that lag behind writes. */

import { setTimeout } from "node:timers/promises";
import { CosNetworkError, CosServiceError } from "../client";
import type { Context } from "../model/context";
import { isEnd } from "../model/ending";
import type { BucketAddress } from "../model/ids";
import { usualWaits, type Waits } from "../model/waits";
import { listBuckets } from "./account";

/** How long this context waits. */
export function waitsOf({ waits }: Context): Waits {
  return { ...usualWaits, ...waits };
}

/** Whether an error says that the bucket itself is not there. One such answer is not yet the truth: see `unlessGone`. */
export function isBucketMissing(error: unknown): boolean {
  return (
    CosServiceError.isInstance(error) &&
    (error.code === "NoSuchBucket" || (error.status === 404 && error.operation === "HeadBucket"))
  );
}

/** Whether an error says that something is not there, whatever it is; a HEAD answer has no more to say. */
export function isMissing(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 404;
}

/** Whether a write that failed may have been done all the same: COS did not say no. */
export function mayBeDone(context: Pick<Context, "signal">, error: unknown): boolean {
  return (
    isEnd(context, error) ||
    (CosNetworkError.isInstance(error) && !error.neverSent) ||
    (CosServiceError.isInstance(error) && (error.status >= 500 || error.unclear))
  );
}

/**
 * Asks until the answer is true: at once, then after pauses that grow from 50 ms to 2 s.
 * @param waitMs milliseconds after which it gives up
 * @returns whether it became true before that
 * @throws the reason for which the call was ended
 */
export async function poll(
  { signal }: Pick<Context, "signal">,
  waitMs: number,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const end = Date.now() + waitMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    if (await ask()) {
      return true;
    }
    if (Date.now() + pauseMs > end) {
      return false;
    }
    await setTimeout(pauseMs, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** Asks for a bucket's headers. */
export function headBucket(context: Context, address: BucketAddress) {
  return context.client.send({ method: "HEAD", ...address, operation: "HeadBucket" });
}

/** How a request to a bucket ended that may not be there. */
type Outcome<T> =
  | { readonly value: T }
  /** There is no such bucket; `elsewhere` is the region in which there is one of this name. */
  | { readonly missing: CosServiceError; readonly elsewhere?: string };

/** What the account's list says of a bucket: its region, or that it is not there. `unlisted` means that the list may not be read. */
type Listed = { readonly region: string } | "gone" | "unlisted";

async function findListed(context: Context, bucket: string): Promise<Listed> {
  try {
    return (await listBuckets(context)).find((item) => item.bucket === bucket) ?? "gone";
  } catch (error) {
    if (CosServiceError.isInstance(error) && error.status === 403) {
      return "unlisted";
    }
    throw error;
  }
}

/**
 * Runs a request to a bucket. When COS says that there is no such bucket, the account's list tells why: the bucket is
 * in another region, or it is so new that not every server knows it (then the request is repeated), or it really is not there.
 * @throws Error when it stays uncertain: the list may not be read, or shows a bucket that goes on answering so
 */
async function settle<T>(
  context: Context,
  { bucket, region }: BucketAddress,
  request: () => Promise<T>,
): Promise<Outcome<T>> {
  const ask = async (): Promise<Outcome<T>> => {
    try {
      return { value: await request() };
    } catch (error) {
      if (CosServiceError.isInstance(error) && isBucketMissing(error)) {
        return { missing: error };
      }
      throw error;
    }
  };
  let outcome = await ask();
  if ("value" in outcome) {
    return outcome;
  }
  let listed = await findListed(context, bucket);
  const { listedMs, unlistedMs } = waitsOf(context);
  const settled = await poll(context, listed === "unlisted" ? unlistedMs : listedMs, async () => {
    if (listed === "gone" || (listed !== "unlisted" && listed.region !== region)) {
      return true;
    }
    outcome = await ask();
    if ("value" in outcome) {
      return true;
    }
    listed = listed === "unlisted" ? listed : await findListed(context, bucket);
    return false;
  });
  if (settled) {
    return "value" in outcome || listed === "gone" || listed === "unlisted"
      ? outcome
      : { ...outcome, elsewhere: listed.region };
  }
  throw new Error(
    listed === "unlisted"
      ? `${outcome.missing.message}\nWhether ${bucket} was deleted is not certain: a new bucket answers so for a while, and the account's list, which would tell, may not be read. Allow the action name/cos:GetService; or, if it is gone, remove it from the state with pulumi state delete`
      : `${outcome.missing.message}\nThe account's list shows ${bucket} in ${region} all the same. Run it again in a few minutes`,
    { cause: outcome.missing },
  );
}

/**
 * Runs a request to a bucket that may be gone, which one answer does not prove.
 * @returns `undefined` when there is no such bucket in its region
 * @throws Error when that is uncertain
 */
export async function unlessGone<T>(
  context: Context,
  address: BucketAddress,
  request: () => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  const outcome = await settle(context, address, request);
  return "value" in outcome ? outcome : undefined;
}

/**
 * Runs a request to a bucket that has to be there, and repeats it for a minute while COS does not know yet a bucket that the account's list has.
 * @throws CosServiceError when the bucket does not exist, with what to do
 * @throws Error that names the right region; or says that nothing is certain
 */
export async function awaitBucket<T>(
  context: Context,
  address: BucketAddress,
  request: () => Promise<T>,
): Promise<T> {
  const outcome = await settle(context, address, request);
  if ("value" in outcome) {
    return outcome.value;
  }
  const { missing, elsewhere } = outcome;
  const { bucket, region } = address;
  if (elsewhere !== undefined) {
    throw new Error(`the bucket ${bucket} is in ${elsewhere}, not in ${region}: correct the region`, {
      cause: missing,
    });
  }
  missing.message += `\n${refreshAdvice(bucket)}`;
  throw missing;
}

/** What to do when a bucket is gone that a stack knows. */
export function refreshAdvice(bucket: string): string {
  return `If somebody deleted ${bucket}, pulumi up --refresh notices it and makes anew what the program declares.`;
}
