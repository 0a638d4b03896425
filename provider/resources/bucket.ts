/** The bucket itself (https://www.tencentcloud.com/document/product/436/7738, 7735, 7732). */

import { randomBytes } from "node:crypto";
import { CosServiceError } from "../client";
import {
  compareStructs,
  isUnknown,
  normaliseStruct,
  parentElement,
  renderXml,
  textElement,
  validateStruct,
} from "../codec";
import { findAppId, fullName, listBuckets } from "./account";
import { countContents, describeContents, emptyBucket, lockedUntil } from "./bucketContents";
import { bucketStruct } from "./bucketFields";
import {
  appIdOf,
  maxHostLength,
  nameLengthFailures,
  nameMissingRegion,
  sameBucket,
  settleTarget,
  suffixDigits,
} from "./bucketName";
import { bucketPermissions } from "./bucketPermissions";
import { creationMark, hasMark, type Mark, removeMark } from "./creationMark";
import { type Context, type ImmediateHandler, IncompleteError, type Props } from "./handler";
import { type BucketAddress, bucketId, parseBucketId } from "./ids";
import { abortOwnUploads } from "./object/unfinished";
import { forgetUploads } from "./object/uploadJournal";
import { explainMissingBucket, headBucket, isMissing, poll, unlessGone, waitsOf } from "./service";

/** Rounds of emptying after which a bucket that fills up again is given up on. */
const maxRounds = 10;

/** Serves `Bucket`. */
export const bucket: ImmediateHandler = {
  token: "Bucket",

  check(settings, news) {
    const inputs = settleTarget(settings, normaliseStruct(bucketStruct, news));
    const failures = validateStruct(bucketStruct, inputs).map(nameMissingRegion);
    return {
      inputs,
      failures:
        failures.length > 0 ? failures : nameLengthFailures("bucket", news.bucket, inputs.region, settings),
    };
  },

  diff(_id, olds, news) {
    // What the program leaves out is as COS has it, so it is never a difference: the generated name, the redundancy.
    const wanted = {
      ...news,
      bucket: news.bucket === undefined || sameBucket(olds.bucket, news.bucket) ? olds.bucket : news.bucket,
      bucketPrefix: olds.bucketPrefix,
      redundancy: news.redundancy ?? olds.redundancy,
    };
    const before = { ...olds, redundancy: olds.redundancy ?? news.redundancy };
    const differences = compareStructs(bucketStruct, before, wanted);
    const sameName = typeof news.bucket === "string" && sameBucket(olds.bucket, news.bucket);
    return { differences, ...(sameName && { deleteBeforeReplace: true as const }) };
  },

  async create(context, news) {
    const region = String(news.region);
    const name =
      typeof news.bucket === "string"
        ? await fullName(context, news.bucket)
        : await generateName(context, news, region);
    const address = { region, bucket: name };
    const outputs = toOutputs(address, news);
    const adopted = news.adoptExisting === true && (await isOurs(context, address));
    if (adopted) {
      await refuseOtherRedundancy(context, address, news);
    }
    const mark = adopted ? "perhaps" : await putBucket(context, address, news);
    await finishCreate(context, address, outputs, mark);
    return { id: bucketId(address), outputs };
  },

  async read(context, id, olds) {
    const address = parseBucketId(id);
    const found = await unlessGone(context, address, () => headBucket(context, address));
    if (found === undefined) {
      return undefined;
    }
    const live = found.value.headers;
    const imported = olds.bucket === undefined;
    const inputs: Props = {
      ...pick(olds, ["bucketPrefix", "forceDestroy", "adoptExisting"]),
      ...(olds.bucketPrefix === undefined && { bucket: address.bucket }),
      region: address.region,
      ...((olds.redundancy !== undefined || (imported && redundancyOf(live) === "MAZ")) && {
        redundancy: redundancyOf(live),
      }),
    };
    return { id, inputs, outputs: toOutputs(address, inputs) };
  },

  async update(context, id, _olds, news) {
    const address = parseBucketId(id);
    const outputs = toOutputs(address, news);
    await explainMissingBucket(context, address, () => headBucket(context, address));
    await finishCreate(context, address, outputs, "perhaps");
    return { outputs };
  },

  async delete(context, id, olds) {
    const address = parseBucketId(id);
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
        // What a killed upload of this machine has left keeps nobody from destroying a bucket.
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
    if (!(await poll({ deadlineMs: visibilityMs }, () => isGone(context, address)))) {
      throw new Error(
        `COS accepted that ${address.bucket} is deleted, but ${visibilityMs / 1000} s later still serves it in ${address.region}. It stays in the state; run it again in a few minutes`,
      );
    }
    forgetUploads(address);
  },

  permissions: bucketPermissions,
};

function toOutputs(address: BucketAddress, inputs: Props): Props {
  const { bucket: name, region } = address;
  const appId = appIdOf(name);
  return {
    ...inputs,
    bucket: name,
    region,
    appId,
    bucketDomainName: `${name}.cos.${region}.myqcloud.com`,
    websiteDomainName: `${name}.cos-website.${region}.myqcloud.com`,
    qcs: `qcs::cos:${region}:uid/${appId}:${name}`,
  };
}

/** A name within the limit of the host's length: the prefix is cut, the random digits never. */
async function generateName(context: Context, news: Props, region: string): Promise<string> {
  const suffix = `-${randomBytes(4).toString("hex").slice(0, suffixDigits)}-${await findAppId(context)}`;
  const room = maxHostLength - `${suffix}.cos.${region}.myqcloud.com`.length;
  const prefix = String(news.bucketPrefix)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, Math.max(room, 1))
    .replace(/^-+|-+$/g, "");
  return (prefix === "" ? "bucket".slice(0, Math.max(room, 1)) : prefix) + suffix;
}

