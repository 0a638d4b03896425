/** The certificate of a bucket's own domain. No page of the vendor describes it; the Go SDK does (`bucket_domain.go`). */

import type { CosResponse } from "../../client";
import {
  decodeStruct,
  elementsAt,
  exclusive,
  group,
  int,
  isUnknown,
  parseXml,
  text,
  type XmlElement,
} from "../../codec";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import type { BucketConfig, LiveConfig, Requirement } from "./descriptor";
import { bucketDomain, domainReason } from "./domain";

/** The id as COS answers it. */
const answer = group({ certId: text("CertificateInfo>CertId", { optional: true }) });

/** The configuration `?domaincertificate` of one domain. */
export const bucketDomainCertificate = {
  token: "BucketDomainCertificate",
  title: "certificate of a domain",
  query: "domaincertificate",
  root: "DomainCertificate",
  operations: {
    get: "GetBucketDomainCertificate",
    put: "PutBucketDomainCertificate",
    delete: "DeleteBucketDomainCertificate",
  },
  // Neither a page nor an SDK says which code a domain without a certificate answers.
  absent: ["*"],
  struct: group(
    "BucketDomainCertificate",
    {
      /**
       * Where the certificate comes from; there is no other value.
       * @default `CustomCert`
       */
      certType: text("CertificateInfo>CertType", {
        oneOf: ["CustomCert"],
        sentDefault: "CustomCert",
        writeOnly: true,
      }),
      /**
       * The id of a certificate that Tencent Cloud's SSL certificate service holds. Either this or `cert` and `privateKey`.
       */
      certId: text("CertificateInfo>CustomCert>CertId", {
        optional: true,
        serverDefault: true,
        verify: (value) => (/^\S+$/.test(value) ? undefined : "must be an id, without blanks"),
      }),
      /** The certificate with its chain, as PEM text. COS never returns it. Together with `privateKey`. */
      cert: text("CertificateInfo>CustomCert>Cert", {
        optional: true,
        writeOnly: true,
        doubt: pemReason("CERTIFICATE"),
      }),
      /** The certificate's private key, as PEM text. COS never returns it, and the state keeps it encrypted. Together with `cert`. */
      privateKey: text("CertificateInfo>CustomCert>PrivateKey", {
        optional: true,
        writeOnly: true,
        secret: true,
        doubt: pemReason("PRIVATE KEY"),
      }),
      /** The domain, one of the bucket's `BucketDomain`. Cannot be changed. */
      domainName: text("DomainList>DomainName", { verify: domainReason, immutable: true }),
    },
    exclusive(["certId", "cert"], { required: true }),
    exclusive(["certId", "privateKey"]),
    ({ cert, privateKey }) =>
      cert !== undefined && privateKey === undefined
        ? [{ path: "privateKey", reason: "is required together with cert" }]
        : [],
  ),
  key: {
    field: "domainName",
    query: "domainname",
    onlyInDocument: true,
    // Nothing lists certificates, but each belongs to one of the bucket's own domains.
    list: {
      query: bucketDomain.query,
      operation: bucketDomain.operations.get,
      read: async (get) => domainNames(await get()),
    },
  },
  outputs: group("BucketDomainCertificateOutputs", {
    /** Whether COS uses the certificate: `Enabled` or `Disabled`. */
    status: text("Status", { optional: true }),
    /** When the certificate begins to be valid, in Unix seconds. */
    validityBegin: int("CertificateInfo>ValidityBegin", { optional: true }),
    /** When the certificate ends, in Unix seconds. */
    validityExpire: int("CertificateInfo>ValidityExpire", { optional: true }),
  }),
  requires,
  overrides: { decode },
} as const satisfies BucketConfig;

function pemReason(label: string): (value: string) => string | undefined {
  const begin = new RegExp(`-----BEGIN ([A-Z0-9]+ )*${label}-----`);
  return (value) =>
    begin.test(value) ? undefined : `must be PEM text that begins with -----BEGIN ${label}-----`;
}

/** COS answers the certificate's id and its time, whatever was sent. Another id than the state's is another certificate. */
function decode(response: CosResponse, olds: Props): LiveConfig {
  const { value, unknownElements } = decodeStruct(answer, parseXml(response.body.toString()));
  const sentAsText = olds.cert !== undefined && olds.certId !== undefined && !isUnknown(olds.certId);
  return {
    value,
    unknownElements: unknownElements.filter((path) => !path.startsWith("CertificateInfo>")),
    ...(sentAsText && value.certId !== olds.certId && { replaced: true as const }),
  };
}

/** A certificate needs its domain, which must be bound first. */
function requires(place: BucketAddress, { domainName }: Props): readonly Requirement[] {
  return [
    {
      token: bucketDomain.token,
      place,
      isMet: (document) => domainNames(document).includes(String(domainName)),
      unmet: `${place.bucket} has no domain ${domainName}: declare it in a BucketDomain and let this resource depend on that (dependsOn)`,
    },
  ];
}

function domainNames(domains: XmlElement): readonly string[] {
  return elementsAt(domains, ["DomainRule", "Name"]).map(({ text }) => text.trim());
}
