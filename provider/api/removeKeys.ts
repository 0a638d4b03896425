/** Removes many objects by their keys, a thousand in a request (https://www.tencentcloud.com/document/product/436/8289). */

import { visible } from "../client";
import {
  elementsAt,
  parentElement,
  parseXml,
  renderXml,
  textAt,
  textElement,
  type XmlElement,
} from "../codec";
import { forEachConcurrently } from "../model/concurrency";
import type { Context } from "../model/context";
import type { BucketAddress } from "../model/ids";
import type { Action } from "./permissions";

/** A version of an object. `""` is the newest version, or the object of a bucket without versioning. */
export interface KeyVersion {
  readonly key: string;
  readonly versionId: string;
}

/** Removing many objects in one request is allowed by the same action as removing one (https://www.tencentcloud.com/document/product/436/30580). */
export const removeActions: readonly Action[] = [{ operation: "DeleteObject" }];

/** Keys that one request takes. */
export const batchSize = 1_000;

/** Such requests in flight. */
export const batchesInFlight = 16;

/** Requests for single keys in flight, for each request for many. */
const removalsInFlight = 32;

/**
 * Removes the newest versions of objects. A missing object counts as removed.
 * @returns the keys that COS did not remove, with the reasons; of a failed request, all its keys
 */
export async function removeKeys(
  context: Context,
  address: BucketAddress,
  keys: readonly string[],
  report: (count: number) => void = () => {},
): Promise<ReadonlyMap<string, Error>> {
  const refused = new Map<string, Error>();
  const batches = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, index) =>
    keys.slice(index * batchSize, (index + 1) * batchSize).map((key) => ({ key, versionId: "" })),
  );
  await forEachConcurrently(batches, batchesInFlight, async (batch) => {
    const errors = await removeVersions(context, address, batch).catch(
      (error: Error) => new Map(batch.map(({ key }) => [key, error])),
    );
    for (const [key, error] of errors) {
      refused.set(key, error);
    }
    report(batch.length - errors.size);
  });
  return refused;
}

/**
 * Removes up to a thousand versions in one request.
 * @returns the keys that COS did not remove, with the reasons
 */
export async function removeVersions(
  context: Context,
  address: BucketAddress,
  versions: readonly KeyVersion[],
): Promise<ReadonlyMap<string, Error>> {
  // XML 1.0 cannot express most control characters, but COS accepts them in keys.
  const [hard, easy] = [versions.filter(isHard), versions.filter((version) => !isHard(version))];
  const removeOne = async ({ key, versionId }: KeyVersion): Promise<void> => {
    const query = versionId === "" ? {} : { versionId };
    await context.client.send({ method: "DELETE", ...address, key, query, operation: "DeleteObject" });
  };
  await forEachConcurrently(hard, removalsInFlight, removeOne, context.signal);
  if (easy.length === 0) {
    return new Map();
  }
  const body = renderXml(parentElement("Delete", [textElement("Quiet", "true"), ...easy.map(deleteElement)]));
  const response = await context.client.send({
    method: "POST",
    ...address,
    query: { delete: "" },
    operation: "DeleteMultipleObjects",
    body,
  });
  return new Map(
    elementsAt(parseXml(response.body.toString()), ["Error"]).map((error) => [
      textAt(error, "Key") ?? "",
      new Error(visible(`${textAt(error, "Code")}: ${textAt(error, "Message")}`)),
    ]),
  );
}

function isHard({ key }: KeyVersion): boolean {
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\r]/.test(key);
}

function deleteElement({ key, versionId }: KeyVersion): XmlElement {
  return parentElement("Object", [
    textElement("Key", key),
    ...(versionId === "" ? [] : [textElement("VersionId", versionId)]),
  ]);
}
