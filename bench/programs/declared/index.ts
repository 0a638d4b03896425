/** What a file says: lists of resources, each of which waits for the list before. */
import { readFileSync } from "node:fs";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

interface Declared {
  readonly token: string;
  readonly name: string;
  readonly inputs: object;
}

type ResourceClass = new (name: string, inputs: object, options: CustomResourceOptions) => Resource;

const classes = cos as unknown as Readonly<Record<string, ResourceClass>>;
const lists: readonly (readonly Declared[])[] = JSON.parse(
  readFileSync(String(process.env.BENCH_DECLARED), "utf8"),
);

let before: Resource[] = [];
for (const list of lists) {
  const options = { dependsOn: before };
  before = list.map(({ token, name, inputs }) => {
    const Class = classes[token];
    if (Class === undefined) {
      throw new Error(`there is no class ${token}`);
    }
    return new Class(name, inputs, options);
  });
}
