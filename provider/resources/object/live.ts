/** Reads an object by HEAD, ?tagging and ?acl, and translates the answers into arguments. */

import type { OperationName } from "../../api/operations/names";
import { type Action, readable } from "../../api/permissions";
import { headBucket, isBucketMissing, isMissing, unlessGone } from "../../api/service";
import { type StoredContent, storedContent } from "../../api/upload/stored";
import { type CosRequest, CosServiceError } from "../../client";
import { elementsAt, group, map, parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { withoutUndefined } from "../../model/props";
import { type CannedAcl, getAcl } from "./acl";
import { headerOf, objectStruct, parseExpires, plainNames, serverDefaultNames } from "./fields";
import type { ObjectSettings } from "./values";

/** An object as COS has it. */
export interface LiveObject extends StoredContent {
  /** The headers by the names of their arguments. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** COS adds `Content-Disposition: attachment` to answers under its own domains (buckets made since 2024). */
  readonly forcesDownload: boolean;
  /** A canned ACL, or `custom`; absent when it was not read. */
  readonly acl?: CannedAcl;
  /** The access rules as COS answers them. */
  readonly aclDocument?: string;
  /** Absent when they were not read. */
  readonly tags?: Readonly<Record<string, string>>;
}

type TextMap = Readonly<Record<string, string>>;

/** Whether something is read beside the headers. `lenient` leaves it out where the keys may not read it. */
export type ReadMode = "never" | "lenient" | "always";

/** The XML of ?tagging (https://www.tencentcloud.com/document/product/436/35709). */
export const taggingStruct = group({ tags: map("TagSet>Tag") });

/** Which of ?tagging and ?acl are read. */
export interface ReadOptions {
  readonly tags: ReadMode;
  readonly acl: ReadMode;
  /** A version other than the newest. */
  readonly versionId?: string | undefined;
}

const withoutTags = "tags that the program does not declare are not seen";
const withoutAcl = "access rules that the program does not declare are not seen";

/** What `readLive` needs with the same options. */
export function liveActions({ tags, acl }: ReadOptions): readonly Action[] {
  const when = (mode: ReadMode, operation: OperationName, query: CosRequest["query"], otherwise: string) =>
    mode === "never" ? [] : [readable(operation, query, mode === "lenient" ? otherwise : undefined)];
  return [
    { operation: "HeadObject", probe: (address) => ({ method: "HEAD", ...address }) },
    ...when(tags, "GetObjectTagging", { tagging: "" }, withoutTags),
    ...when(acl, "GetObjectAcl", { acl: "" }, withoutAcl),
  ];
}

/** Why no object was found: `"gone"` when the object is missing, `"unclear"` when the bucket may be missing instead. */
type Absence = "gone" | "unclear";

/**
 * Reads an object.
 * @returns `undefined` when there is none, or no such bucket
 */
export async function readLive(
  context: Context,
  address: ObjectAddress,
  options: ReadOptions,
): Promise<LiveObject | undefined> {
  const found = await look(context, address, options);
  return typeof found === "string" ? undefined : found;
}

/**
 * Reads an object that the state has. It counts as gone only when its bucket answers, or is certainly gone too.
 * @returns `undefined` when there is none, or no such bucket
 */
export async function readUnlessGone(
  context: Context,
  address: ObjectAddress,
  options: ReadOptions,
): Promise<LiveObject | undefined> {
  const found = await look(context, address, options);
  if (found !== "unclear") {
    return found === "gone" ? undefined : found;
  }
  const { bucket, region } = address;
  const there = await unlessGone(context, { bucket, region }, async () => {
    try {
      await headBucket(context, { bucket, region });
    } catch (error) {
      // Only a bucket that exists denies access.
      if (!(CosServiceError.isInstance(error) && error.status === 403)) {
        throw error;
      }
    }
  });
  return there === undefined ? undefined : await readLive(context, address, options);
}

async function look(
  context: Context,
  address: ObjectAddress,
  options: ReadOptions,
): Promise<LiveObject | Absence> {
  const { versionId } = options;
  // All three are awaited, so that none is under way after an error has been reported.
  const [head, tags, acl] = await Promise.allSettled([
    context.client
      .send({ method: "HEAD", ...address, query: { versionId }, operation: "HeadObject" })
      .catch(absenceOf),
    options.tags === "never" ? undefined : tolerate(options.tags, getTags(context, address, versionId)),
    options.acl === "never" ? undefined : tolerate(options.acl, getAcl(context, address)),
  ]);
  const response = settled(head);
  if (response === "gone" || response === "unclear") {
    const others = [tags, acl].map((result) => (result.status === "fulfilled" ? result.value : undefined));
    return others.includes("gone") ? "gone" : response;
  }
  const [tagSet, canned] = [settled(tags), settled(acl)];
  if (typeof tagSet === "string" || typeof canned === "string") {
    return tagSet === "gone" || canned === "gone" ? "gone" : "unclear";
  }
  return {
    ...decodeHead(response.headers),
    ...(tagSet !== undefined && { tags: tagSet }),
    ...canned,
  };
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === "rejected") {
    throw result.reason;
  }
  return result.value;
}

