/** What has to be signed in requests to a bucket, in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { strictSignatureRule } from "../provider/model/documents/strictSignature";
import { bucketStrictSignature } from "../provider/resources/configurations/strictSignature";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketStrictSignature`. */
export interface BucketStrictSignatureArgs
  extends BucketTarget,
    Args<typeof bucketStrictSignature.struct.fields> {}

/** One rule: for which requests it is, and what they have to sign. A request that lacks a header or a parameter need not sign it. */
export interface StrictSignatureRuleArgs extends Args<typeof strictSignatureRule.fields> {}

/**
 * Which headers and parameters of requests to a bucket have to be part of their signature, so that a stolen signature cannot be used
 * for another request.
 *
 * @example
 * ```ts
 * const uploads = new cos.Bucket("uploads");
 *
 * new cos.BucketStrictSignature("uploads", {
 *   bucket: uploads,
 *   rules: [
 *     { id: "everything", actions: ["*"], headers: ["Host"], params: ["all"] },
 *     { id: "writes", actions: ["Put*"], headers: ["x-cos-*", "Content-Type"] },
 *   ],
 * });
 * ```
 *
 * @remarks
 * - Unsigned requests are not concerned, nor is a header that a request does not have.
 * - The requests of this package sign everything that a rule can ask for.
 *
 * @see https://www.tencentcloud.com/document/product/436/53889
 */
export class BucketStrictSignature extends BucketConfigResource {
  constructor(name: string, args: BucketStrictSignatureArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketStrictSignature, name, args, options);
  }
}

export interface BucketStrictSignature extends Outputs<typeof bucketStrictSignature.struct.fields> {}
