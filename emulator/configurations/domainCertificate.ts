/**
 * Certificates of a bucket's own domains. No page of the international site is about them: the documents are those of
 * https://github.com/tencentyun/cos-go-sdk-v5 (bucket_domain.go); the domains are on
 * https://www.tencentcloud.com/document/product/436/35868.
 */

import { createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { ServiceError } from "../format/errors";
import { element, type XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import type { Bucket } from "../store/bucket";
import { type Configuration, nameOf } from "./configuration";
import { group, many, one, optional, readDocument, text, type ValueOf, word } from "./shape";

const query = "domaincertificate";
const root = "DomainCertificate";
const year = 365 * 86_400;

const customCert = group(
  {
    CertId: optional(text({ max: 64, pattern: /^\S+$/ })),
    Cert: optional(text()),
    PrivateKey: optional(text()),
  },
  ({ CertId, Cert, PrivateKey }) => {
    const byId = CertId !== undefined && Cert === undefined && PrivateKey === undefined;
    const byText = CertId === undefined && Cert !== undefined && PrivateKey !== undefined;
    if (!byId && !byText) {
      throw new ServiceError("MalformedXML", { message: "CustomCert is a CertId, or Cert and PrivateKey." });
    }
  },
);

const document = group({
  CertificateInfo: one(group({ CertType: one(word("CustomCert")), CustomCert: one(customCert) })),
  DomainList: one(group({ DomainName: many(text({ max: 253 }), { min: 1, max: 20 }) })),
});

/** What is kept of a certificate: neither its text nor its key. */
interface BoundCertificate {
  readonly certId: string;
  /** Unix seconds. */
  readonly begin: number;
  readonly expire: number;
  readonly domains: readonly string[];
}

const fold = (name: string) => name.toLowerCase();

/** The time in which a certificate holds; for what cannot be parsed, such as a mere id, one year is assumed, unverified(certificate-validity). */
function validity(cert: string | undefined, key: string | undefined, now: number) {
  const seconds = Math.floor(now / 1000);
  if (cert === undefined) {
    return { begin: seconds, expire: seconds + year };
  }
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(cert);
  } catch {
    return { begin: seconds, expire: seconds + year };
  }
  if (!isKeyOf(parsed, key ?? "")) {
    // The code is unverified(certificate-key).
    throw new ServiceError("InvalidArgument", { message: "The private key is not that of the certificate." });
  }
  return { begin: Date.parse(parsed.validFrom) / 1000, expire: Date.parse(parsed.validTo) / 1000 };
}

function isKeyOf(cert: X509Certificate, key: string): boolean {
  try {
    return cert.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function read(source: XmlElement, { request }: BucketCall): BoundCertificate {
  const { CertificateInfo, DomainList }: ValueOf<typeof document> = readDocument(root, document, source);
  const { CertId, Cert, PrivateKey } = CertificateInfo.CustomCert;
  return {
    ...validity(Cert, PrivateKey, request.now),
    // An upload becomes a certificate of the SSL certificate service, whose ids are 8 characters.
    certId: CertId ?? randomBytes(6).toString("base64url"),
    domains: DomainList.DomainName.map(fold),
  };
}

/** Forgets the certificates of all other domains. */
export function dropCertificates(bucket: Bucket, remaining: readonly string[]): void {
  const kept = remaining.map((name) => nameOf(query, fold(name)));
  const prefix = nameOf(query, "");
  for (const name of bucket.configurations.keys()) {
    if (name.startsWith(prefix) && !kept.includes(name)) {
      bucket.configurations.delete(name);
    }
  }
}

interface Domains {
  readonly DomainRule: readonly { readonly Name: string }[];
}

/** `?domaincertificate`, for each domain of a bucket. */
export const domainCertificate: Configuration<BoundCertificate> = {
  query,
  operations: {
    get: "GetBucketDomainCertificate",
    put: "PutBucketDomainCertificate",
    delete: "DeleteBucketDomainCertificate",
  },
  // The code is unverified(certificate-absent), and whether it is no 200 with the status Disabled: the Python SDK's test expects that.
  absent: { code: "DomainCertificateNotFoundError", status: 404 },
  key: { query: "domainname", fromDocument: ({ domains }) => domains, normalise: fold },
  read: (source, call) => read(source as XmlElement, call),
  render: ({ certId, begin, expire }) =>
    element(root, [
      element("Status", "Enabled"),
      element("CertificateInfo", [
        element("CertId", certId),
        element("ValidityBegin", begin),
        element("ValidityExpire", expire),
      ]),
    ]),
  admit: ({ domains }, _before, { bucket }) => {
    const bound = bucket.configurations.get("domain") as Domains | undefined;
    const names = (bound?.DomainRule ?? []).map(({ Name }) => fold(Name));
    const missing = domains.find((name) => !names.includes(name));
    if (missing !== undefined) {
      // The code is unverified(certificate-without-domain).
      throw new ServiceError("DomainConfigNotFoundError", {
        message: `The bucket has no domain ${missing}.`,
      });
    }
  },
};