/** An answer to HEAD has no body and so no code: its 404 may mean the object or the bucket. */
function absenceOf(error: unknown): Absence {
  if (!isMissing(error)) {
    throw error;
  }
  const isUnclear =
    isBucketMissing(error) || (CosServiceError.isInstance(error) && error.code === "NotFound");
  return isUnclear ? "unclear" : "gone";
}

async function tolerate<T>(mode: ReadMode, request: Promise<T>): Promise<T | Absence | undefined> {
  try {
    return await request;
  } catch (error) {
    if (mode === "lenient" && CosServiceError.isInstance(error) && error.status === 403) {
      return undefined;
    }
    return absenceOf(error);
  }
}

/** Tags (https://www.tencentcloud.com/document/product/436/35710); SDKs expect a 404 when there are none. */
async function getTags(
  context: Context,
  address: ObjectAddress,
  versionId: string | undefined,
): Promise<Readonly<Record<string, string>>> {
  try {
    const { body } = await context.client.send({
      method: "GET",
      ...address,
      query: { tagging: "", versionId },
      operation: "GetObjectTagging",
    });
    const tags = elementsAt(parseXml(body.toString()), ["TagSet", "Tag"]);
    return Object.fromEntries(tags.map((tag) => [textAt(tag, "Key") ?? "", textAt(tag, "Value") ?? ""]));
  } catch (error) {
    if (CosServiceError.isInstance(error) && error.code === "NoSuchTagSet") {
      return {};
    }
    throw error;
  }
}

function decodeHead(headers: Readonly<Record<string, string>>): LiveObject {
  const texts: Record<string, string> = {};
  for (const name of [...plainNames, "expires", ...serverDefaultNames] as const) {
    const value = headers[headerOf(name).toLowerCase()];
    if (value !== undefined && value !== "") {
      texts[name] = spelling(name, value);
    }
  }
  // COS leaves the header out for this class only (https://www.tencentcloud.com/document/product/436/7745).
  texts.storageClass ??= "STANDARD";
  const prefix = headerOf("metadata");
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  return {
    ...storedContent(headers),
    headers: texts,
    metadata: Object.fromEntries(metadata),
    forcesDownload: headers["x-cos-force-download"]?.toLowerCase() === "true",
  };
}

/** COS and its tools write some values in a different case than the documentation. */
function spelling(name: keyof typeof objectStruct.fields, value: string): string {
  const known = objectStruct.fields[name].options.oneOf;
  return known?.find((candidate) => candidate.toLowerCase() === value.toLowerCase()) ?? value;
}

/**
 * The arguments that describe the object as COS has it, without `bucket`, `region`, `key` and the content. Equal values are
 * spelled as in `declared`; server defaults are included only where declared.
 * @param unread values for arguments that were not read, or that COS never returns
 */
export function liveArguments(live: LiveObject, declared: ObjectSettings, unread = declared): ObjectSettings {
  const result: { -readonly [K in keyof ObjectSettings]: ObjectSettings[K] | undefined } = {};
  for (const name of plainNames) {
    result[name] = live.headers[name];
  }
  if (live.forcesDownload && live.headers.contentDisposition === "attachment") {
    result.contentDisposition = declared.contentDisposition;
  }
  result.expires = sameInstant(declared.expires, live.headers.expires)
    ? declared.expires
    : live.headers.expires;
  result.metadata = mapOf(live.metadata, declared.metadata);
  for (const name of serverDefaultNames) {
    if (declared[name] !== undefined) {
      result[name] = live.headers[name];
    }
  }
  if (declared.kmsKeyId !== undefined && live.headers.serverSideEncryption === "cos/kms") {
    result.kmsKeyId ??= declared.kmsKeyId;
  }
  result.acl = live.acl === undefined ? unread.acl : aclOf(live.acl, declared.acl);
  result.tags = live.tags === undefined ? unread.tags : mapOf(live.tags, declared.tags);
  result.encryptionContext = unread.encryptionContext;
  return withoutUndefined(result);
}

function sameInstant(declared: string | undefined, live: string | undefined): boolean {
  const instant = live === undefined ? undefined : parseExpires(live);
  return declared !== undefined && instant !== undefined && parseExpires(declared) === instant;
}

function mapOf(live: TextMap, declared: TextMap | undefined): TextMap | undefined {
  return Object.keys(live).length > 0 ? live : isEmptyMap(declared) ? declared : undefined;
}

/** Whether a value is a map without entries, which means the same as none. */
export function isEmptyMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function aclOf(candidates: CannedAcl, declared: string | undefined): string | undefined {
  const found = candidates.find((candidate) => candidate === (declared ?? "default")) ?? candidates[0];
  return found === "default" && declared === undefined ? undefined : found;
}

/** Whether two objects, or an object and its record, have the same content. The ETag decides only where a CRC64 is missing (docs/promises.md#integrity-by-crc64). */
export function sameContent(
  one: LiveObject,
  other: { readonly crc64?: string; readonly etag?: string },
): boolean {
  return one.crc64 !== undefined && other.crc64 !== undefined
    ? one.crc64 === other.crc64
    : one.etag === other.etag;
}

/** Whether two reads found the same object, not written in between. */
export function isSameObject(now: LiveObject | undefined, before: LiveObject | undefined): boolean {
  return (
    now !== undefined &&
    before !== undefined &&
    now.etag === before.etag &&
    now.writtenAt === before.writtenAt &&
    now.versionId === before.versionId
  );
}
