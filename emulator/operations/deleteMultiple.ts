/** Deleting many objects at once. https://www.tencentcloud.com/document/product/436/8289 */

import { isAllowed } from "../access/access";
import { ServiceError } from "../format/errors";
import {
  childrenOf,
  childText,
  element,
  ignoreOthers,
  requiredText,
  type XmlElement,
  xmlDocument,
} from "../format/xml";
import { readXml } from "../request/body";
import type { BucketCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import { removeKey } from "./object";

const maxKeys = 1000;

/** `POST /?delete` */
export const deleteMultipleObjects: Operation = {
  name: "DeleteMultipleObjects",
  writes: true,
  on: "bucket",
  // Each key is asked for by itself.
  need: undefined,
  run: deleteMany,
};

async function deleteMany(call: BucketCall): Promise<Reply> {
  const { request, bucket } = call;
  const root = await readXml(request);
  if (root.name !== "Delete") {
    throw new ServiceError("MalformedXML");
  }
  ignoreOthers(root, ["Quiet", "Object"]);
  const quiet = childText(root, "Quiet")?.trim().toLowerCase() === "true";
  const objects = childrenOf(root, "Object");
  if (objects.length === 0 || objects.length > maxKeys) {
    throw new ServiceError("MalformedXML");
  }
  // All of the document is read before anything is deleted.
  const results = objects.map(readObject).map(({ key, versionId }) => {
    try {
      if (!isAllowed({ request, operation: "DeleteObject", need: "bucket-write", bucket, key })) {
        throw new ServiceError("AccessDenied");
      }
      const removed = removeKey(call, key, versionId);
      return quiet ? "" : renderDeleted(key, versionId, removed);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return element("Error", [
        element("Key", key),
        element("VersionId", versionId ?? ""),
        element("Code", error.code),
        element("Message", error.message),
      ]);
    }
  });
  return { status: 200, body: xmlDocument(element("DeleteResult", results)) };
}

function readObject(object: XmlElement): { readonly key: string; readonly versionId: string | undefined } {
  ignoreOthers(object, ["Key", "VersionId"]);
  const key = requiredText(object, "Key");
  // The code is unverified(delete-empty-key).
  if (key === "") {
    throw new ServiceError("MalformedXML");
  }
  return { key, versionId: childText(object, "VersionId") || undefined };
}

function renderDeleted(
  key: string,
  versionId: string | undefined,
  removed: { readonly deleteMarker: boolean; readonly versionId: string | undefined },
): string {
  return element("Deleted", [
    element("Key", key),
    ...(versionId === undefined ? [] : [element("VersionId", versionId)]),
    ...(removed.deleteMarker
      ? [element("DeleteMarker", "true"), element("DeleteMarkerVersionId", removed.versionId ?? "")]
      : []),
  ]);
}
