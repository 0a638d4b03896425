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
  /** The ETag that this folder left, where somebody else has written the object since. */
  readonly left?: string;
}

/** Whether an object with this ETag is as the folder left it; of one whose fate nobody knows that is taken for granted. */
export function isLeft({ etag, left = etag }: Held, now: string): boolean {
  return left === "" || left === now;
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

type Entry = readonly [crc64: string, size: number, etag: string, settings: string, left?: string];

interface Written {
  readonly writtenAt: number;
  readonly files: Readonly<Record<string, Entry>>;
  readonly kept?: Readonly<Record<string, Entry>>;
}

/**
 * A member that keeps Pulumi's engine from unfolding the text: of a text that is JSON or YAML to it, a diff shows all of 1,000 files
 * when two have changed; of any other text it shows the lines that changed. The name is no YAML and the number is too large for Go's JSON;
 * JavaScript reads both.
 */
const notUnfolded = String.raw`"\ud800":1e999`;

/** Writes a manifest, a line for each file. The text is a contract: state files hold it. */
export function writeManifest({ files, kept, writtenAt }: Manifest): string {
  const members = [
    notUnfolded,
    `"writtenAt":${writtenAt}`,
    `"files":${toLines(files)}`,
    ...(kept.size > 0 ? [`"kept":${toLines(kept)}`] : []),
  ];
  return `{${members.join(",")}}`;
}

/** Reads a manifest, also as version 0.1 wrote it, in one line; anything else than one is an empty one. */
export function readManifest(text: unknown): Manifest {
  if (typeof text !== "string" || !text.startsWith("{")) {
    return emptyManifest;
  }
  const { files, kept = {}, writtenAt } = JSON.parse(text) as Written;
  return { files: fromEntries(files), kept: fromEntries(kept), writtenAt };
}

/** A text that says the same as a manifest: that of the state where it does, in whatever form. */
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

/** What is compared: the same for the same files with the same content and settings, wherever it was computed. */
export function digestOf(files: Iterable<readonly [string, Pick<Held, "crc64" | "settings">]>): string {
  const lines = [...files].map(([name, { crc64, settings }]) => JSON.stringify([name, crc64, settings]));
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
