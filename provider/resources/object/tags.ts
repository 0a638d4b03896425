/** Changes an object's tags and access rules without rewriting its content. */

import type { Action } from "../../api/permissions";
import { encodeStruct, renderXml } from "../../codec";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { isEmptyMap, taggingStruct } from "./live";
import type { ObjectSettings } from "./values";

/** The actions that `writeTags` and `writeAcl` need. */
export const settingActions: readonly Action[] = [
  { operation: "PutObjectTagging" },
  { operation: "DeleteObjectTagging" },
  { operation: "PutObjectAcl" },
];

/** Replaces all tags in one PUT (docs/promises.md#tags-are-replaced-in-one-request), or removes them (https://www.tencentcloud.com/document/product/436/35709, 35711). */
export async function writeTags(
  context: Context,
  address: ObjectAddress,
  tags: ObjectSettings["tags"],
): Promise<void> {
  if (tags === undefined || isEmptyMap(tags)) {
    await context.client.send({
      method: "DELETE",
      ...address,
      query: { tagging: "" },
      operation: "DeleteObjectTagging",
    });
    return;
  }
  await context.client.send({
    method: "PUT",
    ...address,
    query: { tagging: "" },
    operation: "PutObjectTagging",
    body: renderXml(encodeStruct("Tagging", taggingStruct, { tags })),
  });
}

/**
 * Replaces the access rules with a canned ACL (https://www.tencentcloud.com/document/product/436/7748).
 * @param grants the document that stands for `custom`
 */
export async function writeAcl(
  context: Context,
  address: ObjectAddress,
  acl: ObjectSettings["acl"],
  grants?: string,
): Promise<void> {
  await context.client.send({
    method: "PUT",
    ...address,
    query: { acl: "" },
    operation: "PutObjectAcl",
    ...(acl === "custom" && grants !== undefined
      ? { body: grants, headers: { "content-type": "application/xml" } }
      : { headers: { "x-cos-acl": acl ?? "default" } }),
  });
}
