/**
 * Which cloud functions are notified of changes. The document is known from cos-php-sdk-v5 only (src/Descriptions.php). It is
 * kept and shown; no function is called.
 */

import type { XmlElement } from "../format/xml";
import type { Configuration } from "./configuration";
import { group, many, one, optional, readDocument, renderShape, text, type ValueOf } from "./shape";

const root = "NotificationConfiguration";

// unverified(notification-words): the words that Event and Name may be, and that the rules of a filter stand in Key
const filter = group({
  Key: optional(
    group({
      FilterRule: many(group({ Name: one(text({ max: 64 })), Value: one(text({ min: 0, max: 1_024 })) })),
    }),
  ),
});

const document = group({
  CloudFunctionConfiguration: many(
    group({
      Id: optional(text({ max: 255 })),
      CloudFunction: one(text({ max: 1_024 })),
      Event: many(text({ max: 128 }), { min: 1 }),
      Filter: optional(filter),
    }),
  ),
});

/** `?notification`. An empty document removes everything, as in S3. */
export const notification: Configuration<ValueOf<typeof document>> = {
  query: "notification",
  operations: { get: "GetBucketNotification", put: "PutBucketNotification" },
  // unverified(notification-absent): what GET answers where nothing was set
  absent: { document: `<${root}/>` },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
};
