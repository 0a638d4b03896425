/** Formats numbers, sizes and lists of names in messages about a folder. */

import { visible } from "../../client";
import { firstOf } from "../../model/messages";

/** Number of names that a message shows; it counts the others. */
export const shownNames = 20;

/** Names on one line: the first of them, and the number of the others. */
export function shorten(names: readonly string[], most = shownNames): string {
  return firstOf(names.map(visible), most).join(", ");
}

/** `1 file`, `1,000 files` */
export function countFiles(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "file" : "files"}`;
}

/** `512 B`, `3.4 MB`, with powers of ten. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [value, unit] = [bytes, 0];
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
