/** Bounds the requests in flight of a process, with fair queues, and adapts the bound to the service's limits. */

/** Default bound of requests in flight (docs/promises.md#bounded-not-throttled: there is no rate limit beside it). */
export const defaultParallelism = 64;

/** The number of a request among all that entered. */
export type Ticket = number;

/** Callers that wait in one queue, first come, first served. */
interface Queue {
  readonly waiting: ((ticket: Ticket) => void)[];
  /** Index of the first entry: `Array.shift` would move every element, which is slow with thousands. */
  head: number;
}

/**
 * Lets a bounded number of callers in at once. The others wait in queues that take turns, so that an upload of thousands
 * of files does not delay a single object.
 *
 * The bound halves when the service answers that requests are too frequent, and grows again with each answer, by one place
 * per round of answers, as TCP does with its window.
 */
export class Gate {
  readonly #places: number;
  /** Between 1 and `#places`; fractions add up to whole places. */
  #bound: number;
  #inside = 0;
  /** Tickets given out so far. */
  #tickets: Ticket = 0;
  /** The newest ticket when the bound was last halved. */
  #halvedAt: Ticket = 0;
  /** In the order of their turns; empty queues are removed. */
  readonly #queues = new Map<object, Queue>();

  /** @param places callers inside at once, at most */
  constructor(places: number) {
    this.#places = places;
    this.#bound = places;
  }

  /** The current bound of callers inside at once. */
  get bound(): number {
    return Math.floor(this.#bound);
  }

  /**
   * Resolves when there is a place; every `enter` needs one `leave`. Rejects with the signal's reason.
   * @param queue any object; callers that share it wait in one queue
   */
  async enter(queue: object, signal?: AbortSignal): Promise<Ticket> {
    signal?.throwIfAborted();
    if (this.#inside < this.bound) {
      return this.#admit();
    }
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

  /** Gives the place to the next caller. */
  leave(): void {
    this.#inside--;
    this.#fill();
  }

  /**
   * Halves the bound, because the service refused the request with this ticket.
   * @returns whether it did; requests sent before the last halving do not count
   */
  narrow(ticket: Ticket): boolean {
    if (ticket <= this.#halvedAt) {
      return false;
    }
    this.#halvedAt = this.#tickets;
    this.#bound = Math.max(1, this.#bound / 2);
    return true;
  }

  /** Lets the bound grow, because a request succeeded. */
  widen(): void {
    if (this.#bound === this.#places) {
      return;
    }
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
      if (next === undefined) {
        return;
      }
      next(this.#admit());
    }
  }

  /** Takes the first caller of the next queue, which then goes to the end of the turn order. */
  #next(): ((ticket: Ticket) => void) | undefined {
    for (const [name, queue] of this.#queues) {
      this.#queues.delete(name);
      const first = queue.waiting[queue.head];
      if (first === undefined) {
        continue; // they all gave up
      }
      queue.head++;
      if (queue.head > 1024) {
        queue.waiting.splice(0, queue.head);
        queue.head = 0;
      }
      if (queue.head < queue.waiting.length) {
        this.#queues.set(name, queue);
      }
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
