/** Writes an object's headers anew without its content: a copy onto itself (https://www.tencentcloud.com/document/product/436/10881). */

import { encodeKey } from "../../client";
import { parseXml, textAt } from "../../codec";
import type { Context, Props } from "../handler";
import type { ObjectAddress } from "../ids";
import { settingDifferences, writeHeaders } from "./headers";
import { type LiveObject, liveArguments, readLive } from "./live";
import { runMultipart, type SentPart } from "./multipart";
import { partSize } from "./parts";

/** Sizes of a copy; tests make them small. */
export interface CopyLimits {
  /** Bytes up to which one request copies (https://www.tencentcloud.com/document/product/436/14518). */
  readonly single: number;
  /** Bytes of a part of a larger object. */
  readonly part: number;
  /** Parts copied at the same time. */
  readonly inFlight: number;
}

const gibibyte = 1024 ** 3;

/** What is used when nothing else is said. */
export const copyLimits: CopyLimits = { single: 5 * gibibyte, part: gibibyte, inFlight: 6 };

/**
 * Gives an object the headers, class, encryption, access rules and tags of `news`. COS inherits none of them, so all go
 * out; what COS decided by itself stays as it is in `live`. Fails with 412 when the object is no longer the one in `live`.
 */
export async function copyOntoItself(
  context: Context,
  address: ObjectAddress,
  news: Props,
  live: LiveObject,
  limits = copyLimits,
): Promise<void> {
  const headers = writeHeaders(news, live, true);
  const { bucket, region, key } = address;
  const from = {
    // The documented form; under another domain COS knows its buckets by this name as well.
    "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/${encodeKey(key)}`,
    "x-cos-copy-source-If-Match": `"${live.etag}"`,
  };
  if (live.contentLength > limits.single) {
    await copyInParts(context, address, { headers, from, news, live, limits });
    return;
  }
  await context.client.send({
    method: "PUT",
    ...address,
    headers: {
      ...headers,
      ...from,
      "x-cos-metadata-directive": "Replaced",
      "x-cos-tagging-directive": headers["x-cos-tagging"] === undefined ? "Copy" : "Replaced",
    },
    errorIn200: true,
    operation: "PutObject",
  });
}

interface PartCopy {
  readonly headers: Readonly<Record<string, string>>;
  readonly from: Readonly<Record<string, string>>;
  readonly news: Props;
  readonly live: LiveObject;
  readonly limits: CopyLimits;
}

interface Range {
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

/** https://www.tencentcloud.com/document/product/436/8287 */
async function copyInParts(context: Context, address: ObjectAddress, copy: PartCopy): Promise<void> {
  const { headers, from, news, live, limits } = copy;
  const { contentLength: length, crc64 } = live;
  const { answered } = await runMultipart<Range, SentPart>(context, address, {
    headers,
    parts: rangesOf(length, partSize(length, limits.part)),
    inFlight: limits.inFlight,
    send: async (uploadId, { number, first, last }, signal) => {
      const { body } = await context.client.send({
        method: "PUT",
        ...address,
        query: { partNumber: number, uploadId },
        headers: { ...from, "x-cos-copy-source-range": `bytes=${first}-${last}` },
        errorIn200: true,
        operation: "UploadPartCopy",
        signal,
      });
      return { number, etag: textAt(parseXml(body.toString()), "ETag") ?? "" };
    },
    isDone: async () => {
      const now = await readLive(context, address, { tags: "never", acl: "never" });
      return (
        now?.crc64 === crc64 &&
        now !== undefined &&
        settingDifferences(liveArguments(now, news), news).length === 0
      );
    },
  });
  if (answered !== undefined && crc64 !== undefined && answered !== crc64) {
    throw new Error(`the copy of ${address.key} onto itself has the CRC64 ${answered}, not ${crc64}`);
  }
}

async function* rangesOf(length: number, size: number): AsyncGenerator<Range> {
  for (let first = 0, number = 1; first < length; first += size, number++) {
    yield { number, first, last: Math.min(first + size, length) - 1 };
  }
}
