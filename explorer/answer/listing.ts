/** The tables that are in a document: its lists of objects. */

import { isObject, type JsonObject } from "../form/treeValues";

/** A list of a document as rows and columns. */
export interface Listing {
  /** Where it is: `Contents`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are beyond those. */
  readonly more: number;
}

/** How many rows a table shows. */
const mostRows = 1_000;

/** How deep lists are looked for. */
const deepest = 3;

/** The lists of a document of JSON that are not empty, the longest first. */
export function listingsOf(json: string): readonly Listing[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  return findLists(value, [])
    .filter(([, items]) => items.length > 0)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([path, items]) => listingOf(path.join("."), items));
}

function findLists(
  value: unknown,
  path: readonly string[],
): readonly (readonly [readonly string[], readonly JsonObject[]])[] {
  if (Array.isArray(value)) {
    return value.every(isObject) ? [[path, value]] : [];
  }
  return isObject(value) && path.length < deepest
    ? Object.entries(value).flatMap(([name, own]) => findLists(own, [...path, name]))
    : [];
}

/** One level of nested members has columns of its own: `Owner.ID`. */
function listingOf(name: string, items: readonly JsonObject[]): Listing {
  const shown = items.slice(0, mostRows).map((item) => new Map(flatten(item)));
  const columns = [...new Set(shown.flatMap((cells) => [...cells.keys()]))];
  return {
    name,
    columns,
    rows: shown.map((cells) => columns.map((column) => cells.get(column) ?? "")),
    more: items.length - shown.length,
  };
}

function flatten(item: JsonObject, prefix = ""): readonly (readonly [string, string])[] {
  return Object.entries(item).flatMap(([name, value]) =>
    isObject(value) && prefix === ""
      ? flatten(value, `${name}.`)
      : [[`${prefix}${name}`, typeof value === "object" ? JSON.stringify(value) : String(value)] as const],
  );
}
