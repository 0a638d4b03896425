/**
 * A folder in which everything stays over a restart: `bodies/` with a file for each body, and a journal of all else. A write is
 * answered when its body and its line of the journal are on the disk, so that neither a kill nor a loss of power takes back
 * what was answered. Bodies that nothing refers to any more are deleted after the line that says so.
 */

import { mkdirSync, readdirSync } from "node:fs";
import { unlink } from "node:fs/promises";
import path from "node:path";
import { BlobStore, type BodyNames } from "./blobs";
import { Bucket, type ObjectVersion, type Part, type Upload } from "./bucket";
import type { Changes, Entity } from "./changes";
import type { FetchTask } from "./fetchTasks";
import type { Job } from "./jobs";
import { Journal, readJournal } from "./journal";
import type { LiveChannel } from "./liveChannels";
import { lockFolder } from "./lock";
import type { Store } from "./store";

/** Makes a bucket's configuration again from what JSON kept of it. */
export type Revive = (name: string, stored: unknown, bucket: Bucket, store: Store) => unknown;

/** An entity and its value; null where it is gone. */
type Entry = readonly [entity: Entity, value: unknown];

type KeptVersion = Omit<ObjectVersion, "older" | "body"> & { readonly body: BodyNames };
type KeptUpload = Omit<Upload, "parts">;
type KeptPart = Omit<Part, "body"> & { readonly body: BodyNames };
type KeptBucket = Pick<Bucket, (typeof bucketMembers)[number]> & {
  readonly configurations: readonly (readonly [string, unknown])[];
  /** Folders of earlier versions have none. */
  readonly liveChannels?: readonly LiveChannel[];
};

const bucketMembers = [
  "region",
  "ownerUin",
  "createdAt",
  "multiZone",
  "arch",
  "acl",
  "versioning",
  "lockPeriod",
  "defaultEncryption",
  "accessMonitored",
  "goesByAccessTime",
] as const;

/** The journal is begun anew when it has grown to this size, and to twice the size with which it began. */
const renewFrom = 16 * 1024 * 1024;

const idOf = (entity: Entity) => JSON.stringify(entity);

/** An open data folder. */
export class DataFolder implements Changes {
  readonly blobs: BlobStore;
  readonly #folder: string;
  readonly #unlock: () => void;
  #journal: Journal | undefined;
  #store: Store | undefined;
  readonly #changed = new Map<string, Entity>();
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #soon: NodeJS.Immediate | undefined;

