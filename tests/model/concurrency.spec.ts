import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { forEachConcurrently, inCompletionOrder, mapConcurrently } from "../../provider/model/concurrency";

/** Work that says how much of it is under way, and ends only when it is told to. */
function tasks() {
  const open = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  const begun: number[] = [];
  return {
    open,
    begun,
    work: (item: number) =>
      new Promise<number>((resolve, reject) => {
        begun.push(item);
        const end = (settle: () => void) => {
          open.delete(item);
          settle();
        };
        open.set(item, {
          resolve: () => end(() => resolve(item)),
          reject: (error) => end(() => reject(error)),
        });
      }),
  };
}

const items = [1, 2, 3, 4, 5, 6];

describe("Bounded concurrency", () => {
  it("begins items in their order, never more than the limit, and all of them", async () => {
    const { open, begun, work } = tasks();
    const all = forEachConcurrently(items, 2, work);
    await turn();
    for (const item of [2, 1, 3, 5, 4, 6]) {
      assert.ok(open.size <= 2);
      open.get(item)?.resolve();
      await turn();
    }
    await all;
    assert.deepEqual(begun, items);
  });

  it("begins nothing after a failure, waits for what is under way, and then throws the first failure", async () => {
    const { open, begun, work } = tasks();
    let ended = false;
    const all = forEachConcurrently(items, 3, work).finally(() => {
      ended = true;
    });
    await turn();
    open.get(2)?.reject(new Error("first"));
    await turn();
    open.get(1)?.reject(new Error("second"));
    await turn();
    assert.equal(ended, false);
    open.get(3)?.resolve();
    await assert.rejects(all, /^Error: first$/);
    assert.deepEqual(begun, [1, 2, 3]);
  });

  it("tells work that is under way of a failure", async () => {
    const reasons: unknown[] = [];
    const failure = new Error("no");
    await assert.rejects(
      forEachConcurrently([1, 2], 2, async (item, signal) => {
        if (item === 2) {
          throw failure;
        }
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        reasons.push(signal.reason);
      }),
      failure,
    );
    assert.deepEqual(reasons, [failure]);
  });

  it("waits for work under way, and closes the source, when the source fails or is left early", async () => {
    const { open, work } = tasks();
    let closed = false;
    async function* source() {
      try {
        yield 1;
        yield 2;
        throw new Error("no more pages");
      } finally {
        closed = true;
      }
    }
    const all = forEachConcurrently(source(), 3, work);
    await turn();
    assert.deepEqual([...open.keys()], [1, 2]);
    for (const task of open.values()) {
      task.resolve();
    }
    await assert.rejects(all, /no more pages/);
    assert.ok(closed);

    closed = false;
    const failing = forEachConcurrently(source(), 1, () => Promise.reject(new Error("at once")));
    await assert.rejects(failing, /at once/);
    assert.ok(closed);
  });

  it("stops new work when the caller's signal aborts, and throws its reason after what is under way", async () => {
    const { open, begun, work } = tasks();
    const caller = new AbortController();
    const all = forEachConcurrently(items, 2, work, caller.signal);
    await turn();
    caller.abort(new Error("enough"));
    open.get(1)?.resolve();
    await turn();
    open.get(2)?.resolve();
    await assert.rejects(all, /enough/);
    assert.deepEqual(begun, [1, 2]);
  });

  it("gives results in the order of the items, whichever is ready first", async () => {
    const { open, work } = tasks();
    const all = mapConcurrently(items.slice(0, 3), 3, work);
    await turn();
    for (const item of [3, 1, 2]) {
      open.get(item)?.resolve();
    }
    assert.deepEqual(await all, [1, 2, 3]);
  });

  it("gives results as they are ready, where work leads to more work", async () => {
    const waiting = [4];
    const seen: number[] = [];
    const results = inCompletionOrder(2, () => {
      const next = waiting.shift();
      return next === undefined ? undefined : turn().then(() => next);
    });
    for await (const result of results) {
      seen.push(result);
      waiting.push(...(result > 1 ? [result - 1, result - 2] : []));
    }
    // As many as a tree of these numbers has.
    assert.deepEqual(seen.sort(), [0, 0, 1, 1, 1, 2, 2, 3, 4].sort());
  });

  it("leaves nothing under way behind when the caller stops taking results", async () => {
    const { open, work } = tasks();
    const waiting = [...items];
    const results = inCompletionOrder(3, () => {
      const next = waiting.shift();
      return next === undefined ? undefined : work(next);
    });
    const first = results.next();
    await turn();
    open.get(2)?.resolve();
    assert.equal((await first).value, 2);
    let left = false;
    const leaving = results.return(undefined).then(() => {
      left = true;
    });
    open.get(1)?.reject(new Error("unheard"));
    await turn();
    assert.equal(left, false);
    open.get(3)?.resolve();
    await leaving;
  });
});
