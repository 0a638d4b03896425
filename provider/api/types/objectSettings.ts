/** What belongs to an object. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { AccessControlPolicy, AccessControlPolicyAnswer, BucketParameters, ObjectAclHeaders, ObjectParameters, XmlBody } from "./shared";

/** Parameters of PUT Object acl. */
export interface PutObjectAclParameters extends ObjectParameters, ObjectAclHeaders {
  /** The document: an object, or its XML text. */
  readonly Body?: PutObjectAclBody | string | undefined;
  /**
   * The version. Left out, the newest one.
   * Known from SDKs only.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is sent, the document `AccessControlPolicy`. */
export type PutObjectAclBody = AccessControlPolicy;

/** Parameters of GET Object acl. */
export interface GetObjectAclParameters extends ObjectParameters {
  /**
   * The version. Left out, the newest one.
   * Known from SDKs only.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is answered, the document `AccessControlPolicy`. */
export type GetObjectAclAnswer = AccessControlPolicyAnswer;

/** Headers that GET Object acl answers. */
export interface GetObjectAclHead {
  /** The ready-made set that it is. Header `x-cos-acl`. */
  readonly Acl?: string;
}

/** Parameters of PUT Object tagging. */
export interface PutObjectTaggingParameters extends ObjectParameters, XmlBody<PutObjectTaggingBody> {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is sent, the document `Tagging`. */
export type PutObjectTaggingBody = ObjectTagging;

/** Headers that PUT Object tagging answers. */
export interface PutObjectTaggingHead {
  /** The version whose tags they are. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** Parameters of GET Object tagging. */
export interface GetObjectTaggingParameters extends ObjectParameters {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is answered, the document `Tagging`. */
export type GetObjectTaggingAnswer = ObjectTagging;

/** Headers that GET Object tagging answers. */
export interface GetObjectTaggingHead {
  /** The version whose tags they are. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** Parameters of DELETE Object tagging. */
export interface DeleteObjectTaggingParameters extends ObjectParameters {
  /**
   * The version. Left out, the newest one.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** Parameters of PUT Object retention. */
export interface PutObjectRetentionParameters extends ObjectParameters, XmlBody<PutObjectRetentionBody> {
  /**
   * The version. Left out, the newest one.
   * Unverified.
   * On the wire `versionId`.
   */
  readonly VersionId?: string | undefined;
}

/** What is sent, the document `Retention`. */
export type PutObjectRetentionBody = Retention;

/** Parameters of GET Object retention. */
export interface GetObjectRetentionParameters extends ObjectParameters {}

/** What is answered, the document `Retention`. */
export type GetObjectRetentionAnswer = Retention;

/** Parameters of Unpack an archive. */
export interface PostObjectDecompressionParameters extends ObjectParameters, XmlBody<PostObjectDecompressionBody> {}

/** What is sent, the document `DecompressionRequest`. */
export interface PostObjectDecompressionBody {
  readonly OutputConfiguration: DecompressionOutput;
}

/** What is answered, the document `DecompressionResult`. */
export type PostObjectDecompressionAnswer = DecompressionResult;

/** Parameters of How far an unpacking is. */
export interface GetObjectDecompressionParameters extends ObjectParameters {
  /**
   * The unpacking. Left out, the newest one.
   * On the wire `jobId`.
   */
  readonly JobId?: string | undefined;
}

/** What is answered, the document `DecompressionResult`. */
export type GetObjectDecompressionAnswer = DecompressionResult;

/** Parameters of List unpackings. */
export interface ListObjectDecompressionJobsParameters extends BucketParameters {
  /**
   * Only unpackings with this status.
   * On the wire `jobStatus`.
   */
  readonly JobStatus?: string | undefined;
  /**
   * The order in which they come.
   * On the wire `sortBy`.
   */
  readonly SortBy?: string | undefined;
  /**
   * The most unpackings of a page. At least 1.
   * On the wire `maxResults`.
   */
  readonly MaxResults?: number | undefined;
  /**
   * Where the page begins: `NextToken` of the page before.
   * On the wire `nextToken`.
   */
  readonly NextToken?: string | undefined;
}

/** What is answered, the document `ListDecompressionResult`. */
export interface ListObjectDecompressionJobsAnswer {
  readonly Job: readonly DecompressionResult[];
  /** Where the next page begins. */
  readonly NextToken?: string | undefined;
}

/** All tags of the object, values by key. At most 10. */
export interface ObjectTagging {
  readonly TagSet: {
    /** At most 10. */
    readonly Tag: readonly {
      readonly Key: string;
      readonly Value: string;
    }[];
  };
}

/** Until when an object cannot be changed (https://www.tencentcloud.com/document/product/436/58038, 58039). */
export interface Retention {
  /** Nobody can shorten it; there is no other mode. */
  readonly Mode: "COMPLIANCE";
  /** The instant from which on it may be changed again. */
  readonly RetainUntilDate: string;
}

/** Where the files of an archive go. */
export interface DecompressionOutput {
  /** The bucket's full name. */
  readonly BucketName: string;
  /** Whether the beginning of the keys is replaced. */
  readonly PrefixReplaced: boolean;
  /** The beginning that is replaced. */
  readonly ResourcesPrefix: string;
  /** What stands in its place. Required when `PrefixReplaced`. */
  readonly TargetKeyPrefix?: string | undefined;
}

/** How far the unpacking is. Known from the Java SDK only. */
export interface DecompressionResult {
  readonly JobId?: string | undefined;
  readonly Status?: string | undefined;
  readonly Msg?: string | undefined;
}

/** What belongs to an object. */
export interface ObjectSettingsMethods {
  /**
   * PUT Object acl. Replaces what is there.
   * Either headers or a document; headers win. An object has no `WRITE`.
   * CAM action `name/cos:PutObjectACL`.
   * @see https://www.tencentcloud.com/document/product/436/7748
   */
  readonly putObjectAcl: ApiMethod<PutObjectAclParameters, {}, {}>;
  /**
   * GET Object acl.
   * CAM action `name/cos:GetObjectACL`.
   * @see https://www.tencentcloud.com/document/product/436/7744
   */
  readonly getObjectAcl: ApiMethod<GetObjectAclParameters, GetObjectAclAnswer, GetObjectAclHead>;
  /**
   * PUT Object tagging. Replaces what is there.
   * CAM action `name/cos:PutObjectTagging`.
   * @see https://www.tencentcloud.com/document/product/436/35709
   */
  readonly putObjectTagging: ApiMethod<PutObjectTaggingParameters, PutObjectTaggingHead, PutObjectTaggingHead>;
  /**
   * GET Object tagging.
   * CAM action `name/cos:GetObjectTagging`.
   * @see https://www.tencentcloud.com/document/product/436/35710
   */
  readonly getObjectTagging: ApiMethod<GetObjectTaggingParameters, GetObjectTaggingAnswer, GetObjectTaggingHead>;
  /**
   * DELETE Object tagging. Deletes what is there.
   * CAM action `name/cos:DeleteObjectTagging`.
   * @see https://www.tencentcloud.com/document/product/436/35711
   */
  readonly deleteObjectTagging: ApiMethod<DeleteObjectTaggingParameters, {}, {}>;
  /**
   * PUT Object retention. It cannot be undone.
   * Nobody can change, delete or unlock the object before that time.
   * CAM action `name/cos:PutObjectRetention`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/58038
   */
  readonly putObjectRetention: ApiMethod<PutObjectRetentionParameters, {}, {}>;
  /**
   * GET Object retention.
   * CAM action `name/cos:GetObjectRetention`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/58039
   */
  readonly getObjectRetention: ApiMethod<GetObjectRetentionParameters, GetObjectRetentionAnswer, {}>;
  /**
   * Unpack an archive.
   * CAM action `name/cos:PostObjectDecompression`, as its name suggests.
   * Known from SDKs only.
   */
  readonly postObjectDecompression: ApiMethod<PostObjectDecompressionParameters, PostObjectDecompressionAnswer, {}>;
  /**
   * How far an unpacking is.
   * CAM action `name/cos:GetObjectDecompression`, as its name suggests.
   * Known from SDKs only.
   */
  readonly getObjectDecompression: ApiMethod<GetObjectDecompressionParameters, GetObjectDecompressionAnswer, {}>;
  /**
   * List unpackings.
   * The root element is unverified.
   * CAM action `name/cos:ListObjectDecompressionJobs`, as its name suggests.
   * Known from no page: unverified.
   */
  readonly listObjectDecompressionJobs: ApiMethod<ListObjectDecompressionJobsParameters, ListObjectDecompressionJobsAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface ObjectSettingsTypes {
  readonly PutObjectAcl: { readonly parameters: PutObjectAclParameters; readonly body: {}; readonly head: {} };
  readonly GetObjectAcl: { readonly parameters: GetObjectAclParameters; readonly body: GetObjectAclAnswer; readonly head: GetObjectAclHead };
  readonly PutObjectTagging: { readonly parameters: PutObjectTaggingParameters; readonly body: PutObjectTaggingHead; readonly head: PutObjectTaggingHead };
  readonly GetObjectTagging: { readonly parameters: GetObjectTaggingParameters; readonly body: GetObjectTaggingAnswer; readonly head: GetObjectTaggingHead };
  readonly DeleteObjectTagging: { readonly parameters: DeleteObjectTaggingParameters; readonly body: {}; readonly head: {} };
  readonly PutObjectRetention: { readonly parameters: PutObjectRetentionParameters; readonly body: {}; readonly head: {} };
  readonly GetObjectRetention: { readonly parameters: GetObjectRetentionParameters; readonly body: GetObjectRetentionAnswer; readonly head: {} };
  readonly PostObjectDecompression: { readonly parameters: PostObjectDecompressionParameters; readonly body: PostObjectDecompressionAnswer; readonly head: {} };
  readonly GetObjectDecompression: { readonly parameters: GetObjectDecompressionParameters; readonly body: GetObjectDecompressionAnswer; readonly head: {} };
  readonly ListObjectDecompressionJobs: { readonly parameters: ListObjectDecompressionJobsParameters; readonly body: ListObjectDecompressionJobsAnswer; readonly head: {} };
}
