/** Lifecycle and tiering of objects. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT Bucket lifecycle. */
export interface PutBucketLifecycleParameters extends BucketParameters, XmlBody<PutBucketLifecycleBody> {}

/** What is sent, the document `LifecycleConfiguration`. */
export type PutBucketLifecycleBody = LifecycleConfiguration;

/** Parameters of GET Bucket lifecycle. */
export interface GetBucketLifecycleParameters extends BucketParameters {}

/** What is answered, the document `LifecycleConfiguration`. */
export type GetBucketLifecycleAnswer = LifecycleConfigurationAnswer;

/** Parameters of DELETE Bucket lifecycle. */
export interface DeleteBucketLifecycleParameters extends BucketParameters {}

/** Parameters of PUT Bucket IntelligentTiering, the old form. */
export interface PutBucketIntelligentTieringLegacyParameters extends BucketParameters, XmlBody<PutBucketIntelligentTieringLegacyBody> {}

/** What is sent, the document `IntelligentTieringConfiguration`. */
export type PutBucketIntelligentTieringLegacyBody = IntelligentTieringConfiguration;

/** Parameters of GET Bucket IntelligentTiering, the old form. */
export interface GetBucketIntelligentTieringLegacyParameters extends BucketParameters {}

/** What is answered, the document `IntelligentTieringConfiguration`. */
export type GetBucketIntelligentTieringLegacyAnswer = IntelligentTieringConfigurationAnswer;

/** Parameters of PUT Bucket IntelligentTiering. */
export interface PutBucketIntelligentTieringParameters extends BucketParameters, XmlBody<PutBucketIntelligentTieringBody> {
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

/** The document of `?lifecycle`. */
export interface LifecycleConfiguration {
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly LifecycleRule[];
}

/** `LifecycleConfiguration` as it is answered: lists are always there. */
export interface LifecycleConfigurationAnswer extends LifecycleConfiguration {
  /** The rules. The order means nothing. 1 to 1,000. */
  readonly Rule: readonly LifecycleRuleAnswer[];
}

/** One rule. It has at least one action. COS runs the rules once a day, from midnight in GMT+8. */
export interface LifecycleRule {
  /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. 1 to 255 bytes. */
  readonly ID: string;
  /** Which objects it is for. Left out, all objects of the bucket. */
  readonly Filter?: LifecycleFilter | undefined;
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
}

/** `LifecycleRule` as it is answered: lists are always there. */
export interface LifecycleRuleAnswer extends LifecycleRule {
  /** Which objects it is for. Left out, all objects of the bucket. */
  readonly Filter?: LifecycleFilterAnswer | undefined;
  /** When objects move to cheaper classes. The order means nothing. */
  readonly Transition: readonly LifecycleTransition[];
  /** When older versions move to cheaper classes. The order means nothing. */
  readonly NoncurrentVersionTransition: readonly LifecycleNoncurrentVersionTransition[];
}

/** Which objects a rule is for: at most one of the three. An empty filter, like none, means all objects of the bucket. */
export interface LifecycleFilter {
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  /** One tag that the objects have. Cannot be given together with `abortIncompleteMultipartUpload`. */
  readonly Tag?: LifecycleTag | undefined;
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: LifecycleAnd | undefined;
}

/** `LifecycleFilter` as it is answered: lists are always there. */
export interface LifecycleFilterAnswer extends LifecycleFilter {
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: LifecycleAndAnswer | undefined;
}

/** A tag that an object must have. */
export interface LifecycleTag {
  /** The tag's key, 1 to 128 bytes. */
  readonly Key: string;
  /** The tag's value, at most 256 bytes. */
  readonly Value: string;
}

/** Conditions that an object must fulfil together. */
export interface LifecycleAnd {
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
}

/** `LifecycleAnd` as it is answered: lists are always there. */
export interface LifecycleAndAnswer extends LifecycleAnd {
  /** Tags that the objects have, values by key. 1 to 10. */
  readonly Tag: readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
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
  readonly Filter?: TieringFilter | undefined;
  /** Only in the new form: the tiers, each only once. The order means nothing. */
  readonly Tiering?: readonly Tiering[] | undefined;
}

/** `IntelligentTieringConfiguration` as it is answered: lists are always there. */
export interface IntelligentTieringConfigurationAnswer extends IntelligentTieringConfiguration {
  /** Only in the new form, and not for `default`: which objects the rule is for. Left out, all. */
  readonly Filter?: TieringFilterAnswer | undefined;
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

/** Which objects a rule is for: one of the three. */
export interface TieringFilter {
  /** How the keys begin; empty for all objects. */
  readonly Prefix?: string | undefined;
  /** One tag that the objects have. */
  readonly Tag?: TieringTag | undefined;
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: TieringAnd | undefined;
}

/** `TieringFilter` as it is answered: lists are always there. */
export interface TieringFilterAnswer extends TieringFilter {
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: TieringAndAnswer | undefined;
}

/** A tag that an object must have. */
export interface TieringTag {
  /** The tag's key, 1 to 128 bytes. */
  readonly Key: string;
  /** The tag's value, at most 256 bytes. */
  readonly Value: string;
}

/** Conditions that an object must fulfil together. At least one. */
export interface TieringAnd {
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  /** Tags that the objects have, values by key. */
  readonly Tag?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

/** `TieringAnd` as it is answered: lists are always there. */
export interface TieringAndAnswer extends TieringAnd {
  /** Tags that the objects have, values by key. */
  readonly Tag: readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
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

/** Lifecycle and tiering of objects. */
export interface BucketTieringMethods {
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
}

/** Of each of these operations, by its name. */
export interface BucketTieringTypes {
  readonly PutBucketLifecycle: { readonly parameters: PutBucketLifecycleParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketLifecycle: { readonly parameters: GetBucketLifecycleParameters; readonly body: GetBucketLifecycleAnswer; readonly head: {} };
  readonly DeleteBucketLifecycle: { readonly parameters: DeleteBucketLifecycleParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketIntelligentTieringLegacy: { readonly parameters: PutBucketIntelligentTieringLegacyParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketIntelligentTieringLegacy: { readonly parameters: GetBucketIntelligentTieringLegacyParameters; readonly body: GetBucketIntelligentTieringLegacyAnswer; readonly head: {} };
  readonly PutBucketIntelligentTiering: { readonly parameters: PutBucketIntelligentTieringParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketIntelligentTiering: { readonly parameters: GetBucketIntelligentTieringParameters; readonly body: GetBucketIntelligentTieringAnswer; readonly head: {} };
  readonly ListBucketIntelligentTieringConfigurations: { readonly parameters: ListBucketIntelligentTieringConfigurationsParameters; readonly body: ListBucketIntelligentTieringConfigurationsAnswer; readonly head: {} };
  readonly DeleteBucketIntelligentTiering: { readonly parameters: DeleteBucketIntelligentTieringParameters; readonly body: {}; readonly head: {} };
}
