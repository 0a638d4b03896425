/** Makes a copy in COS as wanted: reads it, copies what differs, and reads it again. */

import { fullName } from "../../../api/account";
import { awaitBucket, poll, waitsOf } from "../../../api/service";
import { settleUploads } from "../../../api/upload/endUploads";
import { mayHaveWritten } from "../../../api/upload/upload";
import { keptName } from "../../../model/bucketNames";
import type { Context } from "../../../model/context";
import { forCleanUp } from "../../../model/ending";
import { type ObjectAddress, objectId } from "../../../model/ids";
import { withoutUndefined } from "../../../model/props";
import { type Created, IncompleteError } from "../../handler";
import { afterFailure } from "../afterFailure";
import { plainNames } from "../fields";
import { meetObject, noteWritten } from "../foreign";
import { settingDifferences, writeHeaders } from "../headers";
import { type LiveObject, liveArguments, type ReadOptions, readLive, sameContent } from "../live";
import { leftOf } from "../outputs";
import {
  type OutsideSettings,
  outsideSettings,
  restoreGrants,
  warnOfOutside,
  withoutOutside,
} from "../outside";
import { type Copy, copyObject } from "../serverCopy";
import type { ObjectSettings } from "../values";
import type { CopyInputs, CopySource, CopyState } from "./values";

/** How a copy is read. */
export const ofCopy: ReadOptions = { tags: "lenient", acl: "lenient" };
/** How its source is read. */
export const ofSource: ReadOptions = { tags: "lenient", acl: "never" };

/** The arguments that a copy takes from its source unless the program gives them. */
export const headerNames: readonly Setting[] = [...plainNames, "expires", "metadata"];

type Setting = keyof ObjectSettings;

/** Settings apart from some. */
export function without(settings: ObjectSettings, names: readonly Setting[]): ObjectSettings {
  return withoutUndefined({ ...settings, ...Object.fromEntries(names.map((name) => [name, undefined])) });
}

/** Reads the source of a copy; `undefined` when there is none. */
export async function readSource(
  context: Context,
  source: CopySource["source"],
): Promise<LiveObject | undefined> {
  const address = await sourceAddress(context, source);
  return await readLive(context, address, { ...ofSource, versionId: address.versionId });
}

async function sourceAddress(context: Context, source: CopySource["source"]): Promise<Copy["from"]> {
  const { bucket, region, key, versionId } = source;
  return { bucket: await fullName(context, bucket), region, key, versionId };
}

/**
 * Makes the copy as wanted. Copies only what differs, so it may be repeated after a crash.
 * @param olds the outputs recorded before; `{}` on create
 * @throws IncompleteError when the copy was made, or may have been, and is not confirmed to be as wanted (docs/promises.md#a-written-resource-is-in-the-state)
 */
