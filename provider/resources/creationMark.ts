/** The mark of a bucket that is being created. */

import { elementsAt, parentElement, parseXml, renderXml, textAt, type XmlElement } from "../codec";
import type { Context } from "./handler";
import type { BucketAddress } from "./ids";
import { isBucketMissing, isMissing } from "./service";

/**
 * The tag that a bucket carries from its creation until the create has ended. An `up` that was killed between the two
 * leaves it behind, and the next one knows by it that the bucket is its own and nobody else's.
 */
export const creationMark = { key: "pulumi-tencentcos", value: "creating" } as const;

/** How a bucket carries the mark: a new one has nothing else, so that its tags, which lag behind, need not be read. */
export type Mark = "alone" | "perhaps" | "none";

/** Whether a bucket carries the mark. */
export async function hasMark(context: Context, address: BucketAddress): Promise<boolean> {
  return (await readTags(context, address)).some(isMark);
}

/** Takes the mark away and leaves every other tag alone. */
export async function removeMark(context: Context, address: BucketAddress, mark: Mark): Promise<void> {
  const tags = mark === "perhaps" ? await readTags(context, address) : [];
  const others = tags.filter((tag) => !isMark(tag));
  if (mark === "none" || (mark === "perhaps" && others.length === tags.length)) {
    return;
  }
  const request = { ...address, query: { tagging: "" }, retryConflicts: true };
  if (others.length === 0) {
    await context.client.send({ ...request, method: "DELETE", operation: "DeleteBucketTagging" });
  } else {
    const body = renderXml(parentElement("Tagging", [parentElement("TagSet", others)]));
    await context.client.send({ ...request, method: "PUT", operation: "PutBucketTagging", body });
  }
}

function isMark(tag: XmlElement): boolean {
  return textAt(tag, "Key") === creationMark.key && textAt(tag, "Value") === creationMark.value;
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
