/** Versions, replication, encryption and locks. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT Bucket versioning. */
export interface PutBucketVersioningParameters extends BucketParameters, XmlBody<PutBucketVersioningBody> {}

/** What is sent, the document `VersioningConfiguration`. */
export type PutBucketVersioningBody = VersioningConfiguration;

/** Parameters of GET Bucket versioning. */
export interface GetBucketVersioningParameters extends BucketParameters {}

/** What is answered, the document `VersioningConfiguration`. */
export type GetBucketVersioningAnswer = VersioningConfiguration;

/** Parameters of PUT Bucket replication. */
export interface PutBucketReplicationParameters extends BucketParameters, XmlBody<PutBucketReplicationBody> {}

/** What is sent, the document `ReplicationConfiguration`. */
export type PutBucketReplicationBody = ReplicationConfiguration;

/** Parameters of GET Bucket replication. */
export interface GetBucketReplicationParameters extends BucketParameters {}

/** What is answered, the document `ReplicationConfiguration`. */
export type GetBucketReplicationAnswer = ReplicationConfigurationAnswer;

/** Headers that GET Bucket replication answers. */
export interface GetBucketReplicationHead {
  /** When the rules were made. Header `x-cos-replication-rule-creation-time`. */
  readonly ReplicationRuleCreationTime?: string;
}

/** Parameters of DELETE Bucket replication. */
export interface DeleteBucketReplicationParameters extends BucketParameters {}

/** Parameters of PUT Bucket encryption. */
export interface PutBucketEncryptionParameters extends BucketParameters, XmlBody<PutBucketEncryptionBody> {}

/** What is sent, the document `ServerSideEncryptionConfiguration`. */
export type PutBucketEncryptionBody = EncryptionConfiguration;

/** Parameters of GET Bucket encryption. */
export interface GetBucketEncryptionParameters extends BucketParameters {}

/** What is answered, the document `ServerSideEncryptionConfiguration`. */
export type GetBucketEncryptionAnswer = EncryptionConfiguration;

/** Parameters of DELETE Bucket encryption. */
export interface DeleteBucketEncryptionParameters extends BucketParameters {}

/** Parameters of PUT Bucket ObjectLockConfiguration. */
export interface PutBucketObjectLockConfigurationParameters extends BucketParameters, XmlBody<PutBucketObjectLockConfigurationBody> {}

/** What is sent, the document `ObjectLockConfiguration`. */
export type PutBucketObjectLockConfigurationBody = ObjectLockConfiguration;

/** Parameters of GET Bucket ObjectLockConfiguration. */
export interface GetBucketObjectLockConfigurationParameters extends BucketParameters {}

/** What is answered, the document `ObjectLockConfiguration`. */
export type GetBucketObjectLockConfigurationAnswer = ObjectLockConfiguration;

/** The document of `?versioning`. */
export interface VersioningConfiguration {
  /**
   * `Enabled` keeps every version of an object, and a delete only marks it. `Suspended` keeps the versions that there are; new writes
   * replace each other.
   */
  readonly Status: "Enabled" | "Suspended";
}

/** The document of `?replication`. */
export interface ReplicationConfiguration {
  /** Who sets the replication up: the account of the buckets, or a sub-account of it that may replicate. */
  readonly Role: string;
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly ReplicationRule[];
}

/** `ReplicationConfiguration` as it is answered: lists are always there. */
export interface ReplicationConfigurationAnswer extends ReplicationConfiguration {
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly ReplicationRuleAnswer[];
}

/** One rule. It concerns objects that are written after it. */
export interface ReplicationRule {
  /** A disabled rule is kept and does nothing. */
  readonly Status?: "Enabled" | "Disabled" | undefined;
  /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. */
  readonly ID: string;
  /** Which rule goes first where several fit, 1 to 1,000, each number only once. Required with `filter.and`. */
  readonly Priority?: number | undefined;
  /** How the keys of the objects begin. Left out together with `Filter`, all objects are meant. Prefixes must not overlap. */
  readonly Prefix?: string | undefined;
  /** Which objects are copied, when not chosen by `Prefix`. */
  readonly Filter?: ReplicationFilter | undefined;
  /** Where the copies go. */
  readonly Destination: ReplicationDestination;
  readonly DeleteMarkerReplication?: {
    /**
     * Whether delete markers are copied too. With a filter by tags it has to be `Disabled`.
     * @default Enabled
     */
    readonly Status?: "Enabled" | "Disabled" | undefined;
  } | undefined;
  readonly SourceSelectionCriteria?: {
    readonly SseKmsEncryptedObjects?: {
      /**
       * Whether objects are copied that are encrypted with a key of the Key Management Service. Known from the SDKs only.
       * @default Disabled
       */
      readonly Status?: "Enabled" | "Disabled" | undefined;
    } | undefined;
  } | undefined;
}

