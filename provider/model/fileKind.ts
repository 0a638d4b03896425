/** Recognises paths that are not files. */

/** Says what a path names instead of a file, such as `names a folder, not a file:`. */
export function kindProblem(stats: { isDirectory(): boolean }): string {
  return stats.isDirectory()
    ? "names a folder, not a file:"
    : "names something that is not a file, such as a pipe or a device, and may never end:";
}
