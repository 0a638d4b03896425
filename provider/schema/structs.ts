/** The groups of fields of every resource. */

import type { Struct } from "../codec";
import { bucketTarget } from "../model/bucketNames";
import { bucketOutputs, bucketStruct } from "../resources/bucket/fields";
import { bucketConfigs } from "../resources/configurations";
import { folderOutputs, folderStruct } from "../resources/folder/fields";
import { objectCopyOutputs, objectCopyStruct } from "../resources/object/copy/fields";
import { objectOutputs, objectStruct } from "../resources/object/fields";

/** The groups of fields that a resource is made of. */
export interface ResourceStructs {
  /** What a program writes, one group after the other: for a configuration, where it is and what it says. */
  readonly inputs: readonly Struct[];
  /** What only COS knows. */
  readonly outputs: Struct | undefined;
}

/** The groups of every resource, by token. */
export const resourceStructs: ReadonlyMap<string, ResourceStructs> = new Map<string, ResourceStructs>([
  ["Bucket", { inputs: [bucketStruct], outputs: bucketOutputs }],
  ...bucketConfigs.map(
    ({ token, struct, outputs }) => [token, { inputs: [bucketTarget, struct], outputs }] as const,
  ),
  ["Object", { inputs: [objectStruct], outputs: objectOutputs }],
  ["ObjectCopy", { inputs: [objectCopyStruct], outputs: objectCopyOutputs }],
  ["Folder", { inputs: [folderStruct], outputs: folderOutputs }],
]);
