/** Own domains of a bucket (https://www.tencentcloud.com/document/product/436/35868, 35869, 35870). */

import { group, string, structs } from "../../codec/fields";

/** Greatest number of domains of a bucket (https://www.tencentcloud.com/document/product/436/35868). */
const maxRules = 20;

/** Greatest length of a domain name (RFC 1035). */
const maxDomainBytes = 253;

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
  status: string("Status", { oneOf: ["ENABLED", "DISABLED"], sentDefault: "ENABLED" }),
  /** The full domain name, in lower case. Each only once. */
  name: string("Name", { maxBytes: maxDomainBytes, verify: domainReason }),
  /**
   * What the domain leads to: the bucket's ordinary host, its static website (which has to be switched on), or its acceleration host
   * (acceleration has to be on).
   * @default `REST`
   */
  type: string("Type", { oneOf: ["REST", "WEBSITE", "ACCELERATE"], sentDefault: "REST" }),
  /**
   * Takes the domain over from another bucket, proven by a CNAME record that points to this bucket's host, or (known from the
   * SDKs only) by the TXT record of `domainTxtVerification`. COS never returns it.
   */
  forcedReplacement: string("ForcedReplacement", {
    optional: true,
    writeOnly: true,
    oneOf: ["CNAME", "TXT"],
  }),
});

/** The document of `?domain`. */
export const domainConfiguration = group("BucketDomain", {
  /** The domains. The order means nothing. 1 to 20. */
  rules: structs("DomainRule", domainRule, { identity: "name", maxItems: maxRules }),
});
