/** One write at a time to each bucket's configurations: COS answers some parallel ones with 409. */

import type { Context } from "../model/context";
import { unlessEnded } from "../model/unlessEnded";

/** By name, what ends with the last write that was queued; never fails. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `write` after all earlier writes with the same name have ended, however they ended.
 * @throws the reason for which the call was ended while it waited
 */
export async function serialise<T>(
  { signal }: Pick<Context, "signal">,
  name: string,
  write: () => Promise<T>,
): Promise<T> {
  const before = tails.get(name) ?? Promise.resolve();
  const mine = unlessEnded(signal, before).then(write);
  // A write that gave up waiting lets no other go before its turn.
  const tail = Promise.allSettled([before, mine]);
  tails.set(name, tail);
  void tail.then(() => {
    if (tails.get(name) === tail) {
      tails.delete(name);
    }
  });
  return await mine;
}
