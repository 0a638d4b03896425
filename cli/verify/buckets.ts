/** The throw-away buckets of the probes: their names prove whose they are, and whatever happens they are removed. */

import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type ListedBucket, listBuckets } from "../../provider/api/account";
import { type CosClient, CosNetworkError, CosServiceError } from "../../provider/client";
import { elementsAt, parseXml, textAt } from "../../provider/codec";
import { emptyBucket } from "../../provider/resources/bucket/contents";
import type { CommandContext } from "../context";

/** How long a bucket may take until it answers, in milliseconds. */
const longestCreation = 30_000;

/** Whose buckets they are. */
export interface Owner {
  /** What their names begin with. */
  readonly prefix: string;
  readonly appId: string;
}

/** Says why a prefix cannot begin the names. */
export function prefixReason(prefix: string): string | undefined {
  return /^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(prefix)
    ? undefined
    : "must have 1 to 15 lower-case letters, digits and hyphens, with no hyphen at its ends";
}

/** A name that no other bucket has: a random part, and a checksum of it. */
export function newName(owner: Owner): string {
  return nameOf(owner, randomBytes(5).toString("hex"));
}

/** Whether `newName` made the name for this owner. */
export function isOwn(owner: Owner, name: string): boolean {
  const [random = ""] = name.startsWith(`${owner.prefix}-`)
    ? name.slice(owner.prefix.length + 1).split("-")
    : [];
  return /^[0-9a-f]{10}$/.test(random) && name === nameOf(owner, random);
}

function nameOf({ prefix, appId }: Owner, random: string): string {
  const sum = createHash("sha256")
    .update(`pulumi-tencentcos verify ${prefix} ${random} ${appId}`)
    .digest("hex");
  return `${prefix}-${random}-${sum.slice(0, 8)}-${appId}`;
}

/** A bucket could not be created, or does not answer. */
export class NoBucketError extends Error {
  /** Whether it may be there all the same. */
  readonly mayExist: boolean;

  constructor(cause: unknown, mayExist: boolean) {
    super((cause as Error).message, { cause });
    this.mayExist = mayExist;
  }
}

/** What is created, and when the wait for it ends. */
interface Creation {
  readonly bucket: string;
  readonly region: string;
  /** The document of the request. @default none: an ordinary bucket */
  readonly configuration?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Creates a bucket, and waits until it answers.
 * @throws NoBucketError when it does not
 */
export async function createBucket(
  { client }: CommandContext,
  { bucket, region, configuration, signal }: Creation,
): Promise<void> {
  // Not ended by the signal: whether it was created would be unknown.
  await client
    .send({ operation: "PutBucket", method: "PUT", bucket, region, body: configuration })
    .catch((error: unknown) => {
      // The answer to an earlier attempt was lost: nobody else can have made a bucket of this name.
      if (!CosServiceError.isInstance(error) || error.code !== "BucketAlreadyOwnedByYou") {
        throw new NoBucketError(error, mayHaveWorked(error));
      }
    });
  try {
    await waitForBucket(client, bucket, region, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new NoBucketError(error, true);
  }
}

async function waitForBucket(client: CosClient, bucket: string, region: string, signal: AbortSignal) {
  const end = Date.now() + longestCreation;
  for (;;) {
    try {
      await client.send({ operation: "HeadBucket", method: "HEAD", bucket, region, signal });
      return;
    } catch (error) {
      if (!isGone(error) || Date.now() > end) {
        throw error;
      }
    }
    await wait(500, undefined, { signal });
  }
}

/**
 * Removes a bucket with all that is in it; one that is not there counts as removed.
 * @throws Error for a name that is not an own one
 */
export async function removeBucket(
  context: CommandContext,
  owner: Owner,
  { bucket, region }: Pick<ListedBucket, "bucket" | "region">,
): Promise<void> {
  if (!isOwn(owner, bucket)) {
    throw new Error(`${bucket} is not a bucket of this command`);
  }
  for (let tries = 3; ; tries--) {
    try {
      await emptyBucket(context, { bucket, region });
      await context.client.send({
        operation: "DeleteBucket",
        method: "DELETE",
        bucket,
        region,
        retryConflicts: true,
      });
      return;
    } catch (error) {
      if (isGone(error)) {
        return;
      }
      // A listing may lack what was just written.
      if (tries === 1 || !isConflict(error)) {
        throw error;
      }
      // Not every key may; then the next try says what keeps the bucket.
      await removeChannels(context, bucket, region).catch(() => undefined);
    }
    await wait(1_000);
  }
}

/** Deletes the live channels of a bucket: they keep it as objects do. */
async function removeChannels({ client }: CommandContext, bucket: string, region: string): Promise<void> {
  const query = { live: "" };
  const { body } = await client.send({ operation: "ListLiveChannels", method: "GET", bucket, region, query });
  for (const each of elementsAt(parseXml(body.toString()), ["LiveChannel"])) {
    const key = textAt(each, "Name");
    await client.send({ operation: "DeleteLiveChannel", method: "DELETE", bucket, region, key, query });
  }
}

/**
 * Removes all own buckets, such as those of a run that was killed.
 * @param onEnd called for each, with the error where it is still there
 * @returns how many there were
 */
export async function removeLeftovers(
  context: CommandContext,
  owner: Owner,
  onEnd: (bucket: string, error?: unknown) => void,
): Promise<number> {
  const own = (await listBuckets(context)).filter(({ bucket }) => isOwn(owner, bucket));
  for (const each of own) {
    await removeBucket(context, owner, each).then(
      () => onEnd(each.bucket),
      (error: unknown) => onEnd(each.bucket, error),
    );
  }
  return own.length;
}

/** Whether the request of an error may have been carried out. */
function mayHaveWorked(error: unknown): boolean {
  return CosServiceError.isInstance(error)
    ? error.unclear || error.status >= 500
    : CosNetworkError.isInstance(error) && !error.neverSent;
}

function isConflict(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 409;
}

function isGone(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 404;
}
