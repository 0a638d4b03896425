/** What a folder leaves out though nobody has said so. */

import { noPatterns } from "./matcher";

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

/** Whether a folder leaves a file out if nothing else is said. */
export function isLeftOut(name: string): boolean {
  return noPatterns()
    .add([ignoreFile, ...leftOut])
    .ignores(name);
}
