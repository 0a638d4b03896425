/** One process for each data folder: a file that names its owner. */

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";

/** Folders that this process holds. */
const held = new Set<string>();

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system counts it: numbers of processes are used again. */
  readonly began: string;
}

/**
 * Takes a folder; the function that is returned gives it back.
 * @throws Error when another process has it
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, "lock");
  const own: Owner = { host: hostname(), pid: process.pid, began: beginOf(process.pid) };
  const text = JSON.stringify(own);
  for (;;) {
    try {
      writeFileSync(file, text, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    takeAway(folder, file);
  }
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(file, { force: true });
  };
}

/** Removes the lock of a process that has ended. */
function takeAway(folder: string, file: string): void {
  const text = readIfThere(file);
  if (text === undefined) {
    return;
  }
  const owner = readOwner(text);
  if (owner === undefined || isAlive(owner, folder)) {
    throw taken(folder, file, owner);
  }
  // Another process may have taken the lock over in the meantime; a name of our own shows which file it was.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return;
    }
    throw error;
  }
  if (readIfThere(aside) === text) {
    rmSync(aside, { force: true });
    return;
  }
  renameSync(aside, file);
  throw taken(folder, file, undefined);
}

function taken(folder: string, file: string, owner: Owner | undefined): Error {
  const who = owner ? `process ${owner.pid} on ${owner.host}` : "another process";
  return new Error(`${folder} is in use by ${who}. If that process has ended, remove ${file}.`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function readOwner(text: string): Owner | undefined {
  try {
    const { host, pid, began } = JSON.parse(text) as Partial<Owner>;
    if (typeof host === "string" && typeof pid === "number" && typeof began === "string") {
      return { host, pid, began };
    }
  } catch {
    // Half written: its owner is just starting, or was killed then.
  }
  return undefined;
}

/** Of processes on other machines nothing can be known. */
function isAlive({ host, pid, began }: Owner, folder: string): boolean {
  if (host !== hostname()) {
    return true;
  }
  // In a container every first process has the same number.
  if (pid === process.pid) {
    return held.has(folder);
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") {
      return false;
    }
  }
  return began === beginOf(pid);
}

/** The time at which a process began, where the system says so; else nothing. */
function beginOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1");
    return fields.slice(fields.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
