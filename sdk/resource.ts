/** What every class of this package is: a resource served by the package's own dynamic provider. */

import * as pulumi from "@pulumi/pulumi";
import type { Field, Fields, GivenAsset, GivenBucket, Values } from "../provider/codec/fields";
import { toWire } from "../provider/codec/wireNames";
import { declare, type Target } from "./doubles";
import { ensureReachable } from "./reachable";

/**
 * A value in a program: plain, or an output of another resource, at every depth.
 * @typeParam B what may stand for a bucket
 * @internal Written out in the package's declarations (`tools/declarations`).
 */
export type DeepInput<T, B> = T extends GivenBucket
  ? B
  : T extends GivenAsset
    ? pulumi.Input<string | pulumi.asset.Asset>
    : T extends string | number | boolean
      ? pulumi.Input<T>
      : T extends readonly (infer Item)[]
        ? pulumi.Input<readonly DeepInput<Item, B>[]>
        : pulumi.Input<{ [K in keyof T]: DeepInput<T[K], B> }>;

/**
 * The outputs that a descriptor's fields stand for.
 * @internal
 */
export type Outputs<F extends Fields> = { readonly [K in keyof Values<F>]: pulumi.Output<Values<F>[K]> };

/**
 * What only COS knows, as a descriptor's fields say: each is there as an output, also where its value may be missing.
 * @internal
 */
export type Computed<F extends Fields> = {
  readonly [K in keyof F]: pulumi.Output<
    F[K] extends Field<unknown, false, unknown, boolean>
      ? NonNullable<F[K]["type"]>
      : NonNullable<F[K]["type"]> | undefined
  >;
};

/**
 * The text in a resource's state that the dynamic host evaluates. `createRequire` makes it resolve from the project's folder,
 * for an installed package and inside this repository. Stacks keep it, so it stays the same, byte for byte (frozen contract).
 */
function providerLine(token: string): string {
  return `exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("${token}")`;
}

/** The base of all resources. Its type is that of a dynamic resource, without the cost of serialising a closure. */
export abstract class CosResource extends pulumi.CustomResource {
  /**
   * @param token the class's name
   * @param inputs the arguments by name
   * @param outputs names of properties that only COS knows
   * @param target where in COS it is, as far as the arguments say
   */
  protected constructor(
    token: string,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
    outputs: readonly string[],
    options: pulumi.CustomResourceOptions | undefined,
    target: Target,
  ) {
    ensureReachable();
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    super(
      `pulumi-nodejs:dynamic/tencentcos:${token}`,
      name,
      { ...unset, ...toWire(inputs), __provider: providerLine(token) },
      options,
    );
    declare(this, token, name, target, inputs);
  }
}
