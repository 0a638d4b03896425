/** The record of a folder's uploaded files: one compact string in the state. */

import { createHash } from "node:crypto";

/** The record of one file in COS. */
export interface Held {
  /** CRC64 of the content, unsigned decimal. */
  readonly crc64: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** The hash of its settings; `""` when no rules produce them. */
  readonly settings: string;
  /** The ETag that this folder wrote, where the object was overwritten from outside since. */
  readonly left?: string;
}

/** Whether an object with this ETag is as the folder wrote it; assumed so where the outcome of the write is unknown. */
export function isLeft({ etag, left = etag }: Held, now: string): boolean {
  return left === "" || left === now;
}

/** The records of all files, by name. */
export interface Manifest {
  readonly files: ReadonlyMap<string, Held>;
  /** Files removed from the folder but kept in the bucket; they are removed with the resource. */
  readonly kept: ReadonlyMap<string, Held>;
  /** When the last of them was written, in Unix seconds of the service's clock; newer objects were written from outside. */
  readonly writtenAt: number;
}

/** The manifest of a folder without uploads. */
export const emptyManifest: Manifest = { files: new Map(), kept: new Map(), writtenAt: 0 };

type Entry = readonly [crc64: string, size: number, etag: string, settings: string, left?: string];

interface Written {
  readonly writtenAt: number;
  readonly files: Readonly<Record<string, Entry>>;
  readonly kept?: Readonly<Record<string, Entry>>;
}

/**
 * A member that keeps Pulumi's engine from parsing the string. Of a string that parses as JSON or YAML, a diff shows all of 1,000 files
 * when two have changed; of any other string it shows the changed lines. The name is not valid YAML and the number is too large for Go's
 * JSON; JavaScript reads both.
 */
const notUnfolded = String.raw`"\ud800":1e999`;

/** Writes a manifest, one line per file. The format is a contract: state files contain it. */
export function writeManifest({ files, kept, writtenAt }: Manifest): string {
  const members = [
    notUnfolded,
    `"writtenAt":${writtenAt}`,
    `"files":${toLines(files)}`,
    ...(kept.size > 0 ? [`"kept":${toLines(kept)}`] : []),
  ];
  return `{${members.join(",")}}`;
}

/** Reads a manifest, also in version 0.1's format of one line. Anything else counts as an empty manifest. */
export function readManifest(text: unknown): Manifest {
  if (typeof text !== "string" || !text.startsWith("{")) {
    return emptyManifest;
  }
  const { files, kept = {}, writtenAt } = JSON.parse(text) as Written;
  return { files: fromEntries(files), kept: fromEntries(kept), writtenAt };
}

/** Writes a manifest, but returns the state's string where it means the same in any format. */
export function keepManifest(manifest: Manifest, text: unknown): string {
  const written = writeManifest(manifest);
  return typeof text === "string" && writeManifest(readManifest(text)) === written ? text : written;
}

function toLines(held: ReadonlyMap<string, Held>): string {
  const lines = [...held]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { crc64, size, etag, settings, left }]) => {
      const entry: Entry =
        left === undefined ? [crc64, size, etag, settings] : [crc64, size, etag, settings, left];
      return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
    });
  return `{\n${lines.join(",\n")}\n}`;
}

function fromEntries(entries: Readonly<Record<string, Entry>>): ReadonlyMap<string, Held> {
  return new Map(
    Object.entries(entries).map(([name, [crc64, size, etag, settings, left]]): [string, Held] => [
      name,
      { crc64, size, etag, settings, ...(left !== undefined && { left }) },
    ]),
  );
}

/** A digest that is equal for the same files with the same content and settings, on any machine. */
export function digestOf(files: Iterable<readonly [string, Pick<Held, "crc64" | "settings">]>): string {
  const lines = [...files].map(([name, { crc64, settings }]) => JSON.stringify([name, crc64, settings]));
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
