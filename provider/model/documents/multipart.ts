/** Documents of uploads in parts (https://www.tencentcloud.com/document/product/436/7746, 7742, 8287, 7747, 7736). */

import { bool, date, group, int, struct, structs, text } from "../../codec/fields";
import { account, commonPrefix } from "./listings";

/** An upload that has begun. */
export const initiateMultipartUploadResult = group({
  /** The bucket's full name. */
  bucket: text("Bucket"),
  key: text("Key"),
  /** What names the upload from now on. */
  uploadId: text("UploadId"),
});

/** A part that has been uploaded. */
export const completedPart = group({
  /** 1 to 10,000. */
  partNumber: int("PartNumber", { min: 1, max: 10_000 }),
  /** What its upload answered. */
  etag: text("ETag"),
});

/** The parts of which the object consists. */
export const completeMultipartUpload = group({
  /** All of them, by number. */
  parts: structs("Part", completedPart, { maxItems: 10_000 }),
});

/** The object that the parts have become. */
export const completeMultipartUploadResult = group({
  /** The object's address. */
  location: text("Location", { optional: true }),
  /** The bucket's full name. */
  bucket: text("Bucket", { optional: true }),
  key: text("Key", { optional: true }),
  /** In quotes, with the number of parts after a hyphen; no MD5. */
  etag: text("ETag"),
});

/** A part that was copied. */
export const copyPartResult = group({
  /** In quotes. */
  etag: text("ETag"),
  lastModified: text("LastModified", { optional: true }),
  /** A decimal number of 64 bits. Known from the SDKs only. */
  crc64: text("CRC64", { optional: true }),
});

/** A part of an unfinished upload. */
export const listedPart = group({
  partNumber: int("PartNumber"),
  lastModified: date("LastModified", { optional: true }),
  /** In quotes. */
  etag: text("ETag"),
  /** Bytes. */
  size: int("Size"),
});

/** The parts of an unfinished upload. */
export const listPartsResult = group({
  /** The bucket's full name. */
  bucket: text("Bucket", { optional: true }),
  /** `url` when the key is URL-encoded. The page's table spells it so, its sample as the next. */
  encodingType: text("Encoding-type", { optional: true }),
  /** The other spelling of the same. */
  encodingTypeOfSample: text("EncodingType", { optional: true }),
  key: text("Key", { optional: true }),
  uploadId: text("UploadId", { optional: true }),
  /** Who began it. */
  initiator: struct("Initiator", account, { optional: true }),
  /** Whose the object will be. */
  owner: struct("Owner", account, { optional: true }),
  partNumberMarker: int("PartNumberMarker", { optional: true }),
  parts: structs("Part", listedPart, { optional: true }),
  /** Where the next page begins. */
  nextPartNumberMarker: int("NextPartNumberMarker", { optional: true }),
  storageClass: text("StorageClass", { optional: true }),
  maxParts: int("MaxParts", { optional: true }),
  isTruncated: bool("IsTruncated"),
});

/** An upload that is not finished. */
export const listedUpload = group({
  key: text("Key"),
  uploadId: text("UploadId"),
  storageClass: text("StorageClass", { optional: true }),
  /** Who began it. */
  initiator: struct("Initiator", account, { optional: true }),
  /** Whose the object will be. */
  owner: struct("Owner", account, { optional: true }),
  /** When it began, in ISO 8601 or, in the page's sample, as C prints it. */
  initiated: text("Initiated", { optional: true }),
});

/** Unfinished uploads of a bucket. */
export const listMultipartUploadsResult = group({
  /** The bucket's full name. */
  bucket: text("Bucket", { optional: true }),
  /** `url` when keys are URL-encoded. */
  encodingType: text("Encoding-Type", { optional: true }),
  keyMarker: text("KeyMarker", { optional: true, minBytes: 0 }),
  uploadIdMarker: text("UploadIdMarker", { optional: true, minBytes: 0 }),
  /** Where the next page begins, together with `nextUploadIdMarker`. */
  nextKeyMarker: text("NextKeyMarker", { optional: true, minBytes: 0 }),
  nextUploadIdMarker: text("NextUploadIdMarker", { optional: true, minBytes: 0 }),
  maxUploads: int("MaxUploads", { optional: true }),
  isTruncated: bool("IsTruncated"),
  prefix: text("Prefix", { optional: true, minBytes: 0 }),
  delimiter: text("Delimiter", { optional: true, minBytes: 0 }),
  uploads: structs("Upload", listedUpload, { optional: true }),
  commonPrefixes: structs("CommonPrefixes", commonPrefix, { optional: true }),
});
