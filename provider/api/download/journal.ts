/** What is known of a part file: which ranges of the object are there, and their checksums. */

import { access, type FileHandle, readFile, rename, rm, writeFile } from "node:fs/promises";
import { Crc64, combineCrc64 } from "../../client";

/** What is being downloaded: the same, or the download begins anew. */
export interface Subject {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly rangeBytes: number;
}

/** What the file of the journal says. */
interface Entries extends Subject {
  /** CRC64 by the number of the range, of those that are there. */
  readonly done: Readonly<Record<string, string>>;
}

/** A part of the content. */
export interface Range {
  readonly number: number;
  readonly from: number;
  /** The byte after the last one. */
  readonly to: number;
}

/** Kept beside the part file, so that the next attempt goes on from there. */
export class DownloadJournal {
  readonly subject: Subject;
  readonly #partFile: string;
  readonly #checksums = new Map<number, bigint>();
  #written: Promise<void> = Promise.resolve();

  constructor(partFile: string, subject: Subject) {
    this.#partFile = partFile;
    this.subject = subject;
  }

  /** The ranges that are not there yet. */
  get missing(): readonly Range[] {
    return rangesOf(this.subject).filter(({ number }) => !this.#checksums.has(number));
  }

  /** The CRC64 of the whole content, once all ranges are there. */
  get crc64(): bigint {
    return rangesOf(this.subject).reduce(
      (before, { number, from, to }) => combineCrc64(before, this.#checksums.get(number) ?? 0n, to - from),
      0n,
    );
  }

  /** Settles when all that was added is in the file. */
  get written(): Promise<void> {
    return this.#written;
  }

  /**
   * Reads what an earlier attempt brought.
   * @returns whether there was one, about the same content
   */
  async read(): Promise<boolean> {
    try {
      const { done, ...known } = JSON.parse(await readFile(this.#file, "utf8")) as Entries;
      await access(this.#partFile);
      if (JSON.stringify(known) !== JSON.stringify(this.subject)) {
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

  /**
   * Reads again what an earlier attempt wrote, and forgets ranges that are not as they were: a machine may have stopped before all of it
   * was on the disk.
   * @returns how many bytes are there
   */
  async verify(part: FileHandle, signal: AbortSignal | undefined): Promise<number> {
    const buffer = Buffer.allocUnsafe(1_024 * 1_024);
    let bytes = 0;
    for (const { number, from, to } of rangesOf(this.subject)) {
      const wanted = this.#checksums.get(number);
      if (wanted === undefined) {
        continue;
      }
      const crc64 = new Crc64();
      for (let at = from; at < to; ) {
        signal?.throwIfAborted();
        const { bytesRead } = await part.read(buffer, 0, Math.min(buffer.length, to - at), at);
        if (bytesRead === 0) {
          break;
        }
        crc64.update(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
      if (crc64.value() === wanted) {
        bytes += to - from;
      } else {
        this.#checksums.delete(number);
      }
    }
    return bytes;
  }

  /** Adds a range that is there. Files are written one after the other, each in one step: a journal is whole at any moment. */
  add({ number }: Range, crc64: bigint): void {
    this.#checksums.set(number, crc64);
    this.#written = this.#written.then(async () => {
      const done = Object.fromEntries(
        [...this.#checksums].map(([number, crc64]) => [number, crc64.toString()]),
      );
      const temporary = `${this.#file}.new`;
      await writeFile(temporary, JSON.stringify({ ...this.subject, done } satisfies Entries));
      await rename(temporary, this.#file);
    });
    this.#written.catch(() => undefined);
  }

  /** Removes the file of the journal. */
  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  get #file(): string {
    return `${this.#partFile}.json`;
  }
}

function rangesOf({ size, rangeBytes }: Subject): readonly Range[] {
  return Array.from({ length: Math.ceil(size / rangeBytes) }, (_, number) => ({
    number,
    from: number * rangeBytes,
    to: Math.min(size, (number + 1) * rangeBytes),
  }));
}
