/** One write at a time to each bucket's configurations: COS answers some parallel ones with 409. */

const tails = new Map<string, Promise<unknown>>();

/** Runs `write` after all earlier writes with the same name have ended, however they ended. */
export async function serialise<T>(name: string, write: () => Promise<T>): Promise<T> {
  const before = tails.get(name) ?? Promise.resolve();
  const mine = before.then(write, write);
  tails.set(name, mine);
  try {
    return await mine;
  } finally {
    if (tails.get(name) === mine) {
      tails.delete(name);
    }
  }
}
