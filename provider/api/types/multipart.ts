/** Uploads in parts. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { CosBody } from "../../client";
import type { ApiMethod } from "../call";
import type { Account, BucketParameters, CommonPrefix, CopySourceHeaders, CustomerKeyHeaders, EncryptionAnswerHeaders, EncryptionHeaders, ListParameters, MetadataHeaders, ObjectAclHeaders, ObjectParameters, SourceCustomerKeyHeaders, XmlBody } from "./shared";

/** Parameters of Initiate Multipart Upload. */
export interface InitiateMultipartUploadParameters extends ObjectParameters, MetadataHeaders, ObjectAclHeaders, EncryptionHeaders, CustomerKeyHeaders {
  /**
   * The storage class. Those that begin with `MAZ_` are for buckets with several zones.
   * On the wire `x-cos-storage-class`.
   * @default STANDARD
   */
  readonly StorageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {}) | undefined;
  /**
   * The object's tags, at most 10: `k1=v1&k2=v2`, URL-encoded.
   * On the wire `x-cos-tagging`.
   */
  readonly Tagging?: string | { readonly [name: string]: string } | undefined;
}

/** What is answered, the document `InitiateMultipartUploadResult`. */
export interface InitiateMultipartUploadAnswer {
  /** The bucket's full name. */
  readonly Bucket: string;
  readonly Key: string;
  /** What names the upload from now on. */
  readonly UploadId: string;
}

/** Headers that Initiate Multipart Upload answers. */
export interface InitiateMultipartUploadHead extends EncryptionAnswerHeaders {}

/** Parameters of Upload Part. */
export interface UploadPartParameters extends ObjectParameters, CustomerKeyHeaders {
  /** The content. A stream is sent once, and goes out chunked unless `ContentLength` is among the headers of the call; what can be opened again is repeated when the connection breaks. */
  readonly Body?: CosBody | undefined;
  /**
   * The number of the part. From 1 to 10000.
   * On the wire `partNumber`.
   */
  readonly PartNumber: number;
  /**
   * The upload, as its beginning answered it.
   * On the wire `uploadId`.
   */
  readonly UploadId: string;
  /**
   * The greatest speed of this transfer, in bits per second. From 819200 to 838860800.
   * On the wire `x-cos-traffic-limit`.
   */
  readonly TrafficLimit?: number | undefined;
  /**
   * `100-continue` sends the body only when COS takes the headers.
   * On the wire `Expect`.
   */
  readonly Expect?: string | undefined;
  /**
   * The SHA-1 of the body, in hexadecimal digits.
   * On the wire `x-cos-content-sha1`.
   */
  readonly ContentSha1?: string | undefined;
}

/** Headers that Upload Part answers. */
export interface UploadPartHead extends EncryptionAnswerHeaders {
  /** Changes with the content; in quotes. The MD5 only of small objects that no key of one's own encrypts. Header `ETag`. */
  readonly ETag: string;
  /** The CRC-64 of the part, as a decimal number. Header `x-cos-hash-crc64ecma`. */
  readonly HashCrc64ecma?: string;
}

/** Parameters of Upload Part - Copy. */
export interface UploadPartCopyParameters extends ObjectParameters, CopySourceHeaders, CustomerKeyHeaders, SourceCustomerKeyHeaders {
  /**
   * The number of the part. From 1 to 10000.
   * On the wire `partNumber`.
   */
  readonly PartNumber: number;
  /**
   * The upload, as its beginning answered it.
   * On the wire `uploadId`.
   */
  readonly UploadId: string;
  /**
   * Which bytes of the source: `bytes=0-1048575`. Left out, all.
   * On the wire `x-cos-copy-source-range`.
   */
  readonly CopySourceRange?: string | undefined;
}

/** What is answered, the document `CopyPartResult`. */
export interface UploadPartCopyAnswer {
  /** In quotes. */
  readonly ETag: string;
  readonly LastModified?: string | undefined;
  /** A decimal number of 64 bits. Known from the SDKs only. */
  readonly CRC64?: string | undefined;
}

/** Headers that Upload Part - Copy answers. */
export interface UploadPartCopyHead extends EncryptionAnswerHeaders {
  /** The version that was copied. Header `x-cos-copy-source-version-id`. */
  readonly CopySourceVersionId?: string;
}

