/**
 * An object into a file: in ranges at the same time, continued where it broke off, checked by its CRC64. Until all is there, the content is
 * in `<file>.part`, and what is known of it in `<file>.part.json`; then the part file takes the file's name. Meanwhile `<file>.part.lock` keeps
 * other downloads away.
 */

import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { CosError, CosServiceError, Crc64 } from "../client";
import { forEachConcurrently } from "../model/concurrency";
import type { CosApiAnswer } from "./call";
import { withFileLock } from "./download/fileLock";
import { DownloadJournal, type Range, type Subject } from "./download/journal";
import { isOfDisk, receive, writeAll } from "./download/receive";
import type { GetObjectHead, GetObjectParameters, HeadObjectHead } from "./types";

/** How an object is downloaded. */
export interface DownloadOptions {
  /** Ranges on their way at the same time. @default 4 */
  readonly parallel?: number | undefined;
  /** Bytes of a range; a smaller object comes in one. @default 16 MiB */
  readonly rangeBytes?: number | undefined;
  /** How often a range is asked for again in a row without a byte in between. @default 5 */
  readonly retries?: number | undefined;
  /** Told whenever bytes have arrived: how many there are, those of an earlier attempt included, and how many there will be. */
  readonly onProgress?: ((bytes: number, total: number) => void) | undefined;
  /** Ends it early. What is there already is used by the next attempt. */
  readonly signal?: AbortSignal | undefined;
}

/** What was downloaded. */
export interface Download {
  /** The object's ETag, in quotes. */
  readonly ETag: string;
  readonly VersionId: string | undefined;
  /** Its size in bytes. */
  readonly size: number;
  /** The bytes of it that an earlier attempt had brought. */
  readonly resumedBytes: number;
  /** Its CRC64 as a decimal number; `undefined` when COS did not say what it has to be, so that nothing was compared. */
  readonly crc64: string | undefined;
}

/** Calls one of the two operations. */
type Ask = (
  operation: "HeadObject" | "GetObject",
  parameters: GetObjectParameters,
  signal: AbortSignal | undefined,
) => Promise<CosApiAnswer>;

/** How often a download begins anew because the object changed meanwhile. */
const maxBeginnings = 3;

/**
 * Downloads an object. A range that breaks off is continued; an object that changes meanwhile is begun anew.
 * @throws CosError with the code `ChecksumMismatch` when what came is not what COS has; nothing is kept of it then; with the code
 * `FileInUse` while another download writes the same file
 */
export async function downloadObject(
  ask: Ask,
  parameters: GetObjectParameters,
  file: string,
  options: DownloadOptions = {},
): Promise<Download> {
  return await withFileLock(`${file}.part.lock`, file, () => beginUntilDone(ask, parameters, file, options));
}

async function beginUntilDone(
  ask: Ask,
  parameters: GetObjectParameters,
  file: string,
  options: DownloadOptions,
): Promise<Download> {
  for (let beginning = 1; ; beginning++) {
    try {
      return await new Downloading(ask, parameters, file, options).run();
    } catch (error) {
      const changed =
        CosServiceError.isInstance(error) && error.status === 412 && parameters.IfMatch === undefined;
      if (!changed || beginning === maxBeginnings) {
        throw error;
      }
    }
  }
}

class Downloading {
  readonly #ask: Ask;
  readonly #parameters: GetObjectParameters;
  readonly #file: string;
  readonly #options: DownloadOptions;
  #bytes = 0;

  constructor(ask: Ask, parameters: GetObjectParameters, file: string, options: DownloadOptions) {
    this.#ask = ask;
    this.#parameters = parameters;
    this.#file = file;
    this.#options = options;
  }

