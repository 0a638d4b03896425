/** A program that declares what a file says: it changes without a copy of itself. */
import { readFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

interface Declaration {
  readonly kind: keyof typeof kinds;
  readonly name: string;
  /** `bucket` may name a `Bucket` that is declared before: `@home`. */
  readonly args: Record<string, unknown>;
  readonly options?: pulumi.CustomResourceOptions;
  /** Names of resources that are declared before. */
  readonly after?: readonly string[];
}

const kinds = {
  Bucket: cos.Bucket,
  BucketCors: cos.BucketCors,
  BucketTagging: cos.BucketTagging,
  Folder: cos.Folder,
  Object: cos.Object,
};

const file = process.env.DECLARED as string;
const made = new Map<string, pulumi.CustomResource>();
for (const { kind, name, args, options, after = [] } of JSON.parse(
  readFileSync(file, "utf8"),
) as Declaration[]) {
  const { bucket } = args;
  const known = typeof bucket === "string" && bucket.startsWith("@") ? made.get(bucket.slice(1)) : bucket;
  const Kind = kinds[kind] as new (
    name: string,
    args: unknown,
    options?: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
  const dependsOn = after.map((each) => made.get(each) as pulumi.CustomResource);
  made.set(
    name,
    new Kind(name, { ...args, ...(known !== undefined && { bucket: known }) }, { ...options, dependsOn }),
  );
}
