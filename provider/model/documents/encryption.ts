/** Default encryption of a bucket (https://www.tencentcloud.com/document/product/436/33459, 33460, 33461). */

import { bool, type Failure, group, string } from "../../codec/fields";
import type { Draft } from "../../codec/unknown";

/** The document of `?encryption`. */
export const encryptionConfiguration = group(
  "BucketEncryption",
  {
    /**
     * How objects are encrypted whose upload does not say so itself: with keys of COS (`AES256`, or the Chinese `SM4`, which only
     * the Terraform provider names), or with a key of the Key Management Service (`KMS`).
     */
    sseAlgorithm: string("Rule>ApplyServerSideEncryptionByDefault>SSEAlgorithm", {
      oneOf: ["AES256", "KMS", "SM4"],
    }),
    /** The customer master key of the Key Management Service. Only with `KMS`; left out, COS uses its own default key. */
    kmsMasterKeyId: string("Rule>ApplyServerSideEncryptionByDefault>KMSMasterKeyID", {
      optional: true,
      serverDefault: true,
    }),
    /** The algorithm of the Key Management Service. Only with `KMS`. Known from the SDKs only. */
    kmsAlgorithm: string("Rule>ApplyServerSideEncryptionByDefault>KMSAlgorithm", {
      optional: true,
      serverDefault: true,
    }),
    /**
     * Whether one key of the bucket stands between the objects' keys and the Key Management Service, which then is asked less
     * often. Known from the Java SDK only.
     * @default false
     */
    bucketKeyEnabled: bool("Rule>BucketKeyEnabled", { optional: true, default: false }),
  },
  onlyWithKms("kmsMasterKeyId"),
  onlyWithKms("kmsAlgorithm"),
);

/** The rule that a field only makes sense with a key of the Key Management Service. */
function onlyWithKms(
  name: "kmsMasterKeyId" | "kmsAlgorithm",
): (value: Draft<Record<typeof name | "sseAlgorithm", string>>) => readonly Failure[] {
  return ({ [name]: value, sseAlgorithm }) =>
    value !== undefined && (sseAlgorithm === "AES256" || sseAlgorithm === "SM4")
      ? [{ path: name, reason: `can be given only when sseAlgorithm is KMS, not ${sseAlgorithm}` }]
      : [];
}
