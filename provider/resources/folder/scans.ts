/** Keeps the scans of this process, so that check, diff and update of a folder share one. */

import { visible } from "../../client";
import { firstOf } from "../../model/messages";
import { type Scan, scanFolder } from "./scan";
import type { FolderInputs } from "./values";

/** Number of single files' failures that a check shows. */
const shownFailures = 20;

/** By their digest. */
const scans = new Map<string, Scan>();

/** Number of scans that are kept; each takes some hundred bytes per file. */
const maxScans = 8;

/** The scan with this digest, if this process has made it. */
export function knownScan(digest: string): Scan | undefined {
  return scans.get(digest);
}

/** Keeps a scan. */
export function remember(scan: Scan): void {
  scans.delete(scan.digest);
  scans.set(scan.digest, scan);
  for (const digest of [...scans.keys()].slice(0, -maxScans)) {
    scans.delete(digest);
  }
}

/** The scan of the check in this process, else a new one, which must find the same files. */
export async function scanOf(news: FolderInputs): Promise<Scan> {
  const known = knownScan(news.digest);
  if (known !== undefined) {
    return known;
  }
  const scan = await scanFolder(news);
  if (scan.failures.length > 0) {
    throw new Error(describeProblems(scan));
  }
  if (scan.digest !== news.digest) {
    throw new Error(
      `${news.source} changed since it was checked; run pulumi up again, without ignoreChanges`,
    );
  }
  return scan;
}

/** The files that cannot be uploaded, in lines. */
export function describeProblems({ failures }: Scan): string {
  const lines = failures.map(({ path, reason }) => `${visible(path)}: ${reason}`);
  return ["holds what cannot be uploaded:", ...firstOf(lines, shownFailures)].join("\n  ");
}
