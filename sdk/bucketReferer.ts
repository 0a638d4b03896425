/** The referer list of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketReferer } from "../provider/resources/configurations/referer";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketReferer`. */
export interface BucketRefererArgs extends BucketTarget, Args<typeof bucketReferer.struct.fields> {}

/**
 * Which web pages may show a bucket's objects.
 *
 * @example
 * ```ts
 * const images = new cos.Bucket("images");
 *
 * new cos.BucketReferer("images", {
 *   bucket: images,
 *   refererType: "White-List",
 *   domainList: ["*.example.com", "www.example.org/shop"],
 *   emptyReferConfiguration: "Allow",
 * });
 * ```
 *
 * @destroy
 * Disables the list, which then has no effect: COS has no `DELETE` for it.
 *
 * @remarks
 * - A browser sends no `Referer` when an address is typed in; `emptyReferConfiguration` decides about those requests.
 * - A client can send any `Referer`: it stops other websites from showing your pictures, but not a determined download.
 *
 * @see https://www.tencentcloud.com/document/product/436/31423
 */
export class BucketReferer extends BucketConfigResource {
  constructor(name: string, args: BucketRefererArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketReferer, name, args, options);
  }
}

export interface BucketReferer extends Outputs<typeof bucketReferer.struct.fields> {}
