/** A line that carries only so many bytes a second. */

import { setTimeout as wait } from "node:timers/promises";

/** One direction of one connection. */
export class Pace {
  readonly #bytesPerMillisecond: number;
  /** When the line will have carried all that was given to it, on the clock of `performance.now`. */
  #free = 0;

  /** @param bandwidth bytes a second */
  constructor(bandwidth: number) {
    this.#bytesPerMillisecond = bandwidth / 1000;
  }

  /** Gives bytes to the line. @returns to be awaited until it has carried them; undefined when that is now */
  carry(bytes: number): Promise<void> | undefined {
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + bytes / this.#bytesPerMillisecond;
    const delay = this.#free - now;
    // Timers are no finer than this; what is left over counts for the next bytes.
    return delay < 1 ? undefined : wait(delay);
  }
}
