/** Carries a plan out: assets first, then pages, removals last; what fails is told, and what was done is not forgotten. */

import type { ListedObject } from "../../api/listing";
import { isBucketMissing } from "../../api/service";
import { CosServiceError, visible } from "../../client";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import type { BucketAddress, ObjectAddress } from "../../model/ids";
import { settleUploads } from "../object/endUploads";
import { readLive } from "../object/live";
import { mayHaveWritten, WrongObjectError } from "../object/upload";
import type { ObjectSettings } from "../object/values";
import type { Held, Manifest } from "./manifest";
import type { Plan } from "./plan";
import { FolderProgress } from "./progress";
import { removeHeld } from "./remove";
import type { Scan, ScannedFile } from "./scan";
import { type Brought, bringFile, Room } from "./upload";
import { countFiles, shownNames } from "./words";

/** What is to be done, where. */
export interface SyncJob {
  readonly context: Context;
  readonly address: BucketAddress;
  readonly prefix: string;
  /** What messages call the folder. */
  readonly source: string;
  /** The folder's files, as far as they are to be written. */
  readonly files: Scan["files"];
  readonly plan: Plan;
  /** What the state says that COS holds. */
  readonly manifest: Manifest;
  /** The settings that this folder gave a file the last time. */
  readonly recorded: (name: string) => ObjectSettings;
  /** What the bucket was seen to hold; without it every key is looked at before it is written. */
  readonly listed?: ReadonlyMap<string, ListedObject> | undefined;
  /** Files on their way at the same time. */
  readonly concurrency: number;
}

/** How far it came. */
export interface SyncResult {
  /** What COS holds now. */
  readonly manifest: Manifest;
  /** What went wrong, by name; empty when all is done. */
  readonly failures: ReadonlyMap<string, Error>;
  /** Names of which nothing was tried, because of the failures. */
  readonly skipped: readonly string[];
}

/** After so many failures no further file is begun: what stops so many will stop the others as well. */
const failuresToStop = 20;

/** What is recorded of a file that COS may hold in any state: the next `up` looks at it again, and a destroy removes it. */
const unknownHeld: Held = { crc64: "", size: 0, etag: "", settings: "" };

/** Does what the plan says. Never throws for single files. */
export async function syncFolder(job: SyncJob): Promise<SyncResult> {
  const sync = new Sync(job);
  const writes = [...job.plan.added, ...job.plan.changed, ...job.plan.settings];
  const files = writes.map((name) => job.files.get(name) as ScannedFile);
  const assets = files.filter(({ last }) => !last);
  const pages = files.filter(({ last }) => last);
  await sync.bring(assets);
  // A page must not point to an asset that is not there.
  if (sync.failures.size === 0) {
    await sync.bring(pages);
  } else {
    sync.skip(pages);
  }
  sync.tellOutside();
  if (sync.failures.size === 0) {
    await sync.remove(job.plan.removed);
  } else {
    sync.skipped.push(...job.plan.removed);
  }
  return { manifest: sync.manifest(), failures: sync.failures, skipped: sync.skipped };
}

class Sync {
  readonly failures = new Map<string, Error>();
  readonly skipped: string[] = [];
  readonly #job: SyncJob;
  readonly #held: Map<string, Held>;
  readonly #kept: Map<string, Held>;
  readonly #progress: FolderProgress;
  readonly #keptOutside: string[] = [];
  readonly #unseenOutside: string[] = [];
  #writtenAt: number;
  #stopped = false;

  constructor(job: SyncJob) {
    this.#job = job;
    this.#held = new Map(job.manifest.files);
    this.#kept = new Map(job.manifest.kept);
    for (const name of job.plan.kept) {
      const held = this.#held.get(name);
      if (held !== undefined) {
        this.#held.delete(name);
        this.#kept.set(name, held);
      }
    }
    // What stayed in the bucket and is in the folder again.
    for (const [name, held] of job.manifest.kept) {
      if (job.files.has(name)) {
        this.#kept.delete(name);
        this.#held.set(name, held);
      }
    }
    this.#writtenAt = job.manifest.writtenAt;
    this.#progress = new FolderProgress(job.context.log, job.source, job.plan);
  }

  manifest(): Manifest {
    return { files: this.#held, kept: this.#kept, writtenAt: this.#writtenAt };
  }

  skip(files: readonly ScannedFile[]): void {
    this.skipped.push(...files.map(({ name }) => name));
  }

  /** Large files first: they take longest, and small ones fill the gaps. */
  async bring(files: readonly ScannedFile[]): Promise<void> {
    const waiting = [...files].sort((a, b) => b.size - a.size).reverse();
    const free: Room[] = [];
    await forEachConcurrently(this.#untilStopped(waiting), this.#job.concurrency, async (file) => {
      const room = free.pop() ?? new Room();
      await this.#bringOne(file, room);
      free.push(room);
    });
    this.skip(waiting.reverse());
  }

