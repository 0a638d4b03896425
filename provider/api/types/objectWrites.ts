/** Writing, copying and deleting objects. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { CosBody, CosBodySource } from "../../client";
import type { ApiMethod } from "../call";
import type { BucketParameters, CopySourceHeaders, CustomerKeyHeaders, EncryptionHeaders, MetadataHeaders, ObjectAclHeaders, ObjectParameters, SourceCustomerKeyHeaders, WrittenAnswerHeaders, XmlBody } from "./shared";

/** Parameters of PUT Object. */
export interface PutObjectParameters extends ObjectParameters, MetadataHeaders, ObjectAclHeaders, EncryptionHeaders, CustomerKeyHeaders {
  /** The content. A stream is sent once, and goes out chunked unless `ContentLength` is among the headers of the call; what can be opened again is repeated when the connection breaks. */
  readonly Body?: CosBody | undefined;
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
  /**
   * Refuses to replace an object that is there.
   * Unverified.
   * On the wire `x-cos-forbid-overwrite`.
   */
  readonly ForbidOverwrite?: boolean | undefined;
}

/** Headers that PUT Object answers. */
export interface PutObjectHead extends WrittenAnswerHeaders {}

/** Parameters of PUT Object - Copy. */
export interface PutObjectCopyParameters extends ObjectParameters, MetadataHeaders, ObjectAclHeaders, CopySourceHeaders, EncryptionHeaders, CustomerKeyHeaders, SourceCustomerKeyHeaders {
  /**
   * Whether metadata are those of the source, or those of this request.
   * On the wire `x-cos-metadata-directive`.
   * @default Copy
   */
  readonly MetadataDirective?: "Copy" | "Replaced" | undefined;
  /**
   * Whether tags are those of the source, or those of this request.
   * On the wire `x-cos-tagging-directive`.
   * @default Copy
   */
  readonly TaggingDirective?: "Copy" | "Replaced" | undefined;
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

/** What is answered, the document `CopyObjectResult`. */
export interface PutObjectCopyAnswer {
  /** In quotes. */
  readonly ETag: string;
  /** A decimal number of 64 bits. */
  readonly CRC64?: string | undefined;
  readonly LastModified?: string | undefined;
  /** The version that was written, where versioning is on. */
  readonly VersionId?: string | undefined;
}

/** Headers that PUT Object - Copy answers. */
export interface PutObjectCopyHead {
  /** The CRC-64 of the whole content, as a decimal number. Header `x-cos-hash-crc64ecma`. */
  readonly HashCrc64ecma?: string;
  /** The version that was written, where versioning is on. Header `x-cos-version-id`. */
  readonly VersionId?: string;
  /** The version that was copied. Header `x-cos-copy-source-version-id`. */
  readonly CopySourceVersionId?: string;
}

/** Parameters of POST Object. */
export interface PostObjectParameters extends BucketParameters, MetadataHeaders, EncryptionHeaders {
  /** The content. */
  readonly File: string | Uint8Array | CosBodySource;
  /**
   * The key; `${filename}` stands for the name of the file.
   * On the wire `key`.
   */
  readonly Key: string;
  /**
   * A ready-made set of grants. `default` takes the rules of the bucket.
   * On the wire `acl`.
   * @default default
   */
  readonly Acl?: "default" | "private" | "public-read" | "authenticated-read" | "bucket-owner-read" | "bucket-owner-full-control" | undefined;
  /**
   * The storage class. Those that begin with `MAZ_` are for buckets with several zones.
   * On the wire `x-cos-storage-class`.
   * @default STANDARD
   */
  readonly StorageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {}) | undefined;
  /**
   * The greatest speed of this transfer, in bits per second. From 819200 to 838860800.
   * On the wire `x-cos-traffic-limit`.
   */
  readonly TrafficLimit?: number | undefined;
  /**
   * The MD5 of the file.
   * On the wire `Content-MD5`.
   */
  readonly ContentMD5?: string | Uint8Array | undefined;
  /**
   * The status of success; 201 answers a document.
   * On the wire `success_action_status`.
   * @default 204
   */
  readonly SuccessActionStatus?: 200 | 201 | 204 | undefined;
  /**
   * Where the browser is sent after success, instead of an answer.
   * On the wire `success_action_redirect`.
   */
  readonly SuccessActionRedirect?: string | undefined;
}

