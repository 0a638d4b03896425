/** Counts the bytes of an upload, and shows them in the status column, not too often. */

import type { Context } from "../../model/context";

/** Milliseconds between two lines, and before the first: faster uploads show none. */
const pauseMs = 500;

const mebibyte = 1024 * 1024;

/** Counts the bytes sent. */
export interface Progress {
  /** Sets how many bytes of a part were sent; a repeated part begins again at 0. */
  report(part: number, bytes: number): void;
}

/** Tells the bytes of all parts together whenever those of one change. */
export function countBytes(tell: (bytes: number) => void): Progress {
  const sent = new Map<number, number>();
  let sum = 0;
  return {
    report(part, bytes) {
      sum += bytes - (sent.get(part) ?? 0);
      sent.set(part, bytes);
      tell(sum);
    },
  };
}

/** Shows lines such as `index.html: 64 of 512 MB`. */
export function statusLines(
  { log }: Pick<Context, "log">,
  name: string,
  total: number | undefined,
): (bytes: number) => void {
  let last = Date.now();
  return (bytes) => {
    const now = Date.now();
    if (now - last < pauseMs) {
      return;
    }
    last = now;
    const of = total === undefined ? "" : ` of ${Math.ceil(total / mebibyte)}`;
    log.status(`${name}: ${Math.floor(bytes / mebibyte)}${of} MB`);
  };
}
