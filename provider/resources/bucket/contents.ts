/** Counts the contents of a bucket, and empties it. */

import { type Permission, permit, readable } from "../../api/permissions";
import {
  batchesInFlight,
  batchSize,
  type KeyVersion,
  removeActions,
  removeVersions,
} from "../../api/removeKeys";
import { abortUpload } from "../../api/upload/endUploads";
import { type ListedUpload, listUploads } from "../../api/upload/unfinished";
import { listVersions, listVersionsInParallel, versionsAction } from "../../api/versions";
import { CosServiceError } from "../../client";
import { textAt } from "../../codec";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import { lookAt } from "../configurations/interpreter/look";
import { bucketObjectLock } from "../configurations/objectLock";

/** Aborts of uploads in flight. */
const abortsInFlight = 32;

/** Pages after which counting stops: beyond 20,000 objects the exact number does not matter. */
const maxPagesToCount = 20;

/** The number of things in a bucket, by kind. */
export interface BucketContents {
  /** Current versions that are not delete markers. */
  readonly objects: number;
  /** Noncurrent versions and delete markers. */
  readonly versions: number;
  /** Unfinished multipart uploads. */
  readonly uploads: number;
  /** Whether counting stopped before the end. */
  readonly more: boolean;
}

/** Counts the objects, versions and uploads that keep a bucket from being deleted. */
export async function countContents(context: Context, address: BucketAddress): Promise<BucketContents> {
  let [objects, versions, uploads, pages] = [0, 0, 0, 0];
  let more = false;
  for await (const page of listVersions(context, address)) {
    const current = page.filter(({ isObject }) => isObject).length;
    objects += current;
    versions += page.length - current;
    if (++pages === maxPagesToCount) {
      more = true;
      break;
    }
  }
  for await (const page of listUploads(context, address)) {
    uploads += page.uploads.length;
  }
  return { objects, versions, uploads, more };
}

/** Describes contents in words, such as `2 objects, 1 unfinished multipart upload`. */
export function describeContents({ objects, versions, uploads, more }: BucketContents): string {
  const parts = [
    [objects, "object"],
    [versions, "noncurrent version or delete marker"],
    [uploads, "unfinished multipart upload"],
  ] as const;
  const words = parts
    .filter(([number]) => number > 0)
    .map(
      ([number, noun]) =>
        `${number.toLocaleString("en")} ${number === 1 ? noun : noun.replace(" or ", "s or ").concat("s")}`,
    );
  return (
    (more ? "more than " : "") + (words.length > 0 ? words.join(", ") : "something that listings do not show")
  );
}

/** One day in milliseconds. */
const day = 86_400_000;

/** The permissions that `lockedUntil` and `emptyBucket` need. */
export function emptyPermissions(address: BucketAddress): readonly Permission[] {
  const { operations, query } = bucketObjectLock;
  const blind = "a locked bucket is emptied halfway before COS refuses";
  return [
    ...permit(address, [
      readable(operations.get, { [query]: "" }, blind),
      versionsAction,
      readable("ListMultipartUploads", { uploads: "", "max-uploads": 1 }),
    ]),
    ...permit({ ...address, key: "*" }, [...removeActions, { operation: "AbortMultipartUpload" }]),
  ];
}

/**
 * Until when object lock keeps a bucket from being emptied, in Unix milliseconds; `undefined` when it does not. Also `undefined`
 * where the configuration may not be read: COS then refuses to delete locked objects.
 */
export async function lockedUntil(context: Context, address: BucketAddress): Promise<number | undefined> {
  const document = await lookAt(context, address, bucketObjectLock).catch((error: unknown) => {
    // A bucket that may not have it may answer 400 (the Terraform provider expects that), a service without it 501.
    if (CosServiceError.isInstance(error) && (error.status < 500 || error.status === 501)) {
      return undefined;
    }
    throw error;
  });
  const days = Number(document && textAt(document, "Rule", "DefaultRetention", "Days"));
  if (!(days > 0)) {
    return undefined;
  }
  let [latest, pages] = [0, 0];
  for await (const page of listVersions(context, address)) {
    latest = page.reduce((time, { lastModified }) => Math.max(time, lastModified), latest);
    if (++pages === maxPagesToCount) {
      break;
    }
  }
  const until = latest + days * day;
  return until > Date.now() ? until : undefined;
}

/**
 * Removes all versions, delete markers and unfinished uploads, listing and deleting concurrently. May be interrupted and
 * repeated.
 * @returns the number of things removed
 * @throws Error when COS refuses to delete some of them, with the first reason
 */
export async function emptyBucket(context: Context, address: BucketAddress): Promise<number> {
  let removed = 0;
  const report = (count: number): void => {
    removed += count;
    context.log.status(`emptying ${address.bucket}: ${removed.toLocaleString("en")} removed`);
  };
  const batches = inBatches(listVersionsInParallel(context, address));
  const removePage = async (page: readonly KeyVersion[]): Promise<void> => {
    const refused = await removeVersions(context, address, page);
    const [first] = refused;
    if (first !== undefined) {
      throw new Error(
        `COS did not delete ${refused.size.toLocaleString("en")} of ${page.length.toLocaleString("en")} versions in ${address.bucket}; the first is ${first[0]}: ${first[1].message}`,
      );
    }
    report(page.length);
  };
  await forEachConcurrently(batches, batchesInFlight, removePage, context.signal);
  const abort = async ({ key, uploadId }: ListedUpload): Promise<void> => {
    await abortUpload(context, { ...address, key }, uploadId);
    report(1);
  };
  await forEachConcurrently(uploadsOf(context, address), abortsInFlight, abort, context.signal);
  return removed;
}

async function* uploadsOf(context: Context, address: BucketAddress): AsyncGenerator<ListedUpload> {
  for await (const { uploads } of listUploads(context, address)) {
    yield* uploads;
  }
}

/** Regroups pages of any length into full batches; only the last may be shorter. */
async function* inBatches<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let waiting: readonly T[] = [];
  for await (const page of pages) {
    waiting = [...waiting, ...page];
    while (waiting.length >= batchSize) {
      yield waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
    }
  }
  if (waiting.length > 0) {
    yield waiting;
  }
}
