/**
 * Writing, reading and removing objects.
 * https://www.tencentcloud.com/document/product/436/7749 (PUT), 7753 (GET), 7745 (HEAD), 7743 (DELETE)
 */

import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { bareEtag, httpDate, parseHttpDate } from "../format/text";
import { type ReceivedBody, receiveContent } from "../request/body";
import {
  type BucketCall,
  followSymlink,
  type ObjectCall,
  type Operation,
  requireVersion,
  versionHeaders,
  writtenVersionHeaders,
} from "../request/operation";
import type { CosRequest, Reply } from "../request/request";
import { release } from "../store/body";
import { findVersion, isLocked, type ObjectTemplate, type ObjectVersion } from "../store/bucket";
import { checkCustomerKey, etagOf, readTemplate } from "./write";

/** `PUT /<key>` */
export const putObject: Operation = {
  name: "PutObject",
  writes: true,
  slowable: true,
  on: "object",
  need: "bucket-write",
  run: put,
};

/** `GET /<key>` */
export const getObject: Operation = {
  name: "GetObject",
  slowable: true,
  on: "object",
  need: "object-read",
  run: read,
};

/** `HEAD /<key>` */
export const headObject: Operation = { name: "HeadObject", on: "object", need: "object-read", run: read };

/** `DELETE /<key>` */
export const deleteObject: Operation = {
  name: "DeleteObject",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: (call) => {
    const removed = removeKey(call, call.key, call.request.query.get("versionId") || undefined);
    return {
      status: 204,
      headers: {
        ...(removed.versionId !== undefined && { "x-cos-version-id": removed.versionId }),
        ...(removed.deleteMarker && { "x-cos-delete-marker": "true" }),
      },
    };
  },
};

async function put(call: ObjectCall): Promise<Reply> {
  const { request, service, bucket, key } = call;
  checkObjectKey(key);
  const template = readTemplate(request, bucket, key);
  checkOverwrite(call, key);
  const content = await receiveContent(request, service.store.blobs);
  return { status: 200, headers: writtenHeaders(storeContent(call, template, content)) };
}

/** Stores what has arrived, or gives it up. @throws ServiceError when the object may not be overwritten, or no longer */
export function storeContent(
  call: ObjectCall,
  template: ObjectTemplate,
  { md5, ...content }: ReceivedBody,
): ObjectVersion {
  const { request, service, bucket, key } = call;
  // Somebody else may have written it while the content arrived.
  try {
    checkOverwrite(call, key);
  } catch (error) {
    release(content.body);
    throw error;
  }
  const etag = etagOf(md5, template.encryption);
  return service.store.putObject(bucket, key, template, { ...content, etag }, request.now);
}

/** What a write answers. */
export function writtenHeaders(version: ObjectVersion): Record<string, string> {
  return {
    etag: `"${version.etag}"`,
    "x-cos-hash-crc64ecma": version.crc64,
    ...writtenVersionHeaders(version),
    ...version.encryption?.headers,
  };
}

/** Refuses to write over a locked object, or over any where the request forbids it. */
export function checkOverwrite({ request, bucket }: BucketCall, key: string): void {
  const head = bucket.objects.get(key);
  if (!head || head.deleteMarker) {
    return;
  }
  if (isLocked(head, request.now)) {
    throw new ServiceError("ObjectLocked");
  }
  // Reported by a third party only, unverified(forbid-overwrite).
  if (request.headers["x-cos-forbid-overwrite"] === "true") {
    throw new ServiceError("FileAlreadyExists");
  }
}

/** What became of a key that was deleted. */
export interface Removed {
  /** A marker was written, or the removed version was one. */
  readonly deleteMarker: boolean;
  /** Of the marker that was written, or of the removed version. */
  readonly versionId: string | undefined;
}

/** Deletes a key, or one of its versions; what is not there counts as deleted. */
export function removeKey(
  { request, service, bucket }: BucketCall,
  key: string,
  versionId: string | undefined,
): Removed {
  const { store } = service;
  if (versionId === undefined) {
    if (bucket.versioning !== "Enabled" && isLocked(bucket.objects.get(key), request.now)) {
      throw new ServiceError("ObjectLocked");
    }
    const owner = request.caller.account?.uin ?? bucket.ownerUin;
    const marker = store.deleteObject(bucket, key, owner, request.now);
    return { deleteMarker: marker !== undefined, versionId: marker?.versionId };
  }
  if (isLocked(findVersion(bucket.objects.get(key), versionId), request.now)) {
    throw new ServiceError("ObjectLocked");
  }
  const removed = store.deleteVersion(bucket, key, versionId);
  return { deleteMarker: removed?.deleteMarker ?? false, versionId };
}

function read(call: ObjectCall): Reply {
  return replyWith(call.request, requireReadable(call));
}

/** The version that a request names, when it may be read now. */
export function requireReadable(call: ObjectCall): ObjectVersion {
  const { request } = call;
  const version = followSymlink(call, requireVersion(call));
  if (request.method === "GET") {
    checkReadable(request, version);
  }
  checkCustomerKey(request.headers, version.encryption);
  return version;
}

