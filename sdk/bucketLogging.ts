/** Access logs of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketLogging } from "../provider/resources/configurations/logging";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketLogging`. */
export interface BucketLoggingArgs extends BucketTarget, Args<typeof bucketLogging.struct.fields> {}

/**
 * Writes a log of all requests to a bucket into another one, about every five minutes.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 * const logs = new cos.Bucket("logs");
 *
 * new cos.BucketLogging("site", { bucket: site, targetBucket: logs, targetPrefix: "site/" });
 * ```
 *
 * @destroy
 * Ends it, by writing an empty configuration: COS has no `DELETE` for it. The logs that are there stay.
 *
 * @remarks
 * - COS writes through the role `CLS_QcsRole` with the policy `QcloudCOSAccessForCLSRole`, which the account must have.
 * - A bucket that logs into itself logs its own logs; preview warns of it.
 *
 * @see https://www.tencentcloud.com/document/product/436/17054
 */
export class BucketLogging extends BucketConfigResource {
  constructor(name: string, args: BucketLoggingArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketLogging, name, args, options);
  }
}

export interface BucketLogging extends Outputs<typeof bucketLogging.struct.fields> {}