/** `ReplicationRule` as it is answered: lists are always there. */
export interface ReplicationRuleAnswer extends ReplicationRule {
  /** Which objects are copied, when not chosen by `Prefix`. */
  readonly Filter?: ReplicationFilterAnswer | undefined;
}

/** Which objects a rule is for: one of the two. */
export interface ReplicationFilter {
  /** How the keys begin; empty for all objects. */
  readonly Prefix?: string | undefined;
  /** Several conditions, all of which the objects fulfil. The rule then needs a `priority`. */
  readonly And?: ReplicationAnd | undefined;
}

/** `ReplicationFilter` as it is answered: lists are always there. */
export interface ReplicationFilterAnswer extends ReplicationFilter {
  /** Several conditions, all of which the objects fulfil. The rule then needs a `priority`. */
  readonly And?: ReplicationAndAnswer | undefined;
}

/** Conditions that an object must fulfil together. At least one. */
export interface ReplicationAnd {
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  /** Tags that the objects have, values by key. 1 to 10. */
  readonly Tag?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

/** `ReplicationAnd` as it is answered: lists are always there. */
export interface ReplicationAndAnswer extends ReplicationAnd {
  /** Tags that the objects have, values by key. 1 to 10. */
  readonly Tag: readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
}

/** Where the copies go. */
export interface ReplicationDestination {
  readonly Bucket: string;
  /** The class of the copies. Left out, that of the original. A bucket with several zones takes only copies of such a bucket's kind. */
  readonly StorageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {}) | undefined;
  readonly EncryptionConfiguration?: {
    /** The key of the Key Management Service with which copies of objects are encrypted that are encrypted with one. Known from the SDKs only. */
    readonly ReplicaKmsKeyID?: string | undefined;
  } | undefined;
}

/** The document of `?encryption`. */
export interface EncryptionConfiguration {
  readonly Rule: {
    readonly ApplyServerSideEncryptionByDefault: {
      /**
       * How objects are encrypted whose upload does not say so itself: with keys of COS (`AES256`, or the Chinese `SM4`, which only
       * the Terraform provider names), or with a key of the Key Management Service (`KMS`).
       */
      readonly SSEAlgorithm: "AES256" | "KMS" | "SM4";
      /** The customer master key of the Key Management Service. Only with `KMS`; left out, COS uses its own default key. */
      readonly KMSMasterKeyID?: string | undefined;
      /** The algorithm of the Key Management Service. Only with `KMS`. Known from the SDKs only. */
      readonly KMSAlgorithm?: string | undefined;
    };
    /**
     * Whether one key of the bucket stands between the objects' keys and the Key Management Service, which then is asked less
     * often. Known from the Java SDK only.
     * @default false
     */
    readonly BucketKeyEnabled?: boolean | undefined;
  };
}

/** The document of `?object-lock`. */
export interface ObjectLockConfiguration {
  /** Object lock is on; there is no other value. */
  readonly ObjectLockEnabled?: "Enabled" | undefined;
  readonly Rule?: {
    readonly DefaultRetention?: {
      /** Days for which objects that are written from now on can be neither overwritten nor deleted. 1 to 36,500; it can only grow. */
      readonly Days?: number | undefined;
    } | undefined;
  } | undefined;
}

