/** Finds the files of a folder, by its patterns and with its links. */

import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { fileProblem } from "../../api/upload/content";
import type { Failure } from "../../codec";
import type { FileStamp } from "./hashCache";
import { ignoreFile, Selection } from "./leftOut";
import { FitWatch } from "./matcher";

/** Which files of a folder are included. */
export interface WalkOptions {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly followSymlinks?: boolean | undefined;
}

/** A file that was found. */
export interface FoundFile extends FileStamp {
  /** Relative to the folder, with `/`. */
  readonly name: string;
  /** The path to open it by. */
  readonly path: string;
}

/** The result of walking through a folder. */
export interface Walk {
  /** In the order of their names' UTF-8 bytes. */
  readonly files: readonly FoundFile[];
  /** Links that were left out. */
  readonly links: readonly string[];
  /** Problems, by the file's name. */
  readonly failures: readonly Failure[];
  /** The names of all files, also excluded ones, except those in excluded folders. */
  readonly names: readonly string[];
  /** Patterns that nothing matched, by their paths. */
  readonly unfitted: ReadonlyMap<string, string>;
}

/** Greatest size of `.cosignore` in bytes: patterns are written by hand. */
const maxIgnoreBytes = 1_000_000;

/** Flags to open a file for reading without waiting for a writer, as a pipe would. Windows has no O_NONBLOCK. */
export const readNow = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Walks through a folder. Problems with its files are in `failures`; none is thrown. */
export function walkFolder(folder: string, options: WalkOptions): Walk {
  const walker = new Walker(folder, options);
  walker.run();
  return {
    files: walker.files.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))),
    links: walker.links,
    failures: walker.failures,
    names: walker.names,
    unfitted: walker.watch.unfitted,
  };
}

class Walker {
  readonly files: FoundFile[] = [];
  readonly links: string[] = [];
  readonly failures: Failure[] = [];
  readonly names: string[] = [];
  readonly watch: FitWatch;
  readonly #folder: string;
  readonly #follow: boolean;
  readonly #selection: Selection;
  /** Real paths of the folders on the way from the source: a link to one of them leads in a circle. */
  readonly #above: string[] = [];

  constructor(folder: string, { include, exclude = [], followSymlinks }: WalkOptions) {
    this.#folder = folder;
    this.#follow = followSymlinks === true;
    this.#selection = new Selection(this.#readIgnoreFile(), { include, exclude });
    const watched = { include: include ?? [], exclude };
    this.watch = new FitWatch(
      Object.fromEntries(
        Object.entries(watched).flatMap(([argument, patterns]) =>
          patterns.map((pattern, index) => [`${argument}[${index}]`, pattern]),
        ),
      ),
    );
  }

  #readIgnoreFile(): string {
    const file = path.join(this.#folder, ignoreFile);
    try {
      // Opening a device may have effects, so the entry is checked first.
      if (statSync(file).isFile()) {
        const handle = openSync(file, readNow);
        try {
          const stats = fstatSync(handle);
          if (stats.isFile() && stats.size <= maxIgnoreBytes) {
            return readFileSync(handle, "utf8");
          }
        } finally {
          closeSync(handle);
        }
      }
      this.failures.push({ path: ignoreFile, reason: "is not a file of patterns, or has more than 1 MB" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        this.#fail(ignoreFile, error);
      }
    }
    return "";
  }

  run(): void {
    this.#enter("");
  }

  #enter(name: string): void {
    const folder = path.join(this.#folder, name);
    try {
      const real = realpathSync(folder);
      if (this.#above.includes(real)) {
        this.failures.push({
          path: name,
          reason: "is a link that leads in a circle; leave it out with exclude",
        });
        return;
      }
      this.#above.push(real);
      // Names as bytes: two that are not UTF-8 could not be distinguished.
      for (const entry of readdirSync(folder, { withFileTypes: true, encoding: "buffer" })) {
        this.#look(name, entry as unknown as Dirent & { name: Buffer });
      }
      this.#above.pop();
    } catch (error) {
      this.#fail(name === "" ? "." : name, error);
    }
  }

  #look(parent: string, entry: Dirent & { readonly name: Buffer | string }): void {
    const bytes = Buffer.from(entry.name);
    const text = bytes.toString("utf8");
    const name = parent === "" ? text : `${parent}/${text}`;
    if (!Buffer.from(text, "utf8").equals(bytes)) {
      if (!this.#selection.leavesOut(entry.isDirectory() ? `${name}/` : name)) {
        const shown = parent === "" ? escapeBytes(bytes) : `${parent}/${escapeBytes(bytes)}`;
        const reason = "has a name that is not UTF-8, as keys are; rename it, or leave it out with exclude";
        this.failures.push({ path: shown, reason });
      }
      return;
    }
    if (entry.isSymbolicLink() && !this.#follow) {
      if (!this.#selection.leavesOut(name)) {
        this.links.push(name);
      }
      return;
    }
    const file = path.join(this.#folder, name);
    try {
      const stats = entry.isDirectory() ? undefined : statSync(file, { bigint: true });
      if (stats === undefined || stats.isDirectory()) {
        this.watch.see(`${name}/`);
        if (!this.#selection.closes(name)) {
          this.#enter(name);
        }
      } else {
        this.watch.see(name);
        this.names.push(name);
        if (!this.#selection.leavesOut(name)) {
          this.#add(name, file, stats);
        }
      }
    } catch (error) {
      if (!this.#selection.leavesOut(name)) {
        this.#fail(name, error);
      }
    }
  }

  #add(name: string, file: string, stats: BigIntStats): void {
    if (!stats.isFile()) {
      this.failures.push({
        path: name,
        reason: `is ${kindOf(stats)}, which holds nothing that can be uploaded; leave it out with exclude`,
      });
      return;
    }
    this.files.push({
      name,
      path: file,
      size: Number(stats.size),
      mtimeNs: stats.mtimeNs,
      ctimeNs: stats.ctimeNs,
      inode: stats.ino,
    });
  }

  #fail(name: string, error: unknown): void {
    this.failures.push({ path: name, reason: fileProblem(error, path.join(this.#folder, name)) });
  }
}

function kindOf(stats: BigIntStats): string {
  if (stats.isFIFO()) {
    return "a pipe";
  }
  return stats.isSocket() ? "a socket" : "a device";
}

/** A name with bytes beyond ASCII written as `\\xff`, as shells take them between `$'` and `'`. */
function escapeBytes(name: Buffer): string {
  return [...name]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
}
