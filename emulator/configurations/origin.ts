/**
 * Where objects are fetched from that are not there; `../originPull.ts` carries it out. The pages "PUT", "GET" and
 * "DELETE Bucket Origin" of https://github.com/tencentyun/intlcloud-documents; their numbers below
 * https://www.tencentcloud.com/document/product/436 are not known.
 */

import { createHash } from "node:crypto";
import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { Configuration } from "./configuration";
import {
  type Child,
  type Group,
  group,
  integer,
  type Leaf,
  many,
  one,
  optional,
  readDocument,
  renderShape,
  text,
  truth,
  type ValueOf,
  word,
} from "./shape";

const root = "OriginConfiguration";
const maxHosts = 10;
/** Standby hosts of each kind are numbered so far. */
const maxStandby = 10;

const anyText = text({ min: 0, max: 1_024 });
const affix = text({ min: 0, max: 850 });
const hostName = text({
  max: 260,
  pattern: /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i,
  code: "InvalidArgument",
});

const headers = (max: number) =>
  optional(group({ Header: many(group({ Key: one(anyText), Value: optional(anyText) }), { max }) }));

// The page's own names, and those of its tables and SDKs: cos-go-sdk-v5 writes ForbidFollowHttpHeaders, the types of
// cos-nodejs-sdk-v5 have FollowHttpHeader and NewHttpHeader. Each comes back as it was sent, unverified(origin-header-names).
const httpHeader = group({
  FollowAllHeaders: optional(truth),
  FollowHttpHeader: optional(truth),
  NewHttpHeaders: headers(10),
  NewHttpHeader: headers(10),
  FollowHttpHeaders: headers(1_000),
  ForbidFollowHeaders: headers(1_000),
  ForbidFollowHttpHeaders: headers(1_000),
});

const parameter = group({
  // Required by the page, which leaves it out in its sample of a redirection.
  Protocol: optional(word("HTTP", "HTTPS", "FOLLOW")),
  TransparentErrorCode: optional(truth),
  FollowQueryString: optional(truth),
  HttpHeader: optional(httpHeader),
  FollowRedirection: optional(truth),
  // The page forbids it with Mirror, and has it in its first sample of Mirror. cos-nodejs-sdk-v5 sends two of them.
  HttpRedirectCode: many(word("301", "302", "307")),
  // The last two are known from cos-go-sdk-v5 only.
  FollowRedirectionConfiguration: optional(
    group({ FollowOriginHeaders: optional(truth), FollowUrlAutoDecode: optional(truth) }),
  ),
  CopyOriginData: optional(truth),
});

const privateHost = group({
  Host: one(hostName),
  CredentialProvider: optional(
    group({
      AuthorizationAlgorithm: optional(anyText),
      Region: optional(anyText),
      SecretId: optional(anyText),
      SecretKey: optional(anyText),
      EncryptedSecretKey: optional(anyText),
      Role: optional(anyText),
    }),
  ),
});

const numbers = Array.from({ length: maxStandby }, (_, index) => index + 1);

/** `<Name_1>` to `<Name_10>`. */
function numbered(name: string, of: Leaf | Group): Readonly<Record<string, Child<Leaf | Group, "optional">>> {
  return Object.fromEntries(numbers.map((number) => [`${name}_${number}`, optional(of)]));
}

const hostInfo = group(
  {
    HostName: optional(hostName),
    Weight: optional(integer(0, 1_000_000)),
    ...numbered("StandbyHostName", hostName),
    // Private hosts are known from cos-go-sdk-v5 only.
    PrivateHost: optional(privateHost),
    ...numbered("PrivateStandbyHost", privateHost),
  },
  ({ HostName, PrivateHost }) => {
    if (HostName === undefined && PrivateHost === undefined) {
      throw new ServiceError("MalformedXML", { message: "HostInfo names no host." });
    }
  },
);

