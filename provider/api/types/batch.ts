/** Batch jobs. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { AccountParameters, XmlBody } from "./shared";

/** Parameters of CreateJob. */
export interface CreateJobParameters extends AccountParameters, XmlBody<CreateJobBody> {
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** What is sent, the document `CreateJobRequest`. */
export interface CreateJobBody {
  /** A text that no other job has: a request that repeats one is refused as a duplicate. 1 to 64 characters. */
  readonly ClientRequestToken: string;
  /** Whether it waits in `Suspended` until its status is set to `Ready`. Left out, it does not wait. */
  readonly ConfirmationRequired?: boolean | undefined;
  /** At most 256 bytes. */
  readonly Description?: string | undefined;
  readonly Manifest: JobManifest;
  readonly Operation: JobOperation;
  /**
   * Jobs with greater numbers go first.
   * From 0 to 2147483647.
   */
  readonly Priority: number;
  readonly Report: JobReport;
  /** The role that COS takes on, as `qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole`. */
  readonly RoleArn: string;
}

/** What is answered, the document `CreateJobResult`. */
export interface CreateJobAnswer {
  readonly JobId: string;
}

/** Parameters of DescribeJob. */
export interface DescribeJobParameters extends AccountParameters {
  /**
   * The job.
   * On the wire `JobId`.
   */
  readonly JobId: string;
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** What is answered, the document `DescribeJobResult`. */
export interface DescribeJobAnswer {
  readonly Job: JobDescription;
}

/** Parameters of ListJobs. */
export interface ListJobsParameters extends AccountParameters {
  /**
   * Only jobs with one of these statuses.
   * On the wire `jobStatuses`.
   */
  readonly JobStatuses?: readonly ("Active" | "Cancelled" | "Cancelling" | "Complete" | "Completing" | "Failed" | "Failing" | "New" | "Paused" | "Pausing" | "Preparing" | "Ready" | "Suspended")[] | string | undefined;
  /**
   * The most jobs of a page. From 1 to 1000.
   * On the wire `maxResults`.
   * @default 1000
   */
  readonly MaxResults?: number | undefined;
  /**
   * Where the page begins: `NextToken` of the page before.
   * On the wire `nextToken`.
   */
  readonly NextToken?: string | undefined;
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** What is answered, the document `ListJobsResult`. */
export interface ListJobsAnswer {
  readonly Jobs: {
    readonly member: readonly ListedJob[];
  };
  /** Where the next page begins. */
  readonly NextToken?: string | undefined;
}

/** Parameters of UpdateJobPriority. */
export interface UpdateJobPriorityParameters extends AccountParameters {
  /**
   * The job.
   * On the wire `JobId`.
   */
  readonly JobId: string;
  /**
   * Jobs with greater numbers go first. From 0 to 2147483647.
   * On the wire `priority`.
   */
  readonly Priority: number;
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** What is answered, the document `UpdateJobPriorityResult`. */
export interface UpdateJobPriorityAnswer {
  readonly JobId: string;
  readonly Priority: number;
}

/** Parameters of UpdateJobStatus. */
export interface UpdateJobStatusParameters extends AccountParameters {
  /**
   * The job.
   * On the wire `JobId`.
   */
  readonly JobId: string;
  /**
   * `Ready` lets a job begin that waits for it, `Cancelled` ends it.
   * On the wire `requestedJobStatus`.
   */
  readonly RequestedJobStatus: "Ready" | "Cancelled";
  /**
   * Why. At most 256 bytes.
   * On the wire `statusUpdateReason`.
   */
  readonly StatusUpdateReason?: string | undefined;
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** What is answered, the document `UpdateJobStatusResult`. */
export interface UpdateJobStatusAnswer {
  readonly JobId: string;
  readonly Status: string;
  readonly StatusUpdateReason?: string | undefined;
}

/** Parameters of DeleteJob. */
export interface DeleteJobParameters extends AccountParameters {
  /**
   * The job.
   * On the wire `JobId`.
   */
  readonly JobId: string;
  /**
   * The account's APPID. Left out, it is read from the names of the account's buckets.
   * On the wire `x-cos-appid`.
   */
  readonly Appid?: number | undefined;
}

/** The list of objects that a job works on. */
export interface JobManifest {
  readonly Location: {
    /** The list's ETag. */
    readonly ETag: string;
    /** The list, as `qcs::cos:ap-guangzhou::lists-1250000000/manifest.csv`. */
    readonly ObjectArn: string;
    /** The version of the list. */
    readonly ObjectVersionId?: string | undefined;
  };
  readonly Spec: {
    readonly Fields?: {
      /** What the columns are. Required for `COSBatchOperations_CSV_V1`. */
      readonly member?: readonly ("Ignore" | "Bucket" | "Key" | "VersionId")[] | undefined;
    } | undefined;
    /** A list of one's own, or one that an inventory has written. */
    readonly Format: "COSBatchOperations_CSV_V1" | "COSInventoryReport_CSV_V1";
  };
}

/** `JobManifest` as it is answered: lists are always there. */
export interface JobManifestAnswer extends JobManifest {
  readonly Spec: {
    readonly Fields: {
      /** What the columns are. Required for `COSBatchOperations_CSV_V1`. */
      readonly member: readonly ("Ignore" | "Bucket" | "Key" | "VersionId")[];
    };
    /** A list of one's own, or one that an inventory has written. */
    readonly Format: "COSBatchOperations_CSV_V1" | "COSInventoryReport_CSV_V1";
  };
}

/** What is done with every object: one of them. */
export interface JobOperation {
  readonly COSPutObjectCopy?: JobCopy | undefined;
  readonly COSInitiateRestoreObject?: JobRestore | undefined;
  readonly COSPutObjectTagging?: JobTagging | undefined;
  /**
   * Deletes every object. Known from the Chinese page only (https://cloud.tencent.com/document/product/436/38608).
   * @default false
   */
  readonly COSDeleteObject?: {} | undefined;
}

/** `JobOperation` as it is answered: lists are always there. */
export interface JobOperationAnswer extends JobOperation {
  readonly COSPutObjectCopy?: JobCopyAnswer | undefined;
  readonly COSPutObjectTagging?: JobTaggingAnswer | undefined;
}

/** Copies every object. */
export interface JobCopy {
  /** Where the copies go, as `qcs::cos:ap-guangzhou::copies-1250000000`. */
  readonly TargetResource: string;
  readonly AccessControlDirective?: "Copy" | "Replaced" | "Add" | undefined;
  readonly AccessControlGrants?: {
    readonly COSGrant?: readonly JobGrant[] | undefined;
  } | undefined;
  readonly CannedAccessControlList?: string | undefined;
  /** Only objects that were changed after this time, in Unix seconds. */
  readonly ModifiedSinceConstraint?: number | undefined;
  /** Only objects that were not changed after this time, in Unix seconds. */
  readonly UnModifiedSinceConstraint?: number | undefined;
  readonly MetadataDirective?: "Copy" | "Replaced" | "Add" | undefined;
  readonly NewObjectMetadata?: JobObjectMetadata | undefined;
  readonly TaggingDirective?: "Copy" | "Replaced" | "Add" | undefined;
  readonly NewObjectTagging?: {
    readonly COSTag?: readonly JobTag[] | undefined;
  } | undefined;
  /** Whether the beginning of the keys is replaced. */
  readonly PrefixReplace?: boolean | undefined;
  /** The beginning that is replaced. */
  readonly ResourcesPrefix?: string | undefined;
  readonly StorageClass?: string | undefined;
  /** What stands at the beginning of the copies' keys. */
  readonly TargetKeyPrefix?: string | undefined;
}

/** `JobCopy` as it is answered: lists are always there. */
export interface JobCopyAnswer extends JobCopy {
  readonly AccessControlGrants: {
    readonly COSGrant: readonly JobGrant[];
  };
  readonly NewObjectMetadata?: JobObjectMetadataAnswer | undefined;
  readonly NewObjectTagging: {
    readonly COSTag: readonly JobTag[];
  };
}

/** One permission for one grantee. */
export interface JobGrant {
  readonly Grantee?: {
    /** The kind of the grantee. */
    readonly TypeIdentifier?: string | undefined;
    readonly Identifier?: string | undefined;
    readonly DisplayName?: string | undefined;
  } | undefined;
  readonly Permission?: string | undefined;
}

/** Metadata that the copies get. */
export interface JobObjectMetadata {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly HttpExpiresDate?: string | undefined;
  readonly SSEAlgorithm?: string | undefined;
  readonly UserMetadata?: {
    readonly member?: readonly JobUserMetadata[] | undefined;
  } | undefined;
}

/** `JobObjectMetadata` as it is answered: lists are always there. */
export interface JobObjectMetadataAnswer extends JobObjectMetadata {
  readonly UserMetadata: {
    readonly member: readonly JobUserMetadata[];
  };
}

/** Metadata of a user. */
export interface JobUserMetadata {
  /** The name, without `x-cos-meta-`. */
  readonly Key: string;
  readonly Value: string;
}

/** A tag that objects get. */
export interface JobTag {
  readonly Key: string;
  readonly Value: string;
}

/** Restores every object from an archive. */
export interface JobRestore {
  /** Days for which the restored copies stay. 1 to 365. */
  readonly ExpirationInDays: number;
  /** How fast. */
  readonly JobTier: "Bulk" | "Standard";
}

/** Tags every object. Known from the Go SDK only. */
export interface JobTagging {
  readonly TaggingDirective?: string | undefined;
  readonly TagSet?: {
    readonly COSTag?: readonly JobTag[] | undefined;
  } | undefined;
}

/** `JobTagging` as it is answered: lists are always there. */
export interface JobTaggingAnswer extends JobTagging {
  readonly TagSet: {
    readonly COSTag: readonly JobTag[];
  };
}

/** The report on what a job has done. */
export interface JobReport {
  /** The bucket that takes it, as `qcs::cos:ap-guangzhou::reports-1250000000`. */
  readonly Bucket?: string | undefined;
  /** Whether there is one. */
  readonly Enabled: boolean;
  readonly Format?: "Report_CSV_V1" | undefined;
  readonly Prefix?: string | undefined;
  /** Whether all objects are in it, or only those that failed. */
  readonly ReportScope?: "AllTasks" | "FailedTasksOnly" | undefined;
}

/** All that is known of a job. */
export interface JobDescription {
  readonly JobId: string;
  readonly Status: string;
  readonly Priority?: number | undefined;
  readonly CreationTime?: string | undefined;
  /** When it ended. */
  readonly TerminationDate?: string | undefined;
  readonly ConfirmationRequired?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly Manifest?: JobManifestAnswer | undefined;
  readonly Operation?: JobOperationAnswer | undefined;
  readonly Report?: JobReport | undefined;
  readonly RoleArn?: string | undefined;
  readonly ProgressSummary?: JobProgress | undefined;
  readonly FailureReasons: {
    readonly JobFailure: readonly JobFailure[];
  };
  readonly StatusUpdateReason?: string | undefined;
  readonly SuspendedCause?: string | undefined;
  readonly SuspendedDate?: string | undefined;
}

/** How many objects a job has worked on. */
export interface JobProgress {
  readonly NumberOfTasksFailed?: number | undefined;
  readonly NumberOfTasksSucceeded?: number | undefined;
  readonly TotalNumberOfTasks?: number | undefined;
}

/** Why a job failed. */
export interface JobFailure {
  readonly FailureCode?: string | undefined;
  readonly FailureReason?: string | undefined;
}

/** A job of a listing. */
export interface ListedJob {
  readonly JobId: string;
  readonly Description?: string | undefined;
  /** The name of what it does, such as `COSPutObjectCopy`. */
  readonly Operation?: string | undefined;
  readonly Priority?: number | undefined;
  readonly Status: string;
  readonly CreationTime?: string | undefined;
  /** When it ended. */
  readonly TerminationDate?: string | undefined;
  readonly ProgressSummary?: JobProgress | undefined;
}

/** Batch jobs. */
export interface BatchMethods {
  /**
   * CreateJob.
   * A request that repeats a `ClientRequestToken` makes no second job: it is refused as a duplicate.
   * CAM action `name/cos:CreateJob`.
   * @see https://www.tencentcloud.com/document/product/436/33781
   */
  readonly createJob: ApiMethod<CreateJobParameters, CreateJobAnswer, {}>;
  /**
   * DescribeJob.
   * CAM action `name/cos:DescribeJob`.
   * @see https://www.tencentcloud.com/document/product/436/33782
   */
  readonly describeJob: ApiMethod<DescribeJobParameters, DescribeJobAnswer, {}>;
  /**
   * ListJobs.
   * CAM action `name/cos:ListJobs`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/33783
   */
  readonly listJobs: ApiMethod<ListJobsParameters | void, ListJobsAnswer, {}>;
  /**
   * UpdateJobPriority.
   * CAM action `name/cos:UpdateJobPriority`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/33784
   */
  readonly updateJobPriority: ApiMethod<UpdateJobPriorityParameters, UpdateJobPriorityAnswer, {}>;
  /**
   * UpdateJobStatus.
   * CAM action `name/cos:UpdateJobStatus`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/33785
   */
  readonly updateJobStatus: ApiMethod<UpdateJobStatusParameters, UpdateJobStatusAnswer, {}>;
  /**
   * DeleteJob. Deletes what is there.
   * Which of the two statuses it answers is unverified.
   * CAM action `name/cos:DeleteJob`, as its name suggests.
   * Known from SDKs only.
   */
  readonly deleteJob: ApiMethod<DeleteJobParameters, {}, {}>;
}

/** Of each of these operations, by its name. */
export interface BatchTypes {
  readonly CreateJob: { readonly parameters: CreateJobParameters; readonly body: CreateJobAnswer; readonly head: {} };
  readonly DescribeJob: { readonly parameters: DescribeJobParameters; readonly body: DescribeJobAnswer; readonly head: {} };
  readonly ListJobs: { readonly parameters: ListJobsParameters; readonly body: ListJobsAnswer; readonly head: {} };
  readonly UpdateJobPriority: { readonly parameters: UpdateJobPriorityParameters; readonly body: UpdateJobPriorityAnswer; readonly head: {} };
  readonly UpdateJobStatus: { readonly parameters: UpdateJobStatusParameters; readonly body: UpdateJobStatusAnswer; readonly head: {} };
  readonly DeleteJob: { readonly parameters: DeleteJobParameters; readonly body: {}; readonly head: {} };
}
