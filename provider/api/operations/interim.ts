/** Documents of configurations, as long as their groups stand beside the resources. */

import { bool, group, structs, text } from "../../codec";
import { bucketAcceleration } from "../../resources/configurations/acceleration";
import { bucketCors } from "../../resources/configurations/cors";
import { bucketDomain } from "../../resources/configurations/domain";
import { bucketDomainCertificate } from "../../resources/configurations/domainCertificate";
import { bucketEncryption } from "../../resources/configurations/encryption";
import { bucketIntelligentTiering } from "../../resources/configurations/intelligentTiering";
import { bucketInventory } from "../../resources/configurations/inventory";
import { bucketLifecycle } from "../../resources/configurations/lifecycle";
import { bucketLogging } from "../../resources/configurations/logging";
import { bucketObjectLock } from "../../resources/configurations/objectLock";
import { bucketOrigin } from "../../resources/configurations/origin";
import { bucketReferer } from "../../resources/configurations/referer";
import { bucketReplication } from "../../resources/configurations/replication";
import { bucketStrictSignature } from "../../resources/configurations/strictSignature";
import { bucketTagging as bucketTags } from "../../resources/configurations/tagging";
import { bucketVersioning } from "../../resources/configurations/versioning";
import { bucketWebsite } from "../../resources/configurations/website";

export { policyDocument } from "../../resources/configurations/policy";

export const accelerateConfiguration = bucketAcceleration.struct;
export const corsConfiguration = bucketCors.struct;
export const domainConfiguration = bucketDomain.struct;
export const domainCertificate = bucketDomainCertificate.struct;
export const encryptionConfiguration = bucketEncryption.struct;
export const intelligentTieringConfiguration = bucketIntelligentTiering.struct;
export const inventoryConfiguration = bucketInventory.struct;
export const lifecycleConfiguration = bucketLifecycle.struct;
export const bucketLoggingStatus = bucketLogging.struct;
export const objectLockConfiguration = bucketObjectLock.struct;
export const originConfiguration = bucketOrigin.struct;
export const refererConfiguration = bucketReferer.struct;
export const replicationConfiguration = bucketReplication.struct;
export const strictSignatureConfiguration = bucketStrictSignature.struct;
export const bucketTagging = bucketTags.struct;
export const versioningConfiguration = bucketVersioning.struct;
export const websiteConfiguration = bucketWebsite.struct;

/** How a certificate is used. */
export const domainCertificateStatus = group({
  /** `Enabled` or `Disabled`. */
  status: text("Status", { optional: true }),
  certId: text("CertificateInfo>CertId", { optional: true }),
  /** From when on it holds, in Unix seconds. */
  validityBegin: text("CertificateInfo>ValidityBegin", { optional: true }),
  /** Until when it holds, in Unix seconds. */
  validityExpire: text("CertificateInfo>ValidityExpire", { optional: true }),
});

const { isEnabled: _isEnabled, schedule: _schedule, ...onceFields } = inventoryConfiguration.fields;

/** An inventory that is made once (https://www.tencentcloud.com/document/product/436/46869). */
export const inventoryOnce = group(onceFields);

/** Inventories of a bucket (https://www.tencentcloud.com/document/product/436/30627). */
export const listInventoryConfigurations = group({
  inventories: structs("InventoryConfiguration", inventoryConfiguration, { optional: true }),
  isTruncated: bool("IsTruncated", { optional: true }),
  /** Where this page began. */
  continuationToken: text("ContinuationToken", { optional: true, minBytes: 0 }),
  /** Where the next page begins. */
  nextContinuationToken: text("NextContinuationToken", { optional: true, minBytes: 0 }),
});

/** Rules of intelligent tiering (https://www.tencentcloud.com/document/product/436/60836). */
export const listIntelligentTieringConfigurations = group({
  rules: structs("IntelligentTieringConfiguration", intelligentTieringConfiguration, { optional: true }),
  isTruncated: bool("IsTruncated", { optional: true }),
  /** Where this page began. */
  continuationToken: text("ContinuationToken", { optional: true, minBytes: 0 }),
  /** Where the next page begins. */
  nextContinuationToken: text("NextContinuationToken", { optional: true, minBytes: 0 }),
});
