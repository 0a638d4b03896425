/** Sends an object's content: in one PUT when it is small, else in parts, with constant memory and checked by CRC64. */

import { CosNetworkError, Crc64, combineCrc64 } from "../../client";
import type { Context } from "../handler";
import type { ObjectAddress } from "../ids";
import { type Content, contentOfBytes } from "./content";
import { readLive } from "./live";
import { maxParts, runMultipart, type SentPart } from "./multipart";
import { type Progress, showProgress } from "./progress";

const mebibyte = 1024 * 1024;

/** Sizes and bounds of an upload; tests make them small. */
export interface UploadLimits {
  /** Bytes up to which content goes in one PUT. */
  readonly single: number;
  /** Bytes of a part; grows so that 10,000 of them suffice. */
  readonly part: number;
  /** Parts on their way at the same time, read from a file as they go out. */
  readonly inFlight: number;
  /** The same for content that cannot be read again: each part is held in memory. */
  readonly buffered: number;
}

/** What is used when nothing else is said. */
export const uploadLimits: UploadLimits = {
  single: 32 * mebibyte,
  part: 16 * mebibyte,
  inFlight: 6,
  buffered: 3,
};

/** What was sent. */
export interface Uploaded {
  /** Unsigned decimal. */
  readonly crc64: string;
  /** Bytes. */
  readonly length: number;
}

/** COS has an object now, but not the right one. */
export class WrongObjectError extends Error {
  override readonly name = "WrongObjectError";
}

/** What was sent, and what COS says that it has. */
interface Attempt extends Uploaded {
  /** `undefined` when the answer does not say. */
  readonly answered: string | undefined;
}

interface Job {
  readonly context: Context;
  readonly address: ObjectAddress;
  readonly content: Content;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: UploadLimits;
}

/**
 * Uploads content. When COS answers another CRC64 than what was sent has, the upload is repeated once.
 * @throws WrongObjectError when COS keeps something else than the content
 */
export async function uploadContent(
  context: Context,
  address: ObjectAddress,
  content: Content,
  headers: Readonly<Record<string, string>>,
  limits = uploadLimits,
): Promise<Uploaded> {
  const job = { context, address, content, headers, limits };
  try {
    const first = await uploadOnce(job);
    const last = agrees(first) ? first : await uploadOnce(job);
    if (!agrees(last)) {
      throw new WrongObjectError(
        `COS keeps something else than ${mismatch(content.name, last)}. Run pulumi up again`,
      );
    }
    return { crc64: last.crc64, length: last.length };
  } catch (error) {
    // What went wrong while reading names the file; that the request broke off because of it helps nobody.
    throw CosNetworkError.isInstance(error) && error.code === "BodyFailed" && error.cause instanceof Error
      ? error.cause
      : error;
  }
}

/** Parts of this many bytes suffice for content of that length. */
export function partSize(length: number, least: number): number {
  return Math.max(least, Math.ceil(length / maxParts / mebibyte) * mebibyte);
}

function agrees({ answered, crc64 }: { answered: string | undefined; crc64: string }): boolean {
  return answered === undefined || answered === crc64;
}

function mismatch(
  name: string,
  { answered, crc64 }: { answered: string | undefined; crc64: string },
): string {
  return `what was sent of ${name}: its CRC64 is ${answered}, and ${crc64} here. This was so twice`;
}

async function uploadOnce(job: Job): Promise<Attempt> {
  const { content, limits } = job;
  if (content.seekable && content.length !== undefined) {
    return content.length <= limits.single
      ? await putObject(job, content)
      : await putParts(job, rangesOf(job, content.length));
  }
  const buffers = buffersOf(content, limits);
  const [first, second] = [await buffers.next(), await buffers.next()];
  const head = first.done ? Buffer.alloc(0) : first.value;
  if (second.done) {
    return await putObject(job, contentOfBytes(content.name, head));
  }
  return await putParts(job, numbered([head, second.value], buffers), limits.buffered);
}

async function putObject({ context, address, headers }: Job, content: Content): Promise<Attempt> {
  const length = content.length ?? 0;
  const progress = showProgress(context, content.name, length);
  let crc = new Crc64();
  const response = await context.client.send({
    method: "PUT",
    ...address,
    headers,
    body: {
      length,
      open() {
        crc = new Crc64();
        return checksummed(content.read(), crc);
      },
    },
    operation: "PutObject",
    onProgress: (bytes) => progress.report(0, bytes),
  });
  await content.verifyUnchanged().catch((error: Error) => {
    throw new WrongObjectError(error.message, { cause: error });
  });
  return { crc64: crc.toString(), length, answered: response.headers["x-cos-hash-crc64ecma"] };
}

