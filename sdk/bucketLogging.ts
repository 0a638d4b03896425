/** Access logs of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketLogging } from "../provider/resources/bucketLogging";
import { type BucketReference, type BucketTarget, resolveTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

type Fields = typeof bucketLogging.struct.fields;

/** Arguments of a `BucketLogging`. */
export interface BucketLoggingArgs extends BucketTarget, Omit<Args<Fields>, "targetBucket"> {
  /**
   * The bucket into which the logs are written, or its full name: of the same account and region. COS writes them through the role
   * `CLS_QcsRole` with the policy `QcloudCOSAccessForCLSRole`, which the account must have.
   */
  targetBucket: BucketReference;
}

/**
 * Writes a log of all requests to a bucket into another one, about every five minutes. A destroy ends it; the logs that are there
 * stay.
 *
 * ```ts
 * new cos.BucketLogging("site", { bucket: site, targetBucket: logs, targetPrefix: "site/" });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/17054
 */
export class BucketLogging extends BucketConfigResource {
  constructor(name: string, args: BucketLoggingArgs, options?: pulumi.CustomResourceOptions) {
    const targetBucket = resolveTarget({ bucket: args.targetBucket }).bucket;
    super(bucketLogging, name, { ...args, targetBucket } as BucketTarget, options);
  }
}

export interface BucketLogging extends Outputs<Fields> {}
