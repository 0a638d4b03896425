/** What is special about configurations, by token; most of what a test needs is in the descriptor. */

import type { Subject } from "../subject";
import { bucketAcceleration } from "./bucketAcceleration";
import { bucketAcl } from "./bucketAcl";
import { bucketDomain } from "./bucketDomain";
import { bucketDomainCertificate } from "./bucketDomainCertificate";
import { bucketIntelligentTiering } from "./bucketIntelligentTiering";
import { bucketInventory } from "./bucketInventory";
import { bucketLifecycle } from "./bucketLifecycle";
import { bucketLogging } from "./bucketLogging";
import { bucketObjectLock } from "./bucketObjectLock";
import { bucketOrigin } from "./bucketOrigin";
import { bucketPolicy } from "./bucketPolicy";
import { bucketReplication } from "./bucketReplication";
import { bucketStrictSignature } from "./bucketStrictSignature";

const subjects: Readonly<Record<string, Subject>> = {
  BucketAcceleration: bucketAcceleration,
  BucketAcl: bucketAcl,
  BucketDomain: bucketDomain,
  BucketDomainCertificate: bucketDomainCertificate,
  BucketIntelligentTiering: bucketIntelligentTiering,
  BucketInventory: bucketInventory,
  BucketLifecycle: bucketLifecycle,
  BucketLogging: bucketLogging,
  BucketObjectLock: bucketObjectLock,
  BucketOrigin: bucketOrigin,
  BucketPolicy: bucketPolicy,
  BucketReplication: bucketReplication,
  BucketStrictSignature: bucketStrictSignature,
};

/** What is special about a configuration; of one that needs nothing, nothing. */
export function subjectOf({ token }: { readonly token: string }): Subject {
  return subjects[token] ?? {};
}
