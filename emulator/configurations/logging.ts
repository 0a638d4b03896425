/** Access logs. https://www.tencentcloud.com/document/product/436/17054, 17053 */

import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { Configuration } from "./configuration";
import { group, one, optional, readDocument, renderShape, text, type ValueOf } from "./shape";

const root = "BucketLoggingStatus";

const document = group({
  LoggingEnabled: optional(
    group({
      TargetBucket: one(text()),
      // What makes a prefix invalid is unverified(logging-prefix): here a backslash, with which no key can begin, and control characters.
      TargetPrefix: optional(
        text({ min: 0, max: 850, pattern: /^(?!\\)[^\u0000-\u001f]*$/, code: "LoggingPrefixInvalid" }),
      ),
    }),
  ),
});

/** `?logging`. Without children the document switches logging off; there is no DELETE. */
export const logging: Configuration<ValueOf<typeof document>> = {
  query: "logging",
  operations: { get: "GetBucketLogging", put: "PutBucketLogging" },
  absent: { document: `<${root}/>` },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
  admit: ({ LoggingEnabled }, _before, { bucket, service }) => {
    if (!LoggingEnabled) {
      return;
    }
    // The bucket itself may be the target. The CAM role that the service needs is not looked for.
    const target = service.findBucket(LoggingEnabled.TargetBucket, bucket.region);
    if (target?.ownerUin !== bucket.ownerUin) {
      throw new ServiceError("InvalidTargetBucketForLogging");
    }
  },
};
