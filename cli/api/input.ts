/** What `--input` gives: a document as JSON or XML, or the content of an object. */

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { RequestBody } from "../../provider/api/operations/operation";
import type { CosBody } from "../../provider/client";
import { UsageError } from "./usage";

/**
 * The body of a call.
 * @param file `-` is the standard input
 * @throws UsageError when it cannot be read
 */
export async function readInput({ kind }: RequestBody, file: string): Promise<unknown> {
  if (kind === "content") {
    return await openContent(file);
  }
  const document = (await readDocument(file)).replace(/^\ufeff/, "");
  return kind === "xml" && !document.trimStart().startsWith("<") ? parseDocument(document, file) : document;
}

/**
 * The text of a file.
 * @param file `-` is the standard input
 * @throws UsageError when it cannot be read
 */
export async function readDocument(file: string): Promise<string> {
  return file === "-" ? await text(process.stdin) : await readable(file, () => readFile(file, "utf8"));
}

function parseDocument(document: string, file: string): unknown {
  try {
    return JSON.parse(document);
  } catch (error) {
    const name = file === "-" ? "the standard input" : file;
    throw new UsageError(`${name} is neither XML nor JSON: ${(error as Error).message}`);
  }
}

/** The content of a file, which can be read again for another try; the standard input cannot. */
export async function openContent(file: string): Promise<CosBody> {
  if (file === "-") {
    return process.stdin;
  }
  const stats = await readable(file, () => stat(file));
  if (!stats.isFile()) {
    throw new UsageError(`${file} is not a file`);
  }
  return { length: stats.size, open: () => createReadStream(file, { end: Math.max(0, stats.size - 1) }) };
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === "ENOENT" ? `there is no file ${file}` : message);
  }
}
