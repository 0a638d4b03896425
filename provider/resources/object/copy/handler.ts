/** A copy of an object, made by COS itself (https://www.tencentcloud.com/document/product/436/10881, 8287). */

import { namePermissions } from "../../../api/account";
import { permit } from "../../../api/permissions";
import { removeActions } from "../../../api/removeKeys";
import {
  compareStructs,
  type Difference,
  group,
  normaliseStruct,
  sortFailures,
  validateStruct,
} from "../../../codec";
import {
  appIdOf,
  completeName,
  nameMissingRegion,
  sameBucket,
  settleTarget,
  staysInBucket,
} from "../../../model/bucketNames";
import type { Settings } from "../../../model/context";
import { parseObjectId } from "../../../model/ids";
import { type Props, withoutMembers, withoutUndefined } from "../../../model/props";
import type { ImmediateHandler } from "../../handler";
import { deleteObject, locateObject, objectTarget } from "../handler";
import { settingDifferences, withLowerCaseMetadata } from "../headers";
import { liveActions, readUnlessGone, sameContent } from "../live";
import { copyActions, sourceAction } from "../serverCopy";
import { guessContentType } from "../source";
import type { ObjectSettings } from "../values";
import { converge, headerNames, ofCopy, ofSource, outputsOf, readSource, without } from "./converge";
import { copySource, objectCopyOutputs, objectCopyStruct } from "./fields";
import type { CopyInputs, CopySource, CopyState } from "./values";

type Source = CopySource["source"];

export { type ObjectCopyValues, objectCopyStruct } from "./fields";

/** The resource `ObjectCopy`. */
export const objectCopy: ImmediateHandler<CopyInputs, CopyState> = {
  token: "ObjectCopy",

  check(settings, olds, news) {
    const given = settleTarget(settings, normaliseStruct(objectCopyStruct, news));
    const inputs = { ...given, ...settleSource(settings, given.source) };
    const { failures, doubts } = sortFailures(
      validateStruct(objectCopyStruct, inputs).map((failure) => {
        const { path } = failure;
        return path === "source.region"
          ? { ...nameMissingRegion({ ...failure, path: "region" }), path }
          : nameMissingRegion(failure);
      }),
    );
    return {
      inputs: failures.length > 0 ? inputs : withContentType(withLowerCaseMetadata(inputs)),
      failures,
      warnings: olds.key === undefined ? doubts : [],
    };
  },

  locate: locateObject,

  target: objectTarget,

  diff(id, olds, news) {
    const moved = [
      ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
      ...(olds.region === news.region ? [] : ["region"]),
      ...(olds.key === news.key ? [] : ["key"]),
    ];
    // An imported copy does not know its source.
    const source = olds.source ?? {};
    const sources = compareStructs(copySource, source, withSameBucket(source, news.source), "source");
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
    return await converge(context, {}, news);
  },

  async update(context, _id, olds, news) {
    return await converge(context, olds, news);
  },

  async read(context, id, olds) {
    const address = parseObjectId(id);
    const [live, source] = await Promise.all([
      readUnlessGone(context, address, ofCopy),
      olds.source && readSource(context, olds.source).catch(() => undefined),
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
      ...withoutUndefined({ sourceEtag: source?.etag ?? olds.sourceEtag }),
      upToDate: source === undefined || sameContent(live, source),
    });
    return { id, inputs: withoutMembers(outputs, objectCopyOutputs.fields), outputs };
  },

  delete: deleteObject,

  permissions(settings, id, props) {
    const address = parseObjectId(id);
    const { bucket = address.bucket, region = address.region, key } = props.source ?? {};
    // A short name belongs to the account of the copy.
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

/** COS sets a media type where none is sent. It has to be known beforehand, or the copy would always differ. */
function withContentType(inputs: Props): Props {
  const { key, metadataDirective, contentType } = inputs;
  return metadataDirective === "Replaced" && contentType === undefined
    ? { ...inputs, contentType: guessContentType({ key }) }
    : inputs;
}

/** Fills in the source's region: by default that of the copy. */
function settleSource(settings: Settings, source: unknown): Props {
  return isProps(source) ? { source: settleTarget(settings, source) } : {};
}

function isProps(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withSameBucket(old: Partial<Source>, fresh: Source): Source {
  return sameBucket(old.bucket, fresh.bucket) ? { ...fresh, bucket: old.bucket ?? fresh.bucket } : fresh;
}

/** Compares only what the program declares, not what it leaves to the source. */
function declaredDifferences(olds: Partial<CopyState>, news: CopyInputs): readonly Difference[] {
  const own: readonly (keyof ObjectSettings)[] = [
    ...(news.metadataDirective === "Replaced" ? [] : headerNames),
    ...(news.taggingDirective === "Replaced" ? [] : (["tags"] as const)),
  ];
  const directives = compareStructs(directivesStruct, olds, news);
  return [...directives, ...settingDifferences(without(olds, own), without(news, own))];
}

const directivesStruct = group({
  metadataDirective: objectCopyStruct.fields.metadataDirective,
  taggingDirective: objectCopyStruct.fields.taggingDirective,
});
