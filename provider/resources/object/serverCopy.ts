/** Copies objects on the server, also onto themselves to give them other headers (https://www.tencentcloud.com/document/product/436/10881). */

import type { Action } from "../../api/permissions";
import { multipartActions, runMultipart, type SentPart } from "../../api/upload/multipart";
import { partSize } from "../../api/upload/parts";
import { WrongObjectError } from "../../api/upload/upload";
import type { UploadTrace } from "../../api/upload/uploadJournal";
import { CosServiceError, encodeKey } from "../../client";
import { parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import { type ObjectAddress, objectId } from "../../model/ids";
import { settingDifferences, writeHeaders } from "./headers";
import { type LiveObject, liveArguments, readLive } from "./live";
import type { ObjectSettings } from "./values";

/** The actions that `copyObject` needs on the copy, for objects of any length. */
export const copyActions: readonly Action[] = [
  { operation: "PutObjectCopy" },
  { operation: "UploadPartCopy" },
  ...multipartActions,
];

/** The action that it needs on the source; the probe asks for one byte. */
export const sourceAction: Action = {
  operation: "GetObject",
  probe: (address) => ({ method: "GET", ...address, headers: { range: "bytes=0-0" } }),
};

/** Sizes of a copy; tests make them small. */
export interface CopyLimits {
  /** Largest object that one request copies, in bytes (https://www.tencentcloud.com/document/product/436/14518). */
  readonly single: number;
  /** Size of a part of a larger object, in bytes. */
  readonly part: number;
  /** Parts copied at the same time. */
  readonly inFlight: number;
}

const gibibyte = 1024 ** 3;

/** The default limits. */
export const copyLimits: CopyLimits = { single: 5 * gibibyte, part: gibibyte, inFlight: 6 };

/** The source of a copy, and the settings that the copy gets. */
export interface Copy {
  readonly from: ObjectAddress & { readonly versionId?: string | undefined };
  /** The source as it was read; the copy fails with 412 when it has changed since. */
  readonly source: Pick<LiveObject, "etag" | "crc64" | "contentLength">;
  /** All headers of the copy: COS inherits neither class nor encryption nor access rules. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether COS copies stored headers and tags from the source (`Copy`). Does not apply to copies in parts: `headers` has everything. */
  readonly metadataDirective: "Copy" | "Replaced";
  readonly taggingDirective: "Copy" | "Replaced";
  /** Whether an object is the finished copy; used when the answer to its completion was lost. */
  readonly isDone: (now: LiveObject) => boolean;
  /** Earlier uploads of this copy recorded in the state. */
  readonly traces?: readonly UploadTrace[];
}

/**
 * Copies an object, in parts when it is large.
 * @throws CosServiceError 412 when the source has changed
 */
export async function copyObject(
  context: Context,
  address: ObjectAddress,
  copy: Copy,
  limits = copyLimits,
): Promise<void> {
  try {
    const isLarge = copy.source.contentLength > limits.single;
    await (isLarge ? copyInParts(context, address, copy, limits) : copyWhole(context, address, copy));
  } catch (error) {
    // COS does not say whether access to the source or to the copy was denied.
    if (CosServiceError.isInstance(error) && error.code === "AccessDenied") {
      error.message += `\nA copy also needs the CAM action name/cos:GetObject on its source, ${objectId(copy.from)}.`;
    }
    throw error;
  }
}

async function copyWhole(context: Context, address: ObjectAddress, copy: Copy): Promise<void> {
  await context.client.send({
    method: "PUT",
    ...address,
    headers: {
      ...copy.headers,
      ...sourceHeaders(copy),
      "x-cos-metadata-directive": copy.metadataDirective,
      "x-cos-tagging-directive": copy.taggingDirective,
    },
    operation: "PutObjectCopy",
  });
}

/**
 * Gives an object the headers, class, encryption, access rules and tags of `news`. COS inherits none of them, so all are
 * sent; server defaults stay as they are in `live`. Fails with 412 when the object has changed since `live` was read.
 */
export async function copyOntoItself(
  context: Context,
  address: ObjectAddress,
  news: ObjectSettings,
  live: LiveObject,
  limits = copyLimits,
): Promise<void> {
  const headers = writeHeaders(news, live, true);
  const copy: Copy = {
    from: address,
    source: live,
    headers,
    metadataDirective: "Replaced",
    taggingDirective: headers["x-cos-tagging"] === undefined ? "Copy" : "Replaced",
    isDone: (now) =>
      now.crc64 === live.crc64 && settingDifferences(liveArguments(now, news), news).length === 0,
  };
  await copyObject(context, address, copy, limits);
}

/** Corrects headers that differ from `news`, after continuing an upload that was begun with other headers. */
export async function correctHeaders(
  context: Context,
  address: ObjectAddress,
  news: ObjectSettings,
): Promise<void> {
  const live = await readLive(context, address, { tags: "lenient", acl: "lenient" });
  if (live !== undefined && settingDifferences(liveArguments(live, news), news).length > 0) {
    await copyOntoItself(context, address, news, live);
  }
}

function sourceHeaders({ from, source }: Copy): Readonly<Record<string, string>> {
  const { bucket, region, key, versionId } = from;
  const version = versionId === undefined ? "" : `?versionId=${versionId}`;
  return {
    // The documented form. COS knows its buckets by this name under other domains too.
    "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/${encodeKey(key)}${version}`,
    "x-cos-copy-source-If-Match": `"${source.etag}"`,
  };
}

interface Range {
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

/** https://www.tencentcloud.com/document/product/436/8287 */
async function copyInParts(
  context: Context,
  address: ObjectAddress,
  copy: Copy,
  limits: CopyLimits,
): Promise<void> {
  const { contentLength: length, crc64 } = copy.source;
  const from = sourceHeaders(copy);
  const { answered } = await runMultipart<Range, SentPart>(context, address, {
    headers: copy.headers,
    canContinue: false,
    traces: copy.traces,
    parts: rangesOf(length, partSize(length, limits.part)),
    inFlight: limits.inFlight,
    send: async ({ uploadId }, { number, first, last }, signal) => {
      const { body } = await context.client.send({
        method: "PUT",
        ...address,
        query: { partNumber: number, uploadId },
        headers: { ...from, "x-cos-copy-source-range": `bytes=${first}-${last}` },
        operation: "UploadPartCopy",
        signal,
      });
      return { number, etag: textAt(parseXml(body.toString()), "ETag")?.trim() ?? "" };
    },
    findDone: async () => {
      const now = await readLive(forCleanUp(context), address, { tags: "never", acl: "never" });
      return now !== undefined && copy.isDone(now) ? now : undefined;
    },
  });
  if (answered !== undefined && crc64 !== undefined && answered !== crc64) {
    throw new WrongObjectError(
      `the copy of ${copy.from.key} to ${address.key} has the CRC64 ${answered}, not ${crc64}`,
    );
  }
}

async function* rangesOf(length: number, size: number): AsyncGenerator<Range> {
  for (let first = 0, number = 1; first < length; first += size, number++) {
    yield { number, first, last: Math.min(first + size, length) - 1 };
  }
}
