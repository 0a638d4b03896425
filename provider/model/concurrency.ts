/**
 * Bounded concurrency: many small pieces of work, a limited number of them under way at the same time. Packages such as `p-map` reject while
 * work is still under way; here the first failure ends it all only after that work has ended, so that nothing goes on behind the caller's back.
 */

/**
 * Works on items in their order, at most `limit` of them at the same time. The next item is only asked for when it can be begun.
 *
 * @param work its signal aborts with the first failure, and with the caller's signal: a request that obeys it ends early
 * @param signal stops new work when it aborts
 * @throws the first failure of the work or of the items, or the signal's reason, after all work under way has ended
 */
export async function forEachConcurrently<T>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const stop = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let exhausted = false;
  const worker = async (): Promise<void> => {
    try {
      while (!exhausted && !stop.aborted) {
        const next = await iterator.next();
        if (next.done) {
          exhausted = true;
        } else if (!stop.aborted) {
          await work(next.value, stop);
        }
      }
    } catch (error) {
      failure.abort(error);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (!exhausted) {
    await iterator.return?.();
  }
  stop.throwIfAborted();
}

/**
 * The results of work on items, in the order of the items; else as `forEachConcurrently`.
 * @throws the first failure, or the signal's reason, after all work under way has ended
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<readonly R[]> {
  const results: R[] = new Array(items.length);
  await forEachConcurrently(
    items.entries(),
    limit,
    async ([index, item], stop) => {
      results[index] = await work(item, stop);
    },
    signal,
  );
  return results;
}

/**
 * The results of work in the order in which they are ready, for work that leads to more work.
 *
 * @param begin begins the next piece; `undefined` while there is none, which may change with each result
 * @throws the first failure. It, and a caller that stops early, wait for all work under way
 */
export async function* inCompletionOrder<R>(
  limit: number,
  begin: () => Promise<R> | undefined,
): AsyncGenerator<R> {
  const running = new Map<number, Promise<readonly [number, R]>>();
  try {
    for (let started = 0; ; ) {
      while (running.size < limit) {
        const id = started;
        const task = begin()?.then((result) => [id, result] as const);
        if (task === undefined) {
          break;
        }
        running.set(id, task);
        started++;
      }
      if (running.size === 0) {
        return;
      }
      const [id, result] = await Promise.race(running.values());
      running.delete(id);
      yield result;
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}
