/** The bucket itself (https://www.tencentcloud.com/document/product/436/7738, 7735, 7732). */

import { fullName } from "../../api/account";
import { awaitBucket, headBucket, poll, unlessGone, waitsOf } from "../../api/service";
import { abortOwnUploads } from "../../api/upload/endUploads";
import { forgetUploads } from "../../api/upload/uploadJournal";
import { CosServiceError } from "../../client";
import { compareStructs, isUnknown, normaliseStruct, sortFailures, validateStruct } from "../../codec";
import { bucketOutputsOf, redundancyOf } from "../../model/bucketFacts";
import {
  isFullName,
  nameLengthFailures,
  nameMissingRegion,
  sameBucket,
  settleTarget,
} from "../../model/bucketNames";
import type { Context, Settings } from "../../model/context";
import { type BucketAddress, bucketId, parseBucketId } from "../../model/ids";
import { type Props, withoutUndefined } from "../../model/props";
import { bucketKind } from "../../model/targets";
import type { ImmediateHandler } from "../handler";
import { countContents, describeContents, emptyBucket, lockedUntil } from "./contents";
import { createBucket, finishCreate, isGone, resumeCreate } from "./creation";
import { readMark } from "./creationMark";
import { bucketStruct } from "./fields";
import { bucketPermissions } from "./permissions";
import type { BucketInputs, BucketState } from "./values";

/** Rounds of emptying before giving up on a bucket that fills up again. */
const maxRounds = 10;

/** Serves `Bucket`. */
export const bucket: ImmediateHandler<BucketInputs, BucketState> = {
  token: "Bucket",

  check(settings, olds, news) {
    const inputs = settleTarget(settings, normaliseStruct(bucketStruct, news));
    const wrong = validateStruct(bucketStruct, inputs).map(nameMissingRegion);
    const { failures, doubts } = sortFailures(
      wrong.length > 0 ? wrong : nameLengthFailures("bucket", news.bucket, inputs.region, settings),
    );
    return {
      inputs,
      failures,
      notes: olds.bucket === undefined ? [...doubts, ...unknownAppId(inputs, settings)] : [],
    };
  },

  async locate(context, news) {
    const { bucket: name, region } = news;
    return name === undefined ? undefined : bucketId({ region, bucket: await fullName(context, name) });
  },

  target(id) {
    const address = parseBucketId(id);
    return { kind: bucketKind, address, name: "", label: `the bucket ${address.bucket}` };
  },

  diff(_id, olds, news) {
    // Arguments that the program leaves out, such as name and redundancy, are never a difference.
    const wanted = {
      ...news,
      bucket: news.bucket === undefined || sameBucket(olds.bucket, news.bucket) ? olds.bucket : news.bucket,
      bucketPrefix: olds.bucketPrefix,
      redundancy: news.redundancy ?? olds.redundancy,
    };
    const before = { ...olds, redundancy: olds.redundancy ?? news.redundancy };
    const differences = compareStructs(bucketStruct, before, wanted);
    const sameName = news.bucket !== undefined && sameBucket(olds.bucket, news.bucket);
    const unfinished = olds.creationMark === undefined ? [] : [{ path: "bucket", kind: "update" as const }];
    return {
      differences: [...differences, ...unfinished],
      ...(sameName && { deleteBeforeReplace: true as const }),
    };
  },

  async create(context, news) {
    return await createBucket(context, news);
  },

  async read(context, id, olds) {
    const address = parseBucketId(id);
    const imported = olds.bucket === undefined;
    // An import has no state to lose, and the name may be misspelt.
    if (imported && (await isGone(context, address))) {
      return undefined;
    }
    const found = await unlessGone(context, address, () => headBucket(context, address));
    if (found === undefined || !(await isThisStacks(context, address, olds))) {
      return undefined;
    }
    const live = found.value.headers;
    const { bucketPrefix, forceDestroy, adoptExisting } = olds;
    const inputs: BucketInputs = {
      ...withoutUndefined({
        bucketPrefix: ifKnown(bucketPrefix),
        forceDestroy: ifKnown(forceDestroy),
        adoptExisting: ifKnown(adoptExisting),
      }),
      ...(bucketPrefix === undefined && { bucket: address.bucket }),
      region: address.region,
      ...((olds.redundancy !== undefined || (imported && redundancyOf(live) === "MAZ")) && {
        redundancy: redundancyOf(live),
      }),
    };
    const { creationMark } = olds;
    const outputs = bucketOutputsOf(address, inputs);
    return { id, inputs, outputs: { ...outputs, ...(creationMark !== undefined && { creationMark }) } };
  },

  async update(context, id, olds, news) {
    const address = parseBucketId(id);
    if (olds.creationMark !== undefined) {
      return { outputs: await resumeCreate(context, address, news) };
    }
    const outputs = bucketOutputsOf(address, news);
    await awaitBucket(context, address, () => headBucket(context, address));
    await finishCreate(context, address, outputs, "perhaps");
    return { outputs };
  },

  async delete(context, id, olds) {
    const address = parseBucketId(id);
    const isOurs = await unlessGone(context, address, () => isThisStacks(context, address, olds));
    if (isOurs?.value === false) {
      context.log.warn(`${address.bucket} stays: it exists, but nothing shows that this stack created it`);
      return;
    }
    for (let round = 0; ; round++) {
      try {
        await unlessGone(context, address, () =>
          context.client.send({ method: "DELETE", ...address, operation: "DeleteBucket" }),
        );
        break;
      } catch (error) {
        if (!CosServiceError.isInstance(error) || error.code !== "BucketNotEmpty") {
          throw error;
        }
        // Uploads left by killed processes of this machine must not prevent a destroy.
        if (
          olds.forceDestroy !== true &&
          round === 0 &&
          (await abortOwnUploads(context, address).catch(() => 0)) > 0
        ) {
          continue;
        }
        if (olds.forceDestroy !== true || round === maxRounds) {
          throw await notEmptyError(context, address, error, round);
        }
        if (round === 0) {
          await refuseLocked(context, address, error);
        }
        await emptyBucket(context, address);
      }
    }
    const { visibilityMs } = waitsOf(context);
    if (!(await poll(context, visibilityMs, () => isGone(context, address)))) {
      throw new Error(
        `COS accepted the deletion of ${address.bucket}, but ${visibilityMs / 1000} s later still serves it in ${address.region}. It stays in the state; run it again in a few minutes`,
      );
    }
    forgetUploads(address);
  },

  permissions: bucketPermissions,
};

