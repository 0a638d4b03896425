/** What a folder leaves out: what its patterns say, and what nobody has to say. */

import type { Ignore } from "ignore";
import { noPatterns } from "./matcher";
import { plainPatterns } from "./patterns";

/**
 * Left out unless `exclude` or `.cosignore` takes it back: what version control, Finder and Explorer put into folders. `.git` is a file in a
 * worktree.
 */
export const leftOut = [
  ".git",
  ".hg",
  ".svn",
  ".bzr",
  "CVS/",
  ".DS_Store",
  "._*",
  "Thumbs.db",
  "desktop.ini",
];

/** In the folder itself: more patterns of what to leave out. It is left out too. */
export const ignoreFile = ".cosignore";

/** Which files a folder takes, by their names. */
export class Selection {
  readonly #include: Ignore | undefined;
  readonly #exclude: Ignore;

  /** @param written what the file of patterns in the folder says */
  constructor(
    written: string,
    {
      include,
      exclude = [],
    }: { include?: readonly string[] | undefined; exclude?: readonly string[] | undefined },
  ) {
    this.#include = include === undefined ? undefined : noPatterns().add(include.flatMap(plainPatterns));
    this.#exclude = noPatterns()
      .add([ignoreFile, ...leftOut])
      .add(written)
      .add(exclude.flatMap(plainPatterns));
  }

  /** Whether a file is left out, or with a `/` at its end a folder. */
  leavesOut(name: string): boolean {
    return this.#exclude.ignores(name) || (this.#include !== undefined && !this.#include.ignores(name));
  }

  /** Whether nothing in a folder can be taken. */
  closes(folder: string): boolean {
    return this.#exclude.ignores(`${folder}/`);
  }
}

/** Whether a folder leaves a file out if nothing else is said. */
export function isLeftOut(name: string): boolean {
  return noPatterns()
    .add([ignoreFile, ...leftOut])
    .ignores(name);
}
