/** Shows the progress of a folder's upload in the status column: files, bytes and rate. */

import type { Log } from "../../model/log";
import type { Plan } from "./plan";
import type { Outcome } from "./upload";
import { formatBytes } from "./words";

/** Counts finished files and shows the counts. */
export class FolderProgress {
  readonly #log: Log;
  readonly #source: string;
  readonly #files: number;
  readonly #began = performance.now();
  #done = 0;
  #bytes = 0;
  #removed = 0;

  /** @param source name of the folder in messages */
  constructor(log: Log, source: string, { added, changed, settings }: Plan) {
    this.#log = log;
    this.#source = source;
    this.#files = added.length + changed.length + settings.length;
  }

  /** Counts a finished file. */
  done({ size }: { readonly size: number }, outcome: Outcome): void {
    this.#done++;
    if (outcome === "uploaded") {
      this.#bytes += size;
    }
    const seconds = Math.max(0.001, (performance.now() - this.#began) / 1_000);
    const rate = `${formatBytes(this.#bytes / seconds)}/s`;
    this.#say(
      `${this.#done.toLocaleString("en")} of ${this.#files.toLocaleString("en")} files, ${formatBytes(this.#bytes)}, ${rate}`,
    );
  }

  /** Counts removed files. */
  removed(count: number): void {
    this.#removed += count;
    this.#say(`${this.#removed.toLocaleString("en")} removed`);
  }

  #say(text: string): void {
    this.#log.status(`${this.#source}: ${text}`);
  }
}
