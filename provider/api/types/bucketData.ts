/** What becomes of a bucket's objects. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters } from "./shared";

/** Parameters of PUT Bucket lifecycle. */
export interface PutBucketLifecycleParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketLifecycleBody | string;
}

/** What is sent, the document `LifecycleConfiguration`. */
export interface PutBucketLifecycleBody {
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly {
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. 1 to 255 bytes. */
    readonly ID: string;
    /** Which objects it is for. Left out, all objects of the bucket. */
    readonly Filter?: {
      /** How the keys begin. */
      readonly Prefix?: string | undefined;
      /** One tag that the objects have. Cannot be given together with `abortIncompleteMultipartUpload`. */
      readonly Tag?: LifecycleTag | undefined;
      /** Several conditions, all of which the objects fulfil. */
      readonly And?: {
        /** How the keys begin. */
        readonly Prefix?: string | undefined;
        /** How the keys do not begin. */
        readonly PrefixNotEquals?: string | undefined;
        /** Tags that the objects have, values by key. 1 to 10. */
        readonly Tag?: readonly {
          readonly Key: string;
          readonly Value: string;
        }[] | undefined;
        /** Bytes that the objects have more than. */
        readonly ObjectSizeGreaterThan?: number | undefined;
        /** Bytes that the objects have less than. */
        readonly ObjectSizeLessThan?: number | undefined;
      } | undefined;
    } | undefined;
    /** A disabled rule is kept and does nothing. */
    readonly Status?: "Enabled" | "Disabled" | undefined;
    /** When objects move to cheaper classes. The order means nothing. */
    readonly Transition?: readonly LifecycleTransition[] | undefined;
    /** When objects are deleted. Deleting goes before moving. */
    readonly Expiration?: LifecycleExpiration | undefined;
    /** When older versions move to cheaper classes. The order means nothing. */
    readonly NoncurrentVersionTransition?: readonly LifecycleNoncurrentVersionTransition[] | undefined;
    /** When older versions are deleted. */
    readonly NoncurrentVersionExpiration?: LifecycleNoncurrentVersionExpiration | undefined;
    /** When unfinished uploads in parts are aborted. Cannot be given together with a filter by tags. */
    readonly AbortIncompleteMultipartUpload?: LifecycleAbortIncompleteMultipartUpload | undefined;
  }[];
}

/** Parameters of GET Bucket lifecycle. */
export interface GetBucketLifecycleParameters extends BucketParameters {}

/** What is answered, the document `LifecycleConfiguration`. */
export interface GetBucketLifecycleAnswer {
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly {
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. 1 to 255 bytes. */
    readonly ID: string;
    /** Which objects it is for. Left out, all objects of the bucket. */
    readonly Filter?: {
      /** How the keys begin. */
      readonly Prefix?: string | undefined;
      /** One tag that the objects have. Cannot be given together with `abortIncompleteMultipartUpload`. */
      readonly Tag?: LifecycleTag | undefined;
      /** Several conditions, all of which the objects fulfil. */
      readonly And?: {
        /** How the keys begin. */
        readonly Prefix?: string | undefined;
        /** How the keys do not begin. */
        readonly PrefixNotEquals?: string | undefined;
        /** Tags that the objects have, values by key. 1 to 10. */
        readonly Tag: readonly {
          readonly Key: string;
          readonly Value: string;
        }[];
        /** Bytes that the objects have more than. */
        readonly ObjectSizeGreaterThan?: number | undefined;
        /** Bytes that the objects have less than. */
        readonly ObjectSizeLessThan?: number | undefined;
      } | undefined;
    } | undefined;
    /** A disabled rule is kept and does nothing. */
    readonly Status?: "Enabled" | "Disabled" | undefined;
    /** When objects move to cheaper classes. The order means nothing. */
    readonly Transition: readonly LifecycleTransition[];
    /** When objects are deleted. Deleting goes before moving. */
    readonly Expiration?: LifecycleExpiration | undefined;
    /** When older versions move to cheaper classes. The order means nothing. */
    readonly NoncurrentVersionTransition: readonly LifecycleNoncurrentVersionTransition[];
    /** When older versions are deleted. */
    readonly NoncurrentVersionExpiration?: LifecycleNoncurrentVersionExpiration | undefined;
    /** When unfinished uploads in parts are aborted. Cannot be given together with a filter by tags. */
    readonly AbortIncompleteMultipartUpload?: LifecycleAbortIncompleteMultipartUpload | undefined;
  }[];
}

