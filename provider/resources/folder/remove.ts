/** Removes a folder's objects from its bucket, except those that were overwritten from outside since. */

import { listObjects } from "../../api/listing";
import { removeKeys } from "../../api/removeKeys";
import { visible } from "../../client";
import { tellTakenKeys } from "../../model/claims";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import { firstOf } from "../../model/messages";
import { readLive } from "../object/live";
import { type Held, isLeft } from "./manifest";
import { countFiles, shownNames } from "./words";

/** Number of objects from which listing the prefix is cheaper than reading each. */
const looksToList = 64;

/** Concurrent reads of single objects. */
const looksInFlight = 32;

/** Keys per page of a listing. */
const pageSize = 1_000;

/** The outcome of removing files, by their names. */
interface Removal {
  /** Removed, or left because the object was overwritten from outside: no longer the folder's. */
  readonly removed: readonly string[];
  /** Files that COS did not remove, with the reasons. */
  readonly refused: ReadonlyMap<string, Error>;
  /** Files that stay the folder's, because the resource that was to take them over failed. */
  readonly contested: ReadonlySet<string>;
}

/** Removes files as `removeOurs` does, except those that another resource of the run manages: they belong to it now. */
export async function removeHeld(
  context: Context,
  address: BucketAddress,
  prefix: string,
  held: ReadonlyMap<string, Held>,
  source: string,
  report: (count: number) => void,
): Promise<Removal> {
  const nameOf = (key: string) => key.slice(prefix.length);
  const keys = [...held.keys()].map((name) => prefix + name);
  let refused: ReadonlyMap<string, Error> = new Map();
  const { free, taken, contested } = await context.claims.removeKeys(address, keys, async (ours) => {
    const mine = new Map(ours.map(nameOf).map((name) => [name, held.get(name) as Held]));
    refused = await removeOurs(context, address, prefix, mine, source, report);
  });
  tellTakenKeys(context.log, source, address, taken);
  return { removed: free.map(nameOf), refused, contested: new Set(contested.map(nameOf)) };
}

/**
 * Removes files from the bucket. A missing file counts as removed. One that was overwritten from outside stays, with a message, and
 * counts as removed too.
 * @param held the records of the files, by name
 * @param source name of the folder in messages
 * @returns the files that COS did not remove, with the reasons
 */
async function removeOurs(
  context: Context,
  address: BucketAddress,
  prefix: string,
  held: ReadonlyMap<string, Held>,
  source: string,
  report: (count: number) => void,
): Promise<ReadonlyMap<string, Error>> {
  const { etags, refused } = await look(context, address, prefix, [...held.keys()]);
  const [ours, theirs]: [string[], string[]] = [[], []];
  for (const [name, left] of held) {
    const etag = etags.get(name);
    if (!refused.has(name)) {
      (etag === undefined || isLeft(left, etag) ? ours : theirs).push(name);
    }
  }
  if (theirs.length > 0) {
    const lines = theirs.map((name) => visible(prefix + name));
    context.log.warn(
      [
        `${source}: ${countFiles(theirs.length)} in ${address.bucket} ${theirs.length === 1 ? "stays" : "stay"}, because somebody else has written ${theirs.length === 1 ? "it" : "them"} since this folder did:`,
        ...firstOf(lines, shownNames),
      ].join("\n  "),
    );
  }
  const keys = ours.map((name) => prefix + name);
  for (const [key, error] of await removeKeys(context, address, keys, report)) {
    refused.set(key.slice(prefix.length), error);
  }
  return refused;
}

/** The result of reading objects, by the names of their files. */
interface Looks {
  /** ETags of the objects that exist. */
  readonly etags: Map<string, string>;
  /** Why objects could not be read. */
  readonly refused: Map<string, Error>;
}

/** Reads ETags, from the listing or object by object. */
async function look(
  context: Context,
  address: BucketAddress,
  prefix: string,
  names: readonly string[],
): Promise<Looks> {
  const [etags, refused] = [new Map<string, string>(), new Map<string, Error>()];
  let unseen = [...names];
  if (names.length >= looksToList) {
    // Where the prefix holds far more than this folder's files, reading the rest one by one is cheaper again.
    const limit = names.length * pageSize;
    try {
      const listed = await listObjects(context, address, prefix, limit);
      for (const name of names) {
        const live = listed.get(prefix + name);
        if (live !== undefined) {
          etags.set(name, live.etag);
        }
      }
      unseen = listed.size < limit ? [] : unseen.filter((name) => !etags.has(name));
    } catch (error) {
      return { etags, refused: new Map(names.map((name) => [name, error as Error])) };
    }
  }
  await forEachConcurrently(unseen, looksInFlight, async (name) => {
    try {
      const place = { ...address, key: prefix + name };
      const live = await readLive(context, place, { tags: "never", acl: "never" });
      if (live !== undefined) {
        etags.set(name, live.etag);
      }
    } catch (error) {
      refused.set(name, error as Error);
    }
  });
  return { etags, refused };
}
