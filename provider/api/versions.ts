/** Lists all versions of a bucket's objects (https://www.tencentcloud.com/document/product/436/31551), at need from many places at once. */

import { parseXml, textAt, type XmlElement } from "../codec";
import { inCompletionOrder } from "../model/concurrency";
import type { Context } from "../model/context";
import type { BucketAddress } from "../model/ids";
import { type Action, readable } from "./permissions";
import type { KeyVersion } from "./removeKeys";

/** A version, or a delete marker. */
export interface Version extends KeyVersion {
  /** Whether it is a current version and not a delete marker. */
  readonly isObject: boolean;
  /** When it was written, in Unix milliseconds. */
  readonly lastModified: number;
}

/** Entries of a page. */
const pageSize = 1_000;

/** Listings that run at once. */
const listersInFlight = 24;

/** How often a range of keys is divided again. */
const maxDepth = 6;

interface Markers {
  readonly "key-marker"?: string;
  readonly "version-id-marker"?: string;
}

/** A range of keys: those after one, up to another. */
interface Range {
  readonly from: Markers;
  readonly until: string | undefined;
  readonly depth: number;
}

interface Page {
  readonly versions: readonly Version[];
  /** Where the next page begins; `undefined` on the last. */
  readonly next: Markers | undefined;
}

/** What listing versions needs. */
export const versionsAction: Action = readable("GetBucketObjectVersions", { versions: "", "max-keys": 1 });

/** All versions, a page at a time, in the order of their keys. */
export async function* listVersions(
  context: Context,
  address: BucketAddress,
): AsyncGenerator<readonly Version[]> {
  for (let markers: Markers | undefined = {}; markers !== undefined; ) {
    const page: Page = await getPage(context, address, markers);
    yield page.versions;
    markers = page.next;
  }
}

/**
 * All versions, a page at a time, in any order. The pages of a listing depend on one another, so that a single listing is bound by its
 * round trips; a long one is divided after its first page into ranges that are listed concurrently.
 */
export async function* listVersionsInParallel(
  context: Context,
  address: BucketAddress,
): AsyncGenerator<readonly Version[]> {
  const waiting: Range[] = [{ from: {}, until: undefined, depth: 0 }];
  const pages = inCompletionOrder(listersInFlight, () => {
    const range = waiting.shift();
    return range && getPage(context, address, range.from).then((page) => ({ range, page }));
  });
  for await (const { range, page } of pages) {
    const versions =
      range.until === undefined
        ? page.versions
        : page.versions.filter(({ key }) => !isAfter(key, range.until));
    if (page.next !== undefined && versions.length === page.versions.length) {
      waiting.push(...cut(range, page.versions, page.next));
    }
    if (versions.length > 0) {
      yield versions;
    }
  }
}

/** Sets of characters used to estimate how keys are distributed. */
const alphabets = [
  "0123456789",
  "0123456789abcdef",
  "abcdefghijklmnopqrstuvwxyz",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
];

/**
 * Divides the rest of a range after its first page: one range for each character that may appear at the position where the keys
 * of the page began to differ.
 */
function cut(range: Range, versions: readonly Version[], next: Markers): readonly Range[] {
  const { until, depth } = range;
  const [first, last] = [versions[0]?.key ?? "", versions.at(-1)?.key ?? ""];
  const common = commonPrefix(first, last);
  const seen = new Set(versions.map(({ key }) => key[common.length] ?? ""));
  const alphabet = alphabets.find((known) => [...seen].every((character) => known.includes(character)));
  const at = last[common.length] ?? "";
  const bounds =
    depth >= maxDepth || alphabet === undefined
      ? []
      : [...alphabet]
          .filter((character) => character > at)
          .map((character) => common + character)
          .filter((bound) => until === undefined || !isAfter(bound, until));
  return [...bounds, until].map((bound, index) => ({
    from: index === 0 ? next : { "key-marker": bounds[index - 1] as string },
    until: bound,
    depth: depth + 1,
  }));
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) {
    length++;
  }
  return a.slice(0, length);
}

/** Compares by UTF-8 bytes, as COS sorts. */
function isAfter(key: string, bound: string | undefined): boolean {
  return bound !== undefined && Buffer.compare(Buffer.from(key), Buffer.from(bound)) > 0;
}

async function getPage(context: Context, address: BucketAddress, markers: Markers): Promise<Page> {
  const response = await context.client.send({
    method: "GET",
    ...address,
    query: { versions: "", "encoding-type": "url", "max-keys": pageSize, ...markers },
    operation: "GetBucketObjectVersions",
  });
  const document = parseXml(response.body.toString());
  const versions = document.children
    .filter(({ name }) => name === "Version" || name === "DeleteMarker")
    .map((element) => ({
      key: decodeKey(textAt(element, "Key")),
      versionId: textAt(element, "VersionId") ?? "",
      isObject: element.name === "Version" && textAt(element, "IsLatest")?.trim() !== "false",
      lastModified: Date.parse(textAt(element, "LastModified") ?? ""),
    }));
  const next = isTruncated(document)
    ? {
        "key-marker": decodeKey(textAt(document, "NextKeyMarker")),
        ...present("version-id-marker", textAt(document, "NextVersionIdMarker")),
      }
    : undefined;
  return { versions, next };
}

/** Whether a listing has another page. */
export function isTruncated(document: XmlElement): boolean {
  return textAt(document, "IsTruncated")?.trim() === "true";
}

/** A query parameter, left out when it has no value. */
export function present(name: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === "" ? {} : { [name]: value };
}

/** `encoding-type=url` writes a space as `+` or `%20` (cos-go-sdk-v5 decodes both, helper.go). */
export function decodeKey(text = ""): string {
  return decodeURIComponent(text.replaceAll("+", "%20"));
}