/** Parameters of DELETE Bucket lifecycle. */
export interface DeleteBucketLifecycleParameters extends BucketParameters {}

/** Parameters of PUT Bucket versioning. */
export interface PutBucketVersioningParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketVersioningBody | string;
}

/** What is sent, the document `VersioningConfiguration`. */
export type PutBucketVersioningBody = VersioningConfiguration;

/** Parameters of GET Bucket versioning. */
export interface GetBucketVersioningParameters extends BucketParameters {}

/** What is answered, the document `VersioningConfiguration`. */
export type GetBucketVersioningAnswer = VersioningConfiguration;

/** Parameters of PUT Bucket replication. */
export interface PutBucketReplicationParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketReplicationBody | string;
}

/** What is sent, the document `ReplicationConfiguration`. */
export interface PutBucketReplicationBody {
  /** Who sets the replication up: the account of the buckets, or a sub-account of it that may replicate. */
  readonly Role: string;
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly {
    /** A disabled rule is kept and does nothing. */
    readonly Status?: "Enabled" | "Disabled" | undefined;
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. */
    readonly ID: string;
    /** Which rule goes first where several fit, 1 to 1,000, each number only once. Required with `filter.and`. */
    readonly Priority?: number | undefined;
    /** How the keys of the objects begin. Left out together with `Filter`, all objects are meant. Prefixes must not overlap. */
    readonly Prefix?: string | undefined;
    /** Which objects are copied, when not chosen by `Prefix`. */
    readonly Filter?: {
      /** How the keys begin; empty for all objects. */
      readonly Prefix?: string | undefined;
      /** Several conditions, all of which the objects fulfil. The rule then needs a `priority`. */
      readonly And?: {
        /** How the keys begin. */
        readonly Prefix?: string | undefined;
        /** Tags that the objects have, values by key. 1 to 10. */
        readonly Tag?: readonly {
          readonly Key: string;
          readonly Value: string;
        }[] | undefined;
      } | undefined;
    } | undefined;
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
  }[];
}

/** Parameters of GET Bucket replication. */
export interface GetBucketReplicationParameters extends BucketParameters {}

/** What is answered, the document `ReplicationConfiguration`. */
export interface GetBucketReplicationAnswer {
  /** Who sets the replication up: the account of the buckets, or a sub-account of it that may replicate. */
  readonly Role: string;
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly {
    /** A disabled rule is kept and does nothing. */
    readonly Status?: "Enabled" | "Disabled" | undefined;
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. */
    readonly ID: string;
    /** Which rule goes first where several fit, 1 to 1,000, each number only once. Required with `filter.and`. */
    readonly Priority?: number | undefined;
    /** How the keys of the objects begin. Left out together with `Filter`, all objects are meant. Prefixes must not overlap. */
    readonly Prefix?: string | undefined;
    /** Which objects are copied, when not chosen by `Prefix`. */
    readonly Filter?: {
      /** How the keys begin; empty for all objects. */
      readonly Prefix?: string | undefined;
      /** Several conditions, all of which the objects fulfil. The rule then needs a `priority`. */
      readonly And?: {
        /** How the keys begin. */
        readonly Prefix?: string | undefined;
        /** Tags that the objects have, values by key. 1 to 10. */
        readonly Tag: readonly {
          readonly Key: string;
          readonly Value: string;
        }[];
      } | undefined;
    } | undefined;
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
  }[];
}

/** Headers that GET Bucket replication answers. */
export interface GetBucketReplicationHead {
  /** When the rules were made. Header `x-cos-replication-rule-creation-time`. */
  readonly ReplicationRuleCreationTime?: string;
}

/** Parameters of DELETE Bucket replication. */
export interface DeleteBucketReplicationParameters extends BucketParameters {}

