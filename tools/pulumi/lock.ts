/** A lock between processes, so that two that need the same CLI do not both build it. */
import { mkdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { cleanUpOnExit } from "../processes";
import type { Terminal } from "../terminal";

const pollIntervalMs = 500;
/** The owner shows this often that it lives. Process numbers would not do: containers that share a cache have their own. */
const heartbeatMs = 2_000;
const abandonedAfterMs = 15_000;

/** Waits until the lock is ours. It is a folder, as making one is atomic everywhere; a dead owner's is taken over. */
export async function acquireLock(folder: string, terminal: Terminal): Promise<{ release(): void }> {
  let waiting: { stop(): void } | undefined;
  try {
    while (!takeFolder(folder)) {
      if (isAbandoned(folder)) {
        removeOnce(folder);
        continue;
      }
      waiting ??= terminal.progress("Another process obtains the Pulumi CLI; waiting for it");
      await delay(pollIntervalMs);
    }
  } finally {
    waiting?.stop();
  }
  const heartbeat = setInterval(() => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {
      // Taken over, as we slept for too long: both will come to the same result.
    }
  }, heartbeatMs);
  const remove = () => {
    clearInterval(heartbeat);
    rmSync(folder, { recursive: true, force: true });
  };
  const takeBack = cleanUpOnExit(remove);
  return {
    release: () => {
      takeBack();
      remove();
    },
  };
}

function takeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(folder: string): boolean {
  try {
    return Date.now() - statSync(folder).mtimeMs > abandonedAfterMs;
  } catch {
    return false; // released in the meantime
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
