/**
 * An object into a file: in ranges at the same time, continued where it broke off, checked by its CRC64. Until all is there, the content is
 * in `<file>.part`, and what is known of it in `<file>.part.json`; then the part file takes the file's name. Meanwhile `<file>.part.lock` keeps
 * other downloads away.
 */

import { access, type FileHandle, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { CosError, CosServiceError, Crc64, combineCrc64 } from "../client";
import { forEachConcurrently } from "../model/concurrency";
import type { CosApiAnswer } from "./call";
import { withFileLock } from "./fileLock";
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

/** What is being downloaded: the same, or the download begins anew. */
interface Subject {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly rangeBytes: number;
}

/** What `<file>.part.json` says. */
interface Journal extends Subject {
  /** CRC64 by the number of the range, of those that are there. */
  readonly done: Readonly<Record<string, string>>;
}

/** Bytes that are written at once. */
const gatheredBytes = 512 * 1_024;

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
  readonly #checksums = new Map<number, bigint>();
  #bytes = 0;
  #written: Promise<void> = Promise.resolve();

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
    const part = await open(this.#partFile, (await this.#isKnown(subject)) ? "r+" : "w+");
    try {
      await this.#checkWhatIsThere(part, subject);
      const resumedBytes = this.#bytes;
      this.#tell(size);
      const missing = rangesOf(subject).filter(({ number }) => !this.#checksums.has(number));
      await forEachConcurrently(
        missing,
        parallel,
        (range, stop) => this.#fetch(part, subject, range, stop),
        signal,
      );
      await this.#written;
      const crc64 = this.#check(subject, head.HashCrc64ecma);
      await part.truncate(size);
      // When it reaches the disk is the system's choice, as of every copy: an fsync would take longer than all before.
      await part.close();
      await rename(this.#partFile, this.#file);
      await rm(this.#journalFile, { force: true });
      return { ETag: head.ETag, VersionId: head.VersionId, size, resumedBytes, crc64 };
    } catch (error) {
      await this.#written.catch(() => undefined);
      await part.close().catch(() => undefined);
      if (CosError.isInstance(error) && error.code === "ChecksumMismatch") {
        await rm(this.#partFile, { force: true });
        await rm(this.#journalFile, { force: true });
      }
      throw error;
    }
  }

  get #partFile(): string {
    return `${this.#file}.part`;
  }

  get #journalFile(): string {
    return `${this.#partFile}.json`;
  }

  /** Whether an earlier attempt was about the same content; fills in what it brought. */
  async #isKnown(subject: Subject): Promise<boolean> {
    try {
      const { done, ...known } = JSON.parse(await readFile(this.#journalFile, "utf8")) as Journal;
      await access(this.#partFile);
      if (JSON.stringify(known) !== JSON.stringify(subject)) {
        return false;
      }
      for (const [number, crc64] of Object.entries(done)) {
        this.#checksums.set(Number(number), BigInt(crc64));
      }
      return true;
    } catch {
      return false;
    }
  }

  /** Reads again what an earlier attempt wrote: a machine may have stopped before all of it was on the disk. */
  async #checkWhatIsThere(part: FileHandle, subject: Subject): Promise<void> {
    const buffer = Buffer.allocUnsafe(1_024 * 1_024);
    for (const { number, from, to } of rangesOf(subject)) {
      const wanted = this.#checksums.get(number);
      if (wanted === undefined) {
        continue;
      }
      const crc64 = new Crc64();
      for (let at = from; at < to; ) {
        this.#options.signal?.throwIfAborted();
        const { bytesRead } = await part.read(buffer, 0, Math.min(buffer.length, to - at), at);
        if (bytesRead === 0) {
          break;
        }
        crc64.update(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
      if (crc64.value() === wanted) {
        this.#bytes += to - from;
      } else {
        this.#checksums.delete(number);
      }
    }
  }

  async #fetch(part: FileHandle, subject: Subject, range: Range, signal: AbortSignal): Promise<void> {
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
    this.#checksums.set(range.number, crc64.value());
    this.#remember(subject);
  }

  /** One after the other, each in one step: a journal is whole at any moment. */
  #remember(subject: Subject): void {
    this.#written = this.#written.then(async () => {
      const done = Object.fromEntries(
        [...this.#checksums].map(([number, crc64]) => [number, crc64.toString()]),
      );
      const temporary = `${this.#journalFile}.new`;
      await writeFile(temporary, JSON.stringify({ ...subject, done } satisfies Journal));
      await rename(temporary, this.#journalFile);
    });
    this.#written.catch(() => undefined);
  }

  #check(subject: Subject, expected: string | undefined): string | undefined {
    const whole = rangesOf(subject).reduce(
      (before, { number, from, to }) => combineCrc64(before, this.#checksums.get(number) ?? 0n, to - from),
      0n,
    );
    if (expected !== undefined && whole.toString() !== expected) {
      throw new CosError(
        `${subject.key}: the CRC64 of what came is ${whole}, that of the object ${expected}\nSomething on the way changed the content. Download it again.`,
        "ChecksumMismatch",
      );
    }
    return expected;
  }

  #tell(total: number): void {
    this.#options.onProgress?.(this.#bytes, total);
  }
}

/** A part of the content. */
interface Range {
  readonly number: number;
  readonly from: number;
  /** The byte after the last one. */
  readonly to: number;
}

function rangesOf({ size, rangeBytes }: Subject): readonly Range[] {
  return Array.from({ length: Math.ceil(size / rangeBytes) }, (_, number) => ({
    number,
    from: number * rangeBytes,
    to: Math.min(size, (number + 1) * rangeBytes),
  }));
}

/**
 * Hands chunks on together, so that the disk is asked once for many; more of them come while it works. What breaks off first hands on what
 * it has. By events: an iterator would join what has come meanwhile, and copy it.
 */
async function receive(body: Readable, take: (chunks: readonly Buffer[]) => Promise<void>): Promise<void> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let taking: Promise<void> | undefined;
  const handOn = () => {
    const all = chunks;
    chunks = [];
    bytes = 0;
    return take(all);
  };
  body.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < gatheredBytes) {
      return;
    }
    if (taking) {
      body.pause();
      return;
    }
    taking = handOn().then(() => {
      taking = undefined;
      body.resume();
    });
    taking.catch((error: Error) => body.destroy(error));
  });
  try {
    await finished(body);
  } finally {
    await taking;
    if (chunks.length > 0) {
      await handOn();
    }
  }
}

async function writeAll(part: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await part.writev(chunks as Buffer[], position);
  if (bytesWritten < length) {
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    await writeAll(part, [rest], position + bytesWritten);
  }
}

function isOfDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall?.startsWith("write") === true;
}
