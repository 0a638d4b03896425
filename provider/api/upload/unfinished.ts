/**
 * Finds uploads in parts that were begun and never finished, and which of them are abandoned: those may be continued or
 * aborted (https://www.tencentcloud.com/document/product/436/7736, 7747).
 */

import { CosServiceError } from "../../client";
import { elementsAt, parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import type { BucketAddress, ObjectAddress } from "../../model/ids";
import type { Action } from "../permissions";
import { decodeKey, isTruncated, present } from "../versions";
import { type JournalEntry, journalEntries, type UploadTrace } from "./uploadJournal";

/** Milliseconds without a new part after which an upload counts as abandoned: six parts at 1 Mbit/s take 13 minutes. */
const quietMs = 15 * 60_000;

/** Milliseconds within which COS carries out a request whose answer was lost: as long as the client repeats it, and a little more. */
const unansweredMs = 180_000;

/** Uploads per page of a listing. */
const pageSize = 1_000;

/** A part of an unfinished upload in COS. */
export interface UnfinishedPart {
  /** With its quotes. The MD5 of the part, unless it is encrypted with a KMS key. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** An unfinished upload in a listing. */
export interface ListedUpload {
  readonly key: string;
  readonly uploadId: string;
  /** When it was begun, in Unix milliseconds of the service's clock; 0 when COS does not say. */
  readonly initiated: number;
}

/** An abandoned upload with its parts. */
export interface Unfinished extends ListedUpload {
  /** By number. */
  readonly parts: ReadonlyMap<number, UnfinishedPart>;
}

/** The result of a search for unfinished uploads. */
export interface Search {
  /** The service's time, in Unix milliseconds; `undefined` when the uploads may not be listed. */
  readonly now: number | undefined;
  /** Ids of all unfinished uploads that were found. */
  readonly uploadIds: readonly string[];
  /** The uploads that no process works on. */
  readonly abandoned: readonly Unfinished[];
  /** The journal's entries for these keys whose process on this machine has ended. */
  readonly entries: readonly JournalEntry[];
}

/** The uploads to look at. */
export interface Scope {
  readonly prefix: string;
  /** Whether the prefix is the key itself. */
  readonly isOneKey: boolean;
  readonly includes: (key: string) => boolean;
  /** Whether uploads begun elsewhere count as abandoned when they have not grown for `quietMs`. */
  readonly others: boolean;
  readonly entries: readonly JournalEntry[];
  /** Earlier uploads recorded in the state. */
  readonly traces: readonly UploadTrace[];
}

const anew = "an interrupted upload starts again, and its parts stay and are billed";

/** The actions that a search needs. Listing parts has no probe: it needs an existing upload. */
export const searchActions: readonly Action[] = [
  {
    operation: "ListMultipartUploads",
    otherwise: anew,
    probe: ({ key, ...bucket }) => ({
      method: "GET",
      ...bucket,
      query: { uploads: "", "max-uploads": 1, ...(key !== undefined && { prefix: key }) },
    }),
  },
  { operation: "ListParts", otherwise: anew },
];

/**
 * Finds the unfinished uploads of a key.
 * @param traces earlier uploads recorded in the state
 * @param others whether those begun elsewhere count as abandoned when they have not grown for `quietMs`
 */
export async function searchUploads(
  context: Context,
  address: ObjectAddress,
  traces: readonly UploadTrace[] = [],
  others = true,
): Promise<Search> {
  const { key, ...bucket } = address;
  const entries = journalEntries(address);
  return await search(context, bucket, {
    prefix: key,
    isOneKey: true,
    includes: (found) => found === key,
    others,
    entries,
    traces,
  });
}

/** Finds the unfinished uploads in a scope. */
export async function search(context: Context, bucket: BucketAddress, scope: Scope): Promise<Search> {
  const uploadIds: string[] = [];
  const abandoned: Unfinished[] = [];
  const entries = scope.entries.filter(({ owner }) => owner !== "working");
  let now: number | undefined;
  try {
    for await (const page of listUploads(context, bucket, scope.prefix)) {
      now = page.now;
      for (const upload of page.uploads.filter(({ key }) => scope.includes(key))) {
        uploadIds.push(upload.uploadId);
        const found = await lookAt(context, bucket, upload, page.now, scope);
        if (found !== undefined) {
          abandoned.push(found);
        }
      }
      // The key itself comes before longer keys that begin with it.
      const last = page.uploads.at(-1);
      if (scope.isOneKey && last !== undefined && last.key !== scope.prefix) {
        break;
      }
    }
  } catch (error) {
    // Without the permission to list, only recorded uploads are known.
    if (!(CosServiceError.isInstance(error) && error.status === 403)) {
      throw error;
    }
    return { now: undefined, uploadIds, abandoned: knownOf(scope, entries), entries };
  }
  return { now: now ?? 0, uploadIds, abandoned, entries };
}

/** Recorded uploads, where listing is denied. */
function knownOf(
  { isOneKey, prefix, traces }: Scope,
  entries: readonly JournalEntry[],
): readonly Unfinished[] {
  const known = [
    ...entries.filter(isEnded).map(({ key, trace }) => ({ key, trace })),
    ...(isOneKey ? traces.map((trace) => ({ key: prefix, trace })) : []),
  ];
  return known.flatMap(({ key, trace }) =>
    trace.uploadIds.map((uploadId) => ({ key, uploadId, initiated: 0, parts: new Map() })),
  );
}

/** The upload with its parts if it is abandoned. */
async function lookAt(
  context: Context,
  bucket: BucketAddress,
  upload: ListedUpload,
  now: number,
  { others, entries, traces }: Scope,
): Promise<Unfinished | undefined> {
  const ofKey = entries.filter(({ key }) => key === upload.key);
  const entry = ofKey.find(({ trace }) => trace.uploadIds.includes(upload.uploadId));
  if (entry?.owner === "working") {
    return undefined;
  }
  const ended = [...ofKey.filter(isEnded).map(({ trace }) => trace), ...traces];
  const isOurs = ended.some(({ uploadIds }) => uploadIds.includes(upload.uploadId));
  const isPerhapsOurs =
    ended.some((trace) => mayBeOf(trace, upload)) &&
    !ofKey.some(({ owner, trace }) => owner === "working" && mayBeOf(trace, upload));
  if (!isOurs && !isPerhapsOurs && !others && entry === undefined) {
    return undefined;
  }
  const listed = await listParts(context, { ...bucket, key: upload.key }, upload.uploadId);
  if (listed === undefined) {
    return undefined;
  }
  const { parts, grownAt } = listed;
  const isQuiet = now - Math.max(upload.initiated, grownAt) > quietMs && upload.initiated > 0;
  // A process that got no answer has sent no parts.
  return isOurs || (isPerhapsOurs && parts.size === 0) || (isQuiet && (others || entry !== undefined))
    ? { ...upload, parts }
    : undefined;
}

/** Whether the process of a journal entry has ended. */
export function isEnded({ owner }: JournalEntry): boolean {
  return owner === "none";
}

/** Whether an upload may be one whose beginning was never answered. */
function mayBeOf({ unanswered, uploadIds }: UploadTrace, { uploadId, initiated }: ListedUpload): boolean {
  if (unanswered === undefined || uploadIds.includes(uploadId) || unanswered.known.includes(uploadId)) {
    return false;
  }
  // COS returns times in whole seconds.
  const { from, until = from + unansweredMs } = unanswered;
  return initiated >= from && initiated < until + 1_000;
}

/** A page of unfinished uploads. */
export interface UploadPage {
  readonly uploads: readonly ListedUpload[];
  /** The service's time, in Unix milliseconds; 0 when it does not say. */
  readonly now: number;
}

/** Lists unfinished uploads, by key. */
export async function* listUploads(
  context: Context,
  { bucket, region }: BucketAddress,
  prefix = "",
): AsyncGenerator<UploadPage> {
  let markers: { "key-marker"?: string; "upload-id-marker"?: string } | undefined = {};
  while (markers !== undefined) {
    const { body, headers } = await context.client.send({
      method: "GET",
      bucket,
      region,
      query: {
        uploads: "",
        "encoding-type": "url",
        "max-uploads": pageSize,
        ...present("prefix", prefix),
        ...markers,
      },
      operation: "ListMultipartUploads",
    });
    const document = parseXml(body.toString());
    const uploads = elementsAt(document, ["Upload"]).map((element) => ({
      key: decodeKey(textAt(element, "Key")),
      uploadId: textAt(element, "UploadId") ?? "",
      initiated: Date.parse(textAt(element, "Initiated") ?? "") || 0,
    }));
    yield { uploads, now: Date.parse(headers.date ?? "") || 0 };
    markers = isTruncated(document)
      ? {
          "key-marker": decodeKey(textAt(document, "NextKeyMarker")),
          ...present("upload-id-marker", textAt(document, "NextUploadIdMarker")),
        }
      : undefined;
  }
}

/** The parts of an upload, and the time of the last; `undefined` when it has ended meanwhile. */
async function listParts(
  { client }: Context,
  address: ObjectAddress,
  uploadId: string,
): Promise<{ parts: ReadonlyMap<number, UnfinishedPart>; grownAt: number } | undefined> {
  const parts = new Map<number, UnfinishedPart>();
  let grownAt = 0;
  try {
    for (let marker: string | undefined = "0"; marker !== undefined; ) {
      const { body } = await client.send({
        method: "GET",
        ...address,
        query: { uploadId, "part-number-marker": marker },
        operation: "ListParts",
      });
      const document = parseXml(body.toString());
      for (const part of elementsAt(document, ["Part"])) {
        grownAt = Math.max(grownAt, Date.parse(textAt(part, "LastModified") ?? "") || 0);
        parts.set(Number(textAt(part, "PartNumber")), {
          etag: textAt(part, "ETag") ?? "",
          size: Number(textAt(part, "Size")),
        });
      }
      const next = textAt(document, "NextPartNumberMarker");
      marker = isTruncated(document) && next !== marker ? next : undefined;
    }
  } catch (error) {
    if (CosServiceError.isInstance(error) && error.code === "NoSuchUpload") {
      return undefined;
    }
    throw error;
  }
  return { parts, grownAt };
}
