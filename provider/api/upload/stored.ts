/** Reads what content COS has under a key. */

import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { isMissing } from "../service";

/** The content of an object as COS has it. */
export interface StoredContent {
  /** Without quotes. */
  readonly etag: string;
  /** CRC64 of the content, unsigned decimal. Very old objects may have none. */
  readonly crc64?: string;
  /** Bytes. */
  readonly contentLength: number;
  readonly versionId?: string;
  /** When it was written, in Unix seconds. */
  readonly writtenAt: number;
}

/** What the headers of a HEAD say of the content. */
export function storedContent(headers: Readonly<Record<string, string>>): StoredContent {
  const { "x-cos-hash-crc64ecma": crc64 } = headers;
  return {
    etag: (headers.etag ?? "").replace(/^W\/|"/g, ""),
    ...(crc64 && { crc64 }),
    contentLength: Number(headers["content-length"] ?? 0),
    ...versionOf(headers),
    writtenAt: unixSeconds(headers["last-modified"]),
  };
}

/** The version that an answer names; nothing in a bucket that never had versioning. */
export function versionOf({ "x-cos-version-id": versionId }: Readonly<Record<string, string>>): {
  readonly versionId?: string;
} {
  return versionId && versionId !== "null" ? { versionId } : {};
}

/**
 * Asks for the content of an object.
 * @param headers what COS needs to read it, such as a key of one's own
 * @returns `undefined` when there is no object
 */
export async function readStored(
  { client }: Pick<Context, "client">,
  address: ObjectAddress,
  headers: Readonly<Record<string, string>> = {},
): Promise<StoredContent | undefined> {
  try {
    const response = await client.send({ method: "HEAD", ...address, headers, operation: "HeadObject" });
    return storedContent(response.headers);
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** The time of an HTTP date in Unix seconds; 0 when there is none. */
export function unixSeconds(date: string | undefined): number {
  return Math.floor((Date.parse(date ?? "") || 0) / 1_000);
}
