/** A copy of an object, made by COS itself (https://www.tencentcloud.com/document/product/436/10881, 8287). */

import { compareStructs, type Difference, group, normaliseStruct, validateStruct } from "../codec";
import { fullName, namePermissions } from "./account";
import {
  appIdOf,
  completeName,
  nameMissingRegion,
  sameBucket,
  settleTarget,
  staysInBucket,
} from "./bucketName";
import { type Context, type ImmediateHandler, IncompleteError, type Props, type Settings } from "./handler";
import { type ObjectAddress, objectId, parseObjectId } from "./ids";
import { object } from "./object";
import { UnfinishedUploadError } from "./object/beginning";
import { type Copy, copyActions, copyObject, sourceAction } from "./object/copy";
import { plainNames } from "./object/fields";
import { forgetWritten, meetObject, noteWritten } from "./object/foreign";
import { settingDifferences, withLowerCaseMetadata, writeHeaders } from "./object/headers";
import {
  isSameObject,
  type LiveObject,
  liveActions,
  liveArguments,
  type ReadOptions,
  readLive,
  readUnlessGone,
  sameContent,
} from "./object/live";
import { tracesName, tracesOf } from "./object/outputs";
import { guessContentType } from "./object/source";
import { settleUploads } from "./object/unfinished";
import { mayHaveWritten } from "./object/upload";
import type { UploadTrace } from "./object/uploadJournal";
import { copySource, objectCopyOutputs, objectCopyStruct } from "./objectCopy/fields";
import { type Place, permit } from "./permissions";
import { removeActions } from "./removeKeys";
import { explainMissingBucket, poll, waitsOf } from "./service";

export { type ObjectCopyOutputs, type ObjectCopyValues, objectCopyStruct } from "./objectCopy/fields";

const ofCopy: ReadOptions = { tags: "lenient", acl: "lenient" };
const ofSource: ReadOptions = { tags: "lenient", acl: "never" };

const headerNames: readonly string[] = [...plainNames, "expires", "metadata"];

/** The resource `ObjectCopy`. */
export const objectCopy: ImmediateHandler = {
  token: "ObjectCopy",

  check(settings, news) {
    const given = settleTarget(settings, normaliseStruct(objectCopyStruct, news));
    const inputs = { ...given, ...settleSource(settings, given.source) };
    const failures = validateStruct(objectCopyStruct, inputs).map((failure) => {
      const { path } = failure;
      return path === "source.region"
        ? { ...nameMissingRegion({ ...failure, path: "region" }), path }
        : nameMissingRegion(failure);
    });
    return {
      inputs: failures.length > 0 ? inputs : withContentType(withLowerCaseMetadata(inputs)),
      failures,
    };
  },

  locate: object.locate,

  target: object.target,

  diff(id, olds, news) {
    const moved = [
      ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
      ...(olds.region === news.region ? [] : ["region"]),
      ...(olds.key === news.key ? [] : ["key"]),
    ];
    // An imported copy says nothing of where it came from.
    const source = (olds.source ?? {}) as Props;
    const sources = compareStructs(
      copySource,
      source,
      withSameBucket(source, news.source as Props),
      "source",
    );
    const pinned = news.sourceCrc64 !== undefined && news.sourceCrc64 !== olds.crc64;
    return {
      differences: [
        ...moved.map((path) => ({ path, kind: "replace" as const })),
        ...sources.map(({ path }) => ({ path, kind: "update" as const })),
        ...(pinned ? [{ path: "sourceCrc64", kind: "update" as const }] : []),
        ...(olds.upToDate === false && !pinned ? [{ path: "source", kind: "update" as const }] : []),
        ...declaredDifferences(olds, news),
      ],
    };
  },

  async create(context, news) {
    return await converge(context, news, {});
  },

  async update(context, _id, olds, news) {
    return await converge(context, news, olds);
  },

  async read(context, id, olds) {
    const address = parseObjectId(id);
    const [live, source] = await Promise.all([
      readUnlessGone(context, address, ofCopy),
      readSource(context, olds.source).catch(() => undefined),
    ]);
    if (live === undefined) {
      return undefined;
    }
    if (source === undefined && olds.source !== undefined) {
      context.log.warn(
        `the source of ${address.key} in ${address.bucket} is gone or may not be read; the copy stays`,
      );
    }
    const outputs = outputsOf(context, address, olds, live, {
      sourceEtag: source?.etag ?? olds.sourceEtag,
      upToDate: source === undefined || sameContent(live, source),
    });
    const computed: readonly string[] = objectCopyOutputs;
    const inputs = Object.fromEntries(Object.entries(outputs).filter(([name]) => !computed.includes(name)));
    return { id, inputs, outputs };
  },

  delete: object.delete,

  permissions(settings, id, props) {
    const address = parseObjectId(id);
    const { bucket, region, key } = props.source as Place;
    // A short name belongs to the account that the copy itself is in.
    const appId = settings.appId ?? appIdOf(address.bucket);
    const source = { bucket: completeName(bucket, { appId }), region, ...(key !== undefined && { key }) };
    return {
      read: [
        ...permit(address, liveActions(ofCopy)),
        ...permit(source, liveActions(ofSource)),
        ...namePermissions(settings, bucket),
      ],
      write: [
        ...permit(address, [...copyActions, ...removeActions]),
        ...permit(source, [sourceAction]),
        ...namePermissions(settings, props.bucket),
      ],
    };
  },
};

