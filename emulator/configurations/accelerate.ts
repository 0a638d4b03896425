/** Global acceleration, and the host that it opens. https://www.tencentcloud.com/document/product/436/33411, 33412 */

import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { Target } from "../request/host";
import type { Bucket } from "../store/bucket";
import { type Configuration, storedValue } from "./configuration";
import { group, one, optional, readDocument, renderShape, type ValueOf, word } from "./shape";

const root = "AccelerateConfiguration";
// cos-go-sdk-v5 may send a Type too.
const document = group({ Status: one(word("Enabled", "Suspended")), Type: optional(word("COS")) });

/** `?accelerate`. It cannot be taken back, only suspended. */
export const accelerate: Configuration<ValueOf<typeof document>> = {
  query: "accelerate",
  operations: { get: "GetBucketAccelerate", put: "PutBucketAccelerate" },
  absent: { document: `<${root}/>` },
  read: (source) => ({ ...readDocument(root, document, source as XmlElement), Type: "COS" }),
  render: (value) => renderShape(root, document, value),
};

/** Whether a bucket answers at the acceleration host. */
export function isAccelerated(bucket: Bucket): boolean {
  return storedValue(accelerate, bucket)?.Status === "Enabled";
}

/** That the acceleration host refuses just these is unverified(accelerated-operations); no SDK uses it for them. */
const notAccelerated = ["GetService", "PutBucket", "DeleteBucket"];

/** Refuses what the acceleration host does not do at all. */
export function checkAcceleratedOperation({ kind }: Target, operation: string): void {
  if (kind === "accelerate" && notAccelerated.includes(operation)) {
    throw new ServiceError("ActionAccelerateNotSupported");
  }
}

/** Refuses a request at the acceleration host to a bucket without acceleration. */
export function checkAcceleratedBucket({ kind }: Target, bucket: Bucket): void {
  if (kind === "accelerate" && !isAccelerated(bucket)) {
    throw new ServiceError("BucketAccelerateNotEnabled");
  }
}