/** Whether there is nothing to create. Whoever may not list buckets learns it from the answer to the PUT. */
async function isOurs(context: Context, address: BucketAddress): Promise<boolean> {
  const { bucket: name, region } = address;
  const listed = await listBuckets(context).catch(() => []);
  // A listing may lag behind.
  return (
    listed.some((item) => item.bucket === name && item.region === region) && !(await isGone(context, address))
  );
}

/** Creates the bucket with its mark. A bucket that carries the mark already was left by an `up` that did not end. */
async function putBucket(context: Context, address: BucketAddress, news: Props): Promise<Mark> {
  const put = async (marked: boolean): Promise<void> => {
    const body =
      news.redundancy === "MAZ"
        ? renderXml(parentElement("CreateBucketConfiguration", [textElement("BucketAZConfig", "MAZ")]))
        : "";
    await context.client.send({
      method: "PUT",
      ...address,
      operation: "PutBucket",
      // A name that was just given up may be kept back for a while.
      retryConflicts: true,
      headers: marked ? { "x-cos-tagging": `${creationMark.key}=${creationMark.value}` } : {},
      body,
    });
  };
  const putMarkedIfAllowed = async (): Promise<Mark> => {
    try {
      await put(true);
      return "alone";
    } catch (error) {
      if (!CosServiceError.isInstance(error) || error.code !== "AccessDenied") {
        throw error;
      }
      // Whoever may create buckets need not be allowed to tag them.
      await put(false);
      return "none";
    }
  };
  try {
    return await putMarkedIfAllowed();
  } catch (error) {
    if (CosServiceError.isInstance(error) && error.code === "BucketAlreadyOwnedByYou") {
      await takeOver(context, address, news, error);
      return "perhaps";
    }
    throw error;
  }
}

async function takeOver(
  context: Context,
  address: BucketAddress,
  news: Props,
  conflict: CosServiceError,
): Promise<void> {
  const { bucket: name, region } = address;
  const listed = (await listBuckets(context).catch(() => [])).find((item) => item.bucket === name);
  if (listed !== undefined && listed.region !== region) {
    throw new Error(
      `${name} is yours already, in ${listed.region} and not in ${region}: correct the region, or choose another name`,
      {
        cause: conflict,
      },
    );
  }
  if (news.adoptExisting !== true && !(await hasMark(context, address))) {
    throw new Error(
      `${name} exists already in ${region} and is yours. To manage it here, set adoptExisting: true; else choose another name (${conflict.message})`,
      { cause: conflict },
    );
  }
  await refuseOtherRedundancy(context, address, news);
}

async function refuseOtherRedundancy(context: Context, address: BucketAddress, news: Props): Promise<void> {
  const actual = redundancyOf((await headBucket(context, address)).headers);
  if (news.redundancy !== undefined && news.redundancy !== actual) {
    throw new Error(
      `${address.bucket} exists already and is ${actual}, not ${String(news.redundancy)}; this cannot be changed`,
    );
  }
}

/** Waits until COS serves the bucket, then takes its mark away. */
async function finishCreate(
  context: Context,
  address: BucketAddress,
  outputs: Props,
  mark: Mark,
): Promise<void> {
  const incomplete = (message: string, cause?: unknown) =>
    new IncompleteError(bucketId(address), outputs, message, { cause });
  const { visibilityMs } = waitsOf(context);
  let served = false;
  try {
    served = await poll({ deadlineMs: visibilityMs }, async () => !(await isGone(context, address)));
  } catch (error) {
    throw incomplete(`the bucket was created, but then: ${(error as Error).message}`, error);
  }
  if (!served) {
    throw incomplete(
      `${address.bucket} was created, but ${visibilityMs / 1000} s later COS still does not serve it in ${address.region}`,
    );
  }
  try {
    await removeMark(context, address, mark);
  } catch (error) {
    const message = `the tag ${creationMark.key} could not be removed from ${address.bucket}: ${(error as Error).message}`;
    if (!CosServiceError.isInstance(error) || error.code !== "AccessDenied") {
      throw incomplete(message, error);
    }
    // Whoever may not read the tags does not know that there is anything to remove.
    if (error.operation !== "GetBucketTagging") {
      context.log.warn(message);
    }
  }
}

async function isGone(context: Context, address: BucketAddress): Promise<boolean> {
  try {
    await headBucket(context, address);
    return false;
  } catch (error) {
    if (isMissing(error)) {
      return true;
    }
    throw error;
  }
}

/** `x-cos-bucket-az-type` is only there on a bucket in several zones. */
function redundancyOf(headers: Record<string, string>): "OAZ" | "MAZ" {
  return headers["x-cos-bucket-az-type"]?.toUpperCase() === "MAZ" ? "MAZ" : "OAZ";
}

/** Deleting would fail object by object, after half of them were gone. */
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
  // Whoever may not list it is told all the same that it is not empty.
  const contents = await countContents(context, address).then(describeContents, () => "something");
  return new Error(
    rounds === 0
      ? `${address.bucket} is not empty: it holds ${contents}. Remove them first, or set forceDestroy: true, run pulumi up, and destroy again`
      : `${address.bucket} was emptied ${rounds} times and still holds ${contents}: something goes on writing to it`,
    { cause },
  );
}

function pick(props: Props, names: readonly string[]): Props {
  return Object.fromEntries(
    names.flatMap((name) =>
      props[name] === undefined || isUnknown(props[name]) ? [] : [[name, props[name]]],
    ),
  );
}
