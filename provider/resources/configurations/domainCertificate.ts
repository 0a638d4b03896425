/** The certificate of a bucket's own domain. No page of the vendor describes it; the Go SDK does (`bucket_domain.go`). */

import type { CosResponse } from "../../client";
import { decodeStruct, elementsAt, isUnknown, parseXml, type XmlElement } from "../../codec";
import {
  domainCertificate,
  domainCertificateOutputs,
  domainCertificateStatus,
} from "../../model/documents/domainCertificate";
import type { BucketAddress } from "../../model/ids";
import type { BucketConfig, LiveConfig, Recorded, Requirement, Wanted } from "./descriptor";
import { bucketDomain } from "./domain";

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
  struct: domainCertificate,
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
  outputs: domainCertificateOutputs,
  requires,
  overrides: { decode },
} as const satisfies BucketConfig<typeof domainCertificate.fields>;

/** COS answers the certificate's id and its time, whatever was sent. Another id than the state's is another certificate. */
function decode(response: CosResponse, olds: Recorded<typeof domainCertificate.fields>): LiveConfig {
  const { value, unknownElements } = decodeStruct(
    domainCertificateStatus,
    parseXml(response.body.toString()),
  );
  const { certId } = value;
  const sentAsText = olds.cert !== undefined && olds.certId !== undefined && !isUnknown(olds.certId);
  return {
    value: certId === undefined ? {} : { certId },
    unknownElements: unknownElements.filter((path) => !path.startsWith("CertificateInfo>")),
    ...(sentAsText && certId !== olds.certId && { replaced: true as const }),
  };
}

/** A certificate needs its domain, which must be bound first. */
function requires(
  address: BucketAddress,
  { domainName }: Wanted<typeof domainCertificate.fields>,
): readonly Requirement[] {
  return [
    {
      token: bucketDomain.token,
      address,
      isMet: (document) => domainNames(document).includes(domainName),
      unmet: `${address.bucket} has no domain ${domainName}: declare it in a BucketDomain and let this resource depend on that (dependsOn)`,
    },
  ];
}

function domainNames(domains: XmlElement): readonly string[] {
  return elementsAt(domains, ["DomainRule", "Name"]).map(({ text }) => text.trim());
}
