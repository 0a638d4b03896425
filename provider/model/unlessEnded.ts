/** A wait that ends with a call. */

/**
 * Waits for a promise, or until the call is ended.
 * @throws the reason of the signal
 */
export async function unlessEnded<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) {
    return await work;
  }
  let giveUp = () => {};
  const ended = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
  });
  try {
    return await Promise.race([work, signal.aborted ? Promise.reject(signal.reason) : ended]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