/** Parameters of PUT Bucket encryption. */
export interface PutBucketEncryptionParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketEncryptionBody | string;
}

/** What is sent, the document `ServerSideEncryptionConfiguration`. */
export type PutBucketEncryptionBody = EncryptionConfiguration;

/** Parameters of GET Bucket encryption. */
export interface GetBucketEncryptionParameters extends BucketParameters {}

/** What is answered, the document `ServerSideEncryptionConfiguration`. */
export type GetBucketEncryptionAnswer = EncryptionConfiguration;

/** Parameters of DELETE Bucket encryption. */
export interface DeleteBucketEncryptionParameters extends BucketParameters {}

/** Parameters of PUT Bucket IntelligentTiering, the old form. */
export interface PutBucketIntelligentTieringLegacyParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketIntelligentTieringLegacyBody | string;
}

/** What is sent, the document `IntelligentTieringConfiguration`. */
export type PutBucketIntelligentTieringLegacyBody = IntelligentTieringConfiguration;

/** Parameters of GET Bucket IntelligentTiering, the old form. */
export interface GetBucketIntelligentTieringLegacyParameters extends BucketParameters {}

/** What is answered, the document `IntelligentTieringConfiguration`. */
export type GetBucketIntelligentTieringLegacyAnswer = IntelligentTieringConfigurationAnswer;

/** Parameters of PUT Bucket IntelligentTiering. */
export interface PutBucketIntelligentTieringParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketIntelligentTieringBody | string;
  /**
   * The rule: `default`, or any other name.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** What is sent, the document `IntelligentTieringConfiguration`. */
export type PutBucketIntelligentTieringBody = IntelligentTieringConfiguration;

/** Parameters of GET Bucket IntelligentTiering. */
export interface GetBucketIntelligentTieringParameters extends BucketParameters {
  /**
   * The rule: `default`, or any other name.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** What is answered, the document `IntelligentTieringConfiguration`. */
export type GetBucketIntelligentTieringAnswer = IntelligentTieringConfigurationAnswer;

/** Parameters of LIST Bucket IntelligentTiering. */
export interface ListBucketIntelligentTieringConfigurationsParameters extends BucketParameters {
  /**
   * Where the page begins: `NextContinuationToken` of the page before.
   * Unverified.
   * On the wire `continuation-token`.
   */
  readonly ContinuationToken?: string | undefined;
}

/** What is answered, the document `ListBucketIntelligentTieringConfigurationOutput`. */
export interface ListBucketIntelligentTieringConfigurationsAnswer {
  readonly IntelligentTieringConfiguration: readonly IntelligentTieringConfigurationAnswer[];
  readonly IsTruncated?: boolean | undefined;
  /** Where this page began. */
  readonly ContinuationToken?: string | undefined;
  /** Where the next page begins. */
  readonly NextContinuationToken?: string | undefined;
}

/** Parameters of DELETE Bucket IntelligentTiering. */
export interface DeleteBucketIntelligentTieringParameters extends BucketParameters {
  /**
   * The rule: `default`, or any other name.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** Parameters of PUT Bucket ObjectLockConfiguration. */
export interface PutBucketObjectLockConfigurationParameters extends BucketParameters {
  /** The document: an object, or its XML text. */
  readonly Body: PutBucketObjectLockConfigurationBody | string;
}

/** What is sent, the document `ObjectLockConfiguration`. */
export type PutBucketObjectLockConfigurationBody = ObjectLockConfiguration;

/** Parameters of GET Bucket ObjectLockConfiguration. */
export interface GetBucketObjectLockConfigurationParameters extends BucketParameters {}

/** What is answered, the document `ObjectLockConfiguration`. */
export type GetBucketObjectLockConfigurationAnswer = ObjectLockConfiguration;

/** A tag that an object must have. */
export interface LifecycleTag {
  /** The tag's key, 1 to 128 bytes. */
  readonly Key: string;
  /** The tag's value, at most 256 bytes. */
  readonly Value: string;
}

/** When objects move to a cheaper class: after `days`, on a `date`, or when they are seldom used. */
export interface LifecycleTransition {
  /** Days since the object was written. 0 to 3,650. Never in one rule with a `Date`. */
  readonly Days?: number | undefined;
  /** The instant from which on, such as `2030-01-31T00:00:00+08:00`; COS asks for a midnight in GMT+8 and takes any. */
  readonly Date?: string | undefined;
  /** The class that they move to. Objects of less than 64 KB stay where they are, and none moves from several zones to one. */
  readonly StorageClass: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {});
  /** Only those that are seldom used. Known from the newest SDKs only. */
  readonly AccessFrequency?: LifecycleAccessFrequency | undefined;
}

/**
 * Only objects that are seldom used. COS opens this on application, for `STANDARD_IA` in buckets of one zone, without filters by tag or size
 * (https://cloud.tencent.com/document/product/436/8280).
 */
export interface LifecycleAccessFrequency {
  /** Uses that an object has less than. */
  readonly AccessCountLessThan?: number | undefined;
  /**
   * The last days in which the uses are counted.
   * From 1 to 3650.
   */
  readonly RecentDays?: number | undefined;
}

/** When objects are deleted: after `days`, or on a `date`; or what becomes of a delete marker without versions. */
export interface LifecycleExpiration {
  /** Days since the object was written. 1 to 3,650. Never in one rule with a `Date`. */
  readonly Days?: number | undefined;
  /** The instant from which on, such as `2030-01-31T00:00:00+08:00`; COS asks for a midnight in GMT+8 and takes any. */
  readonly Date?: string | undefined;
  /**
   * Whether a delete marker goes when it is the last version left. Cannot be given together with a filter by tags.
   * @default false
   */
  readonly ExpiredObjectDeleteMarker?: boolean | undefined;
}

/** When older versions move to a cheaper class. */
export interface LifecycleNoncurrentVersionTransition {
  /** Days since a newer version took the place. 0 to 3,650. */
  readonly NoncurrentDays?: number | undefined;
  /** The class that they move to. */
  readonly StorageClass: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {});
  /** Only those that are seldom used. Known from the newest SDKs only. */
  readonly AccessFrequency?: LifecycleAccessFrequency | undefined;
}

