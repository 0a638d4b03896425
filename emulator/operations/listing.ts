/**
 * Listings of objects, versions and unfinished uploads.
 * https://www.tencentcloud.com/document/product/436/30614 (objects), 31551 (versions), 7736 (uploads)
 */

import { createHash } from "node:crypto";
import { ServiceError } from "../format/errors";
import { timeOfVersionId } from "../format/ids";
import { appIdOf } from "../format/names";
import { isoMilliseconds } from "../format/text";
import { element, optionalElement, xmlDocument } from "../format/xml";
import type { BucketCall, Operation } from "../request/operation";
import type { CosRequest, Reply } from "../request/request";
import { compareKeys, endOfPrefix, lowerBound } from "../store/keyIndex";
import type { Bucket, ObjectVersion, Upload } from "../store/store";
import { regionHeader } from "./bucket";
import { principalElements } from "./principal";
import { readCount, readDelimiter, readEncoding } from "./query";

const maxPage = 1000;

/** `GET /` */
export const getBucket: Operation = {
  name: "GetBucket",
  on: "bucket",
  need: "bucket-read",
  run: listObjects,
};

/** `GET /?versions` */
export const getBucketObjectVersions: Operation = {
  name: "GetBucketObjectVersions",
  on: "bucket",
  need: "bucket-read",
  run: listVersions,
};

/** `GET /?uploads` */
export const listMultipartUploads: Operation = {
  name: "ListMultipartUploads",
  on: "bucket",
  need: "bucket-read",
  run: listUploads,
};

interface Filter {
  readonly prefix: string;
  readonly delimiter: string;
}

/** The keys of a listing in order, one at a time, those below a common prefix as that prefix. */
function* walk(
  keys: readonly string[],
  from: number,
  { prefix, delimiter }: Filter,
): Generator<{ readonly key?: string; readonly commonPrefix?: string }> {
  const end = endOfPrefix(keys, from, prefix);
  for (let at = from; at < end; at++) {
    const key = keys[at]!;
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      yield { key };
      continue;
    }
    const commonPrefix = key.slice(0, cut + delimiter.length);
    yield { commonPrefix };
    at = endOfPrefix(keys, at, commonPrefix) - 1;
  }
}

/** Where a listing begins: after the marker, and after everything below it where it is a common prefix. */
function startOf(keys: readonly string[], filter: Filter, marker: string): number {
  const first = lowerBound(keys, filter.prefix);
  if (marker === "") return first;
  const after = lowerBound(keys, marker);
  const below = isCommonPrefix(filter, marker)
    ? endOfPrefix(keys, after, marker)
    : keys[after] === marker
      ? after + 1
      : after;
  return Math.max(first, below);
}

/** Whether the listing rolls keys up to this text; below the prefix `a/` the key `a/` itself is none. */
function isCommonPrefix({ prefix, delimiter }: Filter, text: string): boolean {
  if (delimiter === "" || !text.startsWith(prefix)) return false;
  const cut = text.indexOf(delimiter, prefix.length);
  return cut >= 0 && cut + delimiter.length === text.length;
}

function listObjects({ request, bucket }: BucketCall): Reply {
  const { query } = request;
  const filter = { prefix: query.get("prefix") ?? "", delimiter: readDelimiter(query) };
  const limit = readCount(query, "max-keys", maxPage);
  const encode = readEncoding(query);
  const second = isSecondVersion(request);
  const token = query.get("continuation-token");
  const marker = second
    ? token
      ? readToken(token)
      : (query.get("start-after") ?? "")
    : (query.get("marker") ?? "");
  const withOwner = !second || query.get("fetch-owner")?.toLowerCase() === "true";
  const keys = bucket.objects.sortedKeys();
  const contents: string[] = [];
  const prefixes: string[] = [];
  let last = "";
  let truncated = false;
  for (const { key, commonPrefix } of walk(keys, startOf(keys, filter, marker), filter)) {
    const version = key === undefined ? undefined : bucket.objects.get(key);
    if (version?.deleteMarker) continue;
    if (commonPrefix !== undefined && !hasObject(bucket, keys, commonPrefix)) continue;
    if (contents.length + prefixes.length === limit) {
      truncated = true;
      break;
    }
    if (commonPrefix !== undefined) prefixes.push(commonPrefix);
    else if (version) contents.push(renderContents(bucket, version, encode, withOwner));
    last = commonPrefix ?? key ?? "";
  }
  const common = prefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", encode(prefix))]));
  return {
    status: 200,
    headers: regionHeader(bucket),
    body: xmlDocument(
      element("ListBucketResult", [
        element("Name", bucket.name),
        ...(query.get("encoding-type") ? [element("EncodingType", "url")] : []),
        element("Prefix", encode(filter.prefix)),
        ...(second
          ? [
              optionalElement("StartAfter", query.get("start-after")),
              optionalElement("ContinuationToken", token),
              element("KeyCount", contents.length + prefixes.length),
            ]
          : [element("Marker", encode(marker))]),
        element("MaxKeys", limit),
        ...(filter.delimiter === "" ? [] : [element("Delimiter", encode(filter.delimiter))]),
        element("IsTruncated", String(truncated)),
        ...(truncated
          ? [
              second
                ? element("NextContinuationToken", writeToken(last))
                : element("NextMarker", encode(last)),
            ]
          : []),
        ...common,
        ...contents,
      ]),
    ),
  };
}

