/** What has to be signed in requests to a bucket (https://www.tencentcloud.com/document/product/436/53889, 53890, 53891; overview: 53892). */

import { strictSignatureConfiguration } from "../../model/documents/strictSignature";
import type { BucketConfig } from "./descriptor";

/** The configuration `?strict-signature`. */
export const bucketStrictSignature = {
  token: "BucketStrictSignature",
  title: "strict signature rules",
  query: "strict-signature",
  root: "StrictSignatureConfiguration",
  operations: {
    get: "GetBucketStrictSignature",
    put: "PutBucketStrictSignature",
    delete: "DeleteBucketStrictSignature",
  },
  // No page and no SDK says which code a bucket without rules answers.
  absent: ["*"],
  struct: strictSignatureConfiguration,
} as const satisfies BucketConfig<typeof strictSignatureConfiguration.fields>;
