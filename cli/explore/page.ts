/** The files of the page, as they were built. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { ProblemError } from "./problem";

const folder = path.join(path.dirname(require.resolve("pulumi-tencentcos/package.json")), "lib/explorer");

/** All that there is: nothing else is ever read. */
const files: Readonly<Record<string, readonly [name: string, contentType: string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/main.js": ["main.js", "text/javascript; charset=utf-8"],
  "/main.css": ["main.css", "text/css; charset=utf-8"],
  "/licenses.txt": ["licenses.txt", "text/plain; charset=utf-8"],
};

/** The paths of the page. */
export const pagePaths = Object.keys(files);

/**
 * A file of the page.
 * @throws ProblemError when the page was not built
 */
export async function readPage(
  address: string,
): Promise<{ readonly content: Uint8Array<ArrayBuffer>; readonly contentType: string }> {
  const [name, contentType] = files[address] ?? [];
  if (name === undefined || contentType === undefined) {
    throw new ProblemError(404, "There is no such file.");
  }
  try {
    return { content: new Uint8Array(await readFile(path.join(folder, name))), contentType };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
    throw new ProblemError(503, "The page has not been built: npm run build makes it.");
  }
}
