/**
 * The calls that were sent from this machine: a file for each in a folder that only this user can read. Several explorers write there at the
 * same time; a file is complete once it has its name.
 */

import { randomBytes } from "node:crypto";
import { lstat, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { isOursAlone, makeFolder, onlyUser } from "../../provider/model/cacheFolder";
import { type Kept, keptDraft, keptResponse } from "./kept";
import { isEntry } from "./requests";
import type { Sent } from "./send";
import type { HistoryEntry, SendRequest } from "./wire";

/** The oldest entries beyond these go. */
const maxEntries = 500;

/** `TIME-RANDOM.json`: names in order are in the order of time. */
const entryName = /^(\d{15}-[\da-f]{8})\.json$/;

/** An unfinished file of a process that ended goes after this time, in milliseconds. */
const unfinishedAge = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** `PULUMI_TENCENTCOS_STATE`, else `pulumi-tencentcos` in the user's folder for state, as the platform has it. */
export function stateFolder(env: Environment = process.env): string {
  if (env.PULUMI_TENCENTCOS_STATE) {
    return path.resolve(env.PULUMI_TENCENTCOS_STATE);
  }
  const home = env.HOME || env.USERPROFILE || homedir();
  const state =
    env.XDG_STATE_HOME ||
    (process.platform === "win32"
      ? env.LOCALAPPDATA || path.join(home, "AppData", "Local")
      : process.platform === "darwin"
        ? path.join(home, "Library", "Application Support")
        : path.join(home, ".local", "state"));
  return path.join(path.resolve(state), "pulumi-tencentcos");
}

/** The history. Where its folder cannot be written, it lasts as long as the process. */
export class History {
  readonly #folder: string;
  readonly #memory = new Map<string, HistoryEntry>();
  #last = 0;

  constructor(folder = path.join(stateFolder(), "explorer")) {
    this.#folder = folder;
  }

  /**
   * Adds a call that was sent, without what is secret and without content.
   * @returns the id of its entry
   */
  async add(request: SendRequest, sent: Sent, time = Date.now()): Promise<string> {
    // Two calls of one millisecond keep their order.
    this.#last = Math.max(time * 10, this.#last + 1);
    const id = `${String(this.#last).padStart(15, "0")}-${randomBytes(4).toString("hex")}`;
    const kept: Kept = { ...keptDraft(request, sent.request), ...keptResponse(request, sent) };
    const { milliseconds, response, error } = sent;
    const entry: HistoryEntry = {
      id,
      time,
      milliseconds,
      ...kept,
      ...(response !== undefined && { status: response.status, requestId: response.requestId }),
      ...(error !== undefined && { code: error.code }),
    };
    if (!(await this.#write(entry))) {
      this.#memory.set(id, entry);
      for (const old of [...this.#memory.keys()].slice(0, -maxEntries)) {
        this.#memory.delete(old);
      }
    }
    return id;
  }

  /** All entries, newest first. What cannot be read is left out. */
  async list(): Promise<readonly HistoryEntry[]> {
    const ids = await this.#ids();
    const found = await Promise.all(ids.map((id) => this.#read(id)));
    const entries = [...found.filter((entry) => entry !== undefined), ...this.#memory.values()];
    return entries.sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** Removes an entry, or all. One that is gone is as it should be. */
  async remove(id?: string): Promise<void> {
    const ids = id === undefined ? await this.#ids() : entryName.test(`${id}.json`) ? [id] : [];
    await Promise.all(ids.map((each) => rm(this.#file(each), { force: true }).catch(() => undefined)));
    if (id === undefined) {
      this.#memory.clear();
    } else {
      this.#memory.delete(id);
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }

  async #ids(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.flatMap((name) => entryName.exec(name)?.[1] ?? []).sort();
  }

  async #read(id: string): Promise<HistoryEntry | undefined> {
    try {
      const entry: unknown = JSON.parse(await readFile(this.#file(id), "utf8"));
      return isEntry(entry) && entry.id === id ? entry : undefined;
    } catch {
      // Removed meanwhile, or damaged.
      return undefined;
    }
  }

  async #write(entry: HistoryEntry): Promise<boolean> {
    const unfinished = `${this.#file(entry.id)}.new`;
    try {
      makeFolder(this.#folder, onlyUser);
      const stats = await lstat(this.#folder);
      if (!stats.isDirectory() || !isOursAlone(stats)) {
        return false;
      }
      await writeFile(unfinished, JSON.stringify(entry), { mode: 0o600 });
      await rename(unfinished, this.#file(entry.id));
    } catch {
      // A read-only home, or a full disk.
      await rm(unfinished, { force: true }).catch(() => undefined);
      return false;
    }
    await this.#prune();
    return true;
  }

  /** Removes the oldest entries, and what processes left unfinished. */
  async #prune(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const entries = names.filter((name) => entryName.test(name)).sort();
    const unfinished: string[] = [];
    for (const name of names.filter((each) => each.endsWith(".json.new"))) {
      const stats = await lstat(path.join(this.#folder, name)).catch(() => undefined);
      if (stats !== undefined && Date.now() - stats.mtimeMs > unfinishedAge) {
        unfinished.push(name);
      }
    }
    const old = [...entries.slice(0, -maxEntries), ...unfinished];
    await Promise.all(
      old.map((name) => rm(path.join(this.#folder, name), { force: true }).catch(() => undefined)),
    );
  }
}
