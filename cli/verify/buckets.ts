/** The throw-away buckets of the probes: their names prove whose they are, and whatever happens they are removed. */

import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type ListedBucket, listBuckets } from "../../provider/api/account";
import { CosServiceError } from "../../provider/client";
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

/** Creates a bucket, and waits until it answers. */
export async function createBucket(
  { client }: CommandContext,
  bucket: string,
  region: string,
  signal: AbortSignal,
): Promise<void> {
  // Not ended by the signal: whether it was created would be unknown.
  await client.send({ operation: "PutBucket", method: "PUT", bucket, region }).catch((error: unknown) => {
    // The answer to an earlier attempt was lost: nobody else can have made a bucket of this name.
    if (!CosServiceError.isInstance(error) || error.code !== "BucketAlreadyOwnedByYou") {
      throw error;
    }
  });
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
    }
    await wait(1_000);
  }
}

/** Removes all own buckets, such as those of a run that was killed. */
export async function removeLeftovers(
  context: CommandContext,
  owner: Owner,
  tell: (bucket: string) => void,
): Promise<void> {
  const own = (await listBuckets(context)).filter(({ bucket }) => isOwn(owner, bucket));
  for (const each of own) {
    await removeBucket(context, owner, each);
    tell(each.bucket);
  }
}

function isConflict(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 409;
}

function isGone(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.status === 404;
}
