/** Buckets in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { Fields, Given } from "../provider/codec/fields";
import type { bucketTarget } from "../provider/model/bucketNames";
import { bucketOutputs, type bucketStruct } from "../provider/resources/bucket/fields";
import { type Computed, CosResource, type DeepInput, type Outputs } from "./resource";

/** Arguments of a `Bucket`. */
export interface BucketArgs extends Partial<Args<typeof bucketStruct.fields>> {}

/**
 * A bucket of Tencent Cloud COS. Its configurations are resources of their own: `BucketAcl`, `BucketCors`, …
 *
 * @example
 * ```ts
 * // A name is generated: site-3f9a1c7-1250000000.
 * const site = new cos.Bucket("site");
 *
 * // This one has a name, lies in several availability zones, and is destroyed with everything in it.
 * const archive = new cos.Bucket("archive", {
 *   bucket: "archive-1250000000",
 *   region: "ap-guangzhou",
 *   redundancy: "MAZ",
 *   forceDestroy: true,
 * });
 * ```
 *
 * @destroy
 * Deletes the bucket. One that is not empty is refused, with what is in it; with `forceDestroy` all objects, versions, delete markers and
 * unfinished uploads are removed first, many at a time, unless object lock holds some of them.
 *
 * @unseen
 * `bucketPrefix`, `forceDestroy` and `adoptExisting` are not stored in COS; they stay as the program says.
 *
 * @remarks
 * - A bucket that already exists is not taken over silently: `up` fails and says so until `adoptExisting` is set. Nothing is written to an
 *   adopted bucket.
 * - A name may have 50 characters before the APPID. COS may limit the host of a new bucket, `name-APPID.cos.REGION.myqcloud.com`, to 60
 *   characters: preview warns of a longer one, and generated names stay below.
 * - Until it is complete a new bucket carries the tag `pulumi-tencentcos=creating-TOKEN`, by which the next `up` after an interrupted one recognises
 *   it, on any machine, also under a generated name. The token follows from the names of stack and project and from the project's
 *   folder: no other stack takes the bucket, unless all three are the same. A run whose project is in another folder than that of the run
 *   before does not find it, and creates another one or refuses the name.
 *
 * @see https://www.tencentcloud.com/document/product/436/7738
 */
export class Bucket extends CosResource {
  constructor(name: string, args: BucketArgs = {}, options?: pulumi.CustomResourceOptions) {
    const prefix = args.bucket === undefined ? { bucketPrefix: args.bucketPrefix ?? name } : {};
    super("Bucket", name, { ...args, ...prefix }, Object.keys(bucketOutputs.fields), options, {});
  }
}

export interface Bucket
  extends Omit<Outputs<typeof bucketStruct.fields>, "bucket" | "region">,
    Computed<typeof bucketOutputs.fields> {}

/** A bucket of this program, or the name of any bucket: full (`name-APPID`), or short when it is the account's own. */
export type BucketReference = pulumi.Input<string> | pulumi.Input<Bucket>;

/**
 * The arguments that a descriptor's fields stand for.
 * @internal
 */
export type Args<F extends Fields> = { [K in keyof Given<F>]: DeepInput<Given<F>[K], BucketReference> };

/** Where something inside a bucket is. */
export interface BucketTarget extends Args<typeof bucketTarget.fields> {}
