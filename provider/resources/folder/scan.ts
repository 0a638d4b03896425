/** Scans the folder on disk: its files with their content and settings. */

import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { fileProblem } from "../../api/upload/content";
import { Crc64, visible } from "../../client";
import type { Failure } from "../../codec";
import { forEachConcurrently } from "../../model/concurrency";
import { type FolderValues, keyFailures } from "./fields";
import { HashCache } from "./hashCache";
import { digestOf } from "./manifest";
import { matcherOf } from "./matcher";
import { likelyMeant } from "./patterns";
import { type FileSettings, SettingsTable } from "./settings";
import { warnOfUnwanted } from "./unwanted";
import { type FoundFile, readNow, walkFolder } from "./walk";
import { shorten } from "./words";

/** A file with the settings that it gets in the bucket. */
export interface ScannedFile extends FoundFile, FileSettings {
  readonly crc64: string;
}

/** A folder as it is on the disk. */
export interface Scan {
  readonly files: ReadonlyMap<string, ScannedFile>;
  readonly digest: string;
  /** Files that cannot be uploaded, by name. */
  readonly failures: readonly Failure[];
  /** Invalid patterns, by their paths in the arguments. */
  readonly misfits: readonly Failure[];
  /** Warnings to show before the upload. */
  readonly warnings: readonly string[];
}

/** The arguments that a scan needs. */
export type ScanOptions = Pick<FolderValues, "source"> & Partial<Omit<FolderValues, "source">>;

/** Size of one read, in bytes. */
const readBytes = 256 * 1024;

/** Files read concurrently. */
const readersInFlight = 16;

/** Why a folder cannot be scanned at all, or `undefined`. */
export function sourceReason(source: string): string | undefined {
  try {
    return statSync(source).isDirectory()
      ? undefined
      : `is not a folder: ${source}; for a single file take cos.Object`;
  } catch (error) {
    const problem = fileProblem(error, source).replace("there is no file", "there is no folder");
    return problem.startsWith("there is no folder")
      ? `${problem}; if the program builds it, let it wait for that: source: build.stdout.apply(() => ${JSON.stringify(source)})`
      : problem;
  }
}

/** Scans a folder. Problems with single files are in `failures`. Reads only files that are not in the cache. */
export async function scanFolder(options: ScanOptions): Promise<Scan> {
  const { source, prefix = "", rules, ...walkOptions } = options;
  const folder = path.resolve(source);
  const walk = walkFolder(folder, walkOptions);
  const keyProblems = keyFailures(walk.files.map(({ name }) => prefix + name));
  const failures = [
    ...walk.failures,
    ...keyProblems.map(({ path: key, reason }) => ({ path: key.slice(prefix.length), reason })),
  ];
  const cache = HashCache.open(folder);
  const table = new SettingsTable(rules);
  const sums = new Map<string, string>();
  // Reused: a new buffer for each file would be collected late.
  const free: Buffer[] = [];
  await forEachConcurrently(walk.files, readersInFlight, async (file) => {
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(readBytes);
    try {
      sums.set(file.name, await hash(file, cache, buffer));
    } catch (error) {
      failures.push({ path: file.name, reason: fileProblem(error, file.path) });
    }
    free.push(buffer);
  });
  cache.save();
  const files = new Map<string, ScannedFile>();
  for (const file of walk.files) {
    const crc64 = sums.get(file.name);
    if (crc64 !== undefined) {
      files.set(file.name, { ...file, ...table.of(file.name), crc64 });
    }
  }
  // In an empty folder, no pattern is at fault.
  const unfitted = [
    ...(walk.names.length === 0 ? [] : walk.unfitted),
    ...(files.size === 0 ? [] : table.unfitted),
  ].map(([at, pattern]) => ({ at, pattern, meant: fitting(likelyMeant(pattern, source), walk.names) }));
  return {
    files,
    digest: digestOf([...files].map(([name, file]) => [name, { crc64: file.crc64, settings: file.hash }])),
    failures,
    misfits: unfitted.flatMap(({ at, meant }) =>
      meant === undefined
        ? []
        : [{ path: at, reason: `fits no file: patterns are relative to the source; write ${meant}` }],
    ),
    warnings: [
      ...(walk.links.length === 0 ? [] : [`links are left out (followSymlinks): ${shorten(walk.links)}`]),
      ...unfitted.map(({ at, pattern }) => `${at} fits no file: ${visible(pattern)}`),
      ...warnOfUnwanted(walk.files, walkOptions.exclude ?? []),
    ],
  };
}

/** The first of some patterns that matches a file. */
function fitting(patterns: readonly string[], names: readonly string[]): string | undefined {
  return patterns.find((pattern) => names.some(matcherOf(pattern)));
}

async function hash(file: FoundFile, cache: HashCache, buffer: Buffer): Promise<string> {
  const known = cache.get(file.name, file);
  if (known !== undefined) {
    return known;
  }
  const began = BigInt(Date.now()) * 1_000_000n;
  const sum = await hashContent(file.path, buffer);
  cache.set(file.name, file, sum, began);
  return sum;
}

async function hashContent(file: string, buffer: Buffer): Promise<string> {
  const handle = await open(file, readNow);
  try {
    const crc = new Crc64();
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) {
        return crc.toString();
      }
      crc.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