/**
 * `list-type=2`, which COS does not document: S3 libraries list in no other way. Only they are answered so (unverified).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
function isSecondVersion({ s3, query }: CosRequest): boolean {
  return s3 && query.get("list-type") === "2";
}

/** A continuation token: where the page before ended, with a check sum that tells it from a made-up one. */
function writeToken(last: string): string {
  return `${Buffer.from(last).toString("base64url")}.${createHash("sha256").update(last).digest("hex").slice(0, 16)}`;
}

/** Reads a continuation token back; what no page ended with is refused as S3 does it. */
function readToken(token: string): string {
  const last = Buffer.from(token.split(".")[0] ?? "", "base64url").toString();
  if (writeToken(last) !== token) {
    throw new ServiceError("InvalidArgument", { message: "The continuation token provided is incorrect." });
  }
  return last;
}

/** Whether a common prefix has anything but deleted objects below it. */
function hasObject(bucket: Bucket, keys: readonly string[], prefix: string): boolean {
  for (let at = lowerBound(keys, prefix); at < keys.length && keys[at]!.startsWith(prefix); at++) {
    if (!bucket.objects.get(keys[at]!)?.deleteMarker) return true;
  }
  return false;
}

function renderContents(
  bucket: Bucket,
  version: ObjectVersion,
  encode: (text: string) => string,
  withOwner: boolean,
): string {
  return element("Contents", [
    element("Key", encode(version.key)),
    element("LastModified", isoMilliseconds(version.lastModified)),
    element("ETag", `"${version.etag}"`),
    element("Size", version.size),
    ...(withOwner ? [ownerElement(bucket)] : []),
    element("StorageClass", version.storageClass),
    ...tierElements(version),
  ]);
}

/** Listings name the owner by APPID, unlike every other answer. */
function ownerElement(bucket: Bucket): string {
  const appId = appIdOf(bucket.name) ?? "";
  return element("Owner", [element("ID", appId), element("DisplayName", appId)]);
}

function tierElements(version: ObjectVersion): string[] {
  const tier = /INTELLIGENT_TIERING$/.test(version.storageClass) ? ["FREQUENT"] : [];
  return [
    ...tier.map((name) => element("StorageTier", name)),
    ...(version.restore ? [element("RestoreStatus", version.restore.ongoing ? "ONGOING" : "DONE")] : []),
  ];
}

function listVersions({ request, bucket }: BucketCall): Reply {
  const { query } = request;
  const filter = { prefix: query.get("prefix") ?? "", delimiter: readDelimiter(query) };
  const limit = readCount(query, "max-keys", maxPage);
  const encode = readEncoding(query);
  const keyMarker = query.get("key-marker") ?? "";
  const versionMarker = query.get("version-id-marker") ?? "";
  const keys = bucket.objects.sortedKeys();
  // With a version marker the marked key itself goes on, after that version.
  const start = versionMarker === "" ? startOf(keys, filter, keyMarker) : lowerBound(keys, keyMarker);
  const items: string[] = [];
  let next = { key: "", version: "" };
  let truncated = false;
  let count = 0;
  const prefixes: string[] = [];
  outer: for (const { key, commonPrefix } of walk(
    keys,
    Math.max(start, lowerBound(keys, filter.prefix)),
    filter,
  )) {
    if (commonPrefix !== undefined) {
      if (count === limit) {
        truncated = true;
        break;
      }
      count++;
      prefixes.push(commonPrefix);
      next = { key: commonPrefix, version: "" };
      continue;
    }
    const versions = versionsOf(bucket, key!);
    const after = versionMarker !== "" && key === keyMarker ? positionAfter(versions, versionMarker) : 0;
    for (const [version, shown] of versions.slice(after)) {
      if (count === limit) {
        truncated = true;
        break outer;
      }
      count++;
      items.push(renderVersion(bucket, version, shown, version === versions[0]?.[0], encode));
      next = { key: key!, version: shown };
    }
  }
  return {
    status: 200,
    headers: regionHeader(bucket),
    body: xmlDocument(
      element("ListVersionsResult", [
        element("Name", bucket.name),
        ...(query.get("encoding-type") ? [element("EncodingType", "url")] : []),
        element("Prefix", encode(filter.prefix)),
        element("KeyMarker", encode(keyMarker)),
        element("VersionIdMarker", versionMarker),
        element("MaxKeys", limit),
        element("IsTruncated", String(truncated)),
        ...(truncated
          ? [element("NextKeyMarker", encode(next.key)), element("NextVersionIdMarker", next.version)]
          : []),
        ...(filter.delimiter === "" ? [] : [element("Delimiter", encode(filter.delimiter))]),
        ...prefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", encode(prefix))])),
        ...items,
      ]),
    ),
  };
}