  /**
   * Takes files from the end of a list, which keeps those that are not begun. The first file after the call has ended fails, which stops it:
   * what was done until then is in the manifest.
   */
  *#untilStopped(waiting: ScannedFile[]): Generator<ScannedFile> {
    while (!this.#stopped && waiting.length > 0) {
      yield waiting.pop() as ScannedFile;
    }
  }

  async #bringOne(file: ScannedFile, room: Room): Promise<void> {
    const { context, address, prefix, listed } = this.#job;
    const key = prefix + file.name;
    const target = { ...address, key };
    let wrote = false;
    const onWrite = () => {
      wrote = true;
    };
    try {
      context.signal?.throwIfAborted();
      const mayBeThere = listed === undefined || listed.has(key);
      const isKnown = this.#held.has(file.name) || this.#kept.has(file.name);
      const recorded = isKnown ? this.#job.recorded(file.name) : undefined;
      const brought = await bringFile(context, target, file, mayBeThere, room, recorded, onWrite);
      const { outcome, held, writtenAt } = brought;
      this.#noteOutside(file.name, brought);
      await settleUploads(context, target);
      this.#held.set(file.name, held);
      this.#writtenAt = Math.max(this.#writtenAt, writtenAt);
      this.#kept.delete(file.name);
      this.#progress.done(file, outcome);
    } catch (error) {
      const unknown = wrote && mayHaveWritten(context, error);
      if (
        error instanceof WrongObjectError ||
        (unknown && (this.#held.has(file.name) || (await mayBeOurs(forCleanUp(context), target, file))))
      ) {
        this.#held.set(file.name, unknownHeld);
        this.#kept.delete(file.name);
      }
      this.#fail(file.name, error as Error);
    }
  }

  #noteOutside(name: string, { outside }: Brought): void {
    if (outside !== undefined && outside.kept.length > 0) {
      this.#keptOutside.push(`${visible(name)}: ${outside.kept.join(" and ")}`);
    }
    if (outside !== undefined && outside.unknown.length > 0) {
      this.#unseenOutside.push(visible(name));
    }
  }

  /** Tells what somebody else had set on objects that were written over. */
  tellOutside(): void {
    const { context, source, address } = this.#job;
    const tell = (lines: readonly string[], what: string) => {
      if (lines.length > 0) {
        const shown = [...lines].sort().slice(0, shownNames);
        const rest = lines.length - shown.length;
        const more = rest > 0 ? [`… and ${rest.toLocaleString("en")} more`] : [];
        const head = `${source}: ${countFiles(lines.length)} in ${address.bucket} ${what}`;
        context.log.warn([head, ...[...shown, ...more].map((line) => `  ${line}`)].join("\n"));
      }
    };
    tell(this.#keptOutside, "kept what no rule declares and somebody else has set:");
    tell(
      this.#unseenOutside,
      "written over, whose access rules or tags may not be read: what somebody else had set there is gone:",
    );
  }

  async remove(names: readonly string[]): Promise<void> {
    const { context, address, prefix, source } = this.#job;
    const held = new Map(
      names.map((name) => [name, this.#held.get(name) ?? this.#kept.get(name) ?? unknownHeld]),
    );
    const { refused, contested } = await removeHeld(context, address, prefix, held, source, (count) =>
      this.#progress.removed(count),
    );
    for (const name of names) {
      if (contested.has(name)) {
        // It stays in the manifest, so that the next `up` comes back to it.
        continue;
      }
      const error = refused.get(name);
      if (error === undefined) {
        this.#held.delete(name);
        this.#kept.delete(name);
      } else {
        this.#fail(name, error);
      }
    }
  }

  #fail(name: string, error: Error): void {
    this.failures.set(name, error);
    const hopeless =
      this.#job.context.signal?.aborted ||
      isBucketMissing(error) ||
      (CosServiceError.isInstance(error) &&
        ["InvalidAccessKeyId", "SignatureDoesNotMatch"].includes(error.code));
    this.#stopped ||= hopeless || this.failures.size >= failuresToStop;
  }
}

/**
 * Whether what stands at a key that was not ours before may be what was sent now (docs/promises.md#a-written-resource-is-in-the-state). What is certainly somebody else's stays out of the
 * state, and so is never removed.
 */
async function mayBeOurs(context: Context, address: ObjectAddress, file: ScannedFile): Promise<boolean> {
  try {
    const live = await readLive(context, address, { tags: "never", acl: "never" });
    return live === undefined || live.crc64 === undefined || live.crc64 === file.crc64;
  } catch {
    return true;
  }
}

const shownFailures = 5;

/** What an update says that could not do everything. */
export function describeFailures({ source, plan }: SyncJob, { failures, skipped }: SyncResult): string {
  const all = plan.added.length + plan.changed.length + plan.settings.length + plan.removed.length;
  const done = all - failures.size - skipped.length;
  const first = [...failures]
    .slice(0, shownFailures)
    .map(([name, { message }]) => `  ${visible(name)}: ${message}`);
  const rest = failures.size - first.length;
  return [
    `${source}: ${countFiles(failures.size)} failed, ${skipped.length.toLocaleString("en")} not tried because of that, ${done.toLocaleString("en")} of ${all.toLocaleString("en")} done. Run pulumi up again to do the rest:`,
    ...first,
    ...(rest > 0 ? [`  … and ${rest.toLocaleString("en")} more`] : []),
  ].join("\n");
}
