/** Reads objects as they are, and finds those that a program can declare without writing them again. */

import { CosServiceError } from "../../provider/client";
import { mapConcurrently } from "../../provider/model/concurrency";
import type { Context } from "../../provider/model/context";
import type { BucketAddress } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { choicesOf, object } from "../../provider/resources/object/handler";
import { settingDifferences } from "../../provider/resources/object/headers";
import { type LiveObject, liveArguments, readLive } from "../../provider/resources/object/live";
import { guessContentType } from "../../provider/resources/object/source";
import type { Omission } from "./declarations";

/** Objects that are read at the same time, each with three requests. */
const readsInFlight = 32;

const archived = "archived: the content is not at hand";

/** An object that can be declared. */
export interface AdoptableObject {
  readonly key: string;
  readonly live: LiveObject;
  /** What a program has to say of it beside its place and its content. */
  readonly settings: Props;
}

/** What is asked of objects. */
export interface ObjectLimits {
  /** Greatest number of bytes that is downloaded of one object. */
  readonly largest: number;
  /** The inputs of the bucket's default encryption, which objects need not repeat. */
  readonly encryption?: Props | undefined;
}

/** Reads the objects of some keys. Those that were deleted meanwhile are in neither of the lists. */
export async function readObjects(
  context: Context,
  address: BucketAddress,
  keys: readonly string[],
  limits: ObjectLimits,
): Promise<{ readonly objects: readonly AdoptableObject[]; readonly omissions: readonly Omission[] }> {
  const readOne = async (key: string): Promise<AdoptableObject | Omission | undefined> => {
    try {
      const live = await readLive(context, { ...address, key }, { tags: "always", acl: "always" });
      return live === undefined ? undefined : examine(context, address, key, live, limits);
    } catch (error) {
      return unreadObject(key, error);
    }
  };
  const results = await mapConcurrently(keys, readsInFlight, readOne, context.signal);
  const found = results.filter((result) => result !== undefined);
  return {
    objects: found.filter((result) => "live" in result),
    omissions: found.filter((result) => "reason" in result),
  };
}

/** An object that could not be read. The reason does not name it, so that those with the same one can be told together. */
export function unreadObject(key: string, error: unknown): Omission {
  if (!CosServiceError.isInstance(error)) {
    throw error;
  }
  const { operation, status, code } = error;
  if (code === "InvalidObjectState") {
    return omit(key, archived);
  }
  const missing = status === 403 ? `: the CAM action name/cos:${operation} is missing` : "";
  return { ...omit(key, `COS refuses ${operation} with ${status} ${code}${missing}`), unread: true };
}

function examine(
  context: Context,
  address: BucketAddress,
  key: string,
  live: LiveObject,
  { largest, encryption }: ObjectLimits,
): AdoptableObject | Omission {
  if (live.crc64 === undefined) {
    return omit(key, "no CRC64: only a new upload could tell whether the content is the same");
  }
  if (live.headers.storageClass?.endsWith("ARCHIVE")) {
    return omit(key, archived);
  }
  if (live.contentLength > largest) {
    return omit(key, `more than ${largest.toLocaleString("en")} bytes (--largest)`);
  }
  const all = liveArguments(live, choicesOf(live), {});
  if (all.acl === "custom") {
    return omit(key, "access rules for single accounts, which an Object cannot declare");
  }
  const settings = withoutBucketDefault(withoutGuess(key, all), encryption);
  const { inputs, failures } = object.check(
    context.settings,
    {},
    { ...address, key, content: "", ...settings },
  );
  if (failures.length > 0) {
    const reasons = failures.map(({ path, reason }) => `${path} ${reason}`.trim());
    return omit(key, `this version cannot declare them (${reasons.join("; ")})`);
  }
  const changed = settingDifferences(liveArguments(live, inputs, {}), inputs).map(({ path }) => path);
  return changed.length > 0
    ? omit(key, `this version would change them (${changed.join(", ")})`)
    : { key, live, settings };
}

function omit(key: string, reason: string): Omission {
  return { token: "Object", key, reason, unread: false };
}

function withoutGuess(key: string, settings: Props): Props {
  const { contentType, ...rest } = settings;
  return contentType === guessContentType({ key }) ? rest : settings;
}

/** An object that is encrypted as the bucket encrypts by itself need not say it. */
function withoutBucketDefault(settings: Props, encryption: Props | undefined): Props {
  const { serverSideEncryption, kmsKeyId, ...rest } = settings;
  const method = encryption?.sseAlgorithm === "KMS" ? "cos/kms" : encryption?.sseAlgorithm;
  return serverSideEncryption === method && kmsKeyId === encryption?.kmsMasterKeyId ? rest : settings;
}