type Shown = readonly [version: ObjectVersion, id: string];

/** The versions of a key from the newest on, with the ids that a listing shows. */
function versionsOf(bucket: Bucket, key: string): Shown[] {
  const versions: Shown[] = [];
  for (let version = bucket.objects.get(key); version; version = version.older) {
    const unnamed = version.versionId === "" && bucket.versioning !== undefined;
    versions.push([version, unnamed ? "null" : version.versionId]);
  }
  return versions;
}

/** Where a listing goes on after a version: at the first older one, should it have been deleted meanwhile. */
function positionAfter(versions: readonly Shown[], marker: string): number {
  const at = versions.findIndex(([, id]) => id === marker);
  if (at >= 0) return at + 1;
  const written = timeOfVersionId(marker);
  if (written === undefined) return 0;
  const older = versions.findIndex(
    ([version, id]) => (timeOfVersionId(id) ?? version.lastModified * 1000) <= written,
  );
  return older < 0 ? versions.length : older;
}

function renderVersion(
  bucket: Bucket,
  version: ObjectVersion,
  shownId: string,
  latest: boolean,
  encode: (text: string) => string,
): string {
  const common = [
    element("Key", encode(version.key)),
    element("VersionId", shownId),
    element("IsLatest", String(latest)),
    element("LastModified", isoMilliseconds(version.lastModified)),
  ];
  if (version.deleteMarker) return element("DeleteMarker", [...common, ownerElement(bucket)]);
  return element("Version", [
    ...common,
    element("ETag", `"${version.etag}"`),
    element("Size", version.size),
    element("StorageClass", version.storageClass),
    ...tierElements(version),
    ownerElement(bucket),
  ]);
}

function listUploads({ request, bucket }: BucketCall): Reply {
  const { query } = request;
  const filter = { prefix: query.get("prefix") ?? "", delimiter: readDelimiter(query) };
  const limit = readCount(query, "max-uploads", maxPage);
  const encode = readEncoding(query);
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const found = [...bucket.uploads.values()]
    .filter(({ key }) => key.startsWith(filter.prefix))
    .sort((a, b) => compareKeys(a.key, b.key) || a.initiated - b.initiated || (a.id < b.id ? -1 : 1));
  const marked = idMarker === "" ? undefined : found.findIndex(({ id }) => id === idMarker);
  const items: string[] = [];
  const prefixes: string[] = [];
  let next = { key: "", id: "" };
  let truncated = false;
  for (const [index, upload] of found.entries()) {
    // Without an id the whole key is skipped; with one, the uploads of that key up to it.
    const order = compareKeys(upload.key, keyMarker);
    if (keyMarker !== "" && (order < 0 || (order === 0 && (marked === undefined || index <= marked))))
      continue;
    const cut = filter.delimiter === "" ? -1 : upload.key.indexOf(filter.delimiter, filter.prefix.length);
    const commonPrefix = cut < 0 ? undefined : upload.key.slice(0, cut + filter.delimiter.length);
    if (commonPrefix !== undefined && (prefixes.includes(commonPrefix) || commonPrefix === keyMarker))
      continue;
    if (items.length + prefixes.length === limit) {
      truncated = true;
      break;
    }
    if (commonPrefix !== undefined) prefixes.push(commonPrefix);
    else items.push(renderUpload(upload, encode));
    next = { key: commonPrefix ?? upload.key, id: commonPrefix === undefined ? upload.id : "" };
  }
  const encoding = query.get("encoding-type") ? "url" : undefined;
  return {
    status: 200,
    headers: regionHeader(bucket),
    body: xmlDocument(
      element("ListMultipartUploadsResult", [
        element("Bucket", bucket.name),
        // Go reads the one spelling, Java the other.
        optionalElement("Encoding-Type", encoding),
        optionalElement("EncodingType", encoding),
        element("KeyMarker", encode(keyMarker)),
        element("UploadIdMarker", idMarker),
        ...(truncated
          ? [element("NextKeyMarker", encode(next.key)), element("NextUploadIdMarker", next.id)]
          : []),
        element("MaxUploads", limit),
        element("IsTruncated", String(truncated)),
        element("Prefix", encode(filter.prefix)),
        ...(filter.delimiter === "" ? [] : [element("Delimiter", encode(filter.delimiter))]),
        ...items,
        ...prefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", encode(prefix))])),
      ]),
    ),
  };
}

function renderUpload(upload: Upload, encode: (text: string) => string): string {
  return element("Upload", [
    element("Key", encode(upload.key)),
    element("UploadId", upload.id),
    element("StorageClass", upload.template.storageClass),
    ...principalElements(upload.initiatorUin, upload.template.ownerUin),
    element("Initiated", isoMilliseconds(upload.initiated)),
  ]);
}
