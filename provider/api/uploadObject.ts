/** Content of any length into an object: in one request, or in parts at the same time, checked by its CRC64. */

import { CosError } from "../client";
import type { Context } from "../model/context";
import { endingWith } from "../model/ending";
import type { ObjectAddress } from "../model/ids";
import type { CallFailure } from "./errors";
import { UnfinishedUploadError } from "./upload/beginning";
import { type Content, contentOfBytes, contentOfStream, openContent } from "./upload/content";
import { uploadLimits } from "./upload/parts";
import { uploadContent, WrongObjectError } from "./upload/upload";

/** What is uploaded: the path of a file, bytes, or a stream, which is read once. */
export type UploadSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** How an object is uploaded. */
export interface UploadOptions {
  /** Parts on their way at the same time; of a stream, which is held in memory, half as many. @default 6 */
  readonly parallel?: number | undefined;
  /** Bytes of a part, at least 1 MiB; up to twice as much goes in one request. Grows so that 10,000 parts suffice. @default 16 MiB */
  readonly partBytes?: number | undefined;
  /** Told whenever bytes have been sent: how many, those of an earlier attempt included, and how many there are, of a stream `undefined`. */
  readonly onProgress?: ((bytes: number, total: number | undefined) => void) | undefined;
  /** Ends it early; parts that were sent are removed. */
  readonly signal?: AbortSignal | undefined;
}

/** What was uploaded. */
export interface Upload {
  /** The object's ETag, in quotes. */
  readonly ETag: string;
  /** The version that was written, where versioning is on. */
  readonly VersionId: string | undefined;
  /** Its size in bytes. */
  readonly size: number;
  /** The bytes of it that an earlier attempt had sent. */
  readonly resumedBytes: number;
  /** Its CRC64 as a decimal number, the same here and in COS. */
  readonly crc64: string;
}

/** The greatest size of what one request sends, in bytes (https://www.tencentcloud.com/document/product/436/7749). */
const maxSingleBytes = 5 * 1_024 ** 3;

/** The least size of a part but the last, in bytes (https://www.tencentcloud.com/document/product/436/7750). */
const minPartBytes = 1_024 ** 2;

/** What is wrong with the options of an upload. */
export function limitFailures({
  partBytes = minPartBytes,
  parallel = 1,
}: UploadOptions): readonly CallFailure[] {
  return [
    ...(Number.isInteger(partBytes) && partBytes >= minPartBytes
      ? []
      : [{ path: "partBytes", reason: `must be at least ${minPartBytes}` }]),
    ...(Number.isInteger(parallel) && parallel > 0
      ? []
      : [{ path: "parallel", reason: "must be at least 1" }]),
  ];
}

/** The headers of an upload, by the requests that carry them. */
export interface UploadHeaders {
  readonly object: Readonly<Record<string, string>>;
  readonly part: Readonly<Record<string, string>>;
  readonly read: Readonly<Record<string, string>>;
  /** No request of an upload in parts takes them. */
  readonly strange: readonly string[];
}

/**
 * Uploads an object. A file whose upload was killed goes on with the parts that COS holds, if they have the same content and were begun
 * with the same headers; what fails is removed again.
 * @throws CosError with the code `ChecksumMismatch` when COS stored other content, `UnfinishedUpload` when parts could not be removed
 */
export async function uploadObject(
  context: Context,
  address: ObjectAddress,
  source: UploadSource,
  headers: UploadHeaders,
  { parallel = uploadLimits.inFlight, partBytes = uploadLimits.part, onProgress, signal }: UploadOptions,
): Promise<Upload> {
  const content = await contentOf(source, address.key);
  const { length } = content;
  try {
    const uploaded = await uploadContent(endingWith(context, { signal }), address, content, headers.object, {
      limits: {
        single: Math.min(2 * partBytes, maxSingleBytes),
        part: partBytes,
        inFlight: parallel,
        buffered: Math.ceil(parallel / 2),
      },
      onlyOwn: true,
      partHeaders: headers.part,
      readHeaders: headers.read,
      onProgress: (bytes) => onProgress?.(bytes, length),
    });
    const { etag, versionId, length: size, resumedBytes, crc64 } = uploaded;
    return { ETag: `"${etag}"`, VersionId: versionId, size, resumedBytes, crc64 };
  } catch (error) {
    if (error instanceof WrongObjectError) {
      throw new CosError(error.message, "ChecksumMismatch", { cause: error });
    }
    if (error instanceof UnfinishedUploadError) {
      throw new CosError(error.message, "UnfinishedUpload", { cause: error.cause });
    }
    throw error;
  } finally {
    await content.close();
  }
}

async function contentOf(source: UploadSource, key: string): Promise<Content> {
  if (typeof source === "string") {
    return await openContent({ kind: "file", name: source, path: source });
  }
  return source instanceof Uint8Array ? contentOfBytes(key, source) : contentOfStream(key, source);
}
