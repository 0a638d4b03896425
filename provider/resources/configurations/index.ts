/** All configurations of a bucket, one line each. */

import { bucketAcceleration } from "./acceleration";
import { bucketAcl } from "./acl";
import { bucketCors } from "./cors";
import type { BucketConfig } from "./descriptor";
import { bucketDomain } from "./domain";
import { bucketDomainCertificate } from "./domainCertificate";
import { bucketEncryption } from "./encryption";
import { bucketIntelligentTiering } from "./intelligentTiering";
import { bucketInventory } from "./inventory";
import { bucketLifecycle } from "./lifecycle";
import { bucketLogging } from "./logging";
import { bucketObjectLock } from "./objectLock";
import { bucketOrigin } from "./origin";
import { bucketPolicy } from "./policy";
import { bucketReferer } from "./referer";
import { bucketReplication } from "./replication";
import { bucketStrictSignature } from "./strictSignature";
import { bucketTagging } from "./tagging";
import { bucketVersioning } from "./versioning";
import { bucketWebsite } from "./website";

/**
 * The configurations in the order in which a reader meets them: who may use the bucket, what it keeps, how it is served, what goes to other
 * buckets.
 */
export const bucketConfigs: readonly BucketConfig[] = [
  bucketTagging,
  bucketAcl,
  bucketPolicy,
  bucketStrictSignature,
  bucketReferer,
  bucketCors,
  bucketEncryption,
  bucketVersioning,
  bucketObjectLock,
  bucketLifecycle,
  bucketIntelligentTiering,
  bucketWebsite,
  bucketAcceleration,
  bucketDomain,
  bucketDomainCertificate,
  bucketOrigin,
  bucketReplication,
  bucketLogging,
  bucketInventory,
];

const byToken = new Map(bucketConfigs.map((config) => [config.token, config]));

/** A configuration by its token. @throws Error when there is none */
export function configOf(token: string): BucketConfig {
  const config = byToken.get(token);
  if (config === undefined) {
    throw new Error(`there is no configuration ${token}`);
  }
  return config;
}
