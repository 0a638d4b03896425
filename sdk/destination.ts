/** Destination buckets in the arguments of a program: a `Bucket`, which knows its region, or a name. */

import * as pulumi from "@pulumi/pulumi";
import { type BucketTarget, resolveTarget } from "./bucket";

/** Changes a value of a program, now when it is plain, else once it is known. */
export function mapInput<T, U>(
  input: pulumi.Input<T>,
  change: (value: T) => pulumi.Input<U>,
): pulumi.Input<U> {
  if (pulumi.Output.isInstance(input) || input instanceof Promise) {
    return pulumi.output(input).apply((value) => change(value as T)) as pulumi.Output<U>;
  }
  return change(input as T);
}

/** A destination with name and region in the place of a `Bucket`. */
export function resolveDestination<T extends BucketTarget>(destination: pulumi.Input<T>) {
  return mapInput(destination, (value) => ({ ...value, ...resolveTarget(value) }));
}
