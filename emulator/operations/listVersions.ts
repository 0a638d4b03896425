/** Lists versions (https://www.tencentcloud.com/document/product/436/31551). */

import { timeOfVersionId } from "../format/ids";
import { isoMilliseconds } from "../format/text";
import { element, xmlDocument } from "../format/xml";
import type { BucketCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import type { Bucket, ObjectVersion } from "../store/bucket";
import { lowerBound } from "../store/keyIndex";
import { regionHeader } from "./bucket";
import { maxPage, ownerElement, readFilter, startOf, tierElements, walk } from "./listing";
import { readCount, readEncoding } from "./query";

/** `GET /?versions` */
export const getBucketObjectVersions: Operation = {
  name: "GetBucketObjectVersions",
  on: "bucket",
  need: "bucket-read",
  run: listVersions,
};

function listVersions({ request, bucket }: BucketCall): Reply {
  const { query } = request;
  const filter = readFilter(query);
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
  if (at >= 0) {
    return at + 1;
  }
  const written = timeOfVersionId(marker);
  if (written === undefined) {
    return 0;
  }
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
  if (version.deleteMarker) {
    return element("DeleteMarker", [...common, ownerElement(bucket)]);
  }
  return element("Version", [
    ...common,
    element("ETag", `"${version.etag}"`),
    element("Size", version.size),
    element("StorageClass", version.storageClass),
    ...tierElements(version),
    ownerElement(bucket),
  ]);
}
