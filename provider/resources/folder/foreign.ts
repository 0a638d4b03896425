/** Warns of objects of others that a new folder overwrites, and remembers the objects that this stack has written. */

import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import { type BucketAddress, objectId } from "../../model/ids";
import { type ForeignObject, meetForeignObjects } from "../foreign";
import { readLive } from "../object/live";
import { type Held, WriteJournal } from "../writeJournal";
import { holdsContent } from "./plan";
import type { SyncJob, SyncResult } from "./sync";

/** Concurrent reads of single objects. */
const looksInFlight = 32;

/**
 * Warns that a new folder is about to overwrite objects with different content.
 * @throws Error where `tencentcos:onForeign` is `refuse`, before anything is written
 */
export async function meetObjects(job: SyncJob): Promise<void> {
  const { context, address, plan } = job;
  const journal = await WriteJournal.of(context);
  const held = plan.added.map((name) => heldBefore(job, name));
  const strange = plan.added.filter((_name, index) => {
    const thing = held[index] as Held;
    return thing[1] !== "" && !journal.wrote(thing);
  });
  const foreign: ForeignObject[] = [];
  const look = async (name: string): Promise<void> => {
    if (await hasOtherContent(job, name)) {
      const key = job.prefix + name;
      const { size = 0, etag = "" } = job.listed?.get(key) ?? {};
      foreign.push({ key, size, etag });
    }
  };
  await forEachConcurrently(strange, looksInFlight, look, context.signal);
  if (foreign.length > 0) {
    foreign.sort((a, b) => (a.key < b.key ? -1 : 1));
    meetForeignObjects(context, address, foreign);
  }
  journal.begin(held);
}

/** Records the objects that a folder has written, and forgets those that it has removed. */
export async function noteObjects(job: SyncJob, { manifest, failures, skipped }: SyncResult): Promise<void> {
  const journal = await WriteJournal.of(job.context);
  const { added, changed, settings, removed } = job.plan;
  const idOf = (name: string) => objectId({ ...job.address, key: job.prefix + name });
  const isGone = (name: string) => !manifest.files.has(name) && !manifest.kept.has(name);
  journal.undo([...failures.keys(), ...skipped].filter(isGone).map(idOf));
  journal.forget(removed.filter(isGone).map(idOf));
  journal.end(
    [...added, ...changed, ...settings].flatMap((name): Held[] => {
      const etag = manifest.files.get(name)?.etag;
      return etag ? [[idOf(name), etag]] : [];
    }),
  );
}

/** Forgets objects that were removed. */
export async function forgetObjects(
  context: Context,
  address: BucketAddress,
  keys: readonly string[],
): Promise<void> {
  (await WriteJournal.of(context)).forget(keys.map((key) => objectId({ ...address, key })));
}

function heldBefore({ address, prefix, listed }: SyncJob, name: string): Held {
  const key = prefix + name;
  return [objectId({ ...address, key }), listed?.get(key)?.etag ?? ""];
}

async function hasOtherContent(job: SyncJob, name: string): Promise<boolean> {
  const { context, address, prefix, listed, files } = job;
  const key = prefix + name;
  const file = files.get(name);
  if (file === undefined || listed?.get(key)?.size !== file.size) {
    return true;
  }
  const live = await readLive(context, { ...address, key }, { tags: "never", acl: "never" });
  return live !== undefined && !holdsContent({ crc64: live.crc64 ?? "", size: live.contentLength }, file);
}