/** Refuses what only reads of the content are refused. */
export function checkReadable({ caller, query, now }: CosRequest, version: ObjectVersion): void {
  if (!caller.account) {
    // Page 7753 says that these need a signature; the code is unverified(anonymous-response-headers).
    if (query.pairs.some(([name]) => name.toLowerCase().startsWith("response-"))) {
      throw new ServiceError("InvalidRequest", { message: "response-* needs a signed request." });
    }
    if (version.encryption && version.encryption.kind !== "customer") {
      throw new ServiceError("AccessDenied");
    }
  }
  if (isArchived(version) && !(version.restore && !version.restore.ongoing && version.restore.until > now)) {
    throw new ServiceError("InvalidObjectState", {
      headers: { "x-cos-storage-class": version.storageClass },
    });
  }
}

/** Whether a class can only be read after a restore. */
export function isArchived({ storageClass }: Pick<ObjectVersion, "storageClass">): boolean {
  return /(^|_)ARCHIVE$/.test(storageClass);
}

/** The answer with an object, as far as conditions and range want it. */
export function replyWith(request: CosRequest, version: ObjectVersion): Reply {
  const headers = objectHeaders(request, version);
  if (isUnchanged(request.headers, version)) {
    return { status: 304, headers };
  }
  const range = readRange(request.headers.range, version.size);
  const overridden = { ...headers, ...overrides(request) };
  if (range === undefined) {
    return {
      status: 200,
      headers: overridden,
      body: { body: version.body, start: 0, length: version.size },
    };
  }
  const { start, end } = range;
  return {
    status: 206,
    headers: { ...overridden, "content-range": `bytes ${start}-${end}/${version.size}` },
    body: { body: version.body, start, length: end - start + 1 },
  };
}

/** Everything that HEAD tells of an object. */
export function objectHeaders({ now }: CosRequest, version: ObjectVersion): Record<string, string> {
  return {
    ...version.headers,
    "accept-ranges": "bytes",
    etag: `"${version.etag}"`,
    "last-modified": httpDate(version.lastModified),
    "x-cos-hash-crc64ecma": version.crc64,
    "x-cos-object-type": version.appendable ? "appendable" : "normal",
    ...(version.storageClass !== "STANDARD" && { "x-cos-storage-class": version.storageClass }),
    ...(/INTELLIGENT_TIERING$/.test(version.storageClass) && { "x-cos-storage-tier": "FREQUENT" }),
    ...restoreHeaders(version, now),
    // Whether the service counts tags here is unverified(tagging-count).
    ...(version.tags && version.tags.length > 0 && { "x-cos-tagging-count": String(version.tags.length) }),
    ...version.encryption?.headers,
    ...versionHeaders(version),
  };
}

function restoreHeaders({ restore }: ObjectVersion, now: number): Record<string, string> {
  if (!restore || (!restore.ongoing && restore.until <= now)) {
    return {};
  }
  return restore.ongoing
    ? {
        "x-cos-restore": 'ongoing-request="true"',
        "x-cos-restore-status": `tier="${restore.tier.toLowerCase()}"; request-date="${httpDate(restore.requested)}"`,
      }
    : { "x-cos-restore": `ongoing-request="false", expiry-date="${httpDate(restore.until)}"` };
}

const overridable = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];

function overrides({ query, method }: CosRequest): Record<string, string> {
  const found: Record<string, string> = {};
  if (method !== "GET") {
    return found;
  }
  for (const name of overridable) {
    const value = query.get(`response-${name}`);
    if (value) {
      found[name] = value;
    }
  }
  return found;
}

/** True for a 304; a precondition that fails is an error. */
export function isUnchanged(
  headers: Readonly<Record<string, string>>,
  version: Pick<ObjectVersion, "etag" | "lastModified">,
  prefix = "",
): boolean {
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  const matches = (list: string) =>
    list.split(",").some((tag) => tag.trim() === "*" || bareEtag(tag) === version.etag);
  const ifMatch = headers[`${prefix}if-match`];
  const ifUnmodified = parseHttpDate(headers[`${prefix}if-unmodified-since`]);
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  const ifModified = parseHttpDate(headers[`${prefix}if-modified-since`]);
  if (ifMatch !== undefined ? !matches(ifMatch) : ifUnmodified !== undefined && modified > ifUnmodified) {
    throw new ServiceError("PreconditionFailed");
  }
  return ifNoneMatch !== undefined
    ? matches(ifNoneMatch)
    : ifModified !== undefined && modified <= ifModified;
}

/** One range, first and last byte; undefined when there is none that counts. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) {
    return undefined;
  }
  const [, from = "", to = ""] = match;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) {
    return undefined;
  }
  if (start >= size || (from === "" && Number(to) === 0)) {
    throw new ServiceError("InvalidRange");
  }
  return { start, end };
}
