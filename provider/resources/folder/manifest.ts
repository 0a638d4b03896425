/** What a folder has put into its bucket: one compact text in the state, from a file's name to what COS holds of it. */

import { createHash } from "node:crypto";

/** What COS holds of a file. */
export interface Held {
  /** CRC64 of the content, unsigned decimal. */
  readonly crc64: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** The hash of its settings; `""` when they are not what any rules say. */
  readonly settings: string;
}

/** What COS holds of all files, by their names. */
export interface Manifest {
  readonly files: ReadonlyMap<string, Held>;
  /** Files that left the folder and were to stay in the bucket; they are removed with the folder. */
  readonly kept: ReadonlyMap<string, Held>;
  /** When the last of them was written, in Unix seconds of the service's clock; what COS says is newer was written by somebody else. */
  readonly writtenAt: number;
}

/** Nothing yet. */
export const emptyManifest: Manifest = { files: new Map(), kept: new Map(), writtenAt: 0 };

type Entry = readonly [crc64: string, size: number, etag: string, settings: string];

interface Written {
  readonly writtenAt: number;
  readonly files: Readonly<Record<string, Entry>>;
  readonly kept?: Readonly<Record<string, Entry>>;
}

/** Writes a manifest. The text is a contract: state files hold it. */
export function writeManifest({ files, kept, writtenAt }: Manifest): string {
  const written: Written = {
    writtenAt,
    files: toEntries(files),
    ...(kept.size > 0 && { kept: toEntries(kept) }),
  };
  return JSON.stringify(written);
}

/** Reads a manifest; anything else than one is an empty one. */
export function readManifest(text: unknown): Manifest {
  if (typeof text !== "string" || !text.startsWith("{")) {
    return emptyManifest;
  }
  const { files, kept = {}, writtenAt } = JSON.parse(text) as Written;
  return { files: fromEntries(files), kept: fromEntries(kept), writtenAt };
}

function toEntries(held: ReadonlyMap<string, Held>): Record<string, Entry> {
  return Object.fromEntries(
    [...held]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { crc64, size, etag, settings }]): [string, Entry] => [
        name,
        [crc64, size, etag, settings],
      ]),
  );
}

function fromEntries(entries: Readonly<Record<string, Entry>>): ReadonlyMap<string, Held> {
  return new Map(
    Object.entries(entries).map(([name, [crc64, size, etag, settings]]): [string, Held] => [
      name,
      { crc64, size, etag, settings },
    ]),
  );
}

/** What is compared: the same for the same files with the same content and settings, wherever it was computed. */
export function digestOf(files: Iterable<readonly [string, Pick<Held, "crc64" | "settings">]>): string {
  const lines = [...files].map(([name, { crc64, settings }]) => JSON.stringify([name, crc64, settings]));
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
