/** Documents of listings: buckets, objects, versions, uploads and their parts. */

import { bool, date, group, int, string, struct, structs } from "../../codec/fields";

/** An account, as documents name it. */
export const account = group({
  /** Such as `qcs::cam::uin/100000000001:uin/100000000001`; the APPID where objects are listed. */
  id: string("ID", { optional: true }),
  /** The UIN, or the APPID where objects are listed. */
  displayName: string("DisplayName", { optional: true }),
});

/** A bucket of the account. */
export const listedBucket = group({
  /** The full name, `name-APPID`. */
  name: string("Name"),
  /** The region. */
  location: string("Location"),
  /** When it was made. */
  creationDate: date("CreationDate"),
  /** `cos`, or `ofs` with the file system. */
  bucketType: string("BucketType", { optional: true }),
  /** Known from the Go SDK only. */
  type: string("Type", { optional: true }),
});

/** The account's buckets (https://www.tencentcloud.com/document/product/436/8291). */
export const listAllMyBucketsResult = group({
  owner: struct("Owner", account),
  /** The buckets, of all regions or of one. */
  buckets: structs("Buckets>Bucket", listedBucket, { optional: true }),
  /** Whether there are more. */
  isTruncated: bool("IsTruncated", { optional: true }),
  /** Where this page began. */
  marker: string("Marker", { optional: true, minBytes: 0 }),
  /** Where the next page begins. */
  nextMarker: string("NextMarker", { optional: true, minBytes: 0 }),
});

/** Keys that begin alike, up to the delimiter. */
export const commonPrefix = group({
  /** What they begin with, the delimiter included. */
  prefix: string("Prefix"),
});

/** An object of a listing. */
export const listedObject = group({
  key: string("Key"),
  /** When it was written. */
  lastModified: date("LastModified"),
  /** In quotes. */
  etag: string("ETag"),
  /** Bytes. */
  size: int("Size"),
  owner: struct("Owner", account, { optional: true }),
  storageClass: string("StorageClass", { optional: true }),
  /** Where intelligent tiering has it. */
  storageTier: string("StorageTier", { optional: true }),
  /** How far an archived object is restored: `ONGOING`, `DONE` or `FAILED`. */
  restoreStatus: string("RestoreStatus", { optional: true }),
});

/** Objects of a bucket (https://www.tencentcloud.com/document/product/436/30614). */
export const listBucketResult = group({
  /** The bucket's full name. */
  name: string("Name"),
  /** `url` when keys are URL-encoded. */
  encodingType: string("EncodingType", { optional: true }),
  prefix: string("Prefix", { optional: true, minBytes: 0 }),
  marker: string("Marker", { optional: true, minBytes: 0 }),
  maxKeys: int("MaxKeys", { optional: true }),
  delimiter: string("Delimiter", { optional: true }),
  isTruncated: bool("IsTruncated"),
  /** Where the next page begins: the last key or prefix of this one. */
  nextMarker: string("NextMarker", { optional: true }),
  commonPrefixes: structs("CommonPrefixes", commonPrefix, { optional: true }),
  contents: structs("Contents", listedObject, { optional: true }),
});

/** A version of an object. */
export const listedVersion = group({
  key: string("Key"),
  /** Empty in a bucket that never had versioning; `null` for what was written while it was off. */
  versionId: string("VersionId", { optional: true, minBytes: 0 }),
  /** Whether it is the newest one. */
  isLatest: bool("IsLatest"),
  /** When it was written. */
  lastModified: date("LastModified"),
  /** In quotes. */
  etag: string("ETag"),
  /** Bytes. */
  size: int("Size"),
  storageClass: string("StorageClass", { optional: true }),
  /** Where intelligent tiering has it. */
  storageTier: string("StorageTier", { optional: true }),
  owner: struct("Owner", account, { optional: true }),
});

/** A mark that an object was deleted. */
export const listedDeleteMarker = group({
  key: string("Key"),
  versionId: string("VersionId", { optional: true, minBytes: 0 }),
  /** Whether it is the newest version, so that the object counts as deleted. */
  isLatest: bool("IsLatest"),
  /** When it was deleted. */
  lastModified: date("LastModified"),
  owner: struct("Owner", account, { optional: true }),
});

/**
 * Versions of the objects of a bucket (https://www.tencentcloud.com/document/product/436/31551). In the document versions and delete markers
 * alternate, by key and then from the newest on.
 */
export const listVersionsResult = group({
  /** The bucket's full name. */
  name: string("Name"),
  /** `url` when keys are URL-encoded. */
  encodingType: string("EncodingType", { optional: true }),
  prefix: string("Prefix", { optional: true, minBytes: 0 }),
  keyMarker: string("KeyMarker", { optional: true, minBytes: 0 }),
  versionIdMarker: string("VersionIdMarker", { optional: true, minBytes: 0 }),
  maxKeys: int("MaxKeys", { optional: true }),
  delimiter: string("Delimiter", { optional: true }),
  isTruncated: bool("IsTruncated"),
  nextKeyMarker: string("NextKeyMarker", { optional: true }),
  /** Empty when the page ended with a common prefix. */
  nextVersionIdMarker: string("NextVersionIdMarker", { optional: true, minBytes: 0 }),
  commonPrefixes: structs("CommonPrefixes", commonPrefix, { optional: true }),
  versions: structs("Version", listedVersion, { optional: true }),
  deleteMarkers: structs("DeleteMarker", listedDeleteMarker, { optional: true }),
});

/** Where a bucket is (https://www.tencentcloud.com/document/product/436/8275). */
export const locationConstraint = group({
  /** The region; the page's sample has `cos.` before it. */
  region: string("", { partOf: { read: (text) => text, write: ({ region }) => String(region) } }),
});