/** What is answered, the document `PostResponse`. */
export interface PostObjectAnswer {
  /** The object's address. */
  readonly Location?: string | undefined;
  /** The bucket's full name. */
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  /** In quotes. */
  readonly ETag?: string | undefined;
}

/** Headers that POST Object answers. */
export interface PostObjectHead extends WrittenAnswerHeaders {
  /** The object's address, or where the browser is sent. Header `Location`. */
  readonly Location?: string;
}

/** Parameters of APPEND Object. */
export interface AppendObjectParameters extends ObjectParameters, MetadataHeaders, ObjectAclHeaders, EncryptionHeaders {
  /** The content. A stream is sent once, and goes out chunked unless `ContentLength` is among the headers of the call; what can be opened again is repeated when the connection breaks. */
  readonly Body?: CosBody | undefined;
  /**
   * How long the object is now; 0 creates it. At least 0.
   * On the wire `position`.
   */
  readonly Position: number;
  /**
   * The storage class. Those that begin with `MAZ_` are for buckets with several zones.
   * On the wire `x-cos-storage-class`.
   * @default STANDARD
   */
  readonly StorageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {}) | undefined;
  /**
   * The greatest speed of this transfer, in bits per second. From 819200 to 838860800.
   * On the wire `x-cos-traffic-limit`.
   */
  readonly TrafficLimit?: number | undefined;
}

/** Headers that APPEND Object answers. */
export interface AppendObjectHead extends WrittenAnswerHeaders {
  /** How long the object is now. Header `x-cos-next-append-position`. */
  readonly NextAppendPosition?: number;
  /** A digest of what was appended. Header `x-cos-content-sha1`. */
  readonly ContentSha1?: string;
}

/** Parameters of PUT Symlink. */
export interface PutSymlinkParameters extends ObjectParameters {
  /**
   * The key that the link leads to, in the same bucket, URL-encoded.
   * On the wire `x-cos-symlink-target`.
   */
  readonly SymlinkTarget: string;
}

