/**
 * The journal of a data folder: a file of lines, each with a check sum. What a line says counts as a whole or not at all.
 * A line is on the disk (fdatasync) before a request is answered.
 */

import {
  closeSync,
  fdatasync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  write,
  writeSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";

const append = promisify(write);
const sync = promisify(fdatasync);

const name = "journal";
const newName = "journal.new";
const first = { journal: "cos-emulator", version: 1 };
/** How much is written at once when the journal is begun anew. */
const chunk = 1024 * 1024;

/** The open journal of a folder. */
export class Journal {
  #file: number;
  #size: number;
  #sizeWhenNew: number;

  private constructor(
    readonly folder: string,
    begun: { readonly file: number; readonly size: number },
  ) {
    this.#file = begun.file;
    this.#size = begun.size;
    this.#sizeWhenNew = begun.size;
  }

  /** Begins a journal that says only `lines`, in place of the one that is there. */
  static begin(folder: string, lines: Iterable<unknown>): Journal {
    return new Journal(folder, replace(folder, lines));
  }

  /** The size in bytes, and that when it was begun. */
  get sizes(): { readonly now: number; readonly begun: number } {
    return { now: this.#size, begun: this.#sizeWhenNew };
  }

  /** Adds a line; it is on the disk when the promise resolves. One at a time. */
  async append(value: unknown): Promise<void> {
    const bytes = Buffer.from(lineOf(value));
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await append(this.#file, bytes, done, bytes.length - done, null);
      done += bytesWritten;
    }
    await sync(this.#file);
    this.#size += bytes.length;
  }

  /** Begins it anew, with only these lines. A kill leaves the old one or the new one. */
  renew(lines: Iterable<unknown>): void {
    const begun = replace(this.folder, lines);
    closeSync(this.#file);
    this.#file = begun.file;
    this.#size = begun.size;
    this.#sizeWhenNew = begun.size;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * What the journal of a folder says; undefined where there is none. A last line that a kill or a loss of power left broken
 * is passed over: no request was answered for it.
 * @throws Error when a line before the last one is broken
 */
export function readJournal(folder: string): unknown[] | undefined {
  const file = path.join(folder, name);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
  const values: unknown[] = [];
  let broken: number | undefined;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const line = end < 0 ? undefined : readLine(bytes.subarray(start, end));
    if (line === undefined) {
      broken ??= start;
    } else if (broken !== undefined) {
      throw new Error(
        `${file} is damaged at byte ${broken}, and not only at its end: restore it from a copy.`,
      );
    } else {
      values.push(line);
    }
    if (end < 0) {
      break;
    }
    start = end + 1;
  }
  const begin = values.shift() as typeof first | undefined;
  if (begin?.journal !== first.journal) {
    throw new Error(`${file} is not a journal of this emulator.`);
  }
  if (begin.version !== first.version) {
    throw new Error(
      `${file} was written by another version of the emulator, in the format ${begin.version}.`,
    );
  }
  return values;
}

/** Makes the entries of a folder stay after a loss of power. Windows has nothing of the kind. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") {
    return;
  }
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function replace(folder: string, lines: Iterable<unknown>): { file: number; size: number } {
  const file = openSync(path.join(folder, newName), "w", 0o600);
  let size = 0;
  let waiting = lineOf(first);
  const flush = () => {
    const bytes = Buffer.from(waiting);
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file, bytes, done);
    }
    size += bytes.length;
    waiting = "";
  };
  for (const line of lines) {
    waiting += lineOf(line);
    if (waiting.length > chunk) {
      flush();
    }
  }
  flush();
  fsyncSync(file);
  renameSync(path.join(folder, newName), path.join(folder, name));
  syncFolder(folder);
  return { file, size };
}

function lineOf(value: unknown): string {
  const text = JSON.stringify(value);
  return `${crc32(text).toString(16).padStart(8, "0")} ${text}\n`;
}

function readLine(line: Buffer): unknown {
  const text = line.toString("utf8", 9);
  if (line.toString("latin1", 0, 9) !== `${crc32(text).toString(16).padStart(8, "0")} `) {
    return undefined;
  }
  return JSON.parse(text);
}
