/** Sends an object's content: in one PUT when it is small, else in parts, with constant memory and checked by CRC64. */

import { createHash } from "node:crypto";
import { CosNetworkError, Crc64, combineCrc64 } from "../../client";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import type { ObjectAddress } from "../../model/ids";
import type { Action } from "../permissions";
import { mayBeDone } from "../service";
import { uploadAttempts } from "./attempts";
import { UnfinishedUploadError } from "./beginning";
import { type Content, contentOfBytes } from "./content";
import { isUploadGone, multipartActions, runMultipart, type SentPart } from "./multipart";
import { buffersOf, numbered, type Part, rangesOf, type UploadLimits, uploadLimits } from "./parts";
import { countBytes, type Progress, statusLines } from "./progress";
import { readStored, storedContent, unixSeconds } from "./stored";
import type { UnfinishedPart } from "./unfinished";
import type { UploadTrace } from "./uploadJournal";

/** The result of an upload. */
export interface Uploaded {
  /** Unsigned decimal. */
  readonly crc64: string;
  /** Bytes. */
  readonly length: number;
  /** Without quotes. */
  readonly etag: string;
  readonly versionId?: string;
  /** When it was written, or a little later, in Unix seconds of the service's clock. */
  readonly writtenAt: number;
  /** Whether an upload was continued that may have been begun with other headers. */
  readonly resumed: boolean;
  /** Bytes of parts that an earlier upload had sent. */
  readonly resumedBytes: number;
}

/** The object in COS has different content than was sent. */
export class WrongObjectError extends Error {
  override readonly name = "WrongObjectError";
}

/** Whether a failed write may have changed the object all the same. */
export function mayHaveWritten(context: Context, error: unknown): boolean {
  return (
    error instanceof WrongObjectError || error instanceof UnfinishedUploadError || mayBeDone(context, error)
  );
}

/** The actions that `uploadContent` needs, for content of any length. */
export const uploadActions: readonly Action[] = [
  { operation: "PutObject" },
  { operation: "UploadPart" },
  ...multipartActions,
];

/** One attempt, with the checksum that COS answered. */
interface Attempt extends Uploaded {
  /** The CRC64 in the answer; `undefined` when there is none. */
  readonly answered: string | undefined;
}

interface Job {
  readonly context: Context;
  readonly address: ObjectAddress;
  readonly content: Content;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: UploadLimits;
  readonly options: UploadOptions;
  readonly progress: Progress;
}

/** Options of an upload. */
export interface UploadOptions {
  readonly limits?: UploadLimits;
  /** Earlier uploads in parts recorded in the state. */
  readonly traces?: readonly UploadTrace[];
  /** See `Beginning`. */
  readonly onlyOwn?: boolean;
  /** Headers of every request that sends content, such as a limit of its speed. */
  readonly partHeaders?: Readonly<Record<string, string>>;
  /** Headers without which COS does not show the object, such as a key of one's own. */
  readonly readHeaders?: Readonly<Record<string, string>>;
  /** Told how many bytes have been sent, those of continued parts included. @default lines in the status column */
  readonly onProgress?: (bytes: number) => void;
}

/**
 * Uploads content, with up to `uploadAttempts.whole` attempts: when COS stored something else, or another process ended the upload.
 * @throws WrongObjectError when COS stored different content
 */
export async function uploadContent(
  context: Context,
  address: ObjectAddress,
  content: Content,
  headers: Readonly<Record<string, string>>,
  options: UploadOptions = {},
): Promise<Uploaded> {
  const { limits = uploadLimits, onProgress } = options;
  const progress = countBytes(onProgress ?? statusLines(context, content.name, content.length));
  const job = { context, address, content, headers, limits, options, progress };
  try {
    const last = await uploadWhole(job);
    if (!agrees(last)) {
      throw new WrongObjectError(
        `COS stored different content for ${mismatch(content.name, last)}. Try again`,
      );
    }
    const { answered: _answered, ...uploaded } = last;
    return uploaded;
  } catch (error) {
    // The cause names the file that could not be read; the broken request adds nothing.
    throw CosNetworkError.isInstance(error) && error.code === "BodyFailed" && error.cause instanceof Error
      ? error.cause
      : error;
  }
}

async function uploadWhole(job: Job): Promise<Attempt> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === uploadAttempts.whole || job.content.once === true;
    try {
      const made = await uploadOnce(job);
      if (isLast || agrees(made)) {
        return made;
      }
    } catch (error) {
      if (isLast || !isUploadGone(error)) {
        throw error;
      }
    }
  }
}

function agrees({ answered, crc64 }: { answered: string | undefined; crc64: string }): boolean {
  return answered === undefined || answered === crc64;
}

function mismatch(
  name: string,
  { answered, crc64 }: { answered: string | undefined; crc64: string },
): string {
  return `${name}: its CRC64 is ${answered}, not ${crc64}`;
}

