/** Says how far an upload is, in the status column and not too often. */

import type { Context } from "../../model/context";

/** Milliseconds between two lines, and before the first: what is faster needs none. */
const pauseMs = 500;

const mebibyte = 1024 * 1024;

/** Takes down what was sent. */
export interface Progress {
  /** Bytes of one part that have gone out; a repeated part begins again at 0. */
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
