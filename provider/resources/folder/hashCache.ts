/**
 * A cache of checksums of unchanged files outside the state, by path, size, times and inode. It only saves
 * reading: without it the results are the same, but slower.
 */

import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isOursAlone, privateCacheFolder } from "../../model/cacheFolder";

/** Identifies a state of a file without reading it. */
export interface FileStamp {
  readonly size: number;
  /** Modification time in nanoseconds. Any program can set it. */
  readonly mtimeNs: bigint;
  /** Time of the last change of content or inode in nanoseconds. Only the file system sets it. */
  readonly ctimeNs: bigint;
  /** Reused for another file after this one is removed. */
  readonly inode: bigint;
}

type Entry = readonly [size: number, mtimeNs: string, ctimeNs: string, inode: string, crc64: string];

const secondNs = 1_000_000_000n;

/** The coarsest resolution of times among file systems (FAT). */
const longestStepNs = 2n * secondNs;

/** Version 1 had no `ctime`, and so missed some changes. */
const formatVersion = 2;

/** The checksums of one folder's files. */
export class HashCache {
  readonly #file: string | undefined;
  readonly #before: ReadonlyMap<string, Entry>;
  readonly #after = new Map<string, Entry>();
  #changed = false;

  private constructor(file: string | undefined) {
    this.#file = file;
    this.#before = file === undefined ? new Map() : readEntries(file);
  }

  /** Reads the cache of a folder, given by its absolute path. A cache that cannot be read or trusted counts as empty. */
  static open(folder: string, env: NodeJS.ProcessEnv = process.env): HashCache {
    const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
    const place = privateCacheFolder("hashes", env);
    return new HashCache(place && path.join(place, `${name}.json`));
  }

  /** The CRC64 of a file in this state. */
  get(name: string, stamp: FileStamp): string | undefined {
    const entry = this.#before.get(name);
    if (
      entry === undefined ||
      entry[0] !== stamp.size ||
      entry[1] !== String(stamp.mtimeNs) ||
      entry[2] !== String(stamp.ctimeNs) ||
      entry[3] !== String(stamp.inode)
    ) {
      return undefined;
    }
    this.#after.set(name, entry);
    return entry[4];
  }

  /**
   * Remembers a checksum, unless the file may still change without changing its stamp.
   * @param readAtNs when reading began, in nanoseconds since 1970
   */
  set(name: string, stamp: FileStamp, crc64: string, readAtNs: bigint): void {
    if (mayChangeUnseen(stamp, readAtNs)) {
      return;
    }
    const { size, mtimeNs, ctimeNs, inode } = stamp;
    this.#after.set(name, [size, String(mtimeNs), String(ctimeNs), String(inode), crc64]);
    this.#changed = true;
  }

  /** Writes the entries that were read or set; drops the rest. Does nothing where the cache cannot be written. */
  save(): void {
    if (this.#file === undefined || (!this.#changed && this.#after.size === this.#before.size)) {
      return;
    }
    const unfinished = `${this.#file}.${process.pid}`;
    try {
      rmSync(unfinished, { force: true });
      const text = JSON.stringify({ version: formatVersion, entries: Object.fromEntries(this.#after) });
      writeFileSync(unfinished, text, { mode: 0o600, flag: "wx" });
      renameSync(unfinished, this.#file);
    } catch {
      // The disk may be full.
      rmSync(unfinished, { force: true });
    }
  }
}

/**
 * Whether another change may leave a file's times as they are, because it falls into the same tick of the file system's clock. A file
 * system with whole seconds may have no change time at all and return the modification time instead (FAT).
 */
function mayChangeUnseen({ ctimeNs }: FileStamp, readAtNs: bigint): boolean {
  return readAtNs - ctimeNs < longestStepNs || ctimeNs % secondNs === 0n;
}

function readEntries(file: string): ReadonlyMap<string, Entry> {
  try {
    // The flags do not exist on Windows.
    const handle = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stats = fstatSync(handle);
      const { version, entries } = JSON.parse(
        stats.isFile() && isOursAlone(stats) ? readFileSync(handle, "utf8") : "{}",
      );
      return new Map(version === formatVersion ? Object.entries(entries) : []);
    } finally {
      closeSync(handle);
    }
  } catch {
    return new Map();
  }
}