/** COS gives an object a type when nobody does; it has to be known before, or the copy would never be as it is wanted. */
function withContentType(inputs: Props): Props {
  const { key, metadataDirective, contentType } = inputs;
  return metadataDirective === "Replaced" && contentType === undefined
    ? { ...inputs, contentType: guessContentType({ key }) }
    : inputs;
}

/** The source's region is by default where the copy is. */
function settleSource(settings: Settings, source: unknown): Props {
  return typeof source === "object" && source !== null && !Array.isArray(source)
    ? { source: settleTarget(settings, source as Props) }
    : {};
}

function withSameBucket(old: Props, fresh: Props): Props {
  return sameBucket(old.bucket, fresh.bucket) ? { ...fresh, bucket: old.bucket } : fresh;
}

/** What the program declares and what it leaves to the source are compared apart: of the latter nothing counts. */
function declaredDifferences(olds: Props, news: Props): readonly Difference[] {
  const own = [
    ...(news.metadataDirective === "Replaced" ? [] : headerNames),
    ...(news.taggingDirective === "Replaced" ? [] : ["tags"]),
  ];
  const directives = compareStructs(directivesStruct, olds, news);
  return [...directives, ...settingDifferences(without(olds, own), without(news, own))];
}

const directivesStruct = group({
  metadataDirective: objectCopyStruct.fields.metadataDirective,
  taggingDirective: objectCopyStruct.fields.taggingDirective,
});

function without(props: Props, names: readonly string[]): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

async function readSource(context: Context, source: unknown): Promise<LiveObject | undefined> {
  const address = await sourceAddress(context, source as Props);
  return await readLive(context, address, { ...ofSource, versionId: address.versionId });
}

async function sourceAddress(context: Context, source: Props): Promise<Copy["from"]> {
  return {
    bucket: await fullName(context, String(source.bucket)),
    region: String(source.region),
    key: String(source.key),
    versionId: source.versionId as string | undefined,
  };
}

/**
 * Makes COS hold the copy. What is there already is not copied again, so it may be repeated after a crash.
 * @param olds the outputs recorded before; `{}` on create
 * @throws IncompleteError when the copy was made, or may have been, and is not known to be as it should (P42)
 */
