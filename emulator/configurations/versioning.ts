/** Whether a bucket keeps versions. https://www.tencentcloud.com/document/product/436/19889, 19888 */

import type { XmlElement } from "../format/xml";
import type { Configuration } from "./configuration";
import { refuseBeside } from "./exclusions";
import { group, one, readDocument, renderShape, type ValueOf, word } from "./shape";

const root = "VersioningConfiguration";
const document = group({ Status: one(word("Enabled", "Suspended")) });

/** `?versioning`. */
export const versioning: Configuration<ValueOf<typeof document>> = {
  query: "versioning",
  operations: { get: "GetBucketVersioning", put: "PutBucketVersioning" },
  absent: { document: `<${root}/>` },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
  admit: ({ Status }, _before, call) => {
    // That suspending is refused beside an object lock as enabling is, is unverified(object-lock-beside).
    refuseBeside(call, ["object-lock"], "InvalidBucketState");
    if (Status === "Suspended") {
      refuseBeside(call, ["replication"], "InvalidBucketState");
    }
  },
  apply: (bucket, value) => {
    bucket.versioning = value?.Status as "Enabled" | "Suspended" | undefined;
  },
};
