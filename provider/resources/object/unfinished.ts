/**
 * Finds uploads in parts that were begun and never finished, and tells which of them nobody works on any more: those may be continued or
 * aborted (https://www.tencentcloud.com/document/product/436/7736, 7747).
 */

import type { Action } from "../../api/permissions";
import { decodeKey, isTruncated, present } from "../../api/versions";
import { CosServiceError } from "../../client";
import { elementsAt, parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import type { BucketAddress, ObjectAddress } from "../../model/ids";
import { type JournalEntry, journalEntries, type UploadTrace } from "./uploadJournal";

/** Milliseconds without a new part after which nobody is taken to work on an upload: six parts on a line of 1 Mbit/s take 13 minutes. */
const quietMs = 15 * 60_000;

/** Milliseconds within which a request is carried out whose answer was lost: as long as the client repeats it, and a little. */
const unansweredMs = 180_000;

/** Uploads of a page. */
const pageSize = 1_000;

/** A part that COS holds of an unfinished upload. */
export interface UnfinishedPart {
  /** With its quotes: the MD5 of the part, where it is not encrypted with a key of KMS. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** An unfinished upload, as a listing has it. */
export interface ListedUpload {
  readonly key: string;
  readonly uploadId: string;
  /** When it was begun, in Unix milliseconds of the service's clock; 0 when COS does not say. */
  readonly initiated: number;
}

/** An unfinished upload on which nobody works. */
export interface Unfinished extends ListedUpload {
  /** By number. */
  readonly parts: ReadonlyMap<number, UnfinishedPart>;
}

/** What is there of unfinished uploads. */
export interface Search {
  /** The service's time, in Unix milliseconds; `undefined` when the uploads may not be listed. */
  readonly now: number | undefined;
  /** Ids of all that were found, whoever works on them. */
  readonly uploadIds: readonly string[];
  /** Those on which nobody works. */
  readonly abandoned: readonly Unfinished[];
  /** What the journal had of these keys, and nobody of this machine works on. */
  readonly entries: readonly JournalEntry[];
}

/** Which uploads are looked at. */
export interface Scope {
  readonly prefix: string;
  /** Whether the prefix is the key itself. */
  readonly isOneKey: boolean;
  readonly includes: (key: string) => boolean;
  /** Whether uploads count as abandoned that somebody else began and that have not grown for long. */
  readonly others: boolean;
  readonly entries: readonly JournalEntry[];
  /** What the state knows of them. */
  readonly traces: readonly UploadTrace[];
}

const anew = "an interrupted upload starts again, and its parts stay and are billed";

/** What looking for unfinished uploads needs. Parts can only be listed of an upload that is there, so nothing probes that. */
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
 * Looks for unfinished uploads of a key.
 * @param traces what the state knows of them
 */
export async function searchUploads(
  context: Context,
  address: ObjectAddress,
  traces: readonly UploadTrace[] = [],
): Promise<Search> {
  const { key, ...bucket } = address;
  const entries = journalEntries(address);
  return await search(context, bucket, {
    prefix: key,
    isOneKey: true,
    includes: (found) => found === key,
    others: true,
    entries,
    traces,
  });
}

/** Looks at the unfinished uploads of some keys. */
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
      // The key itself comes before all others that begin with it.
      const last = page.uploads.at(-1);
      if (scope.isOneKey && last !== undefined && last.key !== scope.prefix) {
        break;
      }
    }
  } catch (error) {
    // Without the permission to look nothing is found but what is known already.
    if (!(CosServiceError.isInstance(error) && error.status === 403)) {
      throw error;
    }
    return { now: undefined, uploadIds, abandoned: knownOf(scope, entries), entries };
  }
  return { now: now ?? 0, uploadIds, abandoned, entries };
}

/** Uploads that may not be looked for, but whose ids are known. */
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

/** The upload with its parts if nobody works on it. */
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
  // Whoever got no answer sent no parts.
  return isOurs || (isPerhapsOurs && parts.size === 0) || (isQuiet && (others || entry !== undefined))
    ? { ...upload, parts }
    : undefined;
}

/** Whether nobody works on what an entry of the journal names. */
export function isEnded({ owner }: JournalEntry): boolean {
  return owner === "nobody";
}

/** Whether an upload can be one whose beginning was never answered. */
function mayBeOf({ unanswered, uploadIds }: UploadTrace, { uploadId, initiated }: ListedUpload): boolean {
  if (unanswered === undefined || uploadIds.includes(uploadId) || unanswered.known.includes(uploadId)) {
    return false;
  }
  // The service's clock is told in whole seconds.
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

/** The parts of an upload, and when it got the last of them; `undefined` when it has ended meanwhile. */
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
