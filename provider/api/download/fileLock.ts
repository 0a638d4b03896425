/** Keeps two downloads, also of two processes, from writing the same file at the same time. */

import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { CosError } from "../../client";

/** Lock files of this process. Its number alone proves nothing: in a container every process may be the first. */
const own = new Set<string>();

/**
 * Holds a lock while work is done. A process that was killed leaves its lock file behind; the next one takes it over.
 * @param file the lock file, which is there while the lock is held
 * @param what what is locked, for the message
 * @throws CosError with the code `FileInUse` when somebody else holds it
 */
export async function withFileLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  const lock = path.resolve(file);
  if (own.has(lock)) {
    throw inUse(what, "in this process", lock);
  }
  own.add(lock);
  try {
    await take(lock, what);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    own.delete(lock);
  }
}

async function take(lock: string, what: string): Promise<void> {
  if (await create(lock)) {
    return;
  }
  const holder = await readFile(lock, "utf8").catch(() => "");
  if (isAlive(holder)) {
    throw inUse(what, `by process ${holder.split(" ")[0]}`, lock);
  }
  // Of several that find it abandoned, one moves it away; who moves a new one by that gives up.
  const moved = `${lock}.${randomBytes(4).toString("hex")}`;
  await rename(lock, moved).catch(() => undefined);
  const found = await readFile(moved, "utf8").catch(() => holder);
  if (found !== holder) {
    await rename(moved, lock);
    throw inUse(what, "by another process", lock);
  }
  await rm(moved, { force: true });
  if (!(await create(lock))) {
    throw inUse(what, "by another process", lock);
  }
}

/** Creates the lock file; `false` where it is there already. */
async function create(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid} ${hostname()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/** Whether the process that a lock file names may be running; of other machines it cannot be known. */
function isAlive(holder: string): boolean {
  const [, pid, host] = /^(\d+) (.+)$/.exec(holder) ?? [];
  if (pid === undefined || Number(pid) === process.pid) {
    return false;
  }
  if (host !== hostname()) {
    return true;
  }
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function inUse(what: string, by: string, lock: string): CosError {
  return new CosError(
    `${what} is being written ${by}\nWait for its end, or remove ${lock} when nothing writes there.`,
    "FileInUse",
  );
}
