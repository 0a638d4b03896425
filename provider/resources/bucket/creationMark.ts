/** The mark on a bucket that is being created, which names the stack. */

import { createHash } from "node:crypto";
import { isBucketMissing, isMissing } from "../../api/service";
import { CosServiceError } from "../../client";
import {
  elementsAt,
  parentElement,
  parseXml,
  renderXml,
  textAt,
  textElement,
  type XmlElement,
} from "../../codec";
import type { Context } from "../../model/context";
import type { BucketAddress } from "../../model/ids";
import { creationMark } from "../../model/tags";

/** Whether a bucket has the mark. `alone`: it has no other tag, so that its tags, which lag behind, need not be read. */
export type Mark = "alone" | "perhaps" | "none";

/**
 * The value of this stack's mark. The token is the same in every run of a stack and differs between stacks, so that unfinished
 * buckets are found again on any machine.
 */
export async function ownMark({ owner }: Context): Promise<string> {
  const token = createHash("sha256")
    .update((await owner?.()) ?? "")
    .digest("hex")
    .slice(0, 16);
  return `${creationMark.value}-${token}`;
}

/** The value of a bucket's mark; `undefined` when its creation has ended. */
export async function readMark(context: Context, address: BucketAddress): Promise<string | undefined> {
  const mark = (await readTags(context, address)).find(isMark);
  return mark && textAt(mark, "Value");
}

/** Removes this stack's mark and keeps all other tags. */
export async function removeMark(
  context: Context,
  address: BucketAddress,
  mark: Mark,
  own: string,
): Promise<void> {
  const tags = mark === "perhaps" ? await readTags(context, address) : [];
  const others = tags.filter((tag) => !isMark(tag) || !isOurs(textAt(tag, "Value"), own));
  if (mark === "none" || (mark === "perhaps" && others.length === tags.length)) {
    return;
  }
  if (others.length > 0) {
    await putTags(context, address, others);
    return;
  }
  const query = { tagging: "" };
  const request = { ...address, query, retryConflicts: true };
  try {
    await context.client.send({ ...request, method: "DELETE", operation: "DeleteBucketTagging" });
  } catch (error) {
    if (!CosServiceError.isInstance(error) || error.code !== "AccessDenied") {
      throw error;
    }
    const { key, ended } = creationMark;
    const end = parentElement("Tag", [textElement("Key", key), textElement("Value", ended)]);
    await putTags(context, address, [end]).catch(() => {
      throw error;
    });
  }
}

/** Whether a mark is this stack's. Marks of versions that recorded no owner count as this stack's. */
export function isOurs(value: string | undefined, own: string): boolean {
  return value === own || value === creationMark.value;
}

function isMark(tag: XmlElement): boolean {
  const value = textAt(tag, "Value") ?? "";
  return (
    textAt(tag, "Key") === creationMark.key &&
    (value === creationMark.value || value.startsWith(`${creationMark.value}-`))
  );
}

async function putTags(
  { client }: Context,
  address: BucketAddress,
  tags: readonly XmlElement[],
): Promise<void> {
  await client.send({
    ...address,
    method: "PUT",
    query: { tagging: "" },
    operation: "PutBucketTagging",
    retryConflicts: true,
    body: renderXml(parentElement("Tagging", [parentElement("TagSet", tags)])),
  });
}

async function readTags(context: Context, address: BucketAddress): Promise<readonly XmlElement[]> {
  try {
    const response = await context.client.send({
      method: "GET",
      ...address,
      query: { tagging: "" },
      operation: "GetBucketTagging",
    });
    return elementsAt(parseXml(response.body.toString()), ["TagSet", "Tag"]);
  } catch (error) {
    if (isMissing(error) && !isBucketMissing(error)) {
      return [];
    }
    throw error;
  }
}
