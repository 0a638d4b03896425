/** Copies of objects in a program. */

import * as pulumi from "@pulumi/pulumi";
import {
  type copySource,
  objectCopyOutputs,
  objectCopyStruct,
} from "../provider/resources/object/copy/fields";
import type { Args } from "./bucket";
import { inputsOf } from "./inputs";
import { BucketObject } from "./object";
import { type Computed, CosResource, type Outputs } from "./resource";

/** What is copied: the bucket, or its name, and the key. */
export interface ObjectCopySourceArgs extends Args<typeof copySource.fields> {}

/** Arguments of an `ObjectCopy`. */
export interface ObjectCopyArgs extends Omit<Args<typeof objectCopyStruct.fields>, "source"> {
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
  constructor(name: string, args: ObjectCopyArgs, options?: pulumi.CustomResourceOptions) {
    const { source } = args;
    const copied =
      source instanceof BucketObject
        ? {
            source: pulumi
              .all([source.bucket, source.region, source.key])
              .apply(([bucket, region, key]) => ({ bucket, region, key })),
            sourceCrc64: args.sourceCrc64 ?? source.crc64,
          }
        : {};
    const inputs = inputsOf(objectCopyStruct, { ...args, key: args.key ?? name, ...copied });
    const unset = [
      "region",
      "metadataDirective",
      "taggingDirective",
      ...Object.keys(objectCopyOutputs.fields),
    ];
    super("ObjectCopy", name, inputs, unset, options, { bucket: args.bucket, key: "key" });
  }
}

export interface ObjectCopy
  extends Omit<Outputs<typeof objectCopyStruct.fields>, "source">,
    Computed<typeof objectCopyOutputs.fields> {}
