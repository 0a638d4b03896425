/** Selects a folder's files: by its patterns, and by those that always apply. */

import type { Ignore } from "ignore";
import { noPatterns } from "./matcher";
import { plainPatterns } from "./patterns";

/**
 * Patterns that always apply, unless `exclude` or `.cosignore` negates them: files of version control, Finder and Explorer. `.git` is a
 * file in a worktree.
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

/** A file in the folder with more patterns to exclude. It is left out itself. */
export const ignoreFile = ".cosignore";

/** Decides by name which files a folder includes. */
export class Selection {
  readonly #include: Ignore | undefined;
  readonly #exclude: Ignore;

  /** @param written the content of `.cosignore` */
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

  /** Whether a file is left out; a folder's name ends in `/`. */
  leavesOut(name: string): boolean {
    return this.#exclude.ignores(name) || (this.#include !== undefined && !this.#include.ignores(name));
  }

  /** Whether a folder is left out with everything in it. */
  closes(folder: string): boolean {
    return this.#exclude.ignores(`${folder}/`);
  }
}

/** Whether a file is left out by the patterns that always apply. */
export function isLeftOut(name: string): boolean {
  return noPatterns()
    .add([ignoreFile, ...leftOut])
    .ignores(name);
}
