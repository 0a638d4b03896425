/** What the classes of all bucket configurations have in common. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketTarget } from "../provider/model/bucketNames";
import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import type { BucketTarget } from "./bucket";
import { inputsOf } from "./inputs";
import { CosResource } from "./resource";

/** A configuration of a bucket. */
export abstract class BucketConfigResource extends CosResource {
  /** The bucket's name. */
  declare readonly bucket: pulumi.Output<string>;
  /** The bucket's region. */
  declare readonly region: pulumi.Output<string>;

  /** @internal */
  protected constructor(
    config: BucketConfig,
    name: string,
    args: BucketTarget,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { token, struct, outputs } = config;
    const unset = ["region", ...Object.keys(struct.fields), ...Object.keys(outputs?.fields ?? {})];
    const inputs = inputsOf(struct, inputsOf(bucketTarget, args));
    super(token, name, inputs, unset, options, {
      bucket: args.bucket,
      ...(config.key !== undefined && { key: config.key.field }),
    });
  }
}
