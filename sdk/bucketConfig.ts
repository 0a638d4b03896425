/** What the classes of all bucket configurations have in common. */

import type * as pulumi from "@pulumi/pulumi";
import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import { type BucketTarget, resolveTarget } from "./bucket";
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
    const outputs = ["region", ...Object.keys(config.struct.fields), ...(config.outputs ?? [])];
    super(config.token, name, { ...args, ...resolveTarget(args) }, outputs, options, {
      bucket: args.bucket,
      ...(config.key !== undefined && { key: config.key.field }),
    });
  }
}