async function uploadOnce(job: Job): Promise<Attempt> {
  const { content, limits } = job;
  if (content.seekable && content.length !== undefined) {
    return content.length <= limits.single
      ? await putObject(job, content)
      : await putParts(job, rangesOf(content, content.length, limits));
  }
  const free: Buffer[] = [];
  const buffers = buffersOf(content, limits, free);
  const [first, second] = [await buffers.next(), await buffers.next()];
  const head = first.done ? Buffer.alloc(0) : first.value;
  if (second.done) {
    return await putObject(job, contentOfBytes(content.name, head));
  }
  return await putParts(job, numbered([head, second.value], buffers, free), limits.buffered);
}

async function putObject(job: Job, content: Content): Promise<Attempt> {
  const { context, address, headers, options, progress } = job;
  const length = content.length ?? 0;
  let crc = new Crc64();
  const response = await context.client.send({
    method: "PUT",
    ...address,
    headers: { ...headers, ...options.partHeaders },
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
  await content.verifyUnchanged(crc.toString()).catch((error: Error) => {
    throw new WrongObjectError(error.message, { cause: error });
  });
  const { date, "x-cos-hash-crc64ecma": answered } = response.headers;
  const { etag, versionId } = storedContent(response.headers);
  return {
    crc64: crc.toString(),
    length,
    etag,
    ...(versionId !== undefined && { versionId }),
    writtenAt: unixSeconds(date),
    answered: answered ?? (await readCrc64(job)),
    resumed: false,
    resumedBytes: 0,
  };
}

/** Reads the CRC64 where the answer to a write has none. */
async function readCrc64({ context, address, options }: Job): Promise<string | undefined> {
  const stored = await readStored(context, address, options.readHeaders);
  if (stored === undefined) {
    throw new WrongObjectError(`COS accepted ${address.key}, but does not show it; try again`);
  }
  return stored.crc64;
}

interface CheckedPart extends SentPart {
  readonly crc64: bigint;
  readonly length: number;
  /** An earlier upload had sent it. */
  readonly held?: true;
}

async function putParts(
  job: Job,
  parts: AsyncIterable<Part>,
  inFlight = job.limits.inFlight,
): Promise<Attempt> {
  const { context, address, content, headers, options, progress } = job;
  const { sent, ...made } = await runMultipart<Part, CheckedPart>(context, address, {
    headers,
    // Content that can be read only once cannot be compared with parts in COS.
    canContinue: content.seekable,
    traces: options.traces,
    onlyOwn: options.onlyOwn,
    parts,
    inFlight,
    send: async ({ uploadId, held }, part, signal) => {
      const known = await heldPart(part, held?.get(part.number));
      if (known !== undefined) {
        progress.report(part.number, part.length);
      }
      return known ?? (await putPart(job, uploadId, part, signal));
    },
    beforeComplete: (done) => content.verifyUnchanged(wholeOf(done).crc64),
    findDone: async (done) => {
      const stored = await readStored(forCleanUp(context), address, options.readHeaders);
      return stored?.crc64 === wholeOf(done).crc64 ? stored : undefined;
    },
  });
  const resumedBytes = sent.reduce((sum, { held, length }) => sum + (held ? length : 0), 0);
  return { ...wholeOf(sent), resumedBytes, ...made, answered: made.answered ?? (await readCrc64(job)) };
}

/** The part of an interrupted upload if it has the same length and content, judged by its MD5. */
async function heldPart(part: Part, held: UnfinishedPart | undefined): Promise<CheckedPart | undefined> {
  if (held?.size !== part.length) {
    return undefined;
  }
  const [md5, crc] = [createHash("md5"), new Crc64()];
  for await (const piece of part.open()) {
    md5.update(piece);
    crc.update(piece);
  }
  const same = md5.digest("hex") === held.etag.replaceAll('"', "");
  const { number, length } = part;
  return same ? { number, length, etag: held.etag, crc64: crc.value(), held: true } : undefined;
}

async function putPart(
  { context, address, content, options, progress }: Job,
  uploadId: string,
  part: Part,
  signal: AbortSignal,
): Promise<CheckedPart> {
  const { number, length } = part;
  for (let attempt = 1; ; attempt++) {
    let crc = new Crc64();
    const { headers } = await context.client.send({
      method: "PUT",
      ...address,
      query: { partNumber: number, uploadId },
      headers: { ...options.partHeaders },
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
      part.release?.();
      return { number, length, etag: headers.etag ?? "", crc64: crc.value() };
    }
    if (attempt === uploadAttempts.part) {
      throw new Error(
        `COS received different content for part ${number} of ${mismatch(content.name, checked)}`,
      );
    }
  }
}

function wholeOf(parts: readonly CheckedPart[]): Pick<Uploaded, "crc64" | "length"> {
  const crc64 = parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.length), 0n);
  return { crc64: crc64.toString(), length: parts.reduce((sum, part) => sum + part.length, 0) };
}

async function* checksummed(pieces: AsyncIterable<Uint8Array>, crc: Crc64): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    crc.update(piece);
    yield piece;
  }
}
