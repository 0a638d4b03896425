/** The registry: every resource that hosts serve, one line each. */

import { bucket } from "./bucket/handler";
import { bucketAcceleration } from "./configurations/acceleration";
import { bucketAcl } from "./configurations/acl";
import { bucketCors } from "./configurations/cors";
import type { BucketConfig } from "./configurations/descriptor";
import { bucketDomain } from "./configurations/domain";
import { bucketDomainCertificate } from "./configurations/domainCertificate";
import { bucketEncryption } from "./configurations/encryption";
import { bucketIntelligentTiering } from "./configurations/intelligentTiering";
import { configHandler } from "./configurations/interpreter/handler";
import { bucketInventory } from "./configurations/inventory";
import { bucketLifecycle } from "./configurations/lifecycle";
import { bucketLogging } from "./configurations/logging";
import { bucketObjectLock } from "./configurations/objectLock";
import { bucketOrigin } from "./configurations/origin";
import { bucketPolicy } from "./configurations/policy";
import { bucketReferer } from "./configurations/referer";
import { bucketReplication } from "./configurations/replication";
import { bucketStrictSignature } from "./configurations/strictSignature";
import { bucketTagging } from "./configurations/tagging";
import { bucketVersioning } from "./configurations/versioning";
import { bucketWebsite } from "./configurations/website";
import { folder } from "./folder/handler";
import type { Handler } from "./handler";
import { objectCopy } from "./object/copy/handler";
import { object } from "./object/handler";

/** The configurations of a bucket that are nothing but a descriptor. */
export const bucketConfigs: readonly BucketConfig[] = [
  bucketAcl,
  bucketCors,
  bucketLifecycle,
  bucketPolicy,
  bucketVersioning,
  bucketTagging,
  bucketWebsite,
  bucketReferer,
  bucketLogging,
  bucketAcceleration,
  bucketReplication,
  bucketInventory,
  bucketDomain,
  bucketDomainCertificate,
  bucketOrigin,
  bucketEncryption,
  bucketIntelligentTiering,
  bucketObjectLock,
  bucketStrictSignature,
];

/** All resources by token. */
export const handlers: ReadonlyMap<string, Handler> = new Map(
  [bucket, ...bucketConfigs.map(configHandler), object, objectCopy, folder].map((handler) => [
    handler.token,
    handler,
  ]),
);