/** A part to be sent. */
interface Part {
  readonly number: number;
  readonly length: number;
  open(): AsyncIterable<Uint8Array>;
}

interface CheckedPart extends SentPart {
  readonly crc64: bigint;
  readonly length: number;
}

async function putParts(
  job: Job,
  parts: AsyncIterable<Part>,
  inFlight = job.limits.inFlight,
): Promise<Attempt> {
  const { context, address, content, headers } = job;
  const progress = showProgress(context, content.name, content.length);
  const { sent, answered } = await runMultipart<Part, CheckedPart>(context, address, {
    headers,
    parts,
    inFlight,
    send: (uploadId, part, signal) => putPart(job, uploadId, part, progress, signal),
    beforeComplete: () => content.verifyUnchanged(),
    isDone: async (done) => {
      const live = await readLive(context, address, { tags: "never", acl: "never" });
      return live?.crc64 === wholeOf(done).crc64;
    },
  });
  return { ...wholeOf(sent), answered };
}

async function putPart(
  { context, address, content }: Job,
  uploadId: string,
  part: Part,
  progress: Progress,
  signal: AbortSignal,
): Promise<CheckedPart> {
  const { number, length } = part;
  for (let attempt = 1; ; attempt++) {
    let crc = new Crc64();
    const { headers } = await context.client.send({
      method: "PUT",
      ...address,
      query: { partNumber: number, uploadId },
      body: {
        length,
        open() {
          crc = new Crc64();
          return checksummed(part.open(), crc);
        },
      },
      operation: "UploadPart",
      signal,
      onProgress: (bytes) => progress.report(number, bytes),
    });
    const checked = { answered: headers["x-cos-hash-crc64ecma"], crc64: crc.toString() };
    if (agrees(checked)) {
      return { number, length, etag: headers.etag ?? "", crc64: crc.value() };
    }
    if (attempt === 2) {
      throw new Error(
        `COS received something else for part ${number} than ${mismatch(content.name, checked)}`,
      );
    }
  }
}

function wholeOf(parts: readonly CheckedPart[]): Uploaded {
  const crc64 = parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.length), 0n);
  return { crc64: crc64.toString(), length: parts.reduce((sum, part) => sum + part.length, 0) };
}

async function* checksummed(pieces: AsyncIterable<Uint8Array>, crc: Crc64): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    crc.update(piece);
    yield piece;
  }
}

async function* rangesOf({ content, limits }: Job, length: number): AsyncGenerator<Part> {
  const size = partSize(length, limits.part);
  for (let start = 0, number = 1; start < length; start += size, number++) {
    const end = Math.min(start + size, length);
    yield { number, length: end - start, open: () => content.read(start, end) };
  }
}

async function* numbered(first: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  let number = 0;
  const part = (buffer: Buffer): Part => ({
    number: ++number,
    length: buffer.length,
    async *open() {
      yield buffer;
    },
  });
  // Taken out of the list one by one, so that what was sent is not held any longer.
  const waiting = [...first];
  for (let buffer = waiting.shift(); buffer !== undefined; buffer = waiting.shift()) {
    yield part(buffer);
  }
  for await (const buffer of rest) {
    yield part(buffer);
  }
}

/** Content in pieces of the size of parts, the first as long as a single PUT may be. */
async function* buffersOf(content: Content, limits: UploadLimits): AsyncGenerator<Buffer, undefined> {
  const sizeOf = (number: number) => {
    if (number === 1) {
      return Math.min(limits.single, Math.max(1, content.length ?? limits.single));
    }
    // Without a length nobody knows how many will come: parts that grow hold 800 GB.
    return content.length === undefined
      ? limits.part * (1 + Math.floor(number / 1_000))
      : partSize(content.length, limits.part);
  };
  let [number, filled] = [1, 0];
  let buffer = Buffer.allocUnsafeSlow(sizeOf(number));
  for await (const piece of content.read()) {
    for (let from = 0; from < piece.length; ) {
      if (filled === buffer.length) {
        yield buffer;
        number++;
        filled = 0;
        buffer = Buffer.allocUnsafeSlow(sizeOf(number));
      }
      const count = Math.min(piece.length - from, buffer.length - filled);
      buffer.set(piece.subarray(from, from + count), filled);
      filled += count;
      from += count;
    }
  }
  if (filled > 0) {
    yield buffer.subarray(0, filled);
  }
}