/** Warns about an unknown APPID: an account without buckets does not show it, and a preview makes no requests. */
function unknownAppId({ bucket }: Props, { appId }: Settings): readonly string[] {
  return appId !== undefined || isUnknown(bucket) || (typeof bucket === "string" && isFullName(bucket, appId))
    ? []
    : [
        "the APPID at the end of the name will be read from the account's own buckets; an account without any needs `pulumi config set tencentcos:appId 1250000000` first",
      ];
}

/** Whether a bucket is the one in the state, where the answers to its creation were lost. */
async function isThisStacks(
  context: Context,
  address: BucketAddress,
  olds: Partial<BucketState>,
): Promise<boolean> {
  return (
    olds.creationMark === undefined ||
    olds.bucketPrefix !== undefined ||
    (await readMark(context, address)) === olds.creationMark
  );
}

/** Fails before anything is deleted: with object lock, deleting would fail halfway. */
async function refuseLocked(context: Context, address: BucketAddress, cause: CosServiceError): Promise<void> {
  const until = await lockedUntil(context, address);
  if (until !== undefined) {
    throw new Error(
      `${address.bucket} has object lock: some of its objects cannot be deleted before ${new Date(until).toISOString()}. Nothing was deleted; destroy it after that`,
      { cause },
    );
  }
}

async function notEmptyError(
  context: Context,
  address: BucketAddress,
  cause: CosServiceError,
  rounds: number,
): Promise<Error> {
  // The bucket is known not to be empty even where it may not be listed.
  const contents = await countContents(context, address).then(describeContents, () => "something");
  return new Error(
    rounds === 0
      ? `${address.bucket} is not empty: it holds ${contents}. Remove them first, or set forceDestroy: true, run pulumi up, and destroy again`
      : `${address.bucket} was emptied ${rounds} times and still holds ${contents}: something keeps writing to it`,
    { cause },
  );
}

/** A value of a state, which may be one that a preview did not know. */
function ifKnown<T>(value: T): T | undefined {
  return isUnknown(value) ? undefined : value;
}
