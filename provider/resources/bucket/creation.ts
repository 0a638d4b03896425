/** Creates a bucket exactly once, also after interruptions, and never takes over another stack's. */

import { randomBytes } from "node:crypto";
import { findAppId, fullName, type ListedBucket, listBuckets } from "../../api/account";
import { headBucket, isMissing, mayBeDone, poll, waitsOf } from "../../api/service";
import { CosServiceError } from "../../client";
import { parentElement, renderXml, textElement } from "../../codec";
import { bucketOutputsOf, redundancyOf } from "../../model/bucketFacts";
import { maxHostLength, suffixDigits } from "../../model/bucketNames";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import { type BucketAddress, bucketId } from "../../model/ids";
import { messageOf } from "../../model/messages";
import { creationMark } from "../../model/tags";
import { type Created, IncompleteError } from "../handler";
import { serialise } from "../writeQueue";
import { isOurs, type Mark, ownMark, readMark, removeMark } from "./creationMark";
import type { BucketInputs, BucketState } from "./values";

/** Buckets whose marks are read concurrently. */
const looksInFlight = 16;

/** Generated names of this process: their buckets are not left over from an interrupted creation. */
const made = new Set<string>();

/**
 * Creates a bucket, or finishes one whose creation by this stack was interrupted.
 * @throws IncompleteError when the bucket exists, or may exist, but is not finished
 */
export async function createBucket(context: Context, news: BucketInputs): Promise<Created<BucketState>> {
  const { region } = news;
  if (news.bucket === undefined) {
    return await createGenerated(context, news, region);
  }
  const address = { region, bucket: await fullName(context, news.bucket) };
  const id = bucketId(address);
  // One at a time, so that a second resource does not take the mark of the first for its own.
  return await serialise(context, id, async () => {
    const adopted = news.adoptExisting === true && (await isListed(context, address));
    if (adopted) {
      await refuseForeignMark(context, address, await ownMark(context));
      await refuseOtherRedundancy(context, address, news);
    }
    const mark = adopted ? "perhaps" : await putBucket(context, address, news);
    const outputs = bucketOutputsOf(address, news);
    await finishCreate(context, address, outputs, mark);
    return { id, outputs };
  });
}

async function createGenerated(
  context: Context,
  news: BucketInputs,
  region: string,
): Promise<Created<BucketState>> {
  const name = await nameOf(context, news, region);
  // One at a time, so that two resources with one prefix do not find the same bucket.
  const { address, found } = await serialise(context, `${region}/${name.prefix}`, async () => {
    const half = await findHalfMade(context, news, region, name);
    const digits = randomBytes(4).toString("hex").slice(0, suffixDigits);
    const bucket = half ?? `${name.prefix}-${digits}-${name.appId}`;
    made.add(bucket);
    return { address: { region, bucket }, found: half !== undefined };
  });
  const mark = found ? "perhaps" : await putBucket(context, address, news);
  const outputs = bucketOutputsOf(address, news);
  await finishCreate(context, address, outputs, mark);
  return { id: bucketId(address), outputs };
}

/** Finishes an interrupted creation. */
export async function resumeCreate(
  context: Context,
  address: BucketAddress,
  news: BucketInputs,
): Promise<BucketState> {
  const outputs = bucketOutputsOf(address, news);
  await finishCreate(context, address, outputs, await putBucket(context, address, news));
  return outputs;
}

interface GeneratedName {
  readonly prefix: string;
  readonly appId: string;
}

/** The parts of a generated name. To keep the host name within its limit, the prefix is cut, never the random digits. */
async function nameOf(context: Context, news: BucketInputs, region: string): Promise<GeneratedName> {
  const appId = await findAppId(context);
  const rest = suffixDigits + `--${appId}.cos.${region}.myqcloud.com`.length;
  const room = Math.max(maxHostLength - rest, 1);
  const prefix = (news.bucketPrefix ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, room)
    .replace(/^-+|-+$/g, "");
  return { prefix: prefix === "" ? "bucket".slice(0, room) : prefix, appId };
}

