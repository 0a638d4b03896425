/** Versioning of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketVersioning } from "../provider/resources/configurations/versioning";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketVersioning`. */
export interface BucketVersioningArgs extends BucketTarget, Args<typeof bucketVersioning.struct.fields> {}

/**
 * Whether a bucket keeps the versions of its objects.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketVersioning("site", { bucket: site, status: "Enabled" });
 * ```
 *
 * @destroy
 * Suspends versioning: once switched on it cannot be removed. Older versions stay, and the destroy says so when there are any.
 *
 * @remarks
 * - Older versions are paid for. A lifecycle rule with `noncurrentVersionExpiration` removes them.
 * - A bucket with `forceDestroy` removes all versions with it.
 * - Replication needs versioning, and object lock excludes it.
 *
 * @see https://www.tencentcloud.com/document/product/436/19889
 */
export class BucketVersioning extends BucketConfigResource {
  constructor(name: string, args: BucketVersioningArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketVersioning, name, args, options);
  }
}

export interface BucketVersioning extends Outputs<typeof bucketVersioning.struct.fields> {}
