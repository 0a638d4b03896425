/** Records of a bucket. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT Bucket tagging. */
export interface PutBucketTaggingParameters extends BucketParameters, XmlBody<PutBucketTaggingBody> {}

/** What is sent, the document `Tagging`. */
export type PutBucketTaggingBody = TaggingConfiguration;

/** Parameters of GET Bucket tagging. */
export interface GetBucketTaggingParameters extends BucketParameters {}

/** What is answered, the document `Tagging`. */
export type GetBucketTaggingAnswer = TaggingConfiguration;

/** Parameters of DELETE Bucket tagging. */
export interface DeleteBucketTaggingParameters extends BucketParameters {}

/** Parameters of PUT Bucket logging. */
export interface PutBucketLoggingParameters extends BucketParameters, XmlBody<PutBucketLoggingBody> {}

/** What is sent, the document `BucketLoggingStatus`. */
export type PutBucketLoggingBody = BucketLoggingStatus;

/** Parameters of GET Bucket logging. */
export interface GetBucketLoggingParameters extends BucketParameters {}

/** What is answered, the document `BucketLoggingStatus`. */
export type GetBucketLoggingAnswer = BucketLoggingStatus;

/** Parameters of PUT Bucket inventory. */
export interface PutBucketInventoryParameters extends BucketParameters, XmlBody<PutBucketInventoryBody> {
  /**
   * The inventory: letters, digits and `-` `_` `.`.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** What is sent, the document `InventoryConfiguration`. */
export type PutBucketInventoryBody = InventoryConfiguration;

/** Parameters of GET Bucket inventory. */
export interface GetBucketInventoryParameters extends BucketParameters {
  /**
   * The inventory: letters, digits and `-` `_` `.`.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** What is answered, the document `InventoryConfiguration`. */
export type GetBucketInventoryAnswer = InventoryConfigurationAnswer;

/** Parameters of List Bucket Inventory Configurations. */
export interface ListBucketInventoryConfigurationsParameters extends BucketParameters {
  /**
   * Where the page begins: `NextContinuationToken` of the page before. A page has 100.
   * On the wire `continuation-token`.
   */
  readonly ContinuationToken?: string | undefined;
}

/** What is answered, the document `ListInventoryConfigurationResult`. */
export interface ListBucketInventoryConfigurationsAnswer {
  readonly InventoryConfiguration: readonly InventoryConfigurationAnswer[];
  readonly IsTruncated?: boolean | undefined;
  /** Where this page began. */
  readonly ContinuationToken?: string | undefined;
  /** Where the next page begins. */
  readonly NextContinuationToken?: string | undefined;
}

/** Parameters of POST Bucket inventory. */
export interface PostBucketInventoryParameters extends BucketParameters, XmlBody<PostBucketInventoryBody> {
  /**
   * The inventory: letters, digits and `-` `_` `.`.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** What is sent, the document `InventoryConfiguration`. */
export interface PostBucketInventoryBody {
  /**
   * COS's `Id`, a name that Pulumi keeps for itself: letters, digits and `-` `_` `.`. A bucket has up to 1,000 inventories. Cannot be
   * changed.
   */
  readonly Id: string;
  readonly Destination: {
    /** Where the inventories go. */
    readonly COSBucketDestination: InventoryDestination;
  };
  /** Which objects are listed. Left out, all. */
  readonly Filter?: InventoryFilter | undefined;
  /** Whether all versions are listed, with the columns `VersionId`, `IsLatest` and `DeleteMarker`, or only the current ones. */
  readonly IncludedObjectVersions: "All" | "Current";
  readonly OptionalFields?: {
    /**
     * Further columns: `Size`, `LastModifiedDate`, `StorageClass`, `ETag`, `IsMultipartUploaded`, `ReplicationStatus`, `Tag`, `Crc64`, and
     * `x-cos-meta-NAME` for user metadata. The order means nothing.
     */
    readonly Field?: readonly string[] | undefined;
  } | undefined;
}

/** Parameters of DELETE Bucket inventory. */
export interface DeleteBucketInventoryParameters extends BucketParameters {
  /**
   * The inventory: letters, digits and `-` `_` `.`.
   * On the wire `id`.
   */
  readonly Id: string;
}

/** Parameters of PUT Bucket accessmonitor. */
export interface PutBucketAccessMonitorParameters extends BucketParameters, XmlBody<PutBucketAccessMonitorBody> {}

/** What is sent, the document `AccessMonitorConfiguration`. */
export type PutBucketAccessMonitorBody = AccessMonitorConfiguration;

/** Parameters of GET Bucket accessmonitor. */
export interface GetBucketAccessMonitorParameters extends BucketParameters {}

/** What is answered, the document `AccessMonitorConfiguration`. */
export type GetBucketAccessMonitorAnswer = AccessMonitorConfiguration;

/** Parameters of PUT Bucket notification. */
export interface PutBucketNotificationParameters extends BucketParameters, XmlBody<PutBucketNotificationBody> {}

/** What is sent, the document `NotificationConfiguration`. */
export type PutBucketNotificationBody = NotificationConfiguration;

/** Parameters of GET Bucket notification. */
export interface GetBucketNotificationParameters extends BucketParameters {}

/** What is answered, the document `NotificationConfiguration`. */
export type GetBucketNotificationAnswer = NotificationConfigurationAnswer;

/** The document of `?tagging`. */
export interface TaggingConfiguration {
  readonly TagSet: {
    /**
     * All tags of the bucket, values by key; tags that are not listed here are removed. 1 to 50. Keys have 1 to 128 bytes and values
     * at most 256: letters, digits, blanks and `+ - = . _ : /
     */
    readonly Tag: readonly {
      readonly Key: string;
      readonly Value: string;
    }[];
  };
}

/** The document of `?logging`. */
export interface BucketLoggingStatus {
  readonly LoggingEnabled: {
    /**
     * The bucket into which the logs are written, or its full name, `name-APPID`: of the same account and region. The bucket itself is
     * possible and not advised, because then writing logs is logged too. COS writes them through the role `CLS_QcsRole` with the
     * policy `QcloudCOSAccessForCLSRole`, which the account must have.
     */
    readonly TargetBucket: string;
    /**
     * How the keys of the logs begin, such as `site/`; `{YYYY}/{MM}/{DD}/{time}_{random}_{index}.gz` follows. About every five minutes
     * there is a new one.
     */
    readonly TargetPrefix?: string | undefined;
  };
}

/** The document of `?inventory`. */
export interface InventoryConfiguration {
  /**
   * COS's `Id`, a name that Pulumi keeps for itself: letters, digits and `-` `_` `.`. A bucket has up to 1,000 inventories. Cannot be
   * changed.
   */
  readonly Id: string;
  /** Whether inventories are made. */
  readonly IsEnabled?: boolean | undefined;
  readonly Destination: {
    /** Where the inventories go. */
    readonly COSBucketDestination: InventoryDestination;
  };
  /** How often an inventory is made. */
  readonly Schedule: InventorySchedule;
  /** Which objects are listed. Left out, all. */
  readonly Filter?: InventoryFilter | undefined;
  /** Whether all versions are listed, with the columns `VersionId`, `IsLatest` and `DeleteMarker`, or only the current ones. */
  readonly IncludedObjectVersions: "All" | "Current";
  readonly OptionalFields?: {
    /**
     * Further columns: `Size`, `LastModifiedDate`, `StorageClass`, `ETag`, `IsMultipartUploaded`, `ReplicationStatus`, `Tag`, `Crc64`, and
     * `x-cos-meta-NAME` for user metadata. The order means nothing.
     */
    readonly Field?: readonly string[] | undefined;
  } | undefined;
}

/** `InventoryConfiguration` as it is answered: lists are always there. */
export interface InventoryConfigurationAnswer extends InventoryConfiguration {
  /** Which objects are listed. Left out, all. */
  readonly Filter?: InventoryFilterAnswer | undefined;
  readonly OptionalFields: {
    /**
     * Further columns: `Size`, `LastModifiedDate`, `StorageClass`, `ETag`, `IsMultipartUploaded`, `ReplicationStatus`, `Tag`, `Crc64`, and
     * `x-cos-meta-NAME` for user metadata. The order means nothing.
     */
    readonly Field: readonly string[];
  };
}

/** Where an inventory goes, and in which form. */
export interface InventoryDestination {
  /** The form of the file. */
  readonly Format?: "CSV" | "ORC" | undefined;
  /** The UIN of the root account that owns the destination. COS may fill it in. */
  readonly AccountId?: string | undefined;
  readonly Bucket: string;
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  readonly Encryption?: {
    /**
     * Whether the inventories are encrypted with keys of COS.
     * @default false
     */
    readonly "SSE-COS"?: {} | undefined;
  } | undefined;
}

/** How often an inventory is made. */
export interface InventorySchedule {
  /** Every day, every week or every month; `Monthly` is known from the SDKs only. */
  readonly Frequency: "Daily" | "Weekly" | "Monthly";
  /** The day of the month, 1 to 31. Required for `Monthly`, and only there. Known from the SDKs only. */
  readonly MonthlyDate?: number | undefined;
}

/** Which objects are listed: `prefix` or `and`, and when they were created. */
export interface InventoryFilter {
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: InventoryAnd | undefined;
  /** When the objects were created. */
  readonly Period?: InventoryPeriod | undefined;
}

/** `InventoryFilter` as it is answered: lists are always there. */
export interface InventoryFilterAnswer extends InventoryFilter {
  /** Several conditions, all of which the objects fulfil. */
  readonly And?: InventoryAndAnswer | undefined;
}

/** Conditions that an object must fulfil together. At least one. */
export interface InventoryAnd {
  /** How the keys begin. */
  readonly Prefix?: string | undefined;
  /** Tags that the objects have, values by key. */
  readonly Tag?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
  /** The class that the objects have. Known from the SDKs only. */
  readonly StorageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "ARCHIVE" | "DEEP_ARCHIVE" | "MAZ_STANDARD" | "MAZ_STANDARD_IA" | "MAZ_INTELLIGENT_TIERING" | "MAZ_ARCHIVE" | "MAZ_DEEP_ARCHIVE" | (string & {}) | undefined;
}

/** `InventoryAnd` as it is answered: lists are always there. */
export interface InventoryAndAnswer extends InventoryAnd {
  /** Tags that the objects have, values by key. */
  readonly Tag: readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
}

/** When the objects were created, at least one end of it. */
export interface InventoryPeriod {
  /** From when on, in Unix seconds. */
  readonly StartTime?: number | undefined;
  /** Until when, in Unix seconds. */
  readonly EndTime?: number | undefined;
}

/** Needed by lifecycle rules that go by when objects were used. */
export interface AccessMonitorConfiguration {
  readonly Status: "Enabled" | "Disabled";
}

/** All functions of a bucket. */
export interface NotificationConfiguration {
  readonly CloudFunctionConfiguration?: readonly CloudFunctionConfiguration[] | undefined;
}

/** `NotificationConfiguration` as it is answered: lists are always there. */
export interface NotificationConfigurationAnswer extends NotificationConfiguration {
  readonly CloudFunctionConfiguration: readonly CloudFunctionConfigurationAnswer[];
}

/** A function, and when it is called. */
export interface CloudFunctionConfiguration {
  readonly Id?: string | undefined;
  readonly CloudFunction: string;
  /** What has to happen. Which values there are is unverified. */
  readonly Event: readonly string[];
  readonly Filter?: NotificationFilter | undefined;
}

/** `CloudFunctionConfiguration` as it is answered: lists are always there. */
export interface CloudFunctionConfigurationAnswer extends CloudFunctionConfiguration {
  readonly Filter?: NotificationFilterAnswer | undefined;
}

/** Which keys it is for. */
export interface NotificationFilter {
  readonly Key?: {
    readonly FilterRule?: readonly NotificationFilterRule[] | undefined;
  } | undefined;
}

/** `NotificationFilter` as it is answered: lists are always there. */
export interface NotificationFilterAnswer extends NotificationFilter {
  readonly Key: {
    readonly FilterRule: readonly NotificationFilterRule[];
  };
}

/** What a key must have. Which values there are is unverified. */
export interface NotificationFilterRule {
  readonly Name: string;
  readonly Value: string;
}

/** Records of a bucket. */
export interface BucketRecordsMethods {
  /**
   * PUT Bucket tagging. Replaces what is there.
   * CAM action `name/cos:PutBucketTagging`.
   * @see https://www.tencentcloud.com/document/product/436/8281
   */
  readonly putBucketTagging: ApiMethod<PutBucketTaggingParameters, {}, {}>;
  /**
   * GET Bucket tagging.
   * CAM action `name/cos:GetBucketTagging`.
   * @see https://www.tencentcloud.com/document/product/436/8277
   */
  readonly getBucketTagging: ApiMethod<GetBucketTaggingParameters, GetBucketTaggingAnswer, {}>;
  /**
   * DELETE Bucket tagging. Deletes what is there.
   * CAM action `name/cos:DeleteBucketTagging`.
   * @see https://www.tencentcloud.com/document/product/436/8286
   */
  readonly deleteBucketTagging: ApiMethod<DeleteBucketTaggingParameters, {}, {}>;
  /**
   * PUT Bucket logging. Replaces what is there.
   * COS has no DELETE for it: an empty `BucketLoggingStatus` ends it. Only the owner may call it.
   * CAM action `name/cos:PutBucketLogging`.
   * @see https://www.tencentcloud.com/document/product/436/17054
   */
  readonly putBucketLogging: ApiMethod<PutBucketLoggingParameters, {}, {}>;
  /**
   * GET Bucket logging.
   * Of a bucket without logs COS answers an empty element.
   * CAM action `name/cos:GetBucketLogging`.
   * @see https://www.tencentcloud.com/document/product/436/17053
   */
  readonly getBucketLogging: ApiMethod<GetBucketLoggingParameters, GetBucketLoggingAnswer, {}>;
  /**
   * PUT Bucket inventory. Replaces what is there.
   * CAM action `name/cos:PutBucketInventory`.
   * @see https://www.tencentcloud.com/document/product/436/30625
   */
  readonly putBucketInventory: ApiMethod<PutBucketInventoryParameters, {}, {}>;
  /**
   * GET Bucket inventory.
   * CAM action `name/cos:GetBucketInventory`.
   * @see https://www.tencentcloud.com/document/product/436/30623
   */
  readonly getBucketInventory: ApiMethod<GetBucketInventoryParameters, GetBucketInventoryAnswer, {}>;
  /**
   * List Bucket Inventory Configurations.
   * The Node SDK calls the action ListBucketInventory.
   * CAM action `name/cos:ListBucketInventoryConfigurations`.
   * @see https://www.tencentcloud.com/document/product/436/30627
   */
  readonly listBucketInventoryConfigurations: ApiMethod<ListBucketInventoryConfigurationsParameters, ListBucketInventoryConfigurationsAnswer, {}>;
  /**
   * POST Bucket inventory.
   * Makes one inventory now.
   * CAM action `name/cos:PostBucketInventory`.
   * @see https://www.tencentcloud.com/document/product/436/46869
   */
  readonly postBucketInventory: ApiMethod<PostBucketInventoryParameters, {}, {}>;
  /**
   * DELETE Bucket inventory. Deletes what is there.
   * CAM action `name/cos:DeleteBucketInventory`.
   * @see https://www.tencentcloud.com/document/product/436/30626
   */
  readonly deleteBucketInventory: ApiMethod<DeleteBucketInventoryParameters, {}, {}>;
  /**
   * PUT Bucket accessmonitor. Replaces what is there.
   * Opened on application. It can be disabled only while no lifecycle rule goes by when objects were used.
   * CAM action `name/cos:PutBucketAccessMonitor`.
   * @see https://www.tencentcloud.com/document/product/436/80225
   */
  readonly putBucketAccessMonitor: ApiMethod<PutBucketAccessMonitorParameters, {}, {}>;
  /**
   * GET Bucket accessmonitor.
   * CAM action `name/cos:GetBucketAccessMonitor`.
   * @see https://www.tencentcloud.com/document/product/436/80226
   */
  readonly getBucketAccessMonitor: ApiMethod<GetBucketAccessMonitorParameters, GetBucketAccessMonitorAnswer, {}>;
  /**
   * PUT Bucket notification. Replaces what is there.
   * CAM action `name/cos:PutBucketNotification`.
   * Known from SDKs only.
   */
  readonly putBucketNotification: ApiMethod<PutBucketNotificationParameters, {}, {}>;
  /**
   * GET Bucket notification.
   * CAM action `name/cos:GetBucketNotification`.
   * Known from SDKs only.
   */
  readonly getBucketNotification: ApiMethod<GetBucketNotificationParameters, GetBucketNotificationAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface BucketRecordsTypes {
  readonly PutBucketTagging: { readonly parameters: PutBucketTaggingParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketTagging: { readonly parameters: GetBucketTaggingParameters; readonly body: GetBucketTaggingAnswer; readonly head: {} };
  readonly DeleteBucketTagging: { readonly parameters: DeleteBucketTaggingParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketLogging: { readonly parameters: PutBucketLoggingParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketLogging: { readonly parameters: GetBucketLoggingParameters; readonly body: GetBucketLoggingAnswer; readonly head: {} };
  readonly PutBucketInventory: { readonly parameters: PutBucketInventoryParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketInventory: { readonly parameters: GetBucketInventoryParameters; readonly body: GetBucketInventoryAnswer; readonly head: {} };
  readonly ListBucketInventoryConfigurations: { readonly parameters: ListBucketInventoryConfigurationsParameters; readonly body: ListBucketInventoryConfigurationsAnswer; readonly head: {} };
  readonly PostBucketInventory: { readonly parameters: PostBucketInventoryParameters; readonly body: {}; readonly head: {} };
  readonly DeleteBucketInventory: { readonly parameters: DeleteBucketInventoryParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketAccessMonitor: { readonly parameters: PutBucketAccessMonitorParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketAccessMonitor: { readonly parameters: GetBucketAccessMonitorParameters; readonly body: GetBucketAccessMonitorAnswer; readonly head: {} };
  readonly PutBucketNotification: { readonly parameters: PutBucketNotificationParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketNotification: { readonly parameters: GetBucketNotificationParameters; readonly body: GetBucketNotificationAnswer; readonly head: {} };
}
