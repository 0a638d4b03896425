/** Default encryption of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketEncryption } from "../provider/resources/configurations/encryption";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketEncryption`. */
export interface BucketEncryptionArgs extends BucketTarget, Args<typeof bucketEncryption.struct.fields> {}

/**
 * The encryption of objects in a bucket whose upload does not specify one.
 *
 * @example
 * ```ts
 * const documents = new cos.Bucket("documents");
 *
 * new cos.BucketEncryption("documents", { bucket: documents, sseAlgorithm: "AES256" });
 * ```
 *
 * @destroy
 * Removes the default (`DeleteBucketEncryption`). Objects that are encrypted stay so.
 *
 * @remarks
 * - It concerns objects that are written from then on; those that are there stay as they are.
 * - Anonymous visitors cannot read encrypted objects, not even in a public bucket: leave it out for websites.
 * - An `Object` without `serverSideEncryption` follows the bucket's default; that is not drift.
 *
 * @see https://www.tencentcloud.com/document/product/436/33459
 */
export class BucketEncryption extends BucketConfigResource {
  constructor(name: string, args: BucketEncryptionArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketEncryption, name, args, options);
  }
}

export interface BucketEncryption extends Outputs<typeof bucketEncryption.struct.fields> {}
