/** Which web pages may show a bucket's objects (https://www.tencentcloud.com/document/product/436/31423, 30615). */

import { encodeStruct, renderXml } from "../../codec";
import { refererConfiguration } from "../../model/documents/referer";
import type { Props } from "../../model/props";
import type { BucketConfig, WriteRequest } from "./descriptor";

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
} as const satisfies BucketConfig;

/** COS requires type and list of a disabled one too. */
function reset({ refererType = "White-List", domainList = ["*"] }: Props): WriteRequest {
  return {
    body: renderXml(
      encodeStruct(root, refererConfiguration, { status: "Disabled", refererType, domainList }),
    ),
  };
}
