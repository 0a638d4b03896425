/** Lines that carry only so many bytes a second. */

import { setTimeout as wait } from "node:timers/promises";
import { ServiceError } from "../format/errors";

/** What bytes go over. */
export interface Line {
  /** Gives bytes to the line. @returns to be awaited until it has carried them; undefined when that is now */
  carry(bytes: number): Promise<void> | undefined;
}

/** One direction of one connection. */
export class Pace implements Line {
  readonly #bytesPerMillisecond: number;
  /** When the line will have carried all that was given to it, on the clock of `performance.now`. */
  #free = 0;

  /** @param bandwidth bytes a second */
  constructor(bandwidth: number) {
    this.#bytesPerMillisecond = bandwidth / 1000;
  }

  carry(bytes: number): Promise<void> | undefined {
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + bytes / this.#bytesPerMillisecond;
    const delay = this.#free - now;
    // Timers are no finer than this; what is left over counts for the next bytes.
    return delay < 1 ? undefined : wait(delay);
  }
}

/** The line of bytes that go over two of them; undefined where neither limits them. */
export function joined(one: Line | undefined, other: Line | undefined): Line | undefined {
  return one && other ? { carry: (bytes) => both(one.carry(bytes), other.carry(bytes)) } : (one ?? other);
}

/** Awaited, both are over; undefined where neither has to be awaited. */
export function both(
  one: Promise<void> | undefined,
  other: Promise<void> | undefined,
): Promise<void> | undefined {
  return one && other ? Promise.all([one, other]).then(() => undefined) : (one ?? other);
}

/** The name of the limit, as a header, a parameter, and a field of a form. */
export const trafficLimit = "x-cos-traffic-limit";
const [leastLimit, greatestLimit] = [819_200, 838_860_800];

/** The line that a request asks for, in bits a second. https://www.tencentcloud.com/document/product/436/34072 */
export function readTrafficLimit(text: string | undefined): Line | undefined {
  if (!text) {
    return undefined;
  }
  const bits = Number(text);
  // unverified(traffic-limit-range): the code of the 400
  if (!/^\d{1,9}$/.test(text) || bits < leastLimit || bits > greatestLimit) {
    throw new ServiceError("InvalidArgument", {
      message: `${trafficLimit} must be a number of bits a second from ${leastLimit} to ${greatestLimit}.`,
    });
  }
  return new Pace(bits / 8);
}
