/** The registry: every resource that hosts serve, one line each. */

import { bucket } from "./bucket";
import { bucketAcceleration } from "./bucketAcceleration";
import { bucketAcl } from "./bucketAcl";
import type { BucketConfig } from "./bucketConfig";
import { bucketCors } from "./bucketCors";
import { bucketDomain } from "./bucketDomain";
import { bucketDomainCertificate } from "./bucketDomainCertificate";
import { bucketEncryption } from "./bucketEncryption";
import { bucketIntelligentTiering } from "./bucketIntelligentTiering";
import { bucketInventory } from "./bucketInventory";
import { bucketLifecycle } from "./bucketLifecycle";
import { bucketLogging } from "./bucketLogging";
import { bucketObjectLock } from "./bucketObjectLock";
import { bucketOrigin } from "./bucketOrigin";
import { bucketPolicy } from "./bucketPolicy";
import { bucketReferer } from "./bucketReferer";
import { bucketReplication } from "./bucketReplication";
import { bucketStrictSignature } from "./bucketStrictSignature";
import { bucketTagging } from "./bucketTagging";
import { bucketVersioning } from "./bucketVersioning";
import { bucketWebsite } from "./bucketWebsite";
import { configHandler } from "./configHandler";
import { folder } from "./folder";
import type { Handler } from "./handler";
import { object } from "./object";
import { objectCopy } from "./objectCopy";

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
