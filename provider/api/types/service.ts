/** Service and buckets. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { Account, BucketAclHeaders, BucketParameters, CommonPrefix, ListParameters } from "./shared";

/** Parameters of GET Service (List Buckets). */
export interface GetServiceParameters {
  /**
   * Only buckets that have this tag; together with `tagvalue`.
   * On the wire `tagkey`.
   */
  readonly Tagkey?: string | undefined;
  /**
   * The value of that tag.
   * On the wire `tagvalue`.
   */
  readonly Tagvalue?: string | undefined;
  /**
   * Only buckets of this region.
   * On the wire `region`.
   */
  readonly Region?: string | undefined;
  /**
   * Compares when buckets were made; together with `range`.
   * On the wire `create-time`.
   */
  readonly CreateTime?: number | Date | undefined;
  /**
   * Whether buckets are meant that were made before or after `create-time`.
   * On the wire `range`.
   */
  readonly Range?: "lt" | "gt" | "lte" | "gte" | undefined;
  /**
   * Where the page begins: `NextMarker` of the page before.
   * On the wire `marker`.
   */
  readonly Marker?: string | undefined;
  /**
   * The most buckets of a page. From 1 to 2000.
   * On the wire `max-keys`.
   * @default 2000
   */
  readonly MaxKeys?: number | undefined;
}

/** What is answered, the document `ListAllMyBucketsResult`. */
export interface GetServiceAnswer {
  readonly Owner: Account;
  readonly Buckets: {
    /** The buckets, of all regions or of one. */
    readonly Bucket: readonly ListedBucket[];
  };
  /** Whether there are more. */
  readonly IsTruncated?: boolean | undefined;
  /** Where this page began. */
  readonly Marker?: string | undefined;
  /** Where the next page begins. */
  readonly NextMarker?: string | undefined;
}

/** Parameters of PUT Bucket. */
export interface PutBucketParameters extends BucketParameters, BucketAclHeaders {
  /** The document: an object, or its XML text. */
  readonly Body?: PutBucketBody | string | undefined;
  /**
   * The bucket's tags, at most 50: `k1=v1&k2=v2`, URL-encoded.
   * On the wire `x-cos-tagging`.
   */
  readonly Tagging?: string | { readonly [name: string]: string } | undefined;
}

/** What is sent, the document `CreateBucketConfiguration`. */
export interface PutBucketBody {
  /** `MAZ` keeps objects in several zones. Left out, one zone. */
  readonly BucketAZConfig?: "MAZ" | undefined;
  /** `OFS` has a file system. Left out, plain object storage. */
  readonly BucketArchConfig?: "OFS" | undefined;
}

/** Parameters of HEAD Bucket. */
export interface HeadBucketParameters extends BucketParameters {}

/** Headers that HEAD Bucket answers. */
export interface HeadBucketHead {
  /** The bucket's region. Header `x-cos-bucket-region`. */
  readonly BucketRegion?: string;
  /** `MAZ` for a bucket in several zones. Header `x-cos-bucket-az-type`. */
  readonly BucketAzType?: string;
  /** `OFS` for a bucket with a file system. Header `x-cos-bucket-arch`. */
  readonly BucketArch?: string;
}

/** Parameters of DELETE Bucket. */
export interface DeleteBucketParameters extends BucketParameters {}

/** Parameters of GET Bucket (List Objects). */
export interface GetBucketParameters extends BucketParameters, ListParameters {
  /**
   * Lists what comes after this key.
   * On the wire `marker`.
   */
  readonly Marker?: string | undefined;
  /**
   * The most entries of a page. From 1 to 1000.
   * On the wire `max-keys`.
   * @default 1000
   */
  readonly MaxKeys?: number | undefined;
}

/** What is answered, the document `ListBucketResult`. */
export interface GetBucketAnswer {
  /** The bucket's full name. */
  readonly Name: string;
  /** `url` when keys are URL-encoded. */
  readonly EncodingType?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Delimiter?: string | undefined;
  readonly IsTruncated: boolean;
  /** Where the next page begins: the last key or prefix of this one. */
  readonly NextMarker?: string | undefined;
  readonly CommonPrefixes: readonly CommonPrefix[];
  readonly Contents: readonly ListedObject[];
}

/** Headers that GET Bucket (List Objects) answers. */
export interface GetBucketHead {
  /** The bucket's region. Header `x-cos-bucket-region`. */
  readonly BucketRegion?: string;
}

/** Parameters of GET Bucket Object versions. */
export interface GetBucketObjectVersionsParameters extends BucketParameters, ListParameters {
  /**
   * Lists what comes after this key.
   * On the wire `key-marker`.
   */
  readonly KeyMarker?: string | undefined;
  /**
   * Lists what comes after this version of `key-marker`. Left out, all versions of that key are passed over.
   * On the wire `version-id-marker`.
   */
  readonly VersionIdMarker?: string | undefined;
  /**
   * The most entries of a page. From 1 to 1000.
   * On the wire `max-keys`.
   * @default 1000
   */
  readonly MaxKeys?: number | undefined;
}

/** What is answered, the document `ListVersionsResult`. */
export interface GetBucketObjectVersionsAnswer {
  /** The bucket's full name. */
  readonly Name: string;
  /** `url` when keys are URL-encoded. */
  readonly EncodingType?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Delimiter?: string | undefined;
  readonly IsTruncated: boolean;
  readonly NextKeyMarker?: string | undefined;
  /** Empty when the page ended with a common prefix. */
  readonly NextVersionIdMarker?: string | undefined;
  readonly CommonPrefixes: readonly CommonPrefix[];
  readonly Version: readonly ListedVersion[];
  readonly DeleteMarker: readonly ListedDeleteMarker[];
}