async function converge(context: Context, news: Props, olds: Props): Promise<{ id: string; outputs: Props }> {
  const bucket = await fullName(context, String(news.bucket));
  const address = { region: String(news.region), bucket, key: String(news.key) };
  const from = await sourceAddress(context, news.source as Props);
  const source = await explainMissingBucket(context, from, () => readSource(context, news.source));
  if (source === undefined) {
    throw new Error(`there is no object ${from.key} in ${from.bucket} (${from.region}) to be copied`);
  }
  if (news.sourceCrc64 !== undefined && news.sourceCrc64 !== source.crc64) {
    throw new Error(
      `${from.key} in ${from.bucket} has the CRC64 ${source.crc64}, not ${String(news.sourceCrc64)} as sourceCrc64 says: it was changed by somebody else, or is not there yet`,
    );
  }
  const wanted = wantedOf(news, source);
  const look = () => readLive(context, address, ofCopy);
  const agrees = (now: LiveObject | undefined): now is LiveObject =>
    now !== undefined &&
    sameContent(now, source) &&
    now.contentLength === source.contentLength &&
    settingDifferences(liveArguments(now, wanted), wanted).length === 0;
  let live = await explainMissingBucket(context, address, look);
  const before = live;
  const id = objectId(address);
  const outputs = (now: LiveObject) =>
    outputsOf(context, address, news, now, {
      sourceEtag: source.etag,
      upToDate: sameContent(now, source),
    });
  const incomplete = (message: string, cause?: unknown, trace?: UploadTrace): IncompleteError => {
    const traces = [...tracesOf(olds), ...(trace === undefined ? [] : [trace])];
    const known = live === undefined ? unseenOutputs(news) : outputs(live);
    const left = traces.length > 0 ? { [tracesName]: traces } : {};
    return new IncompleteError(id, { ...known, ...left }, message, { cause });
  };
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
        // Who may not read the source's tags can have them copied all the same.
        taggingDirective:
          wanted.tags === undefined && news.taggingDirective !== "Replaced" ? "Copy" : "Replaced",
        isDone: (now) => sameContent(now, source),
        traces: tracesOf(olds),
      });
      copied = true;
      await poll({ deadlineMs: waitsOf(context).readAfterWriteMs }, async () => {
        live = await look();
        return agrees(live);
      });
    } catch (error) {
      if (!copied && !mayHaveWritten(error)) {
        await forgetWritten(context, address);
        throw error;
      }
      const trace = error instanceof UnfinishedUploadError ? error.trace : undefined;
      const seen = await look().then(
        (now) => ({ now }),
        () => undefined,
      );
      // On create, what stands there as it stood before is somebody else's.
      if (!copied && trace === undefined && olds.etag === undefined && isSameObject(seen?.now, before)) {
        throw error;
      }
      live = seen?.now ?? live;
      throw incomplete((error as Error).message, error, trace);
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
  await settleUploads(context, address, { traces: tracesOf(olds) });
  return { id, outputs: outputs(live) };
}

/** What the state keeps of a copy of which COS has shown nothing yet. */
function unseenOutputs({ bucket, region, key, source, metadataDirective, taggingDirective }: Props): Props {
  return { bucket, region, key, source, metadataDirective, taggingDirective };
}

/**
 * The settings that the copy shall have: the program's, and the source's own where they are to be kept. They are sent in full either way, so
 * that a copy in parts, for which COS knows no directives, is the same as a copy in one.
 */
function wantedOf(news: Props, source: LiveObject): Props {
  // Nothing is declared of the source, so that what COS decides by itself is left out.
  const { tags, acl: _acl, ...headers } = liveArguments(source, {});
  return {
    ...news,
    ...(news.metadataDirective !== "Replaced" && headers),
    ...(news.taggingDirective !== "Replaced" && source.tags !== undefined && { tags: tags ?? {} }),
  };
}

function outputsOf(
  context: Context,
  { bucket, region, key }: ObjectAddress,
  declared: Props,
  live: LiveObject,
  computed: Props,
): Props {
  const own = [
    ...(declared.metadataDirective === "Replaced" ? [] : headerNames),
    ...(declared.taggingDirective === "Replaced" ? [] : ["tags"]),
  ];
  const { source, sourceCrc64, metadataDirective, taggingDirective } = declared;
  return {
    bucket: sameBucket(bucket, declared.bucket) ? declared.bucket : bucket,
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
