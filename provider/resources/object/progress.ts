/** Shows the progress of an upload in the status column, not too often. */

import type { Context } from "../../model/context";

/** Milliseconds between two lines, and before the first: faster uploads show none. */
const pauseMs = 500;

const mebibyte = 1024 * 1024;

/** Counts the bytes sent. */
export interface Progress {
  /** Sets how many bytes of a part were sent; a repeated part begins again at 0. */
  report(part: number, bytes: number): void;
}

/** Lines such as `index.html: 64 of 512 MB`. */
export function showProgress({ log }: Context, name: string, total: number | undefined): Progress {
  const sent = new Map<number, number>();
  let last = Date.now();
  return {
    report(part, bytes) {
      sent.set(part, bytes);
      const now = Date.now();
      if (now - last < pauseMs) {
        return;
      }
      last = now;
      const sum = [...sent.values()].reduce((a, b) => a + b, 0);
      const of = total === undefined ? "" : ` of ${Math.ceil(total / mebibyte)}`;
      log.status(`${name}: ${Math.floor(sum / mebibyte)}${of} MB`);
    },
  };
}
