/** How objects are encrypted whose writer does not say so. https://www.tencentcloud.com/document/product/436/33459, 33460, 33461 */

import { ServiceError } from "../format/errors";
import { renamed, type XmlElement } from "../format/xml";
import type { Encryption } from "../store/bucket";
import type { Configuration } from "./configuration";
import { group, one, optional, readDocument, renderShape, text, truth, type ValueOf, word } from "./shape";

const root = "ServerSideEncryptionConfiguration";

const method = group(
  {
    // SM4 is known from Terraform only, KMSAlgorithm from SDKs.
    SSEAlgorithm: one(word("AES256", "KMS", "SM4")),
    KMSMasterKeyID: optional(text({ min: 0, max: 1_024 })),
    KMSAlgorithm: optional(text({ min: 0, max: 64 })),
  },
  ({ SSEAlgorithm, KMSMasterKeyID, KMSAlgorithm }) => {
    if (SSEAlgorithm !== "KMS" && (KMSMasterKeyID || KMSAlgorithm)) {
      // The code is unverified(encryption-kms-key).
      throw new ServiceError("InvalidArgument", { message: "A key of KMS needs the algorithm KMS." });
    }
  },
);

const document = group({
  // BucketKeyEnabled is known from the Java SDK only.
  Rule: one(group({ BucketKeyEnabled: optional(truth), ApplyServerSideEncryptionByDefault: one(method) })),
});

// cos-nodejs-sdk-v5 (index.d.ts) and cos-python-sdk-v5 send this name, and the latter's tests find the other one afterwards.
const olderNames = { ApplySideEncryptionConfiguration: "ApplyServerSideEncryptionByDefault" };

const header = "x-cos-server-side-encryption";

/** What the objects get; the document says KMS where the header says cos/kms. */
function encryptionOf({ SSEAlgorithm, KMSMasterKeyID }: ValueOf<typeof method>): Encryption {
  if (SSEAlgorithm === "KMS") {
    return {
      kind: "cos/kms",
      headers: {
        [header]: "cos/kms",
        ...(KMSMasterKeyID && { [`${header}-cos-kms-key-id`]: KMSMasterKeyID }),
      },
    };
  }
  // How SM4 shows in the headers of an object is unverified(encryption-sm4).
  const kind = SSEAlgorithm === "SM4" ? "SM4" : "AES256";
  return { kind, headers: { [header]: kind } };
}

/** `?encryption`. That the answers to later writes show the encryption is unverified(encryption-shown). */
export const encryption: Configuration<ValueOf<typeof document>> = {
  query: "encryption",
  operations: { get: "GetBucketEncryption", put: "PutBucketEncryption", delete: "DeleteBucketEncryption" },
  absent: { code: "NoSuchEncryptionConfiguration" },
  read: (source) => readDocument(root, document, renamed(source as XmlElement, olderNames)),
  render: (value) => renderShape(root, document, value),
  apply: (bucket, value) => {
    bucket.defaultEncryption = value && encryptionOf(value.Rule.ApplyServerSideEncryptionByDefault);
  },
};
