/**
 * Check sums of files that have not changed since, kept outside the state: by path, size, modification time and inode. It only spares
 * reading; without it everything is the same, but slower.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../cacheFolder";

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly size: number;
  /** Modification time in nanoseconds. */
  readonly mtimeNs: bigint;
  readonly inode: bigint;
}

type Entry = readonly [size: number, mtimeNs: string, inode: string, crc64: string];

/**
 * A file that was written to within this time before it was read may be written to again without another modification time:
 * file systems keep it in steps, the coarsest of 2 s (FAT).
 */
const granularityNs = 2_000_000_000n;

const formatVersion = 1;

/** The check sums of one folder's files. */
export class HashCache {
  readonly #file: string;
  readonly #before: Map<string, Entry>;
  readonly #after = new Map<string, Entry>();
  #changed = false;

  private constructor(file: string, entries: Map<string, Entry>) {
    this.#file = file;
    this.#before = entries;
  }

  /** Reads what is known of a folder, named by its absolute path. A cache that cannot be read is an empty one. */
  static open(folder: string, env: NodeJS.ProcessEnv = process.env): HashCache {
    const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
    const file = path.join(cacheFolder(env), "hashes", `${name}.json`);
    try {
      const { version, entries } = JSON.parse(readFileSync(file, "utf8"));
      return new HashCache(file, new Map(version === formatVersion ? Object.entries(entries) : []));
    } catch {
      return new HashCache(file, new Map());
    }
  }

  /** The CRC64 that a file had when it was in this state. */
  get(name: string, stamp: FileStamp): string | undefined {
    const entry = this.#before.get(name);
    if (
      entry === undefined ||
      entry[0] !== stamp.size ||
      entry[1] !== String(stamp.mtimeNs) ||
      entry[2] !== String(stamp.inode)
    ) {
      return undefined;
    }
    this.#after.set(name, entry);
    return entry[3];
  }

  /**
   * Remembers a check sum, unless the file was written to so shortly before that it may change unnoticed.
   * @param readAtNs when reading began, in nanoseconds since 1970
   */
  set(name: string, stamp: FileStamp, crc64: string, readAtNs: bigint): void {
    if (readAtNs - stamp.mtimeNs < granularityNs) {
      return;
    }
    this.#after.set(name, [stamp.size, String(stamp.mtimeNs), String(stamp.inode), crc64]);
    this.#changed = true;
  }

  /** Writes what was asked for or set since; the rest is forgotten. A cache that cannot be written is none. */
  save(): void {
    if (!this.#changed && this.#after.size === this.#before.size) {
      return;
    }
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      const unfinished = `${this.#file}.${process.pid}`;
      const entries = Object.fromEntries(this.#after);
      writeFileSync(unfinished, JSON.stringify({ version: formatVersion, entries }));
      renameSync(unfinished, this.#file);
    } catch {
      // A read-only home, as some build machines have it.
    }
  }
}
