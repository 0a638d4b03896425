/**
 * Records the unfinished uploads in parts of this machine in the user's cache folder. COS shows neither who began an upload nor
 * whether it is still under way; without this record, uploads of a killed process would look like those of a running one.
 */

import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { privateCacheFolder } from "../../model/cacheFolder";
import type { BucketAddress, ObjectAddress } from "../../model/ids";

/** Uploads that were begun for one key. Plain JSON: the state of an incomplete object has it too. */
export interface UploadTrace {
  /** Ids that COS answered. */
  readonly uploadIds: readonly string[];
  /** Present while COS may have begun uploads whose ids were never received. */
  readonly unanswered?: {
    /** When the first request to begin one was sent, in Unix milliseconds of the service's clock. */
    readonly from: number;
    /** When the last was answered; left out when none was. */
    readonly until?: number;
    /** Ids of earlier uploads of the key. */
    readonly known: readonly string[];
  };
}

/** Who works on an upload: a process on this machine, perhaps one on another machine (`elsewhere`), or none. */
export type UploadOwner = "working" | "elsewhere" | "none";

/** One file of the journal. */
export interface JournalEntry extends ObjectAddress {
  readonly trace: UploadTrace;
  /** A digest of the headers with which it was begun. */
  readonly headers?: string;
  readonly owner: UploadOwner;
  /** When it was last written, in Unix milliseconds of this machine. */
  readonly writtenAt: number;
  /** Removes the entry from the journal. */
  remove(): void;
}

/** Identifies a process; a process id alone is reused later. */
interface ProcessName {
  readonly host: string;
  readonly pid: number;
  /** When the system started it, in its own unit; empty where it is not known. */
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

/** The journal's record of an upload of this process. Where the journal cannot be written, the upload works without it. */
export class UploadRecord {
  readonly #address: ObjectAddress;
  readonly #file: string | undefined;
  readonly #headers: string | undefined;
  #trace: UploadTrace;

  /** @param headers a digest of the headers with which the upload is begun */
  constructor(address: ObjectAddress, trace: UploadTrace, headers: string | undefined) {
    const folder = privateCacheFolder(folderName);
    const name = `${prefixOf(address)}${shortHash(address.key)}-${randomBytes(6).toString("hex")}.json`;
    this.#address = address;
    this.#headers = headers;
    this.#file = folder && path.join(folder, name);
    this.#trace = trace;
    this.#write(thisProcess);
  }

  get trace(): UploadTrace {
    return this.#trace;
  }

  /** Writes the record, before the next request. */
  update(trace: UploadTrace): void {
    this.#trace = trace;
    this.#write(thisProcess);
  }

  /** Removes the record: the upload has ended, and nothing of it is left. */
  remove(): void {
    if (this.#file !== undefined) {
      rmSync(this.#file, { force: true });
    }
  }

  /** Releases the upload: this process gives up, and a later one may continue or abort it. */
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
      const entry = { region, bucket, key, trace: this.#trace, headers: this.#headers, owner };
      writeFileSync(unfinished, JSON.stringify(entry), { mode: 0o600 });
      renameSync(unfinished, this.#file);
    } catch {
      // A full disk does not prevent the upload.
    }
  }
}

/** The journal's entries for a bucket, or for one key. */
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

/** Removes the entries of a bucket that is gone. */
export function forgetUploads(bucket: BucketAddress): void {
  for (const entry of journalEntries(bucket).filter(({ owner }) => owner !== "working")) {
    entry.remove();
  }
}

function readEntry(file: string): JournalEntry | undefined {
  try {
    const { owner, ...entry } = JSON.parse(readFileSync(file, "utf8")) as ObjectAddress & {
      readonly trace: UploadTrace;
      readonly headers?: string;
      readonly owner?: ProcessName;
    };
    return {
      ...entry,
      owner: ownerOf(owner),
      writtenAt: statSync(file).mtimeMs,
      remove: () => rmSync(file, { force: true }),
    };
  } catch {
    // The finishing process has just removed it.
    return undefined;
  }
}

function ownerOf(owner: ProcessName | undefined): UploadOwner {
  if (owner === undefined) {
    return "none";
  }
  if (owner.host !== thisProcess.host) {
    return "elsewhere";
  }
  if (owner.pid === thisProcess.pid) {
    return owner.nonce === thisProcess.nonce ? "working" : "none";
  }
  return isRunning(owner.pid) && startOf(owner.pid) === owner.started ? "working" : "none";
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
    // A killed process keeps its entry until its parent has waited for it.
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
