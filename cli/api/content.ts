/** Writes the content of an object to the standard output or into a file. */

import { createWriteStream, rmSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { write } from "./stdout";
import { UsageError } from "./usage";

/**
 * Looks at the file that is to be written, before anything is sent.
 * @param file `-` is the standard output
 * @throws UsageError for a folder, and for a device or a pipe, whose place a file would take
 */
export async function checkTarget(file: string): Promise<void> {
  const stats = file === "-" ? undefined : await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) {
    throw new UsageError(`${file} is a folder: name the file in it`);
  }
  if (stats?.isFile() === false) {
    throw new UsageError(`${file} is not a file: write to the standard output, and send that there with >`);
  }
}

/** What ends a command from outside. */
const interruptions = ["SIGINT", "SIGTERM"] as const;

/**
 * Writes what is streamed. A file is there only when all of it has come, and nothing of it when the command is interrupted.
 * @param file left out, it goes to the standard output
 */
export async function writeContent(content: Readable, file: string | undefined): Promise<void> {
  if (file === undefined || file === "-") {
    for await (const piece of content) {
      await write(piece as Uint8Array);
    }
    return;
  }
  // Two commands may write the same file: the last one to end wins.
  const partial = `${file}.${process.pid}.part`;
  const remove = () => rmSync(partial, { force: true });
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  for (const signal of interruptions) {
    process.once(signal, end);
  }
  try {
    await pipeline(content, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    remove();
    throw error;
  } finally {
    for (const signal of interruptions) {
      process.off(signal, end);
    }
  }
}
