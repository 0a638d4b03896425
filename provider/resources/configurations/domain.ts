/** Own domains of a bucket (https://www.tencentcloud.com/document/product/436/35868, 35869, 35870). */

import { group, structs, text, type Values, type XmlElement } from "../../codec";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import { type BucketConfig, isEnabled, type Requirement } from "./descriptor";

/** Greatest number of domains of a bucket (https://www.tencentcloud.com/document/product/436/35868). */
const maxRules = 20;

/** Greatest length of a domain name (RFC 1035). */
const maxDomainBytes = 253;

/** The header of a read that holds the value of the TXT record (https://www.tencentcloud.com/document/product/436/35869). */
const verificationHeader = "x-cos-domain-txt-verification";

/** The reason why a string is not the name of a domain. */
export function domainReason(value: string): string | undefined {
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value)
    ? undefined
    : "must be a full domain name in lower case, such as www.example.com";
}

/** One domain, and what it leads to. */
export const domainRule = group("DomainRule", {
  /**
   * Whether the domain leads to the bucket.
   * @default `ENABLED`
   */
  status: text("Status", { oneOf: ["ENABLED", "DISABLED"], sentDefault: "ENABLED" }),
  /** The full domain name, in lower case. Each only once. */
  name: text("Name", { maxBytes: maxDomainBytes, verify: domainReason }),
  /**
   * What the domain leads to: the bucket's ordinary host, its static website (which has to be switched on), or its acceleration host
   * (acceleration has to be on).
   * @default `REST`
   */
  type: text("Type", { oneOf: ["REST", "WEBSITE", "ACCELERATE"], sentDefault: "REST" }),
  /**
   * Takes the domain over from another bucket, proven by a CNAME record that points to this bucket's host, or (known from the
   * SDKs only) by the TXT record of `domainTxtVerification`. COS never returns it.
   */
  forcedReplacement: text("ForcedReplacement", {
    optional: true,
    writeOnly: true,
    oneOf: ["CNAME", "TXT"],
  }),
});

type DomainRule = Values<typeof domainRule.fields>;

/** The configuration `?domain`. COS shows it 2 to 4 s after it was written. */
export const bucketDomain = {
  token: "BucketDomain",
  title: "own domains",
  query: "domain",
  root: "DomainConfiguration",
  operations: { get: "GetBucketDomain", put: "PutBucketDomain", delete: "DeleteBucketDomain" },
  absent: ["DomainConfigNotFoundError"],
  struct: group("BucketDomain", {
    /** The domains. The order means nothing. 1 to 20. */
    rules: structs("DomainRule", domainRule, { identity: "name", maxItems: maxRules }),
  }),
  outputs: group("BucketDomainOutputs", {
    /** The value of the TXT record that proves a domain to be yours: `tencent-cloud-cos-verification=…`. */
    domainTxtVerification: text({ optional: true, header: verificationHeader }),
  }),
  hints: {
    DNSRecordVerifyFailed: (_news, live) =>
      `The domain's DNS does not prove that it is yours: point a CNAME record to the bucket's host, or add a TXT record with the value ${
        live?.computed?.domainTxtVerification ??
        `that GET Bucket domain answers in the header ${verificationHeader}`
      }.`,
  },
  requires,
} as const satisfies BucketConfig;

/** Domains of websites and of acceleration need those configurations (https://www.tencentcloud.com/document/product/436/35868). */
function requires(place: BucketAddress, { rules }: Props): readonly Requirement[] {
  const first = (wanted: DomainRule["type"]) =>
    (rules as readonly DomainRule[]).find(({ type }) => type === wanted);
  const [website, accelerated] = [first("WEBSITE"), first("ACCELERATE")];
  return [
    ...(website === undefined
      ? []
      : [
          {
            token: "BucketWebsite",
            place,
            isMet: ({ children }: XmlElement) => children.length > 0,
            unmet: `${website.name} cannot lead to the website of ${place.bucket}, which has none: declare a BucketWebsite and let this resource depend on it (dependsOn)`,
          },
        ]),
    ...(accelerated === undefined
      ? []
      : [
          {
            token: "BucketAcceleration",
            place,
            isMet: isEnabled,
            unmet: `${accelerated.name} cannot lead to the acceleration host of ${place.bucket}, whose acceleration is off: declare a BucketAcceleration and let this resource depend on it (dependsOn)`,
          },
        ]),
  ];
}
