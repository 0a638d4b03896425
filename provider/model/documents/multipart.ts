/** Documents of uploads in parts (https://www.tencentcloud.com/document/product/436/7746, 7742, 8287, 7747, 7736). */

import { bool, date, group, int, string, struct, structs } from "../../codec/fields";
import { account, commonPrefix } from "./listings";

/** An upload that has begun. */
export const initiateMultipartUploadResult = group({
  /** The bucket's full name. */
  bucket: string("Bucket"),
  key: string("Key"),
  /** What names the upload from now on. */
  uploadId: string("UploadId"),
});

/** A part that has been uploaded. */
export const completedPart = group({
  /** 1 to 10,000. */
  partNumber: int("PartNumber", { min: 1, max: 10_000 }),
  /** What its upload answered. */
  etag: string("ETag"),
});

/** The parts of which the object consists. */
export const completeMultipartUpload = group({
  /** All of them, by number. */
  parts: structs("Part", completedPart, { maxItems: 10_000 }),
});

/** The object that the parts have become. */
export const completeMultipartUploadResult = group({
  /** The object's address. */
  location: string("Location", { optional: true }),
  /** The bucket's full name. */
  bucket: string("Bucket", { optional: true }),
  key: string("Key", { optional: true }),
  /** In quotes, with the number of parts after a hyphen; no MD5. */
  etag: string("ETag"),
});

/** A part that was copied. */
export const copyPartResult = group({
  /** In quotes. */
  etag: string("ETag"),
  lastModified: string("LastModified", { optional: true }),
  /** A decimal number of 64 bits. Known from the SDKs only. */
  crc64: string("CRC64", { optional: true }),
});

/** A part of an unfinished upload. */
export const listedPart = group({
  partNumber: int("PartNumber"),
  lastModified: date("LastModified", { optional: true }),
  /** In quotes. */
  etag: string("ETag"),
  /** Bytes. */
  size: int("Size"),
});

/** The parts of an unfinished upload. */
export const listPartsResult = group({
  /** The bucket's full name. */
  bucket: string("Bucket", { optional: true }),
  /** `url` when the key is URL-encoded. The page's table spells it so, its sample as the next. */
  encodingType: string("Encoding-type", { optional: true }),
  /** The other spelling of the same. */
  encodingTypeOfSample: string("EncodingType", { optional: true }),
  key: string("Key", { optional: true }),
  uploadId: string("UploadId", { optional: true }),
  /** Who began it. */
  initiator: struct("Initiator", account, { optional: true }),
  /** Whose the object will be. */
  owner: struct("Owner", account, { optional: true }),
  partNumberMarker: int("PartNumberMarker", { optional: true }),
  parts: structs("Part", listedPart, { optional: true }),
  /** Where the next page begins. */
  nextPartNumberMarker: int("NextPartNumberMarker", { optional: true }),
  storageClass: string("StorageClass", { optional: true }),
  maxParts: int("MaxParts", { optional: true }),
  isTruncated: bool("IsTruncated"),
});

/** An upload that is not finished. */
export const listedUpload = group({
  key: string("Key"),
  uploadId: string("UploadId"),
  storageClass: string("StorageClass", { optional: true }),
  /** Who began it. */
  initiator: struct("Initiator", account, { optional: true }),
  /** Whose the object will be. */
  owner: struct("Owner", account, { optional: true }),
  /** When it began, in ISO 8601 or, in the page's sample, as C prints it. */
  initiated: string("Initiated", { optional: true }),
});

/** Unfinished uploads of a bucket. */
export const listMultipartUploadsResult = group({
  /** The bucket's full name. */
  bucket: string("Bucket", { optional: true }),
  /** `url` when keys are URL-encoded. */
  encodingType: string("Encoding-Type", { optional: true }),
  keyMarker: string("KeyMarker", { optional: true, minBytes: 0 }),
  uploadIdMarker: string("UploadIdMarker", { optional: true, minBytes: 0 }),
  /** Where the next page begins, together with `nextUploadIdMarker`. */
  nextKeyMarker: string("NextKeyMarker", { optional: true, minBytes: 0 }),
  nextUploadIdMarker: string("NextUploadIdMarker", { optional: true, minBytes: 0 }),
  maxUploads: int("MaxUploads", { optional: true }),
  isTruncated: bool("IsTruncated"),
  prefix: string("Prefix", { optional: true, minBytes: 0 }),
  delimiter: string("Delimiter", { optional: true, minBytes: 0 }),
  uploads: structs("Upload", listedUpload, { optional: true }),
  commonPrefixes: structs("CommonPrefixes", commonPrefix, { optional: true }),
});
