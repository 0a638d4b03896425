/** Carries out a plan: assets first, then pages, then removals. Reports failures, and records everything that was done. */

import type { ListedObject } from "../../api/listing";
import { isBucketMissing } from "../../api/service";
import { settleUploads } from "../../api/upload/endUploads";
import { mayHaveWritten, WrongObjectError } from "../../api/upload/upload";
import { CosServiceError, visible } from "../../client";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import type { BucketAddress, ObjectAddress } from "../../model/ids";
import { firstOf } from "../../model/messages";
import { readLive } from "../object/live";
import type { ObjectSettings } from "../object/values";
import type { Held, Manifest } from "./manifest";
import type { Plan } from "./plan";
import { FolderProgress } from "./progress";
import { removeHeld } from "./remove";
import type { Scan, ScannedFile } from "./scan";
import { type Brought, bringFile, Room } from "./upload";
import { countFiles, shownNames } from "./words";

/** A plan, and where it is carried out. */
export interface SyncJob {
  readonly context: Context;
  readonly address: BucketAddress;
  readonly prefix: string;
  /** Name of the folder in messages. */
  readonly source: string;
  /** The folder's files that are to be written. */
  readonly files: Scan["files"];
  readonly plan: Plan;
  /** What COS holds according to the state. */
  readonly manifest: Manifest;
  /** The settings of a file at the last update. */
  readonly recorded: (name: string) => ObjectSettings;
  /** The bucket's listing; without it every object is read before it is written. */
  readonly listed?: ReadonlyMap<string, ListedObject> | undefined;
  /** Files in flight. */
  readonly concurrency: number;
}

/** The result of carrying out a plan, complete or not. */
export interface SyncResult {
  /** What COS holds now. */
  readonly manifest: Manifest;
  /** Errors by file name; empty when all is done. */
  readonly failures: ReadonlyMap<string, Error>;
  /** Names of files that were not tried, because of the failures. */
  readonly skipped: readonly string[];
}

/** Failures after which no further file is begun: what stops so many stops the others too. */
const failuresToStop = 20;

/** The record of a file whose state in COS is unknown: the next `up` checks it again, and a destroy removes it. */
const unknownHeld: Held = { crc64: "", size: 0, etag: "", settings: "" };

/** Carries out the plan. Reports failures of single files in the result, and does not throw them. */
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
    // Kept files that are in the folder again.
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
   * Takes files from the end of a list; those not begun stay in it. After the call has ended, the first file fails, which stops the rest;
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

  /** Reports settings that were made outside the program on overwritten objects. */
  tellOutside(): void {
    const { context, source, address } = this.#job;
    const tell = (lines: readonly string[], what: string) => {
      if (lines.length > 0) {
        const head = `${source}: ${countFiles(lines.length)} in ${address.bucket} ${what}`;
        context.log.warn([head, ...firstOf([...lines].sort(), shownNames)].join("\n  "));
      }
    };
    tell(this.#keptOutside, "kept settings that no rule declares, made outside the program:");
    tell(
      this.#unseenOutside,
      "overwritten, whose access rules or tags may not be read: any that were set outside the program are gone:",
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
 * Whether the object at a key that was not ours before may be the one just sent (docs/promises.md#a-written-resource-is-in-the-state).
 * Objects that are certainly not ours stay out of the state, and so are never removed.
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

/** The message of an update that could not do everything. */
export function describeFailures({ source, plan }: SyncJob, { failures, skipped }: SyncResult): string {
  const all = plan.added.length + plan.changed.length + plan.settings.length + plan.removed.length;
  const done = all - failures.size - skipped.length;
  const lines = [...failures].map(([name, { message }]) => `${visible(name)}: ${message}`);
  return [
    `${source}: ${countFiles(failures.size)} failed, ${skipped.length.toLocaleString("en")} not tried because of that, ${done.toLocaleString("en")} of ${all.toLocaleString("en")} done. Run pulumi up again to do the rest:`,
    ...firstOf(lines, shownFailures),
  ].join("\n  ");
}
