/** Which web pages may show a bucket's objects (https://www.tencentcloud.com/document/product/436/31423, 30615). */

import { encodeStruct, renderXml } from "../../codec";
import { refererConfiguration } from "../../model/documents/referer";
import type { BucketConfig, Recorded, WriteRequest } from "./descriptor";

const root = "RefererConfiguration";

/** The configuration `?referer`. COS has no DELETE for it: a destroy disables the list. */
export const bucketReferer = {
  token: "BucketReferer",
  title: "referer list",
  query: "referer",
  root,
  operations: { get: "GetBucketReferer", put: "PutBucketReferer" },
  absent: ["*"],
  struct: refererConfiguration,
  leftover: ({ status }) => status === "Disabled",
  reset,
} as const satisfies BucketConfig<typeof refererConfiguration.fields>;

/** COS requires type and list of a disabled one too. */
function reset({
  refererType = "White-List",
  domainList = ["*"],
}: Recorded<typeof refererConfiguration.fields>): WriteRequest {
  return {
    body: renderXml(
      encodeStruct(root, refererConfiguration, { status: "Disabled", refererType, domainList }),
    ),
  };
}
