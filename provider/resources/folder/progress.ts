/** Tells how far a folder's upload is: files, bytes and their rate, in the status column. */

import { formatBytes } from "./plan";
import type { SyncJob } from "./sync";
import type { Outcome } from "./upload";

/** Counts what is done, and says it. */
export class FolderProgress {
  readonly #job: Pick<SyncJob, "context" | "source">;
  readonly #files: number;
  readonly #began = performance.now();
  #done = 0;
  #bytes = 0;
  #removed = 0;

  constructor(job: Pick<SyncJob, "context" | "source" | "plan">) {
    this.#job = job;
    const { added, changed, settings } = job.plan;
    this.#files = added.length + changed.length + settings.length;
  }

  /** A file is as it should be. */
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

  /** So many files were removed. */
  removed(count: number): void {
    this.#removed += count;
    this.#say(`${this.#removed.toLocaleString("en")} removed`);
  }

  #say(text: string): void {
    this.#job.context.log.status(`${this.#job.source}: ${text}`);
  }
}