  async run(): Promise<Download> {
    const { signal, parallel = 4, rangeBytes = 16 * 1_024 * 1_024 } = this.#options;
    const { Bucket, Key } = this.#parameters;
    const { head: told } = await this.#ask("HeadObject", this.#parameters, signal);
    const head = told as unknown as HeadObjectHead;
    const size = head.ContentLength ?? 0;
    const subject: Subject = { bucket: Bucket, key: Key, etag: head.ETag, size, rangeBytes };
    const journal = new DownloadJournal(this.#partFile, subject);
    const part = await open(this.#partFile, (await journal.read()) ? "r+" : "w+");
    try {
      const resumedBytes = await journal.verify(part, signal);
      this.#bytes = resumedBytes;
      this.#tell(size);
      await forEachConcurrently(
        journal.missing,
        parallel,
        (range, stop) => this.#fetch(part, journal, range, stop),
        signal,
      );
      await journal.written;
      const crc64 = checkedCrc64(journal, head.HashCrc64ecma);
      await part.truncate(size);
      // When it reaches the disk is the system's choice, as of every copy: an fsync would take longer than all before.
      await part.close();
      await rename(this.#partFile, this.#file);
      await journal.remove();
      return { ETag: head.ETag, VersionId: head.VersionId, size, resumedBytes, crc64 };
    } catch (error) {
      await journal.written.catch(() => undefined);
      await part.close().catch(() => undefined);
      if (CosError.isInstance(error) && error.code === "ChecksumMismatch") {
        await rm(this.#partFile, { force: true });
        await journal.remove();
      }
      throw error;
    }
  }

  get #partFile(): string {
    return `${this.#file}.part`;
  }

  async #fetch(part: FileHandle, journal: DownloadJournal, range: Range, signal: AbortSignal): Promise<void> {
    const { subject } = journal;
    const crc64 = new Crc64();
    let at = range.from;
    for (let failures = 0; at < range.to; ) {
      const before = at;
      try {
        const answer = await this.#ask(
          "GetObject",
          { ...this.#parameters, Range: `bytes=${at}-${range.to - 1}`, IfMatch: subject.etag },
          signal,
        );
        const { ContentRange } = answer.head as unknown as GetObjectHead;
        const body = answer.body as Readable;
        if (answer.status !== 206 && (at !== 0 || range.to !== subject.size)) {
          body.destroy();
          throw new CosError(
            `${subject.key}: COS answered ${answer.status}, and not the range that was asked for`,
            "NoRange",
          );
        }
        if (ContentRange !== undefined && !ContentRange.startsWith(`bytes ${at}-`)) {
          body.destroy();
          throw new CosError(`${subject.key}: COS answered another range, ${ContentRange}`, "NoRange");
        }
        await receive(body, async (chunks) => {
          const writing = writeAll(part, chunks, at);
          for (const chunk of chunks) {
            crc64.update(chunk);
            at += chunk.length;
            this.#bytes += chunk.length;
          }
          await writing;
          this.#tell(subject.size);
        });
        if (at < range.to) {
          throw new Error("the answer ended early");
        }
      } catch (error) {
        signal.throwIfAborted();
        failures = at > before ? 1 : failures + 1;
        // What COS refused, and what the disk did, no repetition cures; the client has repeated requests that could not be sent.
        if (CosError.isInstance(error) || isOfDisk(error) || failures > (this.#options.retries ?? 5)) {
          throw error;
        }
        await wait(50 * 2 ** failures, undefined, { signal });
      }
    }
    journal.add(range, crc64.value());
  }

  #tell(total: number): void {
    this.#options.onProgress?.(this.#bytes, total);
  }
}

/**
 * Compares what came with what COS has.
 * @returns the CRC64 of both; `undefined` when COS did not say it
 */
function checkedCrc64({ subject, crc64 }: DownloadJournal, expected: string | undefined): string | undefined {
  if (expected !== undefined && crc64.toString() !== expected) {
    throw new CosError(
      `${subject.key}: the CRC64 of what came is ${crc64}, that of the object ${expected}\nSomething on the way changed the content. Download it again.`,
      "ChecksumMismatch",
    );
  }
  return expected;
}
