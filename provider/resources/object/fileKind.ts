/** What may stand where a file should. */

/** Says what stands there instead: `names a folder, not a file:`. */
export function kindProblem(stats: { isDirectory(): boolean }): string {
  return stats.isDirectory()
    ? "names a folder, not a file:"
    : "names something that is not a file, such as a pipe or a device, and may never end:";
}
