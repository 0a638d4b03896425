/** Documents of single objects: copies, deletions, forms, restoring, retention and unpacking. */

import { bool, date, group, int, string, struct, structs } from "../../codec/fields";

/** What a copy answers (https://www.tencentcloud.com/document/product/436/10881). */
export const copyObjectResult = group({
  /** In quotes. */
  etag: string("ETag"),
  /** A decimal number of 64 bits. */
  crc64: string("CRC64", { optional: true }),
  lastModified: string("LastModified", { optional: true }),
  /** The version that was written, where versioning is on. */
  versionId: string("VersionId", { optional: true }),
});

/** What a form answers that asks for the status 201 (https://www.tencentcloud.com/document/product/436/14690). */
export const postResponse = group({
  /** The object's address. */
  location: string("Location", { optional: true }),
  /** The bucket's full name. */
  bucket: string("Bucket", { optional: true }),
  key: string("Key", { optional: true }),
  /** In quotes. */
  etag: string("ETag", { optional: true }),
});

/** An object to be deleted. */
export const deletedKey = group({
  key: string("Key"),
  /** The version that goes for good. Left out, a delete marker is made where versioning is on. */
  versionId: string("VersionId", { optional: true }),
});

/** Objects to be deleted (https://www.tencentcloud.com/document/product/436/8289). */
export const deleteObjects = group({
  /**
   * Answers only what could not be deleted.
   * @default false
   */
  quiet: bool("Quiet", { optional: true }),
  /** 1 to 1,000. */
  objects: structs("Object", deletedKey, { maxItems: 1_000 }),
});

/** An object that is gone. */
export const deletedObject = group({
  key: string("Key"),
  /** The version that was asked for. */
  versionId: string("VersionId", { optional: true, minBytes: 0 }),
  /** Whether a delete marker was made or removed. */
  deleteMarker: bool("DeleteMarker", { optional: true }),
  /** The version of that marker. */
  deleteMarkerVersionId: string("DeleteMarkerVersionId", { optional: true, minBytes: 0 }),
});

/** An object that could not be deleted. */
export const deleteError = group({
  key: string("Key"),
  versionId: string("VersionId", { optional: true, minBytes: 0 }),
  /** COS's error code. */
  code: string("Code"),
  message: string("Message", { optional: true, minBytes: 0 }),
});

/** What became of objects that were to be deleted. */
export const deleteResult = group({
  deleted: structs("Deleted", deletedObject, { optional: true }),
  errors: structs("Error", deleteError, { optional: true }),
});

/** How an archived object is restored (https://www.tencentcloud.com/document/product/436/12633). */
export const restoreRequest = group({
  /** Days for which the restored copy stays. 1 to 365. */
  days: int("Days", { min: 1, max: 365 }),
  /** How fast: 1 to 5 minutes, 3 to 5 hours or 5 to 12 hours from ARCHIVE; DEEP_ARCHIVE has no `Expedited` and takes longer. */
  tier: string("CASJobParameters>Tier", { oneOf: ["Expedited", "Standard", "Bulk"] }),
});

/** Until when an object cannot be changed (https://www.tencentcloud.com/document/product/436/58038, 58039). */
export const retention = group({
  /** Nobody can shorten it; there is no other mode. */
  mode: string("Mode", { oneOf: ["COMPLIANCE"] }),
  /** The instant from which on it may be changed again. */
  retainUntilDate: date("RetainUntilDate"),
});

/** Where the files of an archive go. */
export const decompressionOutput = group({
  /** The bucket's full name. */
  bucketName: string("BucketName"),
  /** Whether the beginning of the keys is replaced. */
  prefixReplaced: bool("PrefixReplaced"),
  /** The beginning that is replaced. */
  resourcesPrefix: string("ResourcesPrefix", { minBytes: 0 }),
  /** What stands in its place. Required when `prefixReplaced`. */
  targetKeyPrefix: string("TargetKeyPrefix", { optional: true, minBytes: 0 }),
});

/** An archive to be unpacked. Known from the Java SDK only. */
export const decompressionRequest = group({
  outputConfiguration: struct("OutputConfiguration", decompressionOutput),
});

/** How far the unpacking is. Known from the Java SDK only. */
export const decompressionResult = group({
  jobId: string("JobId", { optional: true }),
  status: string("Status", { optional: true }),
  message: string("Msg", { optional: true, minBytes: 0 }),
});

/** Unpackings of a bucket. Known from the Java SDK only. */
export const decompressionJobs = group({
  jobs: structs("Job", decompressionResult, { optional: true }),
  /** Where the next page begins. */
  nextToken: string("NextToken", { optional: true, minBytes: 0 }),
});
