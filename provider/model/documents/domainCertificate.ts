/** The certificate of a bucket's own domain. No page of the vendor describes it; the Go SDK does (`bucket_domain.go`). */

import { exclusive, group, int, string } from "../../codec/fields";
import { domainReason } from "./domain";

/** The document of `?domaincertificate`. */
export const domainCertificate = group(
  "BucketDomainCertificate",
  {
    /**
     * Where the certificate comes from; there is no other value.
     * @default `CustomCert`
     */
    certType: string("CertificateInfo>CertType", {
      oneOf: ["CustomCert"],
      sentDefault: "CustomCert",
      writeOnly: true,
    }),
    /**
     * The id of a certificate that Tencent Cloud's SSL certificate service holds. Either this or `cert` and `privateKey`.
     */
    certId: string("CertificateInfo>CustomCert>CertId", {
      optional: true,
      serverDefault: true,
      verify: (value) => (/^\S+$/.test(value) ? undefined : "must be an id, without blanks"),
    }),
    /** The certificate with its chain, as PEM text. COS never returns it. Together with `privateKey`. */
    cert: string("CertificateInfo>CustomCert>Cert", {
      optional: true,
      writeOnly: true,
      doubt: pemReason("CERTIFICATE"),
    }),
    /** The certificate's private key, as PEM text. COS never returns it, and the state keeps it encrypted. Together with `cert`. */
    privateKey: string("CertificateInfo>CustomCert>PrivateKey", {
      optional: true,
      writeOnly: true,
      secret: true,
      doubt: pemReason("PRIVATE KEY"),
    }),
    /** The domain, one of the bucket's `BucketDomain`. Cannot be changed. */
    domainName: string("DomainList>DomainName", { verify: domainReason, immutable: true }),
  },
  exclusive(["certId", "cert"], { required: true }),
  exclusive(["certId", "privateKey"]),
  ({ cert, privateKey }) =>
    cert !== undefined && privateKey === undefined
      ? [{ path: "privateKey", reason: "is required together with cert" }]
      : [],
);

/** What COS says of a certificate. */
export const domainCertificateOutputs = group("BucketDomainCertificateOutputs", {
  /** Whether COS uses the certificate: `Enabled` or `Disabled`. */
  status: string("Status", { optional: true }),
  /** When the certificate begins to be valid, in Unix seconds. */
  validityBegin: int("CertificateInfo>ValidityBegin", { optional: true }),
  /** When the certificate ends, in Unix seconds. */
  validityExpire: int("CertificateInfo>ValidityExpire", { optional: true }),
});

/** A certificate as COS answers it, under its id, whatever was sent. */
export const domainCertificateStatus = group({
  certId: string("CertificateInfo>CertId", { optional: true }),
  ...domainCertificateOutputs.fields,
});

function pemReason(label: string): (value: string) => string | undefined {
  const begin = new RegExp(`-----BEGIN ([A-Z0-9]+ )*${label}-----`);
  return (value) =>
    begin.test(value) ? undefined : `must be PEM text that begins with -----BEGIN ${label}-----`;
}
