/** What a program imports: `import * as cos from "pulumi-tencentcos"`. */

export { Bucket, type BucketArgs, type BucketReference, type BucketTarget } from "./bucket";
export { BucketAcceleration, type BucketAccelerationArgs } from "./bucketAcceleration";
export { type AclGrantArgs, BucketAcl, type BucketAclArgs, type GranteeArgs } from "./bucketAcl";
export { BucketCors, type BucketCorsArgs, type CorsRuleArgs } from "./bucketCors";
export { BucketDomain, type BucketDomainArgs, type DomainRuleArgs } from "./bucketDomain";
export { BucketDomainCertificate, type BucketDomainCertificateArgs } from "./bucketDomainCertificate";
export { BucketEncryption, type BucketEncryptionArgs } from "./bucketEncryption";
export {
  BucketIntelligentTiering,
  type BucketIntelligentTieringArgs,
  type TieringAndArgs,
  type TieringArgs,
  type TieringFilterArgs,
  type TieringTagArgs,
  type TieringTransitionArgs,
} from "./bucketIntelligentTiering";
export {
  BucketInventory,
  type BucketInventoryArgs,
  type InventoryAndArgs,
  type InventoryDestinationArgs,
  type InventoryFilterArgs,
  type InventoryPeriodArgs,
  type InventoryScheduleArgs,
} from "./bucketInventory";
export {
  BucketLifecycle,
  type BucketLifecycleArgs,
  type LifecycleAbortIncompleteMultipartUploadArgs,
  type LifecycleAccessFrequencyArgs,
  type LifecycleAndArgs,
  type LifecycleExpirationArgs,
  type LifecycleFilterArgs,
  type LifecycleNoncurrentVersionExpirationArgs,
  type LifecycleNoncurrentVersionTransitionArgs,
  type LifecycleRuleArgs,
  type LifecycleTagArgs,
  type LifecycleTransitionArgs,
} from "./bucketLifecycle";
export { BucketLogging, type BucketLoggingArgs } from "./bucketLogging";
export { BucketObjectLock, type BucketObjectLockArgs } from "./bucketObjectLock";
export {
  BucketOrigin,
  type BucketOriginArgs,
  type OriginConditionArgs,
  type OriginCredentialProviderArgs,
  type OriginFileInfoArgs,
  type OriginFollowRedirectionArgs,
  type OriginHostInfoArgs,
  type OriginHttpHeaderArgs,
  type OriginInfoArgs,
  type OriginParameterArgs,
  type OriginPrefixConfigurationArgs,
  type OriginPrivateHostArgs,
  type OriginRuleArgs,
  type OriginStandbyHostArgs,
  type OriginSuffixConfigurationArgs,
} from "./bucketOrigin";
export {
  BucketPolicy,
  type BucketPolicyArgs,
  type PolicyDocumentArgs,
  type PolicyPrincipalArgs,
  type PolicyStatementArgs,
} from "./bucketPolicy";
export { BucketReferer, type BucketRefererArgs } from "./bucketReferer";
export {
  BucketReplication,
  type BucketReplicationArgs,
  type ReplicationAndArgs,
  type ReplicationDestinationArgs,
  type ReplicationFilterArgs,
  type ReplicationRoleArgs,
  type ReplicationRuleArgs,
} from "./bucketReplication";
export {
  BucketStrictSignature,
  type BucketStrictSignatureArgs,
  type StrictSignatureRuleArgs,
} from "./bucketStrictSignature";
export { BucketTagging, type BucketTaggingArgs } from "./bucketTagging";
export { BucketVersioning, type BucketVersioningArgs } from "./bucketVersioning";
export {
  BucketWebsite,
  type BucketWebsiteArgs,
  type WebsiteAutoAddressingArgs,
  type WebsiteConditionArgs,
  type WebsiteErrorDocumentArgs,
  type WebsiteIndexDocumentArgs,
  type WebsiteRedirectAllRequestsToArgs,
  type WebsiteRedirectArgs,
  type WebsiteRuleArgs,
} from "./bucketWebsite";
export { Folder, type FolderArgs, type FolderRuleArgs } from "./folder";
// `Object` for `cos.Object`; `BucketObject` for programs that import names and still need JavaScript's own Object.
export {
  BucketObject,
  BucketObject as Object,
  type BucketObjectArgs,
  type BucketObjectArgs as ObjectArgs,
} from "./object";
export { ObjectCopy, type ObjectCopyArgs, type ObjectCopySourceArgs } from "./objectCopy";
export {
  allActions,
  anyone,
  type BucketLocation,
  deleteActions,
  listActions,
  objectOf,
  objectsOf,
  type PolicyStatementParts,
  policyStatement,
  readActions,
  subUin,
  uin,
  writeActions,
} from "./policy";
