/** Opens and reads an object's content, wherever it is. */

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Crc64, proxiedFetch } from "../../client";
import { kindProblem } from "../../model/fileKind";

/** Size of one read from a file, in bytes. */
const readBytes = 256 * 1024;

/** Where the wanted content comes from; not opened yet. */
export type ContentSource =
  | { readonly kind: "bytes"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "remote"; readonly name: string; readonly uri: string };

/** Opened content. */
export interface Content {
  /** Name for messages: a path, or an address without its query. */
  readonly name: string;
  /** In bytes; `undefined` when a server does not say. */
  readonly length: number | undefined;
  /**
   * Reads from the beginning, or a range where `seekable`. May be called again, also concurrently. The memory of a
   * chunk may be reused as soon as the next one is asked for.
   */
  read(start?: number, end?: number): AsyncIterable<Uint8Array>;
  /** Whether ranges can be read cheaply, and repeatedly. */
  readonly seekable: boolean;
  /** It can be read a single time, as a pipe can. */
  readonly once?: true;
  /**
   * @param crc64 the checksum of what was read
   * @throws Error that names the file when it changed since it was opened
   */
  verifyUnchanged(crc64: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens content for reading.
 * @param signal ends a download, with its reason
 * @throws Error that names the file or the address
 */
export async function openContent(source: ContentSource, signal?: AbortSignal): Promise<Content> {
  switch (source.kind) {
    case "bytes":
      return contentOfBytes(source.name, source.bytes);
    case "file":
      return await fileContent(source.name, source.path);
    case "remote":
      return await remoteContent(source.name, source.uri, signal);
    default:
      return source satisfies never;
  }
}

/** Content in memory. */
export function contentOfBytes(name: string, bytes: Uint8Array): Content {
  return {
    name,
    length: bytes.length,
    seekable: true,
    async *read(start = 0, end = bytes.length) {
      yield bytes.subarray(start, end);
    },
    async verifyUnchanged() {},
    async close() {},
  };
}

/** Content that comes as a stream, and only once. */
export function contentOfStream(name: string, stream: AsyncIterable<Uint8Array>): Content {
  return {
    name,
    length: undefined,
    seekable: false,
    once: true,
    read: () => stream,
    async verifyUnchanged() {},
    async close() {},
  };
}

async function fileContent(name: string, path: string): Promise<Content> {
  let handle: FileHandle;
  try {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw new Error(`cannot read the source: ${fileProblem(cause, path)}`, { cause });
  }
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) {
    await handle.close();
    throw new Error(`cannot read the source: ${kindProblem(before)} ${path}`);
  }
  const length = Number(before.size);
  const changed = (detail: string) =>
    new Error(`${name} changed while it was being read (${detail}); try again`);
  async function* read(start = 0, end = length) {
    // One buffer for a whole range: buffers of this size are collected late, and allocating one costs as much as reading.
    const buffer = Buffer.allocUnsafeSlow(Math.min(readBytes, end - start));
    for (let position = start; position < end; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
      if (bytesRead === 0) {
        throw changed(`it had ${length} bytes and ends at ${position} now`);
      }
      position += bytesRead;
      const piece = buffer.subarray(0, bytesRead);
      // A socket asks for the next chunk after it has sent a full buffer, but may still hold a short one.
      yield bytesRead === readBytes || position === end ? piece : Buffer.from(piece);
    }
  }
  return {
    name,
    length,
    seekable: true,
    read,
    async verifyUnchanged(crc64) {
      const after = await handle.stat({ bigint: true });
      if (after.size !== before.size) {
        throw changed(`it had ${before.size} bytes and has ${after.size} now`);
      }
      if (after.mtimeNs !== before.mtimeNs) {
        throw changed("it was written to");
      }
      // Setting the modification time back changes ctime; so does a new name or mode.
      if (after.ctimeNs !== before.ctimeNs && (await crc64Of(read())) !== crc64) {
        throw changed("it was written to, and its modification time set back");
      }
    },
    async close() {
      await handle.close();
    },
  };
}

async function remoteContent(name: string, uri: string, end?: AbortSignal): Promise<Content> {
  const closed = new AbortController();
  const signal = end === undefined ? closed.signal : AbortSignal.any([closed.signal, end]);
  let first: Response | undefined = await download(name, uri, signal);
  const encoded = first.headers.has("content-encoding");
  const said = first.headers.get("content-length");
  return {
    name,
    length: encoded || said === null ? undefined : Number(said),
    seekable: false,
    async *read() {
      const response = first ?? (await download(name, uri, signal));
      first = undefined;
      try {
        for await (const piece of response.body ?? []) {
          yield piece;
        }
      } catch (cause) {
        end?.throwIfAborted();
        throw new Error(`reading ${name} broke off: ${describeCause(cause)}`, { cause });
      }
    },
    async verifyUnchanged() {},
    async close() {
      closed.abort();
    },
  };
}

async function download(name: string, uri: string, signal: AbortSignal): Promise<Response> {
  // fetch refuses an address with a password, and shows it in its message.
  const url = new URL(uri);
  const user = [url.username, url.password].map(decodeURIComponent).join(":");
  url.username = "";
  url.password = "";
  const headers = {
    "accept-encoding": "identity",
    ...(user !== ":" && { authorization: `Basic ${Buffer.from(user).toString("base64")}` }),
  };
  let response: Response;
  try {
    response = await proxiedFetch(url, { headers, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new Error(`cannot read ${name}: ${describeCause(cause)}`, { cause });
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(
      `cannot read ${name}: the server answered ${response.status} ${response.statusText}`.trim(),
    );
  }
  return response;
}

/** `fetch` says only "fetch failed"; what happened is its cause. */
function describeCause(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

async function crc64Of(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const crc = new Crc64();
  for await (const piece of pieces) {
    crc.update(piece);
  }
  return crc.toString();
}

/** Says why a file cannot be read. */
export function fileProblem(error: unknown, path: string): string {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  const known: Record<string, string> = {
    ENOENT: "there is no file",
    ENOTDIR: "there is no file",
    EACCES: "this user may not read the file",
    EPERM: "this user may not read the file",
  };
  return `${known[code] ?? `cannot read the file (${code})`} ${path}`;
}
