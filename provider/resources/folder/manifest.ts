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

type Entry = readonly [crc64: string, size: number, etag: string, settings: number];

interface Written {
  readonly writtenAt: number;
  /** Hashes of settings; entries name them by their place. */
  readonly settings: readonly string[];
  readonly files: Readonly<Record<string, Entry>>;
  readonly kept?: Readonly<Record<string, Entry>>;
}

/** Writes a manifest. The text is a contract: state files hold it. */
export function writeManifest({ files, kept, writtenAt }: Manifest): string {
  const settings = [...new Set([...files.values(), ...kept.values()].map((held) => held.settings))].sort();
  const places = new Map(settings.map((hash, index) => [hash, index]));
  const entries = (map: ReadonlyMap<string, Held>) =>
    Object.fromEntries(
      [...map]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { crc64, size, etag, settings: hash }]): [string, Entry] => [
          name,
          [crc64, size, etag, places.get(hash) ?? 0],
        ]),
    );
  const written: Written = {
    writtenAt,
    settings,
    files: entries(files),
    ...(kept.size > 0 && { kept: entries(kept) }),
  };
  return JSON.stringify(written);
}

/** Reads a manifest; anything else than one is an empty one. */
export function readManifest(text: unknown): Manifest {
  if (typeof text !== "string" || !text.startsWith("{")) {
    return emptyManifest;
  }
  const { settings, files, kept = {}, writtenAt } = JSON.parse(text) as Written;
  const entries = (record: Readonly<Record<string, Entry>>) =>
    new Map(
      Object.entries(record).map(([name, [crc64, size, etag, place]]): [string, Held] => [
        name,
        { crc64, size, etag, settings: settings[place] ?? "" },
      ]),
    );
  return { files: entries(files), kept: entries(kept), writtenAt };
}

/** What is compared: the same for the same files with the same content and settings, wherever it was computed. */
export function digestOf(files: Iterable<readonly [string, Pick<Held, "crc64" | "settings">]>): string {
  const lines = [...files].map(([name, { crc64, settings }]) => JSON.stringify([name, crc64, settings]));
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
