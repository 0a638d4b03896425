/** Common to all listings: prefixes, delimiters, markers, and the owner. */

import { appIdOf } from "../format/names";
import { element } from "../format/xml";
import type { CosRequest } from "../request/request";
import type { Bucket, ObjectVersion } from "../store/bucket";
import { endOfPrefix, lowerBound } from "../store/keyIndex";
import { readDelimiter } from "./query";

/** Entries of a page at most. */
export const maxPage = 1000;

/** Which keys a listing shows, and what it rolls up. */
export interface Filter {
  readonly prefix: string;
  readonly delimiter: string;
}

/** Reads `prefix` and `delimiter`. */
export function readFilter(query: CosRequest["query"]): Filter {
  return { prefix: query.get("prefix") ?? "", delimiter: readDelimiter(query) };
}

/** The keys of a listing in order, one at a time, those below a common prefix as that prefix. */
export function* walk(
  keys: readonly string[],
  from: number,
  { prefix, delimiter }: Filter,
): Generator<{ readonly key?: string; readonly commonPrefix?: string }> {
  const end = endOfPrefix(keys, from, prefix);
  for (let at = from; at < end; at++) {
    const key = keys[at]!;
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      yield { key };
      continue;
    }
    const commonPrefix = key.slice(0, cut + delimiter.length);
    yield { commonPrefix };
    at = endOfPrefix(keys, at, commonPrefix) - 1;
  }
}

/** Where a listing begins: after the marker, and after everything below it where it is a common prefix. */
export function startOf(keys: readonly string[], filter: Filter, marker: string): number {
  const first = lowerBound(keys, filter.prefix);
  if (marker === "") {
    return first;
  }
  const after = lowerBound(keys, marker);
  const below = isCommonPrefix(filter, marker)
    ? endOfPrefix(keys, after, marker)
    : keys[after] === marker
      ? after + 1
      : after;
  return Math.max(first, below);
}

/** Whether the listing rolls keys up to this text; below the prefix `a/` the key `a/` itself is none. */
function isCommonPrefix({ prefix, delimiter }: Filter, text: string): boolean {
  if (delimiter === "" || !text.startsWith(prefix)) {
    return false;
  }
  const cut = text.indexOf(delimiter, prefix.length);
  return cut >= 0 && cut + delimiter.length === text.length;
}

/** Listings name the owner by APPID, unlike every other answer. */
export function ownerElement(bucket: Bucket): string {
  const appId = appIdOf(bucket.name) ?? "";
  return element("Owner", [element("ID", appId), element("DisplayName", appId)]);
}

/** The tier of intelligent tiering, and whether an archived object is being restored. */
export function tierElements(version: ObjectVersion): string[] {
  const tier = /INTELLIGENT_TIERING$/.test(version.storageClass) ? ["FREQUENT"] : [];
  return [
    ...tier.map((name) => element("StorageTier", name)),
    ...(version.restore ? [element("RestoreStatus", version.restore.ongoing ? "ONGOING" : "DONE")] : []),
  ];
}
