/** Lets a bounded number of callers in at once; the others wait in line, first come, first served. */
export class Gate {
  #free: number;
  #waiting: Array<() => void> = [];
  #head = 0;

  /** @param places callers inside at once */
  constructor(places: number) {
    this.#free = places;
  }

  /** Resolves when there is a place; every `enter` needs one `leave`. Rejects with the signal's reason. */
  async enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        const index = this.#waiting.indexOf(admit, this.#head);
        if (index >= 0) this.#waiting.splice(index, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(admit);
    });
  }

  /** Gives the place to the next in line. */
  leave(): void {
    const next = this.#waiting[this.#head];
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#head++;
    // Array.shift moves every element: with thousands in line that shows.
    if (this.#head > 1024) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    next();
  }
}
