/** Versioning of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketVersioning } from "../provider/resources/bucketVersioning";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketVersioning`. */
export interface BucketVersioningArgs extends BucketTarget, Args<typeof bucketVersioning.struct.fields> {}

/**
 * Whether a bucket keeps the versions of its objects. Once switched on it can only be suspended, which is what a destroy does; older
 * versions stay then, and the destroy says so.
 *
 * ```ts
 * new cos.BucketVersioning("site", { bucket: site, status: "Enabled" });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/19889
 */
export class BucketVersioning extends BucketConfigResource {
  constructor(name: string, args: BucketVersioningArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketVersioning, name, args, options);
  }
}

export interface BucketVersioning extends Outputs<typeof bucketVersioning.struct.fields> {}
