/** Buckets in a program. */

import * as pulumi from "@pulumi/pulumi";
import { bucketOutputs, type bucketStruct } from "../provider/resources/bucket/fields";
import { type Args, CosResource, type Outputs } from "./resource";

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
 * `bucketPrefix`, `forceDestroy` and `adoptExisting` are not COS's; they stay as the program says.
 *
 * @remarks
 * - A bucket that exists already is not taken over silently: an `up` fails and says so, until `adoptExisting` is set. Nothing is written to an
 *   adopted bucket.
 * - A name may have 50 characters before the APPID. COS may hold new buckets to hosts, `name-APPID.cos.REGION.myqcloud.com`, of 60
 *   characters: a preview says so of a longer one, and generated names stay below.
 * - Until it is complete a new bucket carries the tag `pulumi-tencentcos=creating-TOKEN`, by which an `up` after one that was killed knows it
 *   again, on any machine, also under a generated name. The token follows from the names of stack and project and from the project's
 *   folder: no other stack takes the bucket, unless all three are the same. A run whose project lies in another folder than that of the run
 *   before does not find it, and makes another one or refuses the name.
 *
 * @see https://www.tencentcloud.com/document/product/436/7738
 */
export class Bucket extends CosResource {
  /** The full name, `name-APPID`. */
  declare readonly bucket: pulumi.Output<string>;
  /** The account's APPID, the digits at the end of the name. */
  declare readonly appId: pulumi.Output<string>;
  /** The host of requests: `name-APPID.cos.REGION.myqcloud.com`. */
  declare readonly bucketDomainName: pulumi.Output<string>;
  /** The host of the static website, once it is switched on: `name-APPID.cos-website.REGION.myqcloud.com`. */
  declare readonly websiteDomainName: pulumi.Output<string>;
  /** The six-part resource name for policies, `qcs::cos:REGION:uid/APPID:name-APPID`; add `/*` for its objects. */
  declare readonly qcs: pulumi.Output<string>;

  constructor(name: string, args: BucketArgs = {}, options?: pulumi.CustomResourceOptions) {
    const prefix = args.bucket === undefined ? { bucketPrefix: args.bucketPrefix ?? name } : {};
    super("Bucket", name, { ...args, ...prefix }, bucketOutputs, options, {});
  }
}

export interface Bucket extends Omit<Outputs<typeof bucketStruct.fields>, "bucket"> {}

/** A bucket of this program, or the name of any bucket: full (`name-APPID`), or short when it is the account's own. */
export type BucketReference = pulumi.Input<string> | pulumi.Input<Bucket>;

/** Where something inside a bucket is. */
export interface BucketTarget {
  /** The bucket, or its name. */
  bucket: BucketReference;
  /**
   * The bucket's region.
   * @default that of the `Bucket`, else `tencentcos:region`, else the environment variable TENCENTCLOUD_REGION
   */
  region?: pulumi.Input<string>;
}

/** A name and a region from a `Bucket`, which knows both, or from a name. */
export function resolveTarget({ bucket, region }: BucketTarget): {
  bucket: pulumi.Input<string>;
  region?: pulumi.Input<string>;
} {
  if (typeof bucket === "string") {
    return { bucket, ...(region !== undefined && { region }) };
  }
  const given = pulumi.output(bucket as pulumi.Input<string | Bucket>).apply((value) => ({ value }));
  // `apply` unwraps the outputs of the bucket; its type for a mixture of strings and outputs does not say so.
  const name = given.apply(
    ({ value }) => (typeof value === "string" ? value : value.bucket) as unknown as string,
  );
  const home = given.apply(
    ({ value }) => (typeof value === "string" ? undefined : value.region) as unknown as string,
  );
  return { bucket: name, region: region ?? home };
}