/** Versions, replication, encryption and locks. */
export interface BucketProtectionMethods {
  /**
   * PUT Bucket versioning. It cannot be undone.
   * A bucket that had versioning can only suspend it.
   * CAM action `name/cos:PutBucketVersioning`.
   * @see https://www.tencentcloud.com/document/product/436/19889
   */
  readonly putBucketVersioning: ApiMethod<PutBucketVersioningParameters, {}, {}>;
  /**
   * GET Bucket versioning.
   * Of a bucket that never had it COS answers an empty element.
   * CAM action `name/cos:GetBucketVersioning`.
   * @see https://www.tencentcloud.com/document/product/436/19888
   */
  readonly getBucketVersioning: ApiMethod<GetBucketVersioningParameters, GetBucketVersioningAnswer, {}>;
  /**
   * PUT Bucket replication. Replaces what is there.
   * CAM action `name/cos:PutBucketReplication`.
   * @see https://www.tencentcloud.com/document/product/436/19223
   */
  readonly putBucketReplication: ApiMethod<PutBucketReplicationParameters, {}, {}>;
  /**
   * GET Bucket replication.
   * CAM action `name/cos:GetBucketReplication`.
   * @see https://www.tencentcloud.com/document/product/436/19222
   */
  readonly getBucketReplication: ApiMethod<GetBucketReplicationParameters, GetBucketReplicationAnswer, GetBucketReplicationHead>;
  /**
   * DELETE Bucket replication. Deletes what is there.
   * CAM action `name/cos:DeleteBucketReplication`.
   * @see https://www.tencentcloud.com/document/product/436/19221
   */
  readonly deleteBucketReplication: ApiMethod<DeleteBucketReplicationParameters, {}, {}>;
  /**
   * PUT Bucket encryption. Replaces what is there.
   * CAM action `name/cos:PutBucketEncryption`.
   * @see https://www.tencentcloud.com/document/product/436/33459
   */
  readonly putBucketEncryption: ApiMethod<PutBucketEncryptionParameters, {}, {}>;
  /**
   * GET Bucket encryption.
   * CAM action `name/cos:GetBucketEncryption`.
   * @see https://www.tencentcloud.com/document/product/436/33460
   */
  readonly getBucketEncryption: ApiMethod<GetBucketEncryptionParameters, GetBucketEncryptionAnswer, {}>;
  /**
   * DELETE Bucket encryption. Deletes what is there.
   * CAM action `name/cos:DeleteBucketEncryption`.
   * @see https://www.tencentcloud.com/document/product/436/33461
   */
  readonly deleteBucketEncryption: ApiMethod<DeleteBucketEncryptionParameters, {}, {}>;
  /**
   * PUT Bucket ObjectLockConfiguration. It cannot be undone.
   * It can never be switched off, and its period can only grow.
   * CAM action `name/cos:PutBucketObjectLockConfiguration`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/40133
   */
  readonly putBucketObjectLockConfiguration: ApiMethod<PutBucketObjectLockConfigurationParameters, {}, {}>;
  /**
   * GET Bucket ObjectLockConfiguration.
   * CAM action `name/cos:GetBucketObjectLockConfiguration`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/40134
   */
  readonly getBucketObjectLockConfiguration: ApiMethod<GetBucketObjectLockConfigurationParameters, GetBucketObjectLockConfigurationAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface BucketProtectionTypes {
  readonly PutBucketVersioning: { readonly parameters: PutBucketVersioningParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketVersioning: { readonly parameters: GetBucketVersioningParameters; readonly body: GetBucketVersioningAnswer; readonly head: {} };
  readonly PutBucketReplication: { readonly parameters: PutBucketReplicationParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketReplication: { readonly parameters: GetBucketReplicationParameters; readonly body: GetBucketReplicationAnswer; readonly head: GetBucketReplicationHead };
  readonly DeleteBucketReplication: { readonly parameters: DeleteBucketReplicationParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketEncryption: { readonly parameters: PutBucketEncryptionParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketEncryption: { readonly parameters: GetBucketEncryptionParameters; readonly body: GetBucketEncryptionAnswer; readonly head: {} };
  readonly DeleteBucketEncryption: { readonly parameters: DeleteBucketEncryptionParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketObjectLockConfiguration: { readonly parameters: PutBucketObjectLockConfigurationParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketObjectLockConfiguration: { readonly parameters: GetBucketObjectLockConfigurationParameters; readonly body: GetBucketObjectLockConfigurationAnswer; readonly head: {} };
}
