/** The temporary folder of an emulator: gone when it is closed or its process ends, whichever comes first. */

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

/** Containers may share a temporary folder, and process numbers mean nothing to each other. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const folders = new Set<string>();

/** Makes a folder, and removes those of processes of this machine that were killed. */
export function makeFolder(): string {
  removeLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), `cos-emulator-${machine}-${process.pid}-`));
  if (folders.size === 0) {
    process.on("exit", removeAll);
    for (const signal of signals) {
      process.on(signal, passOn);
    }
  }
  folders.add(folder);
  return folder;
}

/** Removes a folder with all that is in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
  if (folders.size === 0) {
    stopListening();
  }
}

function removeAll(): void {
  for (const folder of folders) {
    removeFolder(folder);
  }
}

function stopListening(): void {
  process.off("exit", removeAll);
  for (const signal of signals) {
    process.off(signal, passOn);
  }
}

/** A signal ends the process as it would without us; where somebody else listens to it, that is theirs to decide. */
function passOn(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) {
    return;
  }
  removeAll();
  process.kill(process.pid, signal);
}

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, of, pid] = /^cos-emulator-([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
    if (of !== machine || isAlive(Number(pid))) {
      continue;
    }
    try {
      rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Somebody else's, or being removed by another: theirs to care for.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
