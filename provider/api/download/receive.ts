/** The body of an answer into a file. */

import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";

/** Bytes that are written at once. */
const gatheredBytes = 512 * 1_024;

/**
 * Hands chunks on together, so that the disk is asked once for many; more of them come while it works. What breaks off first hands on what
 * it has. By events: an iterator would join what has come meanwhile, and copy it.
 */
export async function receive(
  body: Readable,
  take: (chunks: readonly Buffer[]) => Promise<void>,
): Promise<void> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let taking: Promise<void> | undefined;
  const handOn = () => {
    const all = chunks;
    chunks = [];
    bytes = 0;
    return take(all);
  };
  body.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < gatheredBytes) {
      return;
    }
    if (taking) {
      body.pause();
      return;
    }
    taking = handOn().then(() => {
      taking = undefined;
      body.resume();
    });
    taking.catch((error: Error) => body.destroy(error));
  });
  try {
    await finished(body);
  } finally {
    await taking;
    if (chunks.length > 0) {
      await handOn();
    }
  }
}

/** Writes chunks one after the other, from a position on. */
export async function writeAll(part: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await part.writev(chunks as Buffer[], position);
  if (bytesWritten < length) {
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    await writeAll(part, [rest], position + bytesWritten);
  }
}

/** Whether the disk refused to take what was written. */
export function isOfDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall?.startsWith("write") === true;
}
