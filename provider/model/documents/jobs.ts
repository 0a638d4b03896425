/** Documents of batch jobs (https://www.tencentcloud.com/document/product/436/33781, 33782, 33783, 33784, 33785). */

import { bool, date, flag, group, int, string, strings, struct, structs } from "../../codec/fields";

/** The list of objects that a job works on. */
export const jobManifest = group({
  /** The list's ETag. */
  etag: string("Location>ETag"),
  /** The list, as `qcs::cos:ap-guangzhou::lists-1250000000/manifest.csv`. */
  objectArn: string("Location>ObjectArn"),
  /** The version of the list. */
  objectVersionId: string("Location>ObjectVersionId", { optional: true }),
  /** What the columns are. Required for `COSBatchOperations_CSV_V1`. */
  fields: strings("Spec>Fields>member", { optional: true, oneOf: ["Ignore", "Bucket", "Key", "VersionId"] }),
  /** A list of one's own, or one that an inventory has written. */
  format: string("Spec>Format", { oneOf: ["COSBatchOperations_CSV_V1", "COSInventoryReport_CSV_V1"] }),
});

/** Metadata of a user. */
export const jobUserMetadata = group({
  /** The name, without `x-cos-meta-`. */
  key: string("Key"),
  value: string("Value", { minBytes: 0 }),
});

/** Metadata that the copies get. */
export const jobObjectMetadata = group({
  cacheControl: string("CacheControl", { optional: true }),
  contentDisposition: string("ContentDisposition", { optional: true }),
  contentEncoding: string("ContentEncoding", { optional: true }),
  contentType: string("ContentType", { optional: true }),
  httpExpiresDate: string("HttpExpiresDate", { optional: true }),
  sseAlgorithm: string("SSEAlgorithm", { optional: true }),
  userMetadata: structs("UserMetadata>member", jobUserMetadata, { optional: true }),
});

/** A tag that objects get. */
export const jobTag = group({
  key: string("Key"),
  value: string("Value", { minBytes: 0 }),
});

/** One permission for one grantee. */
export const jobGrant = group({
  /** The kind of the grantee. */
  typeIdentifier: string("Grantee>TypeIdentifier", { optional: true }),
  identifier: string("Grantee>Identifier", { optional: true }),
  displayName: string("Grantee>DisplayName", { optional: true }),
  permission: string("Permission", { optional: true }),
});

/** Copies every object. */
export const jobCopy = group({
  /** Where the copies go, as `qcs::cos:ap-guangzhou::copies-1250000000`. */
  targetResource: string("TargetResource"),
  accessControlDirective: string("AccessControlDirective", {
    optional: true,
    oneOf: ["Copy", "Replaced", "Add"],
  }),
  accessControlGrants: structs("AccessControlGrants>COSGrant", jobGrant, { optional: true }),
  cannedAccessControlList: string("CannedAccessControlList", { optional: true }),
  /** Only objects that were changed after this time, in Unix seconds. */
  modifiedSinceConstraint: int("ModifiedSinceConstraint", { optional: true }),
  /** Only objects that were not changed after this time, in Unix seconds. */
  unModifiedSinceConstraint: int("UnModifiedSinceConstraint", { optional: true }),
  metadataDirective: string("MetadataDirective", { optional: true, oneOf: ["Copy", "Replaced", "Add"] }),
  newObjectMetadata: struct("NewObjectMetadata", jobObjectMetadata, { optional: true }),
  taggingDirective: string("TaggingDirective", { optional: true, oneOf: ["Copy", "Replaced", "Add"] }),
  newObjectTagging: structs("NewObjectTagging>COSTag", jobTag, { optional: true }),
  /** Whether the beginning of the keys is replaced. */
  prefixReplace: bool("PrefixReplace", { optional: true }),
  /** The beginning that is replaced. */
  resourcesPrefix: string("ResourcesPrefix", { optional: true, minBytes: 0 }),
  storageClass: string("StorageClass", { optional: true }),
  /** What stands at the beginning of the copies' keys. */
  targetKeyPrefix: string("TargetKeyPrefix", { optional: true, minBytes: 0 }),
});

/** Restores every object from an archive. */
export const jobRestore = group({
  /** Days for which the restored copies stay. 1 to 365. */
  expirationInDays: int("ExpirationInDays", { min: 1, max: 365 }),
  /** How fast. */
  jobTier: string("JobTier", { oneOf: ["Bulk", "Standard"] }),
});

/** Tags every object. Known from the Go SDK only. */
export const jobTagging = group({
  taggingDirective: string("TaggingDirective", { optional: true }),
  tagSet: structs("TagSet>COSTag", jobTag, { optional: true }),
});

