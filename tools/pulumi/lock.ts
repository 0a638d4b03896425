/** A lock between processes, so that two that need the same CLI do not both build it. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cleanUpOnExit, isRunning } from "../processes";
import type { Terminal } from "../terminal";

const pollIntervalMs = 500;
/** A lock folder without an owner is younger than this, or its maker died between two system calls. */
const ownerlessMs = 10_000;

/** Waits until the lock is ours. It is a folder, as making one is atomic everywhere; a dead owner's is taken over. */
export async function acquireLock(folder: string, terminal: Terminal): Promise<{ release(): void }> {
  const ownerFile = path.join(folder, "owner");
  let waiting: { stop(): void } | undefined;
  try {
    for (;;) {
      try {
        mkdirSync(folder);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      if (isAbandoned(folder, ownerFile)) {
        removeOnce(folder);
        continue;
      }
      waiting ??= terminal.progress("Another process obtains the Pulumi CLI; waiting for it");
      await delay(pollIntervalMs);
    }
  } finally {
    waiting?.stop();
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const takeBack = cleanUpOnExit(remove);
  writeFileSync(ownerFile, String(process.pid));
  return {
    release: () => {
      takeBack();
      remove();
    },
  };
}

function isAbandoned(folder: string, ownerFile: string): boolean {
  try {
    return !isRunning(Number(readFileSync(ownerFile, "utf8")));
  } catch {
    try {
      return Date.now() - statSync(folder).mtimeMs > ownerlessMs;
    } catch {
      return false; // released in the meantime
    }
  }
}

/** Of several who find it abandoned, the one whose rename works removes it. */
function removeOnce(folder: string): void {
  const aside = `${folder}.${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}
