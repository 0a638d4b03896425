/** Tags of an object. https://www.tencentcloud.com/document/product/436/35709, 35710, 35711 */

import { readTagging, renderTagging } from "../configurations/tagging";
import { ServiceError } from "../format/errors";
import { xmlDocument } from "../format/xml";
import { readXml } from "../request/body";
import { type ObjectCall, type Operation, requireVersion, versionHeaders } from "../request/operation";
import { isLocked, type ObjectVersion } from "../store/bucket";

/** `GET /<key>?tagging`; that no tags are an empty set and no 404 is unverified(object-tagging-empty). */
export const getObjectTagging: Operation = {
  name: "GetObjectTagging",
  on: "object",
  need: "object-read",
  run: (call) => {
    const version = requireVersion(call);
    return {
      status: 200,
      headers: versionHeaders(version),
      body: xmlDocument(renderTagging(version.tags ?? [])),
    };
  },
};

/** `PUT /<key>?tagging` answers 200, unlike that of a bucket. */
export const putObjectTagging: Operation = {
  name: "PutObjectTagging",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const version = requireUnlocked(call);
    version.tags = readTagging(await readXml(call.request), "object");
    return { status: 200, headers: versionHeaders(version) };
  },
};

/** `DELETE /<key>?tagging` */
export const deleteObjectTagging: Operation = {
  name: "DeleteObjectTagging",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: (call) => {
    const version = requireUnlocked(call);
    version.tags = undefined;
    return { status: 204, headers: versionHeaders(version) };
  },
};

/** The tags of a locked object stay as they are, says the overview of object lock. */
export function requireUnlocked(call: ObjectCall): ObjectVersion {
  const version = requireVersion(call);
  if (isLocked(version, call.request.now)) {
    throw new ServiceError("ObjectLocked");
  }
  return version;
}
