/** Global acceleration of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketAcceleration } from "../provider/resources/configurations/acceleration";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketAcceleration`. */
export interface BucketAccelerationArgs extends BucketTarget, Args<typeof bucketAcceleration.struct.fields> {}

/**
 * Serves a bucket over Tencent Cloud's global network, at the host `NAME.cos.accelerate.myqcloud.com`, at a higher price per request.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketAcceleration("site", { bucket: site, status: "Enabled" });
 * ```
 *
 * @destroy
 * Suspends the acceleration, which ends it: COS has no `DELETE` for it.
 *
 * @remarks
 * - It takes about 15 minutes to have effect everywhere.
 * - A `BucketDomain` with the type `ACCELERATE` depends on it: let that resource come after this one (`dependsOn`).
 *
 * @see https://www.tencentcloud.com/document/product/436/33411
 */
export class BucketAcceleration extends BucketConfigResource {
  constructor(name: string, args: BucketAccelerationArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketAcceleration, name, args, options);
  }
}

export interface BucketAcceleration extends Outputs<typeof bucketAcceleration.struct.fields> {}
