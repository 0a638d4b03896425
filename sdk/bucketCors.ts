/** Cross-origin rules of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { corsRule } from "../provider/model/documents/cors";
import { bucketCors } from "../provider/resources/configurations/cors";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketCors`. */
export interface BucketCorsArgs extends BucketTarget, Args<typeof bucketCors.struct.fields> {}

/** One cross-origin rule. COS applies the first rule that matches. */
export interface CorsRuleArgs extends Args<typeof corsRule.fields> {}

/**
 * Which web pages of other origins may use a bucket.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketCors("site", {
 *   bucket: site,
 *   rules: [
 *     {
 *       allowedOrigins: ["https://www.example.com", "https://*.example.org"],
 *       allowedMethods: ["GET", "PUT"],
 *       allowedHeaders: ["*"],
 *       exposeHeaders: ["ETag"],
 *       maxAgeSeconds: 600,
 *     },
 *   ],
 * });
 * ```
 *
 * @remarks
 * - COS applies the first rule that matches, so the order of the rules counts; the order within `allowedOrigins` and the other lists does not.
 * - Behind a CDN set `responseVary`: else it may keep the answer for one origin and give it to another.
 *
 * @see https://www.tencentcloud.com/document/product/436/8279
 */
export class BucketCors extends BucketConfigResource {
  constructor(name: string, args: BucketCorsArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketCors, name, args, options);
  }
}

export interface BucketCors extends Outputs<typeof bucketCors.struct.fields> {}
