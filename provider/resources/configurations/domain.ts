/** Own domains of a bucket (https://www.tencentcloud.com/document/product/436/35868, 35869, 35870). */

import { group, string, type XmlElement } from "../../codec";
import { domainConfiguration } from "../../model/documents/domain";
import type { BucketAddress } from "../../model/ids";
import { type BucketConfig, isEnabled, type Requirement, type Wanted } from "./descriptor";

/** The header of a read that holds the value of the TXT record (https://www.tencentcloud.com/document/product/436/35869). */
const verificationHeader = "x-cos-domain-txt-verification";

type Inputs = Wanted<typeof domainConfiguration.fields>;

/** The configuration `?domain`. COS shows it 2 to 4 s after it was written. */
export const bucketDomain = {
  token: "BucketDomain",
  title: "own domains",
  query: "domain",
  root: "DomainConfiguration",
  operations: { get: "GetBucketDomain", put: "PutBucketDomain", delete: "DeleteBucketDomain" },
  absent: ["DomainConfigNotFoundError"],
  struct: domainConfiguration,
  outputs: group("BucketDomainOutputs", {
    /** The value of the TXT record that proves a domain to be yours: `tencent-cloud-cos-verification=…`. */
    domainTxtVerification: string({ optional: true, header: verificationHeader }),
  }),
  remedies: {
    DNSRecordVerifyFailed: (_news, live) =>
      `The domain's DNS does not prove that it is yours: point a CNAME record to the bucket's host, or add a TXT record with the value ${
        live?.computed?.domainTxtVerification ??
        `that GET Bucket domain answers in the header ${verificationHeader}`
      }.`,
  },
  requires,
} as const satisfies BucketConfig<typeof domainConfiguration.fields>;

/** Domains of websites and of acceleration need those configurations (https://www.tencentcloud.com/document/product/436/35868). */
function requires(address: BucketAddress, { rules }: Inputs): readonly Requirement[] {
  const first = (wanted: Inputs["rules"][number]["type"]) => rules.find(({ type }) => type === wanted);
  const [website, accelerated] = [first("WEBSITE"), first("ACCELERATE")];
  return [
    ...(website === undefined
      ? []
      : [
          {
            token: "BucketWebsite",
            address,
            isMet: ({ children }: XmlElement) => children.length > 0,
            unmet: `${website.name} cannot lead to the website of ${address.bucket}, which has none: declare a BucketWebsite and let this resource depend on it (dependsOn)`,
          },
        ]),
    ...(accelerated === undefined
      ? []
      : [
          {
            token: "BucketAcceleration",
            address,
            isMet: isEnabled,
            unmet: `${accelerated.name} cannot lead to the acceleration host of ${address.bucket}, whose acceleration is off: declare a BucketAcceleration and let this resource depend on it (dependsOn)`,
          },
        ]),
  ];
}
