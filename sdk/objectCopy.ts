/** Copies of objects in a program. */

import * as pulumi from "@pulumi/pulumi";
import {
  type copySource,
  objectCopyOutputs,
  type objectCopyStruct,
} from "../provider/resources/object/copy/fields";
import { type BucketTarget, resolveTarget } from "./bucket";
import { resolveDestination } from "./destination";
import { BucketObject } from "./object";
import { type Args, CosResource, type Outputs } from "./resource";

/** What is copied: the bucket, or its name, and the key. */
export interface ObjectCopySourceArgs
  extends BucketTarget,
    Omit<Args<typeof copySource.fields>, "bucket" | "region"> {}

/** Arguments of an `ObjectCopy`. */
export interface ObjectCopyArgs
  extends BucketTarget,
    Omit<
      Args<typeof objectCopyStruct.fields>,
      "bucket" | "region" | "key" | "source" | "metadataDirective" | "taggingDirective"
    >,
    Partial<Pick<Args<typeof objectCopyStruct.fields>, "metadataDirective" | "taggingDirective">> {
  /**
   * The copy's key, up to 850 bytes, without a `/` at the start.
   * @default the resource's logical name
   */
  key?: pulumi.Input<string>;
  /** What is copied: an object of this program, with which its CRC64 is pinned, or the place of any other. */
  source: BucketObject | pulumi.Input<ObjectCopySourceArgs>;
}

/**
 * A copy of an object, made by COS itself, also from another bucket or region, in parts when it is large.
 *
 * @example
 * ```ts
 * const releases = new cos.Bucket("releases");
 * const build = new cos.Object("1.4.0.zip", { bucket: releases, source: "./build.zip" });
 *
 * new cos.ObjectCopy("latest", { bucket: releases, key: "latest.zip", source: build });
 *
 * new cos.ObjectCopy("logo", {
 *   bucket: releases,
 *   key: "logo.png",
 *   source: { bucket: "brand-1250000000", region: "ap-beijing", key: "logo.png" },
 * });
 * ```
 *
 * @destroy
 * Deletes the copy; the source stays. In a bucket that keeps versions a delete marker takes the copy's place.
 *
 * @unseen
 * The content itself is not read back: a refresh compares the CRC64 of source and copy.
 *
 * @remarks
 * - With an `Object` of the program as `source` its CRC64 is pinned, so that new content is copied by the same `up`. Any other source is
 *   looked at by a refresh: `pulumi up --refresh` copies what changed.
 * - Headers and tags are the source's unless `metadataDirective` or `taggingDirective` is `Replaced`.
 * - The keys need the right to read the source. When it is gone, the copy stays, and a refresh says so.
 *
 * @see https://www.tencentcloud.com/document/product/436/10881
 */
export class ObjectCopy extends CosResource {
  /** The name of the copy's bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** The bucket's region. */
  declare readonly region: pulumi.Output<string>;
  /** The copy's key. */
  declare readonly key: pulumi.Output<string>;
  /** The entity tag without its quotes. */
  declare readonly etag: pulumi.Output<string>;
  /** The CRC-64/XZ of the content as a decimal number. */
  declare readonly crc64: pulumi.Output<string>;
  /** The content's length in bytes. */
  declare readonly contentLength: pulumi.Output<number>;
  /** The version, in a bucket with versioning. */
  declare readonly versionId: pulumi.Output<string | undefined>;
  /** The copy's address, for readers who have access. */
  declare readonly url: pulumi.Output<string>;
  /** The source's entity tag when it was last looked at. */
  declare readonly sourceEtag: pulumi.Output<string>;
  /** False after a refresh that found other content in the source than in the copy. */
  declare readonly upToDate: pulumi.Output<boolean>;

  constructor(name: string, args: ObjectCopyArgs, options?: pulumi.CustomResourceOptions) {
    const { source } = args;
    const inputs = {
      ...args,
      ...resolveTarget(args),
      key: args.key ?? name,
      ...(source instanceof BucketObject
        ? {
            source: pulumi
              .all([source.bucket, source.region, source.key])
              .apply(([bucket, region, key]) => ({ bucket, region, key })),
            sourceCrc64: args.sourceCrc64 ?? source.crc64,
          }
        : { source: resolveDestination(source) }),
    };
    super(
      "ObjectCopy",
      name,
      inputs,
      ["region", "metadataDirective", "taggingDirective", ...objectCopyOutputs],
      options,
      { bucket: args.bucket, key: "key" },
    );
  }
}

export interface ObjectCopy
  extends Omit<Outputs<typeof objectCopyStruct.fields>, "bucket" | "region" | "key" | "source"> {}
