/** Files to be uploaded. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Files younger than two seconds are read again each time: their time says nothing yet. */
const ageSeconds = 60;

/**
 * Writes the assets of a website as a generator might have done a while ago, each with other content.
 * @returns their paths
 */
export function writeWebsite(folder: string, count: number, bytes: number): readonly string[] {
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  const then = Date.now() / 1000 - ageSeconds;
  return Array.from({ length: count }, (_, index) => {
    const content = randomBytes(bytes);
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
    const file = path.join(folder, "assets", `chunk-${index}.${hash}.js`);
    writeFileSync(file, content);
    utimesSync(file, then, then);
    return file;
  });
}

/** Writes a large file of zeros: a hole takes no room on the disk, and is read like any other file. */
export function writeHole(file: string, bytes: number): void {
  writeFileSync(file, "");
  truncateSync(file, bytes);
}
