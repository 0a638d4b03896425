/** Handles missing buckets, wrong regions, and answers that lag behind writes. */

import { setTimeout } from "node:timers/promises";
import { CosNetworkError, CosServiceError } from "../client";
import type { Context } from "../model/context";
import { isEnd } from "../model/ending";
import type { BucketAddress } from "../model/ids";
import { usualWaits, type Waits } from "../model/waits";
import { listBuckets } from "./account";

/** The waits of a context. */
export function waitsOf({ waits }: Context): Waits {
  return { ...usualWaits, ...waits };
}

/** Whether an error says that the bucket does not exist. A single such answer proves nothing: see `unlessGone`. */
export function isBucketMissing(error: unknown): boolean {
  return (
    CosServiceError.isInstance(error) &&
    (error.code === "NoSuchBucket" || (error.status === 404 && error.operation === "HeadBucket"))
  );
}

/** Whether an error is a 404, of bucket, object or configuration; an answer to HEAD does not say which. */
export function isMissing(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 404;
}

/** Whether a failed write may have been carried out all the same, because COS did not refuse it. */
export function mayBeDone(context: Pick<Context, "signal">, error: unknown): boolean {
  return (
    isEnd(context, error) ||
    (CosNetworkError.isInstance(error) && !error.neverSent) ||
    (CosServiceError.isInstance(error) && (error.status >= 500 || error.unclear))
  );
}

/**
 * Polls until the answer is true: at once, then after pauses that grow from 50 ms to 2 s.
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

/** Sends HEAD Bucket. */
export function headBucket(context: Context, address: BucketAddress) {
  return context.client.send({ method: "HEAD", ...address, operation: "HeadBucket" });
}

/** The outcome of a request to a bucket that may not exist. */
type Outcome<T> =
  | { readonly value: T }
  /** The bucket does not exist there; `elsewhere` is the region that has a bucket of this name. */
  | { readonly missing: CosServiceError; readonly elsewhere?: string };

/** A bucket in the account's list: its region, or `gone`. `unlisted`: the list may not be read. */
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
 * Runs a request to a bucket. When COS answers that the bucket does not exist, the account's list shows why: the bucket is
 * in another region, or so new that not every server knows it (then the request is repeated), or it does not exist.
 * @throws Error when this stays uncertain: the list may not be read, or has the bucket although requests still fail
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
      ? `${outcome.missing.message}\nWhether ${bucket} was deleted is not certain: a new bucket may answer like this for a while, and the account's list of buckets may not be read. Allow the action name/cos:GetService; or, if it is gone, remove it from the state with pulumi state delete`
      : `${outcome.missing.message}\nThe account's list shows ${bucket} in ${region} all the same. Run it again in a few minutes`,
    { cause: outcome.missing },
  );
}

/**
 * Runs a request to a bucket that may be gone. A single answer "no such bucket" does not prove it.
 * @returns `undefined` when the bucket does not exist in its region
 * @throws Error when this is uncertain
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
 * Runs a request to a bucket that must exist. Repeats it for up to a minute while the account's list has the bucket but COS does not know it yet.
 * @throws CosServiceError when the bucket does not exist, with advice
 * @throws Error that names the right region, or says that it is uncertain
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

/** Advice for a stack whose bucket is gone. */
function refreshAdvice(bucket: string): string {
  return `If somebody deleted ${bucket}, pulumi up --refresh notices it and makes anew what the program declares.`;
}