/** A bucket with such a name and this stack's mark. `undefined` too where buckets may not be listed or tags not read. */
async function findHalfMade(
  context: Context,
  news: BucketInputs,
  region: string,
  { prefix, appId }: GeneratedName,
): Promise<string | undefined> {
  const pattern = new RegExp(`^${prefix}-[0-9a-f]{${suffixDigits}}-${appId}$`);
  const candidates = (await mayList(context)).filter(
    ({ bucket, region: place }) => place === region && pattern.test(bucket) && !made.has(bucket),
  );
  const own = candidates.length > 0 ? await ownMark(context) : "";
  const newest = [...candidates].sort((a, b) => (a.creationDate < b.creationDate ? 1 : -1));
  const found = new Set<string>();
  const untilFound = function* () {
    for (const { bucket } of newest) {
      if (found.size > 0) {
        return;
      }
      yield bucket;
    }
  };
  const look = async (bucket: string): Promise<void> => {
    const address = { region, bucket };
    if ((await mayReadMark(context, address)) === own && (await hasRedundancy(context, address, news))) {
      found.add(bucket);
    }
  };
  await forEachConcurrently(untilFound(), looksInFlight, look, context.signal);
  return newest.find(({ bucket }) => found.has(bucket))?.bucket;
}

async function mayList(context: Context): Promise<readonly ListedBucket[]> {
  return await listBuckets(context).catch(none([]));
}

async function mayReadMark(context: Context, address: BucketAddress): Promise<string | undefined> {
  return await readMark(context, address).catch(none(undefined));
}

/** Returns a value instead of failing where COS refuses. */
function none<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (CosServiceError.isInstance(error) && error.status < 500) {
      return instead;
    }
    throw error;
  };
}

async function hasRedundancy(context: Context, address: BucketAddress, news: BucketInputs): Promise<boolean> {
  return (
    news.redundancy === undefined ||
    news.redundancy === redundancyOf((await headBucket(context, address)).headers)
  );
}

/** Whether the account has the bucket. False where buckets may not be listed: the answer to the PUT shows it then. */
async function isListed(context: Context, address: BucketAddress): Promise<boolean> {
  const { bucket: name, region } = address;
  const listed = await listBuckets(context).catch(() => []);
  // A listing may lag behind.
  return (
    listed.some((item) => item.bucket === name && item.region === region) && !(await isGone(context, address))
  );
}

/**
 * Creates the bucket with this stack's mark. A bucket that already has it was left by an interrupted `up`.
 * @throws IncompleteError when it is unknown whether the bucket was created
 */
