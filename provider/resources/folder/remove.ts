/** Removes what a folder has put into its bucket, unless somebody else has written over it since: that is theirs. */

import { listObjects } from "../../api/listing";
import { removeKeys } from "../../api/removeKeys";
import { visible } from "../../client";
import { tellTakenKeys } from "../../model/claims";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import { readLive } from "../object/live";
import { type Held, isLeft } from "./manifest";
import { countFiles, shownNames } from "./words";

/** Objects from which on a listing is cheaper than a look at each. */
const looksToList = 64;

/** Looks at single objects at the same time. */
const looksInFlight = 32;

/** Keys that one page of a listing tells of. */
const pageSize = 1_000;

/** What became of files that were to be removed, by their names. */
interface Removal {
  /** What was nobody else's. */
  readonly removed: readonly string[];
  /** Why COS did not remove some of that. */
  readonly refused: ReadonlyMap<string, Error>;
  /** What stays, and stays the folder's, because the resource that was to take it over failed. */
  readonly contested: ReadonlySet<string>;
}

/** Removes files from the bucket as `removeOurs` does, except those for which another resource of the run stands: they are its own now. */
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
 * Removes files from the bucket. One that is not there counts as removed, and so does one that is not as this folder left it: it stays,
 * which is said.
 * @param held what the folder left, by name
 * @param source what messages call the folder
 * @returns why COS did not remove some, by name
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
    const shown = theirs.slice(0, shownNames).map((name) => `  ${visible(prefix + name)}`);
    const rest = theirs.length - shown.length;
    context.log.warn(
      [
        `${source}: ${countFiles(theirs.length)} in ${address.bucket} ${theirs.length === 1 ? "stays" : "stay"}, because somebody else has written ${theirs.length === 1 ? "it" : "them"} since this folder did:`,
        ...shown,
        ...(rest > 0 ? [`  … and ${rest.toLocaleString("en")} more`] : []),
      ].join("\n"),
    );
  }
  const keys = ours.map((name) => prefix + name);
  for (const [key, error] of await removeKeys(context, address, keys, report)) {
    refused.set(key.slice(prefix.length), error);
  }
  return refused;
}

/** What a look at objects tells, by the names of their files. */
interface Looks {
  /** Of those that are there. */
  readonly etags: Map<string, string>;
  /** Why it cannot be told. */
  readonly refused: Map<string, Error>;
}

/** Looks at objects: in the listing, or at each. */
async function look(
  context: Context,
  address: BucketAddress,
  prefix: string,
  names: readonly string[],
): Promise<Looks> {
  const [etags, refused] = [new Map<string, string>(), new Map<string, Error>()];
  let unseen = [...names];
  if (names.length >= looksToList) {
    // Where the prefix holds much more than this folder's files, the looks at the rest are the cheaper ones again.
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
