/** Lifecycle rules of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type {
  lifecycleAbortIncompleteMultipartUpload,
  lifecycleAccessFrequency,
  lifecycleAnd,
  lifecycleExpiration,
  lifecycleFilter,
  lifecycleNoncurrentVersionExpiration,
  lifecycleNoncurrentVersionTransition,
  lifecycleRule,
  lifecycleTag,
  lifecycleTransition,
} from "../provider/model/documents/lifecycle";
import { bucketLifecycle } from "../provider/resources/configurations/lifecycle";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketLifecycle`. */
export interface BucketLifecycleArgs extends BucketTarget, Args<typeof bucketLifecycle.struct.fields> {}

/** One lifecycle rule. It has at least one action. */
export interface LifecycleRuleArgs extends Args<typeof lifecycleRule.fields> {}

/** Which objects a rule is for: `{ prefix }`, `{ tag }` or `{ and }`. An empty filter, like none, means all objects of the bucket. */
export interface LifecycleFilterArgs extends Args<typeof lifecycleFilter.fields> {}

/** Several conditions of a filter, all of which hold. At least one. */
export interface LifecycleAndArgs extends Args<typeof lifecycleAnd.fields> {}

/** A tag that an object must have. */
export interface LifecycleTagArgs extends Args<typeof lifecycleTag.fields> {}

/** When objects move to a cheaper class: after `days`, on a `date`, or when they are seldom used. */
export interface LifecycleTransitionArgs extends Args<typeof lifecycleTransition.fields> {}

/** How seldom an object is used. COS opens this on application, for `STANDARD_IA` in buckets of one zone, without filters by tag or size. */
export interface LifecycleAccessFrequencyArgs extends Args<typeof lifecycleAccessFrequency.fields> {}

/** When objects are deleted: after `days`, or on a `date`; or what becomes of a delete marker without versions. */
export interface LifecycleExpirationArgs extends Args<typeof lifecycleExpiration.fields> {}

/** When older versions move to a cheaper class. */
export interface LifecycleNoncurrentVersionTransitionArgs
  extends Args<typeof lifecycleNoncurrentVersionTransition.fields> {}

/** When older versions are deleted. */
export interface LifecycleNoncurrentVersionExpirationArgs
  extends Args<typeof lifecycleNoncurrentVersionExpiration.fields> {}

/** When unfinished uploads are aborted. */
export interface LifecycleAbortIncompleteMultipartUploadArgs
  extends Args<typeof lifecycleAbortIncompleteMultipartUpload.fields> {}

/**
 * What happens to objects over time: they move to cheaper classes, and are deleted.
 *
 * @example
 * ```ts
 * const logs = new cos.Bucket("logs");
 *
 * new cos.BucketLifecycle("logs", {
 *   bucket: logs,
 *   rules: [
 *     {
 *       id: "old-logs",
 *       filter: { prefix: "logs/" },
 *       transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
 *       expiration: { days: 365 },
 *     },
 *     { id: "unfinished", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
 *   ],
 * });
 * ```
 *
 * @remarks
 * - Rules are known by their ids: their order is not a difference, and what somebody does to a rule in the console is seen at that rule.
 * - Contradictions are refused at preview: days and dates in one rule, a move after the deletion, a filter by tags for unfinished uploads.
 * - COS runs the rules once a day, from midnight in GMT+8. Dates are instants: `2030-01-31T00:00:00+08:00`.
 * - A bucket with object lock cannot have lifecycle rules.
 *
 * @see https://www.tencentcloud.com/document/product/436/8280
 */
export class BucketLifecycle extends BucketConfigResource {
  constructor(name: string, args: BucketLifecycleArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketLifecycle, name, args, options);
  }
}

export interface BucketLifecycle extends Outputs<typeof bucketLifecycle.struct.fields> {}
