/**
 * Until when an object is locked. https://www.tencentcloud.com/document/product/436/40135 is about GET;
 * PUT is known from cos-go-sdk-v5 only (bucket_object_lock.go).
 */

import { hasConfiguration } from "../configurations/exclusions";
import { group, one, optional, readDocument, text } from "../configurations/shape";
import { ServiceError } from "../errors";
import { readXml } from "../http/body";
import { isoMilliseconds } from "../text";
import { element, optionalElement, xmlDocument } from "../xml";
import { type Operation, requireVersion, versionHeaders } from "./operation";

const root = "Retention";
const document = group({ RetainUntilDate: one(text({ max: 64 })), Mode: optional(text({ max: 64 })) });

/** `GET /<key>?retention`. The code where nothing is locked is unverified. */
export const getObjectRetention: Operation = {
  name: "GetObjectRetention",
  on: "object",
  need: "object-read",
  run: (call) => {
    const version = requireVersion(call);
    if (version.retainUntil === undefined) throw new ServiceError("NoSuchObjectLockConfiguration");
    return {
      status: 200,
      headers: versionHeaders(version),
      body: xmlDocument(
        element(root, [
          element("RetainUntilDate", isoMilliseconds(version.retainUntil)),
          optionalElement("Mode", version.retentionMode),
        ]),
      ),
    };
  },
};

/** `PUT /<key>?retention`. Like the bucket's own period it can only grow; the codes are unverified. */
export const putObjectRetention: Operation = {
  name: "PutObjectRetention",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const { RetainUntilDate, Mode } = readDocument(root, document, await readXml(call.request));
    const version = requireVersion(call);
    const until = Date.parse(RetainUntilDate);
    if (Number.isNaN(until)) throw new ServiceError("MalformedXML");
    if (!hasConfiguration(call.bucket, "object-lock")) {
      throw new ServiceError("InvalidRequest", { message: "The bucket has no object lock." });
    }
    if (until < Math.max(version.retainUntil ?? 0, call.request.now)) {
      throw new ServiceError("InvalidLockedTime");
    }
    version.retainUntil = until;
    version.retentionMode = Mode;
    return { status: 200, headers: versionHeaders(version) };
  },
};