const fileInfo = group({
  PrefixConfiguration: optional(group({ Prefix: optional(affix), ReplacedWithPrefix: optional(affix) })),
  SuffixConfiguration: optional(group({ Suffix: optional(affix), ReplacedWithSuffix: optional(affix) })),
  FixedFileConfiguration: optional(group({ FixedFilePath: optional(affix) })),
  // The old form.
  PrefixDirective: optional(truth),
  Prefix: optional(affix),
  Suffix: optional(affix),
});

const rule = group(
  {
    RulePriority: one(integer(0, 2_147_483_647)),
    OriginType: one(word("Mirror", "Proxy", "Redirect")),
    OriginCondition: one(
      group({
        // The page has 4XX and 5XX as values, and calls them any status of the kind; each is taken, unverified(origin-status-wildcards).
        HTTPStatusCode: one(text({ pattern: /^[45](\d\d|XX)$/ })),
        Prefix: optional(affix),
        // Known from cos-go-sdk-v5 only.
        Suffix: optional(affix),
      }),
    ),
    OriginParameter: one(parameter),
    OriginInfo: one(
      group({ HostInfo: many(hostInfo, { min: 1, max: maxHosts }), FileInfo: optional(fileInfo) }),
    ),
    HTTPStandbyCode: optional(group({ StatusCode: many(text({ pattern: /^4\d\d$/ })) })),
  },
  ({ OriginType, OriginCondition, OriginInfo }) => {
    if (OriginType !== "Redirect" && OriginCondition.HTTPStatusCode !== "404") {
      throw invalid(`${OriginType} is about the status 404.`);
    }
    if (OriginType !== "Mirror" && OriginInfo.HostInfo.length > 1) {
      throw invalid(`${OriginType} takes one HostInfo.`);
    }
  },
);

const document = group({ OriginRule: many(rule, { min: 1 }) });

/** One rule; numbers are strings. */
export type OriginRule = ValueOf<typeof rule>;
/** An origin and those that stand in for it. */
export type OriginHost = ValueOf<typeof hostInfo>;

// The page has no codes for what does not go together, unverified(origin-error-codes).
function invalid(message: string): ServiceError {
  return new ServiceError("InvalidArgument", { message });
}

/** The hosts of an origin in the order in which they are asked. */
export function hostsOf(host: OriginHost): string[] {
  const { HostName, PrivateHost } = host;
  // The types do not go as far as numbered names.
  const members: Readonly<Record<string, unknown>> = host;
  const standby = numbers.flatMap((number) => [
    members[`StandbyHostName_${number}`] as string | undefined,
    (members[`PrivateStandbyHost_${number}`] as { readonly Host: string } | undefined)?.Host,
  ]);
  return [HostName ?? PrivateHost?.Host, ...standby].filter((name) => name !== undefined);
}

/** Replaces each SecretKey, wherever it stands, by what GET shows of it, unverified(origin-secret). */
function hideKeys<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(hideKeys) as T;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = Object.entries(value).map(([name, member]: [string, unknown]) =>
    name === "SecretKey"
      ? ["EncryptedSecretKey", createHash("sha256").update(String(member)).digest("base64")]
      : [name, hideKeys(member)],
  );
  return Object.fromEntries(members) as T;
}

/** `?origin`. */
export const origin: Configuration<ValueOf<typeof document>> = {
  query: "origin",
  operations: { get: "GetBucketOrigin", put: "PutBucketOrigin", delete: "DeleteBucketOrigin" },
  absent: { code: "OriginConfigurationNotFoundError" },
  read: (source) => {
    const value = readDocument(root, document, source as XmlElement);
    const priorities = value.OriginRule.map(({ RulePriority }) => Number(RulePriority));
    if (new Set(priorities).size < priorities.length) {
      throw invalid("The priorities of rules must differ.");
    }
    return hideKeys(value);
  },
  render: (value) => renderShape(root, document, value),
};