/** Headers that PUT Symlink answers. */
export interface PutSymlinkHead {
  /** Changes with the target; in quotes. Header `ETag`. */
  readonly ETag?: string;
  /** The version that was written, where versioning is on. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** Parameters of Rename (buckets with a file system). */
export interface RenameObjectParameters extends ObjectParameters {
  /**
   * The key that it has now.
   * On the wire `x-cos-rename-source`.
   */
  readonly RenameSource: string;
}

/** Parameters of DELETE Object. */
export interface DeleteObjectParameters extends ObjectParameters {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
  /**
   * Deletes a folder with all that is in it, in a bucket with a file system.
   * Known from SDKs only.
   * On the wire `recursive`.
   */
  readonly Recursive?: boolean | undefined;
}

/** Headers that DELETE Object answers. */
export interface DeleteObjectHead {
  /** Whether a delete marker was made or removed. Header `x-cos-delete-marker`. */
  readonly DeleteMarker?: boolean;
  /** The version of the marker, or that is gone. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** Parameters of DELETE Multiple Objects. */
export interface DeleteMultipleObjectsParameters extends BucketParameters, XmlBody<DeleteMultipleObjectsBody> {}

/** What is sent, the document `Delete`. */
export interface DeleteMultipleObjectsBody {
  /** Answers only what could not be deleted. */
  readonly Quiet?: boolean | undefined;
  /** 1 to 1,000. */
  readonly Object: readonly DeletedKey[];
}

/** What is answered, the document `DeleteResult`. */
export interface DeleteMultipleObjectsAnswer {
  readonly Deleted: readonly DeletedObject[];
  readonly Error: readonly DeleteError[];
}

/** An object to be deleted. */
export interface DeletedKey {
  readonly Key: string;
  /** The version that goes for good. Left out, a delete marker is made where versioning is on. */
  readonly VersionId?: string | undefined;
}

/** An object that is gone. */
export interface DeletedObject {
  readonly Key: string;
  /** The version that was asked for. */
  readonly VersionId?: string | undefined;
  /** Whether a delete marker was made or removed. */
  readonly DeleteMarker?: boolean | undefined;
  /** The version of that marker. */
  readonly DeleteMarkerVersionId?: string | undefined;
}

/** An object that could not be deleted. */
export interface DeleteError {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  /** COS's error code. */
  readonly Code: string;
  readonly Message?: string | undefined;
}

/** Writing, copying and deleting objects. */
export interface ObjectWritesMethods {
  /**
   * PUT Object. Replaces what is there.
   * CAM action `name/cos:PutObject`.
   * @see https://www.tencentcloud.com/document/product/436/7749
   */
  readonly putObject: ApiMethod<PutObjectParameters, PutObjectHead, PutObjectHead>;
  /**
   * PUT Object - Copy. Replaces what is there.
   * Class, access rules and encryption are never those of the source. A source has at most 5 GB.
   * Also called `CopyObject`.
   * CAM action `name/cos:PutObject`.
   * @see https://www.tencentcloud.com/document/product/436/10881
   */
  readonly putObjectCopy: ApiMethod<PutObjectCopyParameters, PutObjectCopyAnswer, PutObjectCopyHead>;
  /**
   * POST Object. Replaces what is there.
   * For forms of a browser; the signature is among the fields.
   * CAM action `name/cos:PostObject`.
   * @see https://www.tencentcloud.com/document/product/436/14690
   */
  readonly postObject: ApiMethod<PostObjectParameters, PostObjectAnswer | PostObjectHead, PostObjectHead>;
  /**
   * APPEND Object.
   * Repeated after a lost answer it is refused with AppendPositionErr, though it was done.
   * CAM action `name/cos:AppendObject`.
   * @see https://www.tencentcloud.com/document/product/436/7741
   */
  readonly appendObject: ApiMethod<AppendObjectParameters, AppendObjectHead, AppendObjectHead>;
  /**
   * PUT Symlink. Replaces what is there.
   * CAM action `name/cos:PutSymlink`.
   * @see https://cloud.tencent.com/document/product/436/111863
   */
  readonly putSymlink: ApiMethod<PutSymlinkParameters, PutSymlinkHead, PutSymlinkHead>;
  /**
   * Rename (buckets with a file system). Replaces what is there.
   * CAM action `name/cos:RenameObject`, as its name suggests.
   * Known from SDKs only.
   */
  readonly renameObject: ApiMethod<RenameObjectParameters, {}, {}>;
  /**
   * DELETE Object. Deletes what is there.
   * It succeeds also where there is no such object. With versioning only a named version is really gone.
   * CAM action `name/cos:DeleteObject`.
   * @see https://www.tencentcloud.com/document/product/436/7743
   */
  readonly deleteObject: ApiMethod<DeleteObjectParameters, DeleteObjectHead, DeleteObjectHead>;
  /**
   * DELETE Multiple Objects. Deletes what is there.
   * It answers 200 also where keys could not be deleted; the document names them.
   * Also called `DeleteObjects`.
   * CAM action `name/cos:DeleteObject`.
   * @see https://www.tencentcloud.com/document/product/436/8289
   */
  readonly deleteMultipleObjects: ApiMethod<DeleteMultipleObjectsParameters, DeleteMultipleObjectsAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface ObjectWritesTypes {
  readonly PutObject: { readonly parameters: PutObjectParameters; readonly body: PutObjectHead; readonly head: PutObjectHead };
  readonly PutObjectCopy: { readonly parameters: PutObjectCopyParameters; readonly body: PutObjectCopyAnswer; readonly head: PutObjectCopyHead };
  readonly PostObject: { readonly parameters: PostObjectParameters; readonly body: PostObjectAnswer | PostObjectHead; readonly head: PostObjectHead };
  readonly AppendObject: { readonly parameters: AppendObjectParameters; readonly body: AppendObjectHead; readonly head: AppendObjectHead };
  readonly PutSymlink: { readonly parameters: PutSymlinkParameters; readonly body: PutSymlinkHead; readonly head: PutSymlinkHead };
  readonly RenameObject: { readonly parameters: RenameObjectParameters; readonly body: {}; readonly head: {} };
  readonly DeleteObject: { readonly parameters: DeleteObjectParameters; readonly body: DeleteObjectHead; readonly head: DeleteObjectHead };
  readonly DeleteMultipleObjects: { readonly parameters: DeleteMultipleObjectsParameters; readonly body: DeleteMultipleObjectsAnswer; readonly head: {} };
}
