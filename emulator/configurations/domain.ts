/** Domains of one's own that lead to a bucket. https://www.tencentcloud.com/document/product/436/35868, 35869, 35870 */

import { createHash } from "node:crypto";
import { ServiceError } from "../format/errors";
import { hostName } from "../format/names";
import type { XmlElement } from "../format/xml";
import type { HostKind, HostMeaning } from "../request/host";
import type { BucketCall } from "../request/operation";
import type { Bucket } from "../store/bucket";
import type { Store } from "../store/store";
import { isAccelerated } from "./accelerate";
import { type Configuration, storedValue } from "./configuration";
import { dropCertificates } from "./domainCertificate";
import { hasConfiguration } from "./exclusions";
import { group, many, one, optional, readDocument, renderShape, text, type ValueOf, word } from "./shape";

const root = "DomainConfiguration";

const label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
const domainName = new RegExp(`^(${label}\\.)+[a-z]${label}$`, "i");
/** Nobody can bind the service's own domains. */
const ownDomains = /(^|\.)(myqcloud\.com|tencentcos\.cn)$/i;

const rule = group({
  Status: one(word("ENABLED", "DISABLED")),
  Name: one(text({ max: 253, pattern: domainName, code: "UserCnameInvalid" })),
  Type: one(word("REST", "WEBSITE", "ACCELERATE")),
  // TXT is known from SDKs only.
  ForcedReplacement: optional(word("CNAME", "TXT")),
});

const document = group({ DomainRule: many(rule, { min: 1, max: 20 }) });

type Rule = ValueOf<typeof rule>;

/** What a domain's host is like, by the type of its rule. */
const kinds: Readonly<Record<string, HostKind>> = {
  REST: "bucket",
  WEBSITE: "website",
  ACCELERATE: "accelerate",
};

const fold = (name: string) => name.toLowerCase();

/** Whose domain it is; buckets that were deleted have none. */
function ownerOf({ domains, buckets }: Store, name: string): Bucket | undefined {
  const owner = domains.get(fold(name));
  return owner && buckets.get(owner.name) === owner ? owner : undefined;
}

/** What a Host header means that names a domain which leads to a bucket. */
export function readDomainHost(store: Store, host: string): HostMeaning | undefined {
  if (store.domains.size === 0) {
    return undefined;
  }
  const bucket = ownerOf(store, hostName(host));
  const found =
    bucket && storedValue(domain, bucket)?.DomainRule.find(({ Name }) => fold(Name) === hostName(host));
  if (!bucket || found?.Status !== "ENABLED") {
    return undefined;
  }
  return {
    kind: kinds[found.Type] as HostKind,
    bucket: bucket.name,
    region: bucket.region,
    pathStyle: false,
  };
}

function check({ DomainRule }: { readonly DomainRule: readonly Rule[] }, call: BucketCall): void {
  const names = DomainRule.map(({ Name }) => fold(Name));
  // The code of a domain that is there twice is unverified(domain-twice).
  if (new Set(names).size < names.length) {
    throw new ServiceError("DomainConfigConflict");
  }
  for (const each of DomainRule) {
    checkRule(each, call);
  }
}

// The emulator asks no DNS and knows no licences: DNSRecordVerifyFailed and DomainAuditFailed come from faults only.
function checkRule({ Name, Type, Status, ForcedReplacement }: Rule, { bucket, service }: BucketCall): void {
  if (ownDomains.test(Name)) {
    throw new ServiceError("UserCnameInvalid");
  }
  // The tests of cos-nodejs-sdk-v5 put a disabled rule without a website. The codes are unverified(domain-requirements).
  if (Status === "ENABLED" && Type === "WEBSITE" && !hasConfiguration(bucket, "website")) {
    throw new ServiceError("InvalidRequest", { message: `${Name} needs the bucket to have a website.` });
  }
  if (Status === "ENABLED" && Type === "ACCELERATE" && !isAccelerated(bucket)) {
    throw new ServiceError("BucketAccelerateNotEnabled");
  }
  const owner = ownerOf(service.store, Name);
  if (owner && owner !== bucket && ForcedReplacement === undefined) {
    throw new ServiceError("RecordAlreadyExist");
  }
}

function apply(bucket: Bucket, rules: readonly Rule[], { service: { store } }: BucketCall): void {
  for (const [name, owner] of store.domains) {
    if (owner === bucket) {
      store.domains.delete(name);
    }
  }
  for (const { Name } of rules) {
    const other = ownerOf(store, Name);
    if (other) {
      loseDomain(other, Name);
      store.changes.add("bucket", other.name);
    }
    store.domains.set(fold(Name), bucket);
  }
  // That the certificate of a domain goes with it is unverified(domain-certificate-removed).
  dropCertificates(
    bucket,
    rules.map(({ Name }) => Name),
  );
}

/** Takes away a domain that another bucket was given by force. */
function loseDomain(bucket: Bucket, name: string): void {
  const rest = (storedValue(domain, bucket)?.DomainRule ?? []).filter(
    ({ Name }) => fold(Name) !== fold(name),
  );
  if (rest.length > 0) {
    bucket.configurations.set(domain.query, { DomainRule: rest });
  } else {
    bucket.configurations.delete(domain.query);
  }
  dropCertificates(
    bucket,
    rest.map(({ Name }) => Name),
  );
}

/** The value for the TXT record with which an owner shows that a domain is theirs. */
function verification({ name, ownerUin }: Bucket): string {
  const digest = createHash("md5").update(`${ownerUin}/${name}`).digest("hex");
  return `tencent-cloud-cos-verification=${digest}`;
}

/** `?domain`. */
export const domain: Configuration<ValueOf<typeof document>> = {
  query: "domain",
  operations: { get: "GetBucketDomain", put: "PutBucketDomain", delete: "DeleteBucketDomain" },
  absent: { code: "DomainConfigNotFoundError" },
  read: (source) => readDocument(root, document, source as XmlElement),
  // ForcedReplacement is about the one request, and never returned.
  render: ({ DomainRule }) =>
    renderShape(root, document, { DomainRule: DomainRule.map(({ ForcedReplacement: _, ...rest }) => rest) }),
  headers: (_value, { bucket }) => ({ "x-cos-domain-txt-verification": verification(bucket) }),
  admit: (value, _before, call) => check(value, call),
  apply: (bucket, value, call) => apply(bucket, value?.DomainRule ?? [], call),
  revive: (stored, bucket, store) => {
    const value = stored as ValueOf<typeof document>;
    for (const { Name } of value.DomainRule) {
      store.domains.set(fold(Name), bucket);
    }
    return value;
  },
};
