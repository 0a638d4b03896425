/** Cross-origin rules of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketCors, type corsRule } from "../provider/resources/bucketCors";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketCors`. */
export interface BucketCorsArgs extends BucketTarget, Args<typeof bucketCors.struct.fields> {}

/** One cross-origin rule. */
export interface CorsRuleArgs extends Args<typeof corsRule.fields> {}

/**
 * Which web pages of other origins may use a bucket.
 *
 * ```ts
 * new cos.BucketCors("site", {
 *   bucket: site,
 *   rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"], maxAgeSeconds: 600 }],
 * });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/8279
 */
export class BucketCors extends BucketConfigResource {
  constructor(name: string, args: BucketCorsArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketCors, name, args, options);
  }
}

export interface BucketCors extends Outputs<typeof bucketCors.struct.fields> {}