/** Headers that GET Bucket Object versions answers. */
export interface GetBucketObjectVersionsHead {
  /** The bucket's region. Header `x-cos-bucket-region`. */
  readonly BucketRegion?: string;
}

/** Parameters of GET Bucket location. */
export interface GetBucketLocationParameters extends BucketParameters {}

/** What is answered, the document `LocationConstraint`. */
export interface GetBucketLocationAnswer {
  readonly LocationConstraint: string;
}

/** A bucket of the account. */
export interface ListedBucket {
  /** The full name, `name-APPID`. */
  readonly Name: string;
  /** The region. */
  readonly Location: string;
  /** When it was made. */
  readonly CreationDate: string;
  /** `cos`, or `ofs` with the file system. */
  readonly BucketType?: string | undefined;
  /** Known from the Go SDK only. */
  readonly Type?: string | undefined;
}

/** An object of a listing. */
export interface ListedObject {
  readonly Key: string;
  /** When it was written. */
  readonly LastModified: string;
  /** In quotes. */
  readonly ETag: string;
  /** Bytes. */
  readonly Size: number;
  readonly Owner?: Account | undefined;
  readonly StorageClass?: string | undefined;
  /** Where intelligent tiering has it. */
  readonly StorageTier?: string | undefined;
  /** How far an archived object is restored: `ONGOING`, `DONE` or `FAILED`. */
  readonly RestoreStatus?: string | undefined;
}

/** A version of an object. */
export interface ListedVersion {
  readonly Key: string;
  /** Empty in a bucket that never had versioning; `null` for what was written while it was off. */
  readonly VersionId?: string | undefined;
  /** Whether it is the newest one. */
  readonly IsLatest: boolean;
  /** When it was written. */
  readonly LastModified: string;
  /** In quotes. */
  readonly ETag: string;
  /** Bytes. */
  readonly Size: number;
  readonly StorageClass?: string | undefined;
  /** Where intelligent tiering has it. */
  readonly StorageTier?: string | undefined;
  readonly Owner?: Account | undefined;
}

/** A mark that an object was deleted. */
export interface ListedDeleteMarker {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  /** Whether it is the newest version, so that the object counts as deleted. */
  readonly IsLatest: boolean;
  /** When it was deleted. */
  readonly LastModified: string;
  readonly Owner?: Account | undefined;
}

/** Service and buckets. */
export interface ServiceMethods {
  /**
   * GET Service (List Buckets).
   * Also called `ListBuckets`.
   * CAM action `name/cos:GetService`.
   * @see https://www.tencentcloud.com/document/product/436/8291
   */
  readonly getService: ApiMethod<GetServiceParameters | void, GetServiceAnswer, {}>;
  /**
   * PUT Bucket.
   * Name, region, zones and file system can never be changed. The region is that of the host.
   * Also called `CreateBucket`.
   * CAM action `name/cos:PutBucket`.
   * @see https://www.tencentcloud.com/document/product/436/7738
   */
  readonly putBucket: ApiMethod<PutBucketParameters, {}, {}>;
  /**
   * HEAD Bucket.
   * CAM action `name/cos:HeadBucket`.
   * @see https://www.tencentcloud.com/document/product/436/7735
   */
  readonly headBucket: ApiMethod<HeadBucketParameters, HeadBucketHead, HeadBucketHead>;
  /**
   * DELETE Bucket. Deletes what is there.
   * Objects, older versions, delete markers and unfinished uploads have to be gone before.
   * CAM action `name/cos:DeleteBucket`.
   * @see https://www.tencentcloud.com/document/product/436/7732
   */
  readonly deleteBucket: ApiMethod<DeleteBucketParameters, {}, {}>;
  /**
   * GET Bucket (List Objects).
   * Also called `ListObjects`.
   * CAM action `name/cos:GetBucket`.
   * @see https://www.tencentcloud.com/document/product/436/30614
   */
  readonly getBucket: ApiMethod<GetBucketParameters, GetBucketAnswer, GetBucketHead>;
  /**
   * GET Bucket Object versions.
   * Also called `ListObjectVersions`.
   * CAM action `name/cos:GetBucketObjectVersions`.
   * @see https://www.tencentcloud.com/document/product/436/31551
   */
  readonly getBucketObjectVersions: ApiMethod<GetBucketObjectVersionsParameters, GetBucketObjectVersionsAnswer, GetBucketObjectVersionsHead>;
  /**
   * GET Bucket location.
   * The page's sample says `cos.ap-beijing`; COS answers `ap-beijing`.
   * CAM action `name/cos:GetBucketLocation`.
   * @see https://www.tencentcloud.com/document/product/436/8275
   */
  readonly getBucketLocation: ApiMethod<GetBucketLocationParameters, GetBucketLocationAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface ServiceTypes {
  readonly GetService: { readonly parameters: GetServiceParameters; readonly body: GetServiceAnswer; readonly head: {} };
  readonly PutBucket: { readonly parameters: PutBucketParameters; readonly body: {}; readonly head: {} };
  readonly HeadBucket: { readonly parameters: HeadBucketParameters; readonly body: HeadBucketHead; readonly head: HeadBucketHead };
  readonly DeleteBucket: { readonly parameters: DeleteBucketParameters; readonly body: {}; readonly head: {} };
  readonly GetBucket: { readonly parameters: GetBucketParameters; readonly body: GetBucketAnswer; readonly head: GetBucketHead };
  readonly GetBucketObjectVersions: { readonly parameters: GetBucketObjectVersionsParameters; readonly body: GetBucketObjectVersionsAnswer; readonly head: GetBucketObjectVersionsHead };
  readonly GetBucketLocation: { readonly parameters: GetBucketLocationParameters; readonly body: GetBucketLocationAnswer; readonly head: {} };
}