async function putBucket(context: Context, address: BucketAddress, news: BucketInputs): Promise<Mark> {
  const own = await ownMark(context);
  const generated = news.bucket === undefined;
  let marked = true;
  const put = async (): Promise<void> => {
    const body =
      news.redundancy === "MAZ"
        ? renderXml(parentElement("CreateBucketConfiguration", [textElement("BucketAZConfig", "MAZ")]))
        : "";
    await context.client.send({
      method: "PUT",
      ...address,
      operation: "PutBucket",
      // COS may reserve a name that was just deleted for a while.
      retryConflicts: true,
      headers: marked ? { "x-cos-tagging": `${creationMark.key}=${own}` } : {},
      body,
    });
  };
  const putMarkedIfAllowed = async (): Promise<Mark> => {
    try {
      await put();
      return "alone";
    } catch (error) {
      if (!CosServiceError.isInstance(error) || error.code !== "AccessDenied") {
        throw error;
      }
      // Keys that may create buckets need not be allowed to tag them.
      marked = false;
      await put();
      return "none";
    }
  };
  try {
    return await putMarkedIfAllowed();
  } catch (error) {
    if (CosServiceError.isInstance(error) && error.code === "BucketAlreadyOwnedByYou") {
      // A generated name can only be this bucket's: an answer was lost.
      if (!generated) {
        await takeOver(context, address, news, error, own);
      }
      return "perhaps";
    }
    // Without a mark, a later run could not tell whose bucket of a given name it is.
    if (mayBeDone(context, error) && (marked || generated)) {
      throw new IncompleteError(
        bucketId(address),
        { ...bucketOutputsOf(address, news), creationMark: own },
        `${messageOf(error)}\nIt is not known whether ${address.bucket} was created. pulumi up finds out and finishes it; pulumi destroy removes it if it is this stack's`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function takeOver(
  context: Context,
  address: BucketAddress,
  news: BucketInputs,
  conflict: CosServiceError,
  own: string,
): Promise<void> {
  const { bucket: name, region } = address;
  const listed = (await listBuckets(context).catch(() => [])).find((item) => item.bucket === name);
  if (listed !== undefined && listed.region !== region) {
    throw new Error(
      `${name} is yours already, in ${listed.region} and not in ${region}: correct the region, or choose another name`,
      {
        cause: conflict,
      },
    );
  }
  const mark = await refuseForeignMark(context, address, own, conflict);
  if (news.adoptExisting !== true && mark === undefined) {
    throw new Error(
      [
        `${name} exists already in ${region} and is yours.`,
        'Was this resource only renamed or moved in the program? Then give it aliases: [{ name: "its old name" }], and nothing happens to the bucket.',
        "Is another stack to give it up? Let that stack forget it first, with retainOnDelete: true and an up, or with pulumi state delete; else its removal there takes the bucket.",
        `Then, or for a bucket that no stack manages, set adoptExisting: true; else choose another name (${conflict.message})`,
      ].join(" "),
      { cause: conflict },
    );
  }
  await refuseOtherRedundancy(context, address, news);
}

/**
 * Refuses a bucket that another stack is creating.
 * @returns this stack's mark, if the bucket carries it
 */
async function refuseForeignMark(
  context: Context,
  address: BucketAddress,
  own: string,
  cause?: CosServiceError,
): Promise<string | undefined> {
  const mark = await mayReadMark(context, address);
  if (mark !== undefined && !isOurs(mark, own)) {
    throw new Error(
      `${address.bucket} exists already in ${address.region}, and another stack is creating it, or its creation there broke off: it carries the tag ${creationMark.key}=${mark}. Choose another name; or, if that stack is not to have it, remove the tag, and set adoptExisting: true`,
      { cause },
    );
  }
  return mark;
}

async function refuseOtherRedundancy(
  context: Context,
  address: BucketAddress,
  news: BucketInputs,
): Promise<void> {
  const actual = redundancyOf((await headBucket(context, address)).headers);
  if (news.redundancy !== undefined && news.redundancy !== actual) {
    throw new Error(
      `${address.bucket} exists already and is ${actual}, not ${news.redundancy}; this cannot be changed`,
    );
  }
}

/** Waits until COS serves the bucket, then removes its mark. */
export async function finishCreate(
  context: Context,
  address: BucketAddress,
  outputs: BucketState,
  mark: Mark,
): Promise<void> {
  const incomplete = (message: string, cause?: unknown) =>
    new IncompleteError(bucketId(address), outputs, message, { cause });
  const { visibilityMs } = waitsOf(context);
  let served = false;
  try {
    served = await poll(context, visibilityMs, async () => !(await isGone(context, address)));
  } catch (error) {
    throw incomplete(`the bucket was created, but then: ${messageOf(error)}`, error);
  }
  if (!served) {
    throw incomplete(
      `${address.bucket} was created, but ${visibilityMs / 1000} s later COS still does not serve it in ${address.region}`,
    );
  }
  try {
    await removeMark(context, address, mark, await ownMark(context));
  } catch (error) {
    const message = `the tag ${creationMark.key} could not be removed from ${address.bucket}: ${messageOf(error)}`;
    if (!CosServiceError.isInstance(error) || error.code !== "AccessDenied") {
      throw incomplete(message, error);
    }
    // Where tags may not be read, there may be no mark to remove.
    if (error.operation !== "GetBucketTagging") {
      context.log.warn(
        `${message}\nRemove it by hand, in the console or with other keys: as long as it is there, this stack takes the bucket for one whose creation broke off`,
      );
    }
  }
}

/** Whether the bucket does not exist, according to COS. */
export async function isGone(context: Context, address: BucketAddress): Promise<boolean> {
  try {
    await headBucket(context, address);
    return false;
  } catch (error) {
    if (isMissing(error)) {
      return true;
    }
    throw error;
  }
}
