/**
 * Remembers on this machine which uploads in parts were begun and have not ended, in the user's cache folder. COS tells neither who began an
 * upload nor whether somebody still works on it; without this, what a killed process leaves could not be told from what another one sends.
 */

import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { privateCacheFolder } from "../../model/cacheFolder";
import type { BucketAddress, ObjectAddress } from "../../model/ids";

/** What is known of uploads that were begun for one key. Plain JSON: it also stands in the state of an incomplete object. */
export interface UploadTrace {
  /** Ids that COS answered. */
  readonly uploadIds: readonly string[];
  /** There while COS may have begun uploads whose ids nobody was told. */
  readonly unanswered?: {
    /** When the first request to begin one was sent, in Unix milliseconds of the service's clock. */
    readonly from: number;
    /** When the last was answered; left out when none was. */
    readonly until?: number;
    /** Ids of uploads of the key that were there before. */
    readonly known: readonly string[];
  };
}

/** Whether somebody still works on an upload: a process of this machine, perhaps one of another machine, or nobody. */
export type UploadOwner = "working" | "elsewhere" | "nobody";

/** What a file of the journal says. */
export interface JournalEntry extends ObjectAddress {
  readonly trace: UploadTrace;
  readonly owner: UploadOwner;
  /** When it was last written, in Unix milliseconds of this machine. */
  readonly writtenAt: number;
  /** Forgets it. */
  remove(): void;
}

/** A process: the number alone is given to another one later. */
interface ProcessName {
  readonly host: string;
  readonly pid: number;
  /** When the system started it, in its own unit; empty where the system does not tell. */
  readonly started: string;
  readonly nonce: string;
}

const folderName = "uploads";

const thisProcess: ProcessName = {
  host: hostname(),
  pid: process.pid,
  started: startOf(process.pid),
  nonce: randomBytes(8).toString("hex"),
};

/** An upload of this process. Where the journal cannot be written nothing is remembered, and the upload works all the same. */
export class UploadRecord {
  readonly #address: ObjectAddress;
  readonly #file: string | undefined;
  #trace: UploadTrace;

  constructor(address: ObjectAddress, trace: UploadTrace) {
    const folder = privateCacheFolder(folderName);
    const name = `${prefixOf(address)}${shortHash(address.key)}-${randomBytes(6).toString("hex")}.json`;
    this.#address = address;
    this.#file = folder && path.join(folder, name);
    this.#trace = trace;
    this.#write(thisProcess);
  }

  get trace(): UploadTrace {
    return this.#trace;
  }

  /** Changes what is remembered, before the next request. */
  update(trace: UploadTrace): void {
    this.#trace = trace;
    this.#write(thisProcess);
  }

  /** The upload has ended, and nothing of it is left. */
  remove(): void {
    if (this.#file !== undefined) {
      rmSync(this.#file, { force: true });
    }
  }

  /** This process gives up, and something is left: whoever comes next may continue it or clear it away. */
  release(trace: UploadTrace): void {
    this.#trace = trace;
    this.#write(undefined);
  }

  #write(owner: ProcessName | undefined): void {
    if (this.#file === undefined) {
      return;
    }
    const { region, bucket, key } = this.#address;
    try {
      const unfinished = `${this.#file}.new`;
      writeFileSync(unfinished, JSON.stringify({ region, bucket, key, trace: this.#trace, owner }), {
        mode: 0o600,
      });
      renameSync(unfinished, this.#file);
    } catch {
      // A full disk keeps nobody from uploading.
    }
  }
}

/** What is remembered of uploads into a bucket, or of one key. */
export function journalEntries(address: BucketAddress & { readonly key?: string }): readonly JournalEntry[] {
  const folder = privateCacheFolder(folderName);
  if (folder === undefined) {
    return [];
  }
  const prefix = prefixOf(address) + (address.key === undefined ? "" : shortHash(address.key));
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(".json"))
    .map((name) => readEntry(path.join(folder, name)))
    .filter((entry): entry is JournalEntry => entry !== undefined)
    .filter(
      ({ region, bucket, key }) =>
        region === address.region && bucket === address.bucket && key === (address.key ?? key),
    );
}

/** Forgets the uploads into a bucket that is gone. */
export function forgetUploads(bucket: BucketAddress): void {
  for (const entry of journalEntries(bucket).filter(({ owner }) => owner !== "working")) {
    entry.remove();
  }
}

function readEntry(file: string): JournalEntry | undefined {
  try {
    const { owner, ...entry } = JSON.parse(readFileSync(file, "utf8")) as ObjectAddress & {
      readonly trace: UploadTrace;
      readonly owner?: ProcessName;
    };
    return {
      ...entry,
      owner: ownerOf(owner),
      writtenAt: statSync(file).mtimeMs,
      remove: () => rmSync(file, { force: true }),
    };
  } catch {
    // Removed just now by the process that has finished.
    return undefined;
  }
}

function ownerOf(owner: ProcessName | undefined): UploadOwner {
  if (owner === undefined) {
    return "nobody";
  }
  if (owner.host !== thisProcess.host) {
    return "elsewhere";
  }
  if (owner.pid === thisProcess.pid) {
    return owner.nonce === thisProcess.nonce ? "working" : "nobody";
  }
  return isRunning(owner.pid) && startOf(owner.pid) === owner.started ? "working" : "nobody";
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The 22nd field of `/proc/PID/stat` (proc(5)); the second is a name in brackets that may hold anything. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A killed process keeps its entry until its parent has asked for it.
    return state === "Z" ? "" : (rest[18] ?? "");
  } catch {
    return "";
  }
}

function prefixOf({ region, bucket }: BucketAddress): string {
  return `${shortHash(`${region}/${bucket}`)}-`;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
