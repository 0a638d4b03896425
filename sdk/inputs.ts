/** Makes inputs of a program's arguments, as the descriptor says: buckets by name and region, files as assets, secrets as secrets. */

import { type Stats, statSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Field, Struct } from "../provider/codec/fields";
import type { Members } from "../provider/codec/members";
import { hasSecret } from "../provider/codec/secrets";
import { kindProblem } from "../provider/model/fileKind";

/** The inputs that arguments stand for. A value that is not known yet is changed once it is; one that holds secrets is secret as a whole. */
export function inputsOf(struct: Struct, args: object): Members {
  return needsChange(struct) ? changedMembers(struct, args) : { ...args };
}

function changed(struct: Struct, args: unknown): unknown {
  if (typeof args !== "object" || args === null || !needsChange(struct)) {
    return args;
  }
  if (pulumi.Output.isInstance(args) || args instanceof Promise) {
    const output = hasSecret(struct) ? pulumi.secret(args) : pulumi.output(args);
    return hasSpecial(struct) ? output.apply((value) => changed(struct, value)) : output;
  }
  if (Array.isArray(args)) {
    return args.map((item) => changed(struct, item));
  }
  return changedMembers(struct, args);
}

function changedMembers(struct: Struct, args: object): Members {
  const given: Members = { ...args };
  const inputs: Record<string, unknown> = { ...given };
  for (const [name, member] of Object.entries(given)) {
    const field = Object.hasOwn(struct.fields, name) ? struct.fields[name] : undefined;
    if (field !== undefined && member !== undefined) {
      inputs[name] = inputOf(field, member);
    }
  }
  for (const [name, { options }] of Object.entries(struct.fields)) {
    if (options.regionOf !== undefined && inputs[name] === undefined) {
      Object.assign(inputs, regionOf(name, given[options.regionOf]));
    }
  }
  return inputs;
}

function inputOf({ kind, options, struct }: Field, member: unknown): unknown {
  const input =
    kind === "reference"
      ? nameOf(member)
      : kind === "asset"
        ? assetOf(member as pulumi.Input<string | pulumi.asset.Asset>)
        : struct === undefined
          ? member
          : changed(struct, member);
  return options.secret === true ? pulumi.secret(input) : input;
}

const changes = new WeakMap<Struct, boolean>();
const specials = new WeakMap<Struct, boolean>();

/** Whether inputs may differ from arguments. */
function needsChange(struct: Struct): boolean {
  return remembered(changes, struct, () => hasSecret(struct) || hasSpecial(struct));
}

/** Whether a group has a reference or an asset, at any depth. */
function hasSpecial(struct: Struct): boolean {
  return remembered(specials, struct, () =>
    Object.values(struct.fields).some(
      (field) =>
        field.kind === "reference" ||
        field.kind === "asset" ||
        (field.struct !== undefined && hasSpecial(field.struct)),
    ),
  );
}

function remembered(known: WeakMap<Struct, boolean>, struct: Struct, find: () => boolean): boolean {
  const before = known.get(struct);
  const found = before ?? find();
  known.set(struct, found);
  return found;
}

/** What a program may give for a bucket, once it is known. */
type KnownBucket = string | { readonly bucket: string; readonly region: string };

/** `apply` unwraps the outputs of a bucket; its type for a mixture of strings and outputs does not say so. */
function known<T>(reference: unknown, use: (value: KnownBucket) => T): pulumi.Output<T> {
  const given = pulumi.output(reference as pulumi.Input<KnownBucket>).apply((value) => ({ value }));
  return given.apply(({ value }) => use(value as unknown as KnownBucket)) as pulumi.Output<T>;
}

function nameOf(reference: unknown): pulumi.Input<string> {
  return typeof reference === "string"
    ? reference
    : known(reference, (value) => (typeof value === "string" ? value : value.bucket));
}

/** The region that a bucket of the program knows. */
function regionOf(name: string, reference: unknown): Members {
  return reference === undefined || typeof reference === "string"
    ? {}
    : { [name]: known(reference, (value) => (typeof value === "string" ? undefined : value.region)) };
}

/** A path becomes a file asset, so that Pulumi hashes the file and sees when it is edited. */
function assetOf(source: pulumi.Input<string | pulumi.asset.Asset>): pulumi.Input<pulumi.asset.Asset> {
  if (typeof source === "string") {
    return fileAsset(source);
  }
  return pulumi.output(source).apply(async (given): Promise<pulumi.asset.Asset> => {
    if (typeof given === "string") {
      return fileAsset(given);
    }
    if (given instanceof pulumi.asset.FileAsset) {
      refuseEndless(await given.path);
    }
    return given;
  });
}

function fileAsset(path: string): pulumi.asset.Asset {
  refuseEndless(path);
  return new pulumi.asset.FileAsset(path);
}

/**
 * Pulumi's engine reads a file asset before any provider sees it, and would wait for a pipe or a device for ever.
 * @throws Error that names the path; what else is wrong with it the provider's check says
 */
function refuseEndless(path: string): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    return;
  }
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new Error(`source ${kindProblem(stats)} ${path}`);
  }
}
