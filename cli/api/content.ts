/** Writes the content of an object to the standard output or into a file. */

import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { write } from "./stdout";

/**
 * Writes what is streamed. A file is there only when all of it has come.
 * @param file left out, it goes to the standard output
 */
export async function writeContent(content: Readable, file: string | undefined): Promise<void> {
  if (file === undefined || file === "-") {
    for await (const piece of content) {
      await write(piece as Uint8Array);
    }
    return;
  }
  const partial = `${file}.part`;
  try {
    await pipeline(content, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
