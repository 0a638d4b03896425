/** Tags of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketTagging } from "../provider/resources/configurations/tagging";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketTagging`. */
export interface BucketTaggingArgs extends BucketTarget, Args<typeof bucketTagging.struct.fields> {}

/**
 * All tags of a bucket.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketTagging("site", { bucket: site, tags: { team: "web", stage: "production" } });
 * ```
 *
 * @destroy
 * Removes all tags of the bucket (`DeleteBucketTagging`).
 *
 * @remarks
 * - The tags are replaced in one request, so that the bucket is never without.
 * - A tag that somebody adds, changes or removes in the console is a difference.
 *
 * @see https://www.tencentcloud.com/document/product/436/8281
 */
export class BucketTagging extends BucketConfigResource {
  constructor(name: string, args: BucketTaggingArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketTagging, name, args, options);
  }
}

export interface BucketTagging extends Outputs<typeof bucketTagging.struct.fields> {}