/** When older versions are deleted. */
export interface LifecycleNoncurrentVersionExpiration {
  /** Days since a newer version took the place. 1 to 3,650. */
  readonly NoncurrentDays: number;
}

/** When unfinished uploads in parts are aborted. */
export interface LifecycleAbortIncompleteMultipartUpload {
  /** Days since the upload began. 1 to 3,650. */
  readonly DaysAfterInitiation: number;
}

/** The document of `?versioning`. */
export interface VersioningConfiguration {
  /**
   * `Enabled` keeps every version of an object, and a delete only marks it. `Suspended` keeps the versions that there are; new writes
   * replace each other.
   */
  readonly Status: "Enabled" | "Suspended";
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

/** The document of `?intelligent-tiering`. */
export interface IntelligentTieringConfiguration {
  /**
   * COS's `Id`, a name that Pulumi keeps for itself: the rule's id in the new form. `default` is the rule that makes objects
   * infrequent, all others archive. Left out, the old form is meant. Neither that nor `default` can ever be taken back. Cannot be
   * changed.
   */
  readonly Id?: string | undefined;
  /** Whether the rule works. Without a `Id`, and for the one `default`, only `Enabled`. */
  readonly Status?: "Enabled" | "Disabled" | undefined;
  /** Only in the old form: when objects become infrequent. */
  readonly Transition?: TieringTransition | undefined;
  /** Only in the new form, and not for `default`: which objects the rule is for. Left out, all. */
  readonly Filter?: {
    /** How the keys begin; empty for all objects. */
    readonly Prefix?: string | undefined;
    /** One tag that the objects have. */
    readonly Tag?: TieringTag | undefined;
    /** Several conditions, all of which the objects fulfil. */
    readonly And?: {
      /** How the keys begin. */
      readonly Prefix?: string | undefined;
      /** Tags that the objects have, values by key. */
      readonly Tag?: readonly {
        readonly Key: string;
        readonly Value: string;
      }[] | undefined;
    } | undefined;
  } | undefined;
  /** Only in the new form: the tiers, each only once. The order means nothing. */
  readonly Tiering?: readonly Tiering[] | undefined;
}

/** The document of `?intelligent-tiering`. */
export interface IntelligentTieringConfigurationAnswer {
  /**
   * COS's `Id`, a name that Pulumi keeps for itself: the rule's id in the new form. `default` is the rule that makes objects
   * infrequent, all others archive. Left out, the old form is meant. Neither that nor `default` can ever be taken back. Cannot be
   * changed.
   */
  readonly Id?: string | undefined;
  /** Whether the rule works. Without a `Id`, and for the one `default`, only `Enabled`. */
  readonly Status?: "Enabled" | "Disabled" | undefined;
  /** Only in the old form: when objects become infrequent. */
  readonly Transition?: TieringTransition | undefined;
  /** Only in the new form, and not for `default`: which objects the rule is for. Left out, all. */
  readonly Filter?: {
    /** How the keys begin; empty for all objects. */
    readonly Prefix?: string | undefined;
    /** One tag that the objects have. */
    readonly Tag?: TieringTag | undefined;
    /** Several conditions, all of which the objects fulfil. */
    readonly And?: {
      /** How the keys begin. */
      readonly Prefix?: string | undefined;
      /** Tags that the objects have, values by key. */
      readonly Tag: readonly {
        readonly Key: string;
        readonly Value: string;
      }[];
    } | undefined;
  } | undefined;
  /** Only in the new form: the tiers, each only once. The order means nothing. */
  readonly Tiering: readonly Tiering[];
}

/** The old form: when objects become infrequent. */
export interface TieringTransition {
  /** Days without use: 30, 60 or 90. Can never be changed. */
  readonly Days: number;
  /** Uses in those days from which on an object stays where it is. COS takes only 1. */
  readonly RequestFrequent?: number | undefined;
}

/** A tag that an object must have. */
export interface TieringTag {
  /** The tag's key, 1 to 128 bytes. */
  readonly Key: string;
  /** The tag's value, at most 256 bytes. */
  readonly Value: string;
}

/** One tier, and when objects move to it. */
export interface Tiering {
  /** Where objects move: infrequent access, which only the rule `default` has, or one of the archives, which it does not have. */
  readonly AccessTier: "INFREQUENT" | "ARCHIVE_ACCESS" | "DEEP_ARCHIVE_ACCESS";
  /** Days without use: 30, 60 or 90 for `INFREQUENT`, 91 to 730 for `ARCHIVE_ACCESS`, 180 to 730 for `DEEP_ARCHIVE_ACCESS`. */
  readonly Days: number;
  /**
   * Uses in those days from which on an object stays where it is. COS takes only 1, and only for `INFREQUENT`.
   * @default 1
   */
  readonly RequestFrequent?: number | undefined;
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

/** What becomes of a bucket's objects. */
export interface BucketDataMethods {
  /**
   * PUT Bucket lifecycle. Replaces what is there.
   * CAM action `name/cos:PutBucketLifecycle`.
   * @see https://www.tencentcloud.com/document/product/436/8280
   */
  readonly putBucketLifecycle: ApiMethod<PutBucketLifecycleParameters, {}, {}>;
  /**
   * GET Bucket lifecycle.
   * CAM action `name/cos:GetBucketLifecycle`.
   * @see https://www.tencentcloud.com/document/product/436/8278
   */
  readonly getBucketLifecycle: ApiMethod<GetBucketLifecycleParameters, GetBucketLifecycleAnswer, {}>;
  /**
   * DELETE Bucket lifecycle. Deletes what is there.
   * CAM action `name/cos:DeleteBucketLifecycle`.
   * @see https://www.tencentcloud.com/document/product/436/8284
   */
  readonly deleteBucketLifecycle: ApiMethod<DeleteBucketLifecycleParameters, {}, {}>;
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
   * PUT Bucket IntelligentTiering, the old form. It cannot be undone.
   * The page had this form until 2026. It can be neither switched off nor changed.
   * CAM action `name/cos:PutBucketIntelligentTiering`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/38314
   */
  readonly putBucketIntelligentTieringLegacy: ApiMethod<PutBucketIntelligentTieringLegacyParameters, {}, {}>;
  /**
   * GET Bucket IntelligentTiering, the old form.
   * Of a bucket that never had it COS answers an empty element.
   * CAM action `name/cos:GetBucketIntelligentTiering`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/38315
   */
  readonly getBucketIntelligentTieringLegacy: ApiMethod<GetBucketIntelligentTieringLegacyParameters, GetBucketIntelligentTieringLegacyAnswer, {}>;
  /**
   * PUT Bucket IntelligentTiering. It cannot be undone.
   * The rule `default` can be neither changed nor deleted; others can.
   * CAM action `name/cos:PutBucketIntelligentTiering`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/38314
   */
  readonly putBucketIntelligentTiering: ApiMethod<PutBucketIntelligentTieringParameters, {}, {}>;
  /**
   * GET Bucket IntelligentTiering.
   * CAM action `name/cos:GetBucketIntelligentTiering`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/38315
   */
  readonly getBucketIntelligentTiering: ApiMethod<GetBucketIntelligentTieringParameters, GetBucketIntelligentTieringAnswer, {}>;
  /**
   * LIST Bucket IntelligentTiering.
   * CAM action `name/cos:ListBucketIntelligentTieringConfigurations`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/60836
   */
  readonly listBucketIntelligentTieringConfigurations: ApiMethod<ListBucketIntelligentTieringConfigurationsParameters, ListBucketIntelligentTieringConfigurationsAnswer, {}>;
  /**
   * DELETE Bucket IntelligentTiering. Deletes what is there.
   * CAM action `name/cos:DeleteBucketIntelligentTiering`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/60837
   */
  readonly deleteBucketIntelligentTiering: ApiMethod<DeleteBucketIntelligentTieringParameters, {}, {}>;
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
export interface BucketDataTypes {
  readonly PutBucketLifecycle: { readonly parameters: PutBucketLifecycleParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketLifecycle: { readonly parameters: GetBucketLifecycleParameters; readonly body: GetBucketLifecycleAnswer; readonly head: {} };
  readonly DeleteBucketLifecycle: { readonly parameters: DeleteBucketLifecycleParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketVersioning: { readonly parameters: PutBucketVersioningParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketVersioning: { readonly parameters: GetBucketVersioningParameters; readonly body: GetBucketVersioningAnswer; readonly head: {} };
  readonly PutBucketReplication: { readonly parameters: PutBucketReplicationParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketReplication: { readonly parameters: GetBucketReplicationParameters; readonly body: GetBucketReplicationAnswer; readonly head: GetBucketReplicationHead };
  readonly DeleteBucketReplication: { readonly parameters: DeleteBucketReplicationParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketEncryption: { readonly parameters: PutBucketEncryptionParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketEncryption: { readonly parameters: GetBucketEncryptionParameters; readonly body: GetBucketEncryptionAnswer; readonly head: {} };
  readonly DeleteBucketEncryption: { readonly parameters: DeleteBucketEncryptionParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketIntelligentTieringLegacy: { readonly parameters: PutBucketIntelligentTieringLegacyParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketIntelligentTieringLegacy: { readonly parameters: GetBucketIntelligentTieringLegacyParameters; readonly body: GetBucketIntelligentTieringLegacyAnswer; readonly head: {} };
  readonly PutBucketIntelligentTiering: { readonly parameters: PutBucketIntelligentTieringParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketIntelligentTiering: { readonly parameters: GetBucketIntelligentTieringParameters; readonly body: GetBucketIntelligentTieringAnswer; readonly head: {} };
  readonly ListBucketIntelligentTieringConfigurations: { readonly parameters: ListBucketIntelligentTieringConfigurationsParameters; readonly body: ListBucketIntelligentTieringConfigurationsAnswer; readonly head: {} };
  readonly DeleteBucketIntelligentTiering: { readonly parameters: DeleteBucketIntelligentTieringParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketObjectLockConfiguration: { readonly parameters: PutBucketObjectLockConfigurationParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketObjectLockConfiguration: { readonly parameters: GetBucketObjectLockConfigurationParameters; readonly body: GetBucketObjectLockConfigurationAnswer; readonly head: {} };
}
