/** Bounds the requests in flight of a whole process, fairly, and as far as the service bears it. */

/** Requests in flight at once when nothing else is said (docs/promises.md#bounded-not-throttled: there is no rate limit beside it). */
export const defaultParallelism = 64;

/** What `enter` hands out: which of all requests this one is. */
export type Ticket = number;

/** Those that wait together, first come, first served. */
interface Queue {
  readonly waiting: ((ticket: Ticket) => void)[];
  /** Where the queue begins: Array.shift moves every element, and with thousands in it that shows. */
  head: number;
}

/**
 * Lets a bounded number of callers in at once. The others stand in queues that take turns, so that an upload of thousands
 * of files does not keep a single object waiting.
 *
 * The bound halves when the service says that it is asked too much, and grows again with each answer, by one place for
 * as many answers as there are places: what TCP does with its window.
 */
export class Gate {
  readonly #places: number;
  /** Between 1 and `#places`; fractions add up to whole places. */
  #bound: number;
  #inside = 0;
  /** Of everybody who came in so far. */
  #tickets: Ticket = 0;
  /** The last ticket that was out when the bound was halved. */
  #halvedAt: Ticket = 0;
  /** In the order of their turns; only queues in which somebody waits. */
  readonly #queues = new Map<object, Queue>();

  /** @param places callers inside at once, at most */
  constructor(places: number) {
    this.#places = places;
    this.#bound = places;
  }

  /** Callers that are let in at once for the time being. */
  get bound(): number {
    return Math.floor(this.#bound);
  }

  /**
   * Resolves when there is a place; every `enter` needs one `leave`. Rejects with the signal's reason.
   * @param queue whose turn it is: any object that callers who belong together share
   */
  async enter(queue: object, signal?: AbortSignal): Promise<Ticket> {
    signal?.throwIfAborted();
    if (this.#inside < this.bound) return this.#admit();
    return await new Promise<Ticket>((resolve, reject) => {
      const { waiting } = this.#queue(queue);
      const admit = (ticket: Ticket) => {
        signal?.removeEventListener("abort", giveUp);
        resolve(ticket);
      };
      const giveUp = () => {
        waiting.splice(waiting.lastIndexOf(admit), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      waiting.push(admit);
    });
  }

  /** Gives the place to whose turn it is. */
  leave(): void {
    this.#inside--;
    this.#fill();
  }

  /**
   * Halves the bound, because the request with that ticket was one too many.
   * @returns whether it did: what went out before the last time tells nothing new
   */
  narrow(ticket: Ticket): boolean {
    if (ticket <= this.#halvedAt) return false;
    this.#halvedAt = this.#tickets;
    this.#bound = Math.max(1, this.#bound / 2);
    return true;
  }

  /** Lets the bound grow, because the service did what it was asked. */
  widen(): void {
    if (this.#bound === this.#places) return;
    this.#bound = Math.min(this.#places, this.#bound + 1 / this.#bound);
    this.#fill();
  }

  #admit(): Ticket {
    this.#inside++;
    return ++this.#tickets;
  }

  #fill(): void {
    while (this.#inside < this.bound) {
      const next = this.#next();
      if (next === undefined) return;
      next(this.#admit());
    }
  }

  /** The first of the queue whose turn it is; its queue then waits until all others had theirs. */
  #next(): ((ticket: Ticket) => void) | undefined {
    for (const [name, queue] of this.#queues) {
      this.#queues.delete(name);
      const first = queue.waiting[queue.head];
      if (first === undefined) continue; // they all gave up
      queue.head++;
      if (queue.head > 1024) {
        queue.waiting.splice(0, queue.head);
        queue.head = 0;
      }
      if (queue.head < queue.waiting.length) this.#queues.set(name, queue);
      return first;
    }
    return undefined;
  }

  #queue(name: object): Queue {
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      queue = { waiting: [], head: 0 };
      this.#queues.set(name, queue);
    }
    return queue;
  }
}
