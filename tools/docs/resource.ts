/** A resource as the pages tell of it: its class, its arguments, its descriptor, its id. */

import type { Fields } from "../../provider/codec/fields";
import { bucketId, folderId, keyedId, objectId } from "../../provider/model/ids";
import { bucketConfigs } from "../../provider/resources/configurations";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { resourceStructs } from "../../provider/schema/structs";
import type { ArgumentType, ResourceClass, Sdk } from "./sdk";

/** What a page is made of. */
export interface Resource {
  readonly token: string;
  readonly class: ResourceClass;
  readonly arguments: ArgumentType;
  /** Its inputs and what only COS knows. */
  readonly fields: Fields;
  readonly outputs: Fields;
  readonly config: BucketConfig | undefined;
}

/** Finds everything that a page tells of. @throws Error when the package exports no such class */
export function resourceOf(sdk: Sdk, token: string): Resource {
  const exported = sdk.classes.find(({ exportedAs }) => exportedAs.includes(token));
  const argumentType = exported && sdk.argumentTypes.get(exported.argumentType);
  const structs = resourceStructs.get(token);
  if (exported === undefined || argumentType === undefined || structs === undefined) {
    throw new Error(`sdk/index.ts exports no class ${token} with its arguments`);
  }
  const fields: Fields = Object.assign({}, ...structs.inputs.map((struct) => struct.fields));
  const config = bucketConfigs.find((each) => each.token === token);
  const outputs = structs.outputs?.fields ?? {};
  return { token, class: exported, arguments: argumentType, fields, outputs, config };
}

/** The bucket that pages show. */
export const address = { region: "ap-guangzhou", bucket: "site-1250000000" };

/** An id as a reader sees it first: in general, and one of them. */
export interface Id {
  readonly form: string;
  readonly example: string;
}

/** The ids of resources that are not configurations of a bucket. */
const ids: Readonly<Record<string, Id>> = {
  Bucket: { form: "region/bucket", example: bucketId(address) },
  Object: { form: "region/bucket/key", example: objectId({ ...address, key: "img/logo.svg" }) },
  ObjectCopy: { form: "region/bucket/key", example: objectId({ ...address, key: "latest.zip" }) },
  Folder: { form: "region/bucket/prefix", example: folderId({ ...address, prefix: "docs/" }) },
};

/** The id of a resource. @throws Error when the resource is not listed above */
export function idOf({ token, config }: Resource): Id {
  const id = config === undefined ? ids[token] : { form: "region/bucket", example: bucketId(address) };
  if (id === undefined) {
    throw new Error(`tools/docs/resource.ts does not know the id of ${token}`);
  }
  if (config?.key === undefined) {
    return id;
  }
  const { field } = config.key;
  const example = keyedId(address, field === "domainName" ? "www.example.com" : "archive");
  return { form: `region/bucket?${field}`, example };
}