/** Parameters of Complete Multipart Upload. */
export interface CompleteMultipartUploadParameters extends ObjectParameters, XmlBody<CompleteMultipartUploadBody> {
  /**
   * The upload, as its beginning answered it.
   * On the wire `uploadId`.
   */
  readonly UploadId: string;
}

/** What is sent, the document `CompleteMultipartUpload`. */
export interface CompleteMultipartUploadBody {
  /**
   * All of them, by number.
   * At most 10000.
   */
  readonly Part: readonly CompletedPart[];
}

/** What is answered, the document `CompleteMultipartUploadResult`. */
export interface CompleteMultipartUploadAnswer {
  /** The object's address. */
  readonly Location?: string | undefined;
  /** The bucket's full name. */
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  /** In quotes, with the number of parts after a hyphen; no MD5. */
  readonly ETag: string;
}

/** Headers that Complete Multipart Upload answers. */
export interface CompleteMultipartUploadHead extends EncryptionAnswerHeaders {
  /** The CRC-64 of the whole content, as a decimal number. Header `x-cos-hash-crc64ecma`. */
  readonly HashCrc64ecma?: string;
  /** The version that was written, where versioning is on. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** Parameters of Abort Multipart Upload. */
export interface AbortMultipartUploadParameters extends ObjectParameters {
  /**
   * The upload, as its beginning answered it.
   * On the wire `uploadId`.
   */
  readonly UploadId: string;
}

/** Parameters of List Parts. */
export interface ListPartsParameters extends ObjectParameters {
  /**
   * The upload, as its beginning answered it.
   * On the wire `uploadId`.
   */
  readonly UploadId: string;
  /**
   * The most parts of a page. From 1 to 1000.
   * On the wire `max-parts`.
   * @default 1000
   */
  readonly MaxParts?: number | undefined;
  /**
   * Lists what comes after this number. At least 0.
   * On the wire `part-number-marker`.
   */
  readonly PartNumberMarker?: number | undefined;
  /**
   * Writes keys URL-encoded in the answer: some hold characters that XML cannot.
   * On the wire `encoding-type`.
   */
  readonly EncodingType?: "url" | undefined;
}

/** What is answered, the document `ListPartsResult`. */
export interface ListPartsAnswer {
  /** The bucket's full name. */
  readonly Bucket?: string | undefined;
  /** `url` when the key is URL-encoded. The page's table spells it so, its sample as the next. */
  readonly "Encoding-type"?: string | undefined;
  /** The other spelling of the same. */
  readonly EncodingType?: string | undefined;
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
  /** Who began it. */
  readonly Initiator?: Account | undefined;
  /** Whose the object will be. */
  readonly Owner?: Account | undefined;
  readonly PartNumberMarker?: number | undefined;
  readonly Part: readonly ListedPart[];
  /** Where the next page begins. */
  readonly NextPartNumberMarker?: number | undefined;
  readonly StorageClass?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly IsTruncated: boolean;
}

/** Parameters of List Multipart Uploads. */
export interface ListMultipartUploadsParameters extends BucketParameters, ListParameters {
  /**
   * Lists what comes after this key.
   * On the wire `key-marker`.
   */
  readonly KeyMarker?: string | undefined;
  /**
   * Lists what comes after this upload of `key-marker`; without that it means nothing.
   * On the wire `upload-id-marker`.
   */
  readonly UploadIdMarker?: string | undefined;
  /**
   * The most uploads of a page. From 1 to 1000.
   * On the wire `max-uploads`.
   * @default 1000
   */
  readonly MaxUploads?: number | undefined;
}

/** What is answered, the document `ListMultipartUploadsResult`. */
export interface ListMultipartUploadsAnswer {
  /** The bucket's full name. */
  readonly Bucket?: string | undefined;
  /** `url` when keys are URL-encoded. */
  readonly "Encoding-Type"?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly UploadIdMarker?: string | undefined;
  /** Where the next page begins, together with `NextUploadIdMarker`. */
  readonly NextKeyMarker?: string | undefined;
  readonly NextUploadIdMarker?: string | undefined;
  readonly MaxUploads?: number | undefined;
  readonly IsTruncated: boolean;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly Upload: readonly ListedUpload[];
  readonly CommonPrefixes: readonly CommonPrefix[];
}

/** A part that has been uploaded. */
export interface CompletedPart {
  /** 1 to 10,000. */
  readonly PartNumber: number;
  /** What its upload answered. */
  readonly ETag: string;
}

/** A part of an unfinished upload. */
export interface ListedPart {
  readonly PartNumber: number;
  readonly LastModified?: string | undefined;
  /** In quotes. */
  readonly ETag: string;
  /** Bytes. */
  readonly Size: number;
}

/** An upload that is not finished. */
export interface ListedUpload {
  readonly Key: string;
  readonly UploadId: string;
  readonly StorageClass?: string | undefined;
  /** Who began it. */
  readonly Initiator?: Account | undefined;
  /** Whose the object will be. */
  readonly Owner?: Account | undefined;
  /** When it began, in ISO 8601 or, in the page's sample, as C prints it. */
  readonly Initiated?: string | undefined;
}

/** Uploads in parts. */
export interface MultipartMethods {
  /**
   * Initiate Multipart Upload.
   * Repeated after a lost answer it leaves a second upload, which keeps its bucket from being deleted until it is aborted.
   * Also called `CreateMultipartUpload`.
   * CAM action `name/cos:InitiateMultipartUpload`.
   * @see https://www.tencentcloud.com/document/product/436/7746
   */
  readonly initiateMultipartUpload: ApiMethod<InitiateMultipartUploadParameters, InitiateMultipartUploadAnswer, InitiateMultipartUploadHead>;
  /**
   * Upload Part.
   * A part has 1 MB to 5 GB; the last one may be smaller.
   * CAM action `name/cos:UploadPart`.
   * @see https://www.tencentcloud.com/document/product/436/7750
   */
  readonly uploadPart: ApiMethod<UploadPartParameters, UploadPartHead, UploadPartHead>;
  /**
   * Upload Part - Copy.
   * CAM action `name/cos:UploadPartCopy`.
   * @see https://www.tencentcloud.com/document/product/436/8287
   */
  readonly uploadPartCopy: ApiMethod<UploadPartCopyParameters, UploadPartCopyAnswer, UploadPartCopyHead>;
  /**
   * Complete Multipart Upload. Replaces what is there.
   * Repeated after a lost answer it is refused with NoSuchUpload, though the object is there.
   * CAM action `name/cos:CompleteMultipartUpload`.
   * @see https://www.tencentcloud.com/document/product/436/7742
   */
  readonly completeMultipartUpload: ApiMethod<CompleteMultipartUploadParameters, CompleteMultipartUploadAnswer, CompleteMultipartUploadHead>;
  /**
   * Abort Multipart Upload. Deletes what is there.
   * CAM action `name/cos:AbortMultipartUpload`.
   * @see https://www.tencentcloud.com/document/product/436/7740
   */
  readonly abortMultipartUpload: ApiMethod<AbortMultipartUploadParameters, {}, {}>;
  /**
   * List Parts.
   * CAM action `name/cos:ListParts`.
   * @see https://www.tencentcloud.com/document/product/436/7747
   */
  readonly listParts: ApiMethod<ListPartsParameters, ListPartsAnswer, {}>;
  /**
   * List Multipart Uploads.
   * CAM action `name/cos:ListMultipartUploads`.
   * @see https://www.tencentcloud.com/document/product/436/7736
   */
  readonly listMultipartUploads: ApiMethod<ListMultipartUploadsParameters, ListMultipartUploadsAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface MultipartTypes {
  readonly InitiateMultipartUpload: { readonly parameters: InitiateMultipartUploadParameters; readonly body: InitiateMultipartUploadAnswer; readonly head: InitiateMultipartUploadHead };
  readonly UploadPart: { readonly parameters: UploadPartParameters; readonly body: UploadPartHead; readonly head: UploadPartHead };
  readonly UploadPartCopy: { readonly parameters: UploadPartCopyParameters; readonly body: UploadPartCopyAnswer; readonly head: UploadPartCopyHead };
  readonly CompleteMultipartUpload: { readonly parameters: CompleteMultipartUploadParameters; readonly body: CompleteMultipartUploadAnswer; readonly head: CompleteMultipartUploadHead };
  readonly AbortMultipartUpload: { readonly parameters: AbortMultipartUploadParameters; readonly body: {}; readonly head: {} };
  readonly ListParts: { readonly parameters: ListPartsParameters; readonly body: ListPartsAnswer; readonly head: {} };
  readonly ListMultipartUploads: { readonly parameters: ListMultipartUploadsParameters; readonly body: ListMultipartUploadsAnswer; readonly head: {} };
}
