/** Reads a folder's files from its bucket, and reports changes made from outside. */

import { type ListedObject, listObjects } from "../../api/listing";
import { unlessGone } from "../../api/service";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import { settingDifferences } from "../object/headers";
import { liveArguments, readLive } from "../object/live";
import { emptyManifest, type Held, isLeft, type Manifest, readManifest } from "./manifest";
import { type FileSettings, SettingsTable } from "./settings";
import type { FolderState } from "./values";
import { shorten } from "./words";

/** Concurrent reads of single objects. */
const looksInFlight = 32;

/** Names of each kind that the message shows; a refresh says it each time. */
const shownOfEach = 10;

/**
 * Reads a folder with one request per thousand keys, and one for each object that differs from the state.
 * @returns the outputs; `undefined` when the bucket or all of the folder's objects are gone
 */
export async function readFolder(
  context: Context,
  address: BucketAddress,
  prefix: string,
  olds: Partial<FolderState>,
): Promise<Manifest | undefined> {
  const answer = await unlessGone(context, address, () => listObjects(context, address, prefix));
  if (answer === undefined) {
    return undefined;
  }
  const listed = answer.value;
  const known = olds.files === undefined ? everything(listed, prefix) : readManifest(olds.files);
  const table = new SettingsTable(olds.rules);
  const look = (name: string, known: Held) =>
    readHeld(context, { ...address, key: prefix + name }, table.of(name), known);
  const [files, kept] = [
    await compare(known.files, known.writtenAt, listed, prefix, look, context.signal),
    await compare(known.kept, known.writtenAt, listed, prefix, look, context.signal),
  ];
  const removed = [...known.files.keys()].filter((name) => !files.has(name));
  const overwritten = [...files].filter(
    ([name, held]) => held !== known.files.get(name) && !isSame(held, known.files.get(name)),
  );
  const strange =
    prefix === ""
      ? []
      : [...listed.keys()]
          .map((key) => key.slice(prefix.length))
          .filter((name) => !known.files.has(name) && !known.kept.has(name));
  tell(context, olds.source ?? prefix, address.bucket, {
    overwritten: overwritten.map(([name]) => name),
    removed,
    strange,
  });
  const gone = known.files.size > 0 && files.size === 0 && kept.size === 0;
  return gone ? undefined : { files, kept, writtenAt: known.writtenAt };
}

/** A manifest of all objects under the prefix, for an import, which has no state. */
function everything(listed: ReadonlyMap<string, ListedObject>, prefix: string): Manifest {
  const files = [...listed.keys()].map((key): [string, Held] => [
    key.slice(prefix.length),
    { crc64: "", size: -1, etag: "", settings: "" },
  ]);
  return { ...emptyManifest, files: new Map(files) };
}

async function compare(
  known: ReadonlyMap<string, Held>,
  writtenAt: number,
  listed: ReadonlyMap<string, ListedObject>,
  prefix: string,
  look: (name: string, known: Held) => Promise<Held | undefined>,
  end: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Held>> {
  const found = new Map<string, Held>();
  const unsure: string[] = [];
  for (const [name, held] of known) {
    const live = listed.get(prefix + name);
    if (live === undefined) {
      continue;
    }
    // Keeps the order of names, whichever answer comes first.
    found.set(name, held);
    // A newer time with the same content may mean different headers, which no listing shows.
    if (live.size !== held.size || live.etag !== held.etag || live.writtenAt > writtenAt) {
      unsure.push(name);
    }
  }
  const lookAgain = async (name: string): Promise<void> => {
    const held = await look(name, known.get(name) as Held);
    if (held === undefined) {
      found.delete(name);
    } else {
      found.set(name, held);
    }
  };
  await forEachConcurrently(unsure, looksInFlight, lookAgain, end);
  return found;
}

async function readHeld(
  context: Context,
  address: BucketAddress & { readonly key: string },
  { settings, hash }: FileSettings,
  known: Held,
): Promise<Held | undefined> {
  const live = await readLive(context, address, { tags: "never", acl: "never" });
  if (live === undefined) {
    return undefined;
  }
  // Access rules are not read: that would take a request per file.
  const { acl: _acl, ...declared } = settings;
  const same = settingDifferences(liveArguments(live, declared), declared).length === 0;
  return {
    crc64: live.crc64 ?? "",
    size: live.contentLength,
    etag: live.etag,
    settings: same ? hash : "",
    ...(!isLeft(known, live.etag) && { left: known.left ?? known.etag }),
  };
}

function isSame(a: Held, b: Held | undefined): boolean {
  return a.crc64 === b?.crc64 && a.size === b.size && a.settings === b.settings;
}

function tell(
  { log }: Context,
  source: string,
  bucket: string,
  drift: Readonly<Record<"overwritten" | "removed" | "strange", readonly string[]>>,
): void {
  const words = [
    ["overwritten", "overwritten"],
    ["removed", "removed"],
    ["strange", "that this folder did not put there"],
  ] as const;
  const parts = words.flatMap(([kind, what]) => {
    const names = drift[kind];
    return names.length === 0
      ? []
      : [`${names.length.toLocaleString("en")} ${what} (${shorten(names, shownOfEach)})`];
  });
  if (parts.length > 0) {
    log.info(`${source}: in ${bucket}, not as this folder left it: ${parts.join("; ")}`);
  }
}
