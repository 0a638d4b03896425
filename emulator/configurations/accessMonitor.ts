/** Whether the service remembers when objects are read. https://www.tencentcloud.com/document/product/436/80225, 80226 */

import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import type { Configuration } from "./configuration";
import { group, one, readDocument, renderShape, type ValueOf, word } from "./shape";

const root = "AccessMonitorConfiguration";
const document = group({ Status: one(word("Enabled", "Disabled")) });

type AccessMonitor = ValueOf<typeof document>;

// The rules of page 80206; unverified(access-monitor-codes): their code.
function admit({ Status }: AccessMonitor, _before: AccessMonitor | undefined, { bucket }: BucketCall): void {
  if (Status === "Enabled" && bucket.multiZone) {
    throw new ServiceError("InvalidRequest", { message: "A bucket of several zones has no access monitor." });
  }
  if (Status === "Disabled" && bucket.goesByAccessTime) {
    throw new ServiceError("InvalidRequest", {
      message: "Lifecycle rules of the bucket go by the time of the last access.",
    });
  }
}

/** `?accessmonitor`. The allow-list is not emulated. */
export const accessMonitor: Configuration<AccessMonitor> = {
  query: "accessmonitor",
  operations: { get: "GetBucketAccessMonitor", put: "PutBucketAccessMonitor" },
  // unverified(access-monitor-absent): what GET answers where nothing was set
  absent: { document: renderShape(root, document, { Status: "Disabled" }) },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
  admit,
  apply: (bucket, value) => {
    bucket.accessMonitored = value?.Status === "Enabled";
  },
};
