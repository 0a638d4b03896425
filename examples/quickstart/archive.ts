/** Makes the large file of this example, so that it need not be in the repository. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Above 32 MB an object goes up in parts, several at a time. */
const size = 33 * 1024 * 1024;

/** Writes `generated/archive.bin` unless it is there; the content is always the same. Answers its path. */
export function makeArchive(): string {
  const file = path.join("generated", "archive.bin");
  if (!existsSync(file)) {
    mkdirSync("generated", { recursive: true });
    const content = Buffer.alloc(size, "All that the visitors of a small website could wish to download.\n");
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  }
  return file;
}