  /**
   * Opens a folder, or makes it.
   * @throws Error when another process has it, or when it holds something else
   */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const own = /^(lock(\.\d+)?|journal(\.new)?|bodies)$/;
    const other = readdirSync(folder).find((name) => !own.test(name));
    if (other !== undefined) {
      throw new Error(
        `${folder} is not a data folder of the emulator: it holds ${other}. Give it an empty one.`,
      );
    }
    this.#folder = folder;
    this.#unlock = lockFolder(folder);
    this.blobs = new BlobStore(path.join(folder, "bodies"), true);
  }

  /**
   * Brings an empty store to where it was, and keeps what changes in it from now on.
   * @throws Error when the folder is damaged
   */
  async load(store: Store, revive: Revive): Promise<void> {
    this.#store = store;
    try {
      fill(store, readJournal(this.#folder) ?? [], revive);
      this.#journal = Journal.begin(this.#folder, this.#everything());
      this.blobs.removeUnused();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  add(...entity: Entity): void {
    this.#changed.set(idOf(entity), entity);
    // Some changes belong to no request. The next request that waits gets the failure.
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      this.settled().catch(() => undefined);
    });
  }

  settled(): Promise<void> {
    if (this.#changed.size === 0) {
      return this.#writing;
    }
    // All that wait for the line before share the next one.
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      this.#writing = this.#write();
      return this.#writing;
    });
    return this.#next;
  }

  /** Writes the rest and gives the folder back. */
  async close(): Promise<void> {
    clearImmediate(this.#soon);
    try {
      if (this.#journal) {
        await this.settled();
      }
    } finally {
      this.#journal?.close();
      this.#journal = undefined;
      this.#unlock();
    }
  }

  async #write(): Promise<void> {
    const journal = this.#journal;
    if (!journal) {
      throw new Error(`${this.#folder} is closed.`);
    }
    const entries = [...this.#changed.values()].map((entity) => this.#entryOf(entity));
    this.#changed.clear();
    const unused = this.blobs.takeUnused();
    try {
      await journal.append(entries);
      const { now, begun } = journal.sizes;
      if (now > renewFrom && now > 2 * begun) {
        journal.renew(this.#everything());
      }
    } catch (error) {
      // A line behind a broken one would make the journal unreadable: all later writes fail with this error.
      const reason = (error as Error).message;
      throw new Error(
        `The data folder ${this.#folder} takes no more writes until the emulator is started again: ${reason}`,
        { cause: error },
      );
    }
    for (const file of unused) {
      void unlink(file).catch(() => undefined);
    }
  }

  #entryOf(entity: Entity): Entry {
    const store = this.#store as Store;
    const [kind, name = "", id = "", number] = entity;
    if (kind === "time") {
      return [entity, store.ahead];
    }
    if (kind === "job") {
      return [entity, store.jobs.get(name) ?? null];
    }
    const bucket = store.buckets.get(name);
    const value = () => {
      switch (kind) {
        case "bucket":
          return bucket && keepBucket(bucket);
        case "object":
          return this.#keepVersions(bucket?.objects.get(id));
        case "upload":
          return keepUpload(bucket?.uploads.get(id));
        case "fetchTask":
          return bucket?.fetchTasks.get(id);
        case "part":
          return this.#keepPart(bucket?.uploads.get(id)?.parts.get(Number(number)));
      }
    };
    return [entity, value() ?? null];
  }

  #keepVersions(head: ObjectVersion | undefined): KeptVersion[] | undefined {
    const versions: KeptVersion[] = [];
    for (let version = head; version; version = version.older) {
      const { older: _, body, ...rest } = version;
      versions.push({ ...rest, body: this.blobs.namesOf(body) });
    }
    return versions.length > 0 ? versions : undefined;
  }

  #keepPart(part: Part | undefined): KeptPart | undefined {
    return part && { ...part, body: this.blobs.namesOf(part.body) };
  }

  /** Lines that say everything. */
  *#everything(): Generator<Entry[]> {
    const store = this.#store as Store;
    yield [this.#entryOf(["time"])];
    for (const id of store.jobs.keys()) {
      yield [this.#entryOf(["job", id])];
    }
    for (const { name, objects, uploads, fetchTasks } of store.buckets.values()) {
      yield [this.#entryOf(["bucket", name])];
      for (const { key } of objects.values()) {
        yield [this.#entryOf(["object", name, key])];
      }
      for (const id of fetchTasks.keys()) {
        yield [this.#entryOf(["fetchTask", name, id])];
      }
      for (const { id, parts } of uploads.values()) {
        yield [this.#entryOf(["upload", name, id])];
        for (const number of parts.keys()) {
          yield [this.#entryOf(["part", name, id, String(number)])];
        }
      }
    }
  }
}

function keepBucket(bucket: Bucket): KeptBucket {
  const members = Object.fromEntries(bucketMembers.map((member) => [member, bucket[member]]));
  return {
    ...(members as unknown as KeptBucket),
    configurations: [...bucket.configurations],
    liveChannels: [...bucket.liveChannels.values()],
  };
}

function keepUpload(upload: Upload | undefined): KeptUpload | undefined {
  if (!upload) {
    return undefined;
  }
  const { parts: _, ...rest } = upload;
  return rest;
}

/** What the lines say in the end: the last value of each entity. */
function lastOf(lines: readonly unknown[]): Map<string, Entry> {
  const last = new Map<string, Entry>();
  for (const entry of (lines as readonly (readonly Entry[])[]).flat()) {
    const id = idOf(entry[0]);
    if (entry[1] === null) {
      last.delete(id);
    } else {
      last.set(id, entry);
    }
  }
  return last;
}

function fill(store: Store, lines: readonly unknown[], revive: Revive): void {
  const last = [...lastOf(lines).values()];
  const all = <Value>(kind: Entity[0]) =>
    last.flatMap(([[own, ...names], value]) =>
      own === kind ? [{ names: names as readonly string[], value: value as Value }] : [],
    );
  for (const { value } of all<number>("time")) {
    store.ahead = value;
  }
  for (const { value } of all<Job>("job")) {
    store.jobs.set(value.id, value);
  }
  for (const { names, value } of all<KeptBucket>("bucket")) {
    addBucket(store, names[0] as string, value);
  }
  for (const { names, value } of all<KeptVersion[]>("object")) {
    const head = value.reduceRight<ObjectVersion | undefined>(
      (older, version) => ({
        ...(version as unknown as ObjectVersion),
        body: store.blobs.adopt(version.body),
        older,
      }),
      undefined,
    );
    if (head) {
      store.buckets.get(names[0] as string)?.objects.set(head.key, head);
    }
  }
  for (const { names, value } of all<FetchTask>("fetchTask")) {
    store.buckets.get(names[0] as string)?.fetchTasks.set(value.id, value);
  }
  for (const { names, value } of all<KeptUpload>("upload")) {
    store.buckets.get(names[0] as string)?.uploads.set(value.id, { ...value, parts: new Map() });
  }
  for (const { names, value } of all<KeptPart>("part")) {
    // The parts of an upload go without being named.
    const parts = store.buckets.get(names[0] as string)?.uploads.get(names[1] as string)?.parts;
    parts?.set(value.number, { ...value, body: store.blobs.adopt(value.body) });
  }
  for (const bucket of store.buckets.values()) {
    for (const [name, stored] of bucket.configurations) {
      bucket.configurations.set(name, revive(name, stored, bucket, store));
    }
  }
}

function addBucket(store: Store, name: string, { configurations, liveChannels, ...kept }: KeptBucket): void {
  const { region, ownerUin, createdAt, multiZone, arch, acl } = kept;
  const bucket = new Bucket(name, region, ownerUin, createdAt, multiZone, arch, acl);
  bucket.versioning = kept.versioning;
  bucket.lockPeriod = kept.lockPeriod;
  bucket.defaultEncryption = kept.defaultEncryption;
  bucket.accessMonitored = kept.accessMonitored;
  bucket.goesByAccessTime = kept.goesByAccessTime;
  for (const [query, value] of configurations) {
    bucket.configurations.set(query, value);
  }
  for (const channel of liveChannels ?? []) {
    bucket.liveChannels.set(channel.name, channel);
  }
  store.buckets.set(name, bucket);
}