export async function converge(
  context: Context,
  olds: Partial<CopyState>,
  news: CopyInputs,
): Promise<Created<CopyState>> {
  const { region, key } = news;
  const bucket = await fullName(context, news.bucket);
  const address = { region, bucket, key };
  const from = await sourceAddress(context, news.source);
  const source = await awaitBucket(context, from, () => readSource(context, news.source));
  if (source === undefined) {
    throw new Error(`there is no object ${from.key} in ${from.bucket} (${from.region}) to be copied`);
  }
  if (news.sourceCrc64 !== undefined && news.sourceCrc64 !== source.crc64) {
    throw new Error(
      `${from.key} in ${from.bucket} has the CRC64 ${source.crc64}, not ${news.sourceCrc64} as sourceCrc64 says: it was changed by somebody else, or is not there yet`,
    );
  }
  const declared = wantedOf(news, source);
  const look = () => readLive(forCleanUp(context), address, ofCopy);
  const before = await awaitBucket(context, address, look);
  const outside = before === undefined || olds.etag === undefined ? {} : outsideOf(before, olds, declared);
  const wanted = { ...declared, ...outside };
  const agrees = (now: LiveObject | undefined): now is LiveObject =>
    now !== undefined &&
    sameContent(now, source) &&
    now.contentLength === source.contentLength &&
    settingDifferences(liveArguments(now, wanted), wanted).length === 0;
  let live = before;
  const traces = olds.unfinishedUploads ?? [];
  const id = objectId(address);
  const outputs = (now: LiveObject | undefined) =>
    now === undefined
      ? unseenOutputs(news)
      : withoutOutside(
          outputsOf(context, address, news, now, {
            sourceEtag: source.etag,
            upToDate: sameContent(now, source),
          }),
          outside,
        );
  const incomplete = (message: string) =>
    new IncompleteError(id, { ...outputs(live), ...leftOf(traces) }, message);
  if (!agrees(live)) {
    let copied = false;
    if (olds.bucket === undefined && !(live !== undefined && sameContent(live, source))) {
      await meetObject(context, address, live);
    }
    try {
      await copyObject(context, address, {
        from,
        source,
        headers: writeHeaders(wanted, live),
        metadataDirective: "Replaced",
        // COS copies the tags even for keys that may not read them.
        taggingDirective:
          wanted.tags === undefined && news.taggingDirective !== "Replaced" ? "Copy" : "Replaced",
        isDone: (now) => sameContent(now, source),
        traces,
      });
      copied = true;
      if (before !== undefined) {
        await restoreGrants(context, address, before, outside);
      }
      await poll(context, waitsOf(context).readAfterWriteMs, async () => {
        live = await look();
        return agrees(live);
      });
    } catch (error) {
      throw await afterFailure(context, address, error, {
        wrote: copied ? "yes" : mayHaveWritten(context, error) ? "maybe" : "no",
        isNew: olds.etag === undefined,
        before,
        live,
        outside,
        traces,
        outputsOf: outputs,
      });
    }
    if (before !== undefined && olds.etag !== undefined) {
      const tags = before.tags ?? (ownsTags(news) ? undefined : {});
      warnOfOutside(context, address, declared, { ...before, ...(tags && { tags }) }, outside);
    }
  }
  if (live === undefined) {
    throw incomplete(
      `COS accepted the copy ${address.key}, but does not show it in ${bucket}; run pulumi up again`,
    );
  }
  if (!agrees(live)) {
    const paths = settingDifferences(liveArguments(live, wanted), wanted).map(({ path }) => path);
    throw incomplete(
      `COS accepted the copy ${address.key} in ${bucket}, but ${waitsOf(context).readAfterWriteMs / 1000} s later still answers something else${paths.length > 0 ? ` at ${paths.join(", ")}` : ""}. Run pulumi up again`,
    );
  }
  await noteWritten(context, address, live.etag);
  await settleUploads(context, address, { traces });
  return { id, outputs: outputs(live) };
}

/** Whether the program gives the tags; else they are the source's. */
function ownsTags({ taggingDirective }: CopyInputs): boolean {
  return taggingDirective === "Replaced";
}

function outsideOf(before: LiveObject, olds: ObjectSettings, declared: CopyInputs): OutsideSettings {
  const { tags, ...outside } = outsideSettings(before, olds, declared);
  return { ...outside, ...(tags !== undefined && ownsTags(declared) && { tags }) };
}

/** The state of a copy that has not been read yet. */
function unseenOutputs({
  bucket,
  region,
  key,
  source,
  metadataDirective,
  taggingDirective,
}: CopyInputs): CopyState {
  return { bucket, region, key, source, ...withoutUndefined({ metadataDirective, taggingDirective }) };
}

/**
 * The settings of the copy: the program's, and the source's where they are kept. They are sent in full either way, so
 * that a copy in parts, for which COS knows no directives, is the same as a copy in one.
 */
function wantedOf(news: CopyInputs, source: LiveObject): CopyInputs {
  // Nothing of the source is declared, so that server defaults are left out.
  const { tags, acl: _acl, ...headers } = liveArguments(source, {});
  return {
    ...news,
    ...(news.metadataDirective !== "Replaced" && headers),
    ...(news.taggingDirective !== "Replaced" && source.tags !== undefined && { tags: tags ?? {} }),
  };
}

/** The outputs of a copy as COS has it. */
export function outputsOf(
  context: Context,
  { bucket, region, key }: ObjectAddress,
  declared: Partial<CopyInputs>,
  live: LiveObject,
  computed: Pick<CopyState, "sourceEtag" | "upToDate">,
): CopyState {
  const own: readonly Setting[] = [
    ...(declared.metadataDirective === "Replaced" ? [] : headerNames),
    ...(declared.taggingDirective === "Replaced" ? [] : (["tags"] as const)),
  ];
  const { source, sourceCrc64, metadataDirective, taggingDirective } = declared;
  return {
    bucket: keptName(bucket, declared.bucket),
    region,
    key,
    ...(source !== undefined && { source }),
    ...(sourceCrc64 !== undefined && { sourceCrc64 }),
    metadataDirective: metadataDirective ?? "Copy",
    taggingDirective: taggingDirective ?? "Copy",
    ...without(liveArguments(live, declared), own),
    etag: live.etag,
    ...(live.crc64 !== undefined && { crc64: live.crc64 }),
    contentLength: live.contentLength,
    ...(live.versionId !== undefined && { versionId: live.versionId }),
    url: context.client.objectUrl({ bucket, region, key }),
    ...computed,
  };
}
