/** Until when an object is locked. https://www.tencentcloud.com/document/product/436/58038 (PUT), 58039 (GET) */

import { hasConfiguration } from "../configurations/exclusions";
import { group, one, readDocument, renderShape, text, word } from "../configurations/shape";
import { ServiceError } from "../format/errors";
import { isoMilliseconds } from "../format/text";
import { xmlDocument } from "../format/xml";
import { readXml } from "../request/body";
import { type Operation, requireVersion, versionHeaders } from "../request/operation";

const root = "Retention";
const mode = "COMPLIANCE";
const document = group({ Mode: one(word(mode)), RetainUntilDate: one(text({ max: 64 })) });

/** `GET /<key>?retention`. unverified(object-retention-absent): the code where nothing is locked */
export const getObjectRetention: Operation = {
  name: "GetObjectRetention",
  on: "object",
  need: "object-read",
  run: (call) => {
    const version = requireVersion(call);
    if (version.retainUntil === undefined) {
      throw new ServiceError("NoSuchObjectLockConfiguration");
    }
    return {
      status: 200,
      headers: versionHeaders(version),
      body: xmlDocument(
        renderShape(root, document, { Mode: mode, RetainUntilDate: isoMilliseconds(version.retainUntil) }),
      ),
    };
  },
};

/** `PUT /<key>?retention`. Like the bucket's own period it can only grow. unverified(object-retention-codes): the codes */
export const putObjectRetention: Operation = {
  name: "PutObjectRetention",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const { RetainUntilDate } = readDocument(root, document, await readXml(call.request));
    const version = requireVersion(call);
    const until = Date.parse(RetainUntilDate);
    if (Number.isNaN(until)) {
      throw new ServiceError("MalformedXML");
    }
    if (!hasConfiguration(call.bucket, "object-lock")) {
      throw new ServiceError("InvalidRequest", { message: "The bucket has no object lock." });
    }
    if (until < Math.max(version.retainUntil ?? 0, call.request.now)) {
      throw new ServiceError("InvalidLockedTime");
    }
    version.retainUntil = until;
    return { status: 200, headers: versionHeaders(version) };
  },
};