/** What is done with every object: one of them. */
export const jobOperation = group({
  copy: struct("COSPutObjectCopy", jobCopy, { optional: true }),
  restore: struct("COSInitiateRestoreObject", jobRestore, { optional: true }),
  tagging: struct("COSPutObjectTagging", jobTagging, { optional: true }),
  /** Deletes every object. Known from the Chinese page only (https://cloud.tencent.com/document/product/436/38608). */
  delete: flag("COSDeleteObject", { optional: true }),
});

/** The report on what a job has done. */
export const jobReport = group({
  /** The bucket that takes it, as `qcs::cos:ap-guangzhou::reports-1250000000`. */
  bucket: string("Bucket", { optional: true }),
  /** Whether there is one. */
  enabled: bool("Enabled"),
  format: string("Format", { optional: true, oneOf: ["Report_CSV_V1"] }),
  prefix: string("Prefix", { optional: true, minBytes: 0 }),
  /** Whether all objects are in it, or only those that failed. */
  reportScope: string("ReportScope", { optional: true, oneOf: ["AllTasks", "FailedTasksOnly"] }),
});

/** A job to be made. */
export const createJobRequest = group({
  /** A text that no other job has: a request that repeats one is refused as a duplicate. 1 to 64 characters. */
  clientRequestToken: string("ClientRequestToken", { maxBytes: 64 }),
  /** Whether it waits in `Suspended` until its status is set to `Ready`. Left out, it does not wait. */
  confirmationRequired: bool("ConfirmationRequired", { optional: true }),
  /** At most 256 bytes. */
  description: string("Description", { optional: true, maxBytes: 256 }),
  manifest: struct("Manifest", jobManifest),
  operation: struct("Operation", jobOperation),
  /** Jobs with greater numbers go first. */
  priority: int("Priority", { min: 0, max: 2_147_483_647 }),
  report: struct("Report", jobReport),
  /** The role that COS takes on, as `qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole`. */
  roleArn: string("RoleArn"),
});

/** The job that was made. */
export const createJobResult = group({
  jobId: string("JobId"),
});

/** How many objects a job has worked on. */
export const jobProgress = group({
  failed: int("NumberOfTasksFailed", { optional: true }),
  succeeded: int("NumberOfTasksSucceeded", { optional: true }),
  total: int("TotalNumberOfTasks", { optional: true }),
});

/** Why a job failed. */
export const jobFailure = group({
  code: string("FailureCode", { optional: true }),
  reason: string("FailureReason", { optional: true }),
});

/** All that is known of a job. */
export const jobDescription = group({
  jobId: string("JobId"),
  status: string("Status"),
  priority: int("Priority", { optional: true }),
  creationTime: string("CreationTime", { optional: true }),
  /** When it ended. */
  terminationDate: string("TerminationDate", { optional: true, minBytes: 0 }),
  confirmationRequired: bool("ConfirmationRequired", { optional: true }),
  description: string("Description", { optional: true, minBytes: 0 }),
  manifest: struct("Manifest", jobManifest, { optional: true }),
  operation: struct("Operation", jobOperation, { optional: true }),
  report: struct("Report", jobReport, { optional: true }),
  roleArn: string("RoleArn", { optional: true }),
  progressSummary: struct("ProgressSummary", jobProgress, { optional: true }),
  failureReasons: structs("FailureReasons>JobFailure", jobFailure, { optional: true }),
  statusUpdateReason: string("StatusUpdateReason", { optional: true, minBytes: 0 }),
  suspendedCause: string("SuspendedCause", { optional: true, minBytes: 0 }),
  suspendedDate: string("SuspendedDate", { optional: true, minBytes: 0 }),
});

/** A job, described. */
export const describeJobResult = group({
  job: struct("Job", jobDescription),
});

/** A job of a listing. */
export const listedJob = group({
  jobId: string("JobId"),
  description: string("Description", { optional: true, minBytes: 0 }),
  /** The name of what it does, such as `COSPutObjectCopy`. */
  operation: string("Operation", { optional: true }),
  priority: int("Priority", { optional: true }),
  status: string("Status"),
  creationTime: date("CreationTime", { optional: true }),
  /** When it ended. */
  terminationDate: string("TerminationDate", { optional: true, minBytes: 0 }),
  progressSummary: struct("ProgressSummary", jobProgress, { optional: true }),
});

/** Jobs of the account in a region. */
export const listJobsResult = group({
  jobs: structs("Jobs>member", listedJob, { optional: true }),
  /** Where the next page begins. */
  nextToken: string("NextToken", { optional: true, minBytes: 0 }),
});

/** A job's new priority. */
export const updateJobPriorityResult = group({
  jobId: string("JobId"),
  priority: int("Priority"),
});

/** A job's new status. */
export const updateJobStatusResult = group({
  jobId: string("JobId"),
  status: string("Status"),
  statusUpdateReason: string("StatusUpdateReason", { optional: true, minBytes: 0 }),
});
