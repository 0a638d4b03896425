/** Default encryption of a bucket (https://www.tencentcloud.com/document/product/436/33459, 33460, 33461). */

import { encryptionConfiguration } from "../../model/documents/encryption";
import type { BucketConfig } from "./descriptor";

/** The configuration `?encryption`. */
export const bucketEncryption = {
  token: "BucketEncryption",
  title: "default encryption",
  query: "encryption",
  root: "ServerSideEncryptionConfiguration",
  operations: { get: "GetBucketEncryption", put: "PutBucketEncryption", delete: "DeleteBucketEncryption" },
  absent: ["NoSuchEncryptionConfiguration"],
  struct: encryptionConfiguration,
} as const satisfies BucketConfig<typeof encryptionConfiguration.fields>;
