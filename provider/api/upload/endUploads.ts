/** Aborts abandoned uploads in parts (https://www.tencentcloud.com/document/product/436/7740). */

import { CosServiceError } from "../../client";
import type { Context } from "../../model/context";
import type { BucketAddress, ObjectAddress } from "../../model/ids";
import { messageOf } from "../../model/messages";
import { isBucketMissing, isMissing, unlessGone } from "../service";
import { isEnded, type Search, search, searchUploads } from "./unfinished";
import { type JournalEntry, journalEntries, type UploadTrace } from "./uploadJournal";

/** Milliseconds after which the upload of a killed process counts as never to be continued. */
const forgottenMs = 60 * 60_000;

/**
 * Aborts abandoned uploads of a key whose object is as wanted, where the state, the journal or `expected` says that there may be any.
 * Also aborts those of other keys of the bucket that a killed process left long ago.
 */
export async function settleUploads(
  context: Context,
  address: ObjectAddress,
  { traces = [], expected = false }: { traces?: readonly UploadTrace[]; expected?: boolean } = {},
): Promise<void> {
  const { key, ...bucket } = address;
  try {
    const ended = journalEntries(bucket).filter(isEnded);
    if (expected || traces.length > 0 || ended.some((entry) => entry.key === key)) {
      await abortAll(context, address, await searchUploads(context, address, traces));
    }
    const isForgotten = ({ writtenAt }: JournalEntry) => Date.now() - writtenAt > forgottenMs;
    await abortOf(context, bucket, ended.filter(isForgotten));
  } catch (error) {
    context.log.warn(
      `An unfinished upload stays in ${bucket.bucket} and its parts are billed: ${messageOf(error)}`,
    );
  }
}

/** Aborts abandoned uploads of a key whose object was removed. */
export async function abortUploadsOfKey(
  context: Context,
  address: ObjectAddress,
  traces: readonly UploadTrace[],
): Promise<void> {
  await unlessRefused(context, address, async () => {
    await abortAll(context, address, await searchUploads(context, address, traces));
  });
}

/** Aborts abandoned uploads of all keys with a prefix. */
export async function abortUploadsOfKeys(
  context: Context,
  bucket: BucketAddress,
  prefix: string,
  keys: ReadonlySet<string>,
): Promise<void> {
  const entries = journalEntries(bucket).filter(({ key }) => key.startsWith(prefix));
  const includes = (key: string) => keys.has(key) || entries.some((entry) => entry.key === key);
  await unlessRefused(context, bucket, async () => {
    const scope = { prefix, isOneKey: false, includes, others: true, entries, traces: [] };
    await abortAll(context, bucket, await search(context, bucket, scope));
  });
}

/** Warns instead of failing: keys that may remove objects need not be allowed to abort uploads. */
async function unlessRefused(
  context: Context,
  { bucket }: BucketAddress,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!CosServiceError.isInstance(error) || error.status !== 403) {
      throw error;
    }
    context.log.warn(`An unfinished upload stays in ${bucket} and its parts are billed: ${error.message}`);
  }
}

/**
 * Aborts the abandoned uploads that this machine began in a bucket.
 * @returns their number
 */
export async function abortOwnUploads(context: Context, bucket: BucketAddress): Promise<number> {
  return await abortOf(context, bucket, journalEntries(bucket));
}

async function abortOf(
  context: Context,
  bucket: BucketAddress,
  entries: readonly JournalEntry[],
): Promise<number> {
  if (entries.length === 0) {
    return 0;
  }
  const keys = new Set(entries.map(({ key }) => key));
  const includes = (key: string) => keys.has(key);
  const found = await search(context, bucket, {
    prefix: keys.size === 1 ? [...keys].join() : "",
    isOneKey: keys.size === 1,
    includes,
    others: false,
    entries,
    traces: [],
  });
  return await abortAll(context, bucket, found);
}

/** Aborts abandoned uploads, except one that is to be continued. */
export async function abortAll(
  context: Context,
  bucket: BucketAddress,
  { now, abandoned, entries }: Search,
  except?: string,
): Promise<number> {
  const others = abandoned.filter(({ uploadId }) => uploadId !== except);
  for (const { key, uploadId } of others) {
    await abortUpload(context, { ...bucket, key }, uploadId);
  }
  for (const entry of entries.filter(isEnded)) {
    // Uploads that may not be listed may still be there.
    if (now !== undefined || entry.trace.unanswered === undefined) {
      entry.remove();
    }
  }
  return others.length;
}

/**
 * Removes an unfinished upload with its parts. One that is not there any more, as after a lost answer, counts as removed, and so
 * does one whose bucket is gone; a single answer "no such bucket" does not prove that.
 */
export async function abortUpload(context: Context, address: ObjectAddress, uploadId: string): Promise<void> {
  const { bucket, region } = address;
  await unlessGone(context, { bucket, region }, async () => {
    try {
      await context.client.send({
        method: "DELETE",
        ...address,
        query: { uploadId },
        operation: "AbortMultipartUpload",
      });
    } catch (error) {
      if (isBucketMissing(error) || !isMissing(error)) {
        throw error;
      }
    }
  });
}
