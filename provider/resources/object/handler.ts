/** One object of a bucket (https://www.tencentcloud.com/document/product/436/7749, 7745, 7743, 10881). */

import { fullName, namePermissions } from "../../api/account";
import { permit } from "../../api/permissions";
import { removeActions } from "../../api/removeKeys";
import { isBucketMissing, isMissing, unlessGone } from "../../api/service";
import { abortUploadsOfKey } from "../../api/upload/endUploads";
import { uploadActions } from "../../api/upload/upload";
import { normaliseStruct, sortFailures, unknownValue, validateStruct } from "../../codec";
import { nameMissingRegion, settleTarget, staysInBucket } from "../../model/bucketNames";
import type { Context } from "../../model/context";
import { objectId, parseObjectId } from "../../model/ids";
import { keyTarget, type Target } from "../../model/targets";
import type { ImmediateHandler } from "../handler";
import { converge } from "./converge";
import { objectStruct } from "./fields";
import { forgetWritten } from "./foreign";
import { settingDifferences, withLowerCaseMetadata } from "./headers";
import {
  isEmptyMap,
  type LiveObject,
  liveActions,
  type ReadOptions,
  readUnlessGone,
  sameContent,
} from "./live";
import { inputsOf, outputsOf } from "./outputs";
import { copyActions, sourceAction } from "./serverCopy";
import { contentDifference, guessContentEncoding, guessContentType, sourceFailures } from "./source";
import { settingActions } from "./tags";
import type { ObjectInputs, ObjectSettings, ObjectState, ObjectTarget, UploadTraces } from "./values";

export { type ObjectValues, objectStruct } from "./fields";

/** The resource `Object`. */
export const object: ImmediateHandler<ObjectInputs, ObjectState> = {
  token: "Object",

  check(settings, olds, news) {
    const given = settleTarget(settings, normaliseStruct(objectStruct, news));
    // An asset's internal members mean nothing to a user: `sourceFailures` reports problems in plain words.
    const withoutAsset = { ...given, ...(given.source !== undefined && { source: unknownValue }) };
    const { failures, doubts } = sortFailures([
      ...validateStruct(objectStruct, withoutAsset),
      ...sourceFailures(given.source),
    ]);
    const inputs = failures.length > 0 ? given : withLowerCaseMetadata(given);
    const contentEncoding = inputs.contentEncoding ?? guessContentEncoding(inputs.key);
    return {
      inputs: {
        ...inputs,
        contentType: inputs.contentType ?? guessContentType(inputs),
        ...(contentEncoding !== undefined && { contentEncoding }),
      },
      failures: failures.map(nameMissingRegion),
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
    const content = contentDifference(olds, news);
    return {
      differences: [
        ...moved.map((path) => ({ path, kind: "replace" as const })),
        ...(content === undefined ? [] : [{ path: content, kind: "update" as const }]),
        ...settingDifferences(olds, news),
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
    const live = await readUnlessGone(context, address, readOptions(olds));
    if (live === undefined) {
      return undefined;
    }
    const declared = olds.key === undefined ? { ...olds, ...choicesOf(live) } : olds;
    const outputs = outputsOf(context, address, declared, live, {
      sameContent: sameContent(live, olds),
      unread: declared,
    });
    return { id, inputs: inputsOf(outputs), outputs };
  },

  delete: deleteObject,

  permissions(settings, id, props) {
    const address = parseObjectId(id);
    return {
      read: permit(address, liveActions(readOptions(props))),
      write: [
        ...permit(address, [
          ...uploadActions,
          ...copyActions,
          sourceAction,
          ...settingActions,
          ...removeActions,
        ]),
        ...namePermissions(settings, props.bucket),
      ],
    };
  },
};

/** The id that an object, or a copy of one, is going to have. */
export async function locateObject(context: Context, { region, bucket, key }: ObjectTarget): Promise<string> {
  return objectId({ region, bucket: await fullName(context, bucket), key });
}

/** What an object stands for, or a copy of one. */
export function objectTarget(id: string): Target {
  return keyTarget(parseObjectId(id));
}

/** Removes an object, or a copy of one, and what is left of unfinished uploads of it. */
export async function deleteObject(context: Context, id: string, olds: UploadTraces): Promise<void> {
  const address = parseObjectId(id);
  await unlessGone(context, address, async () => {
    try {
      await context.client.send({ method: "DELETE", ...address, operation: "DeleteObject" });
    } catch (error) {
      if (!isMissing(error) || isBucketMissing(error)) {
        throw error;
      }
    }
    await abortUploadsOfKey(context, address, olds.unfinishedUploads ?? []);
  });
  await forgetWritten(context, address);
}

/** Keys may lack the right to read tags or access rules that the program does not manage (docs/promises.md#access-denied-is-not-gone). */
function readOptions({ tags, acl }: ObjectSettings): ReadOptions {
  return {
    tags: tags === undefined || isEmptyMap(tags) ? "lenient" : "always",
    acl: acl === undefined ? "lenient" : "always",
  };
}

/** The arguments for which COS has a default, as a program would declare them for this object. */
export function choicesOf({
  headers: { storageClass, serverSideEncryption, kmsKeyId },
}: LiveObject): ObjectSettings {
  return {
    ...(storageClass !== "STANDARD" && { storageClass }),
    ...(serverSideEncryption && { serverSideEncryption }),
    ...(kmsKeyId && { kmsKeyId }),
  };
}
