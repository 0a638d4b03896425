/** The groups of fields of an origin-pull rule. */

import {
  anyOf,
  bool,
  doubtful,
  exclusive,
  group,
  int,
  map,
  string,
  strings,
  struct,
  structs,
} from "../../codec/fields";
import { maxKeyBytes } from "../keys";
import { hostReason, keyOfId } from "./originValidators";

/** Greatest number of headers that a rule can add (the page of the API). */
const maxNewHeaders = 10;

/** Greatest number of standby hosts of a host (the page of the API). */
const maxStandbyHosts = 10;

/** When a request goes to the origin. */
export const originCondition = group("OriginCondition", {
  /** The status that COS would answer: `404` for `Mirror` and `Proxy`, any of 4xx or 5xx for `Redirect`, where `4XX` and `5XX` mean all. */
  httpStatusCode: string("HTTPStatusCode", {
    verify: (value) =>
      /^[45](\d\d|XX)$/.test(value)
        ? undefined
        : "must be a status of 400 to 599 such as 404, or 4XX or 5XX for all",
  }),
  /** How the keys begin. Left out, all keys. */
  prefix: string("Prefix", { optional: true, maxBytes: maxKeyBytes }),
  /** How the keys end. Left out, all keys. Known from the SDKs only. */
  suffix: string("Suffix", { optional: true, maxBytes: maxKeyBytes }),
});

/** Which headers go to the origin. */
export const originHttpHeader = group("OriginHttpHeader", {
  /**
   * Whether all headers of the request go along.
   * @default false
   */
  followAllHeaders: bool("FollowAllHeaders", { optional: true, default: false }),
  /** Headers that COS adds, values by name. At most 10. */
  newHttpHeaders: map("NewHttpHeaders>Header", { optional: true, maxEntries: maxNewHeaders, minBytes: 0 }),
  /** Names of the request's headers that go along. The order means nothing. */
  followHttpHeaders: strings("FollowHttpHeaders>Header", { optional: true, unordered: true, inner: "Key" }),
  /** Names of the request's headers that never go along. The order means nothing. */
  forbidFollowHeaders: strings("ForbidFollowHeaders>Header", {
    optional: true,
    unordered: true,
    inner: "Key",
  }),
});

/** What happens when the origin redirects. Known from the SDKs only; COS decides what is left out. */
export const originFollowRedirection = group("OriginFollowRedirection", {
  /** Whether the headers that went to the origin go along to where it redirects. */
  followOriginHeaders: bool("FollowOriginHeaders", { optional: true, serverDefault: true }),
  /** Whether the address that it redirects to is decoded first. */
  followUrlAutoDecode: bool("FollowUrlAutoDecode", { optional: true, serverDefault: true }),
});

/** How the origin is asked, and what the answer becomes. */
export const originParameter = group("OriginParameter", {
  /**
   * The protocol to the origin; `FOLLOW` is that of the request.
   * @default `FOLLOW`
   */
  protocol: string("Protocol", { oneOf: ["HTTP", "HTTPS", "FOLLOW"], sentDefault: "FOLLOW" }),
  /**
   * Whether an error of the origin is answered as it is.
   * @default false
   */
  transparentErrorCode: bool("TransparentErrorCode", { optional: true, default: false }),
  /**
   * Whether the query goes along to the origin.
   * @default true
   */
  followQueryString: bool("FollowQueryString", { optional: true, default: true }),
  /** Which headers go to the origin. */
  httpHeader: struct("HttpHeader", originHttpHeader, { optional: true }),
  /**
   * Whether COS follows a redirection of the origin, instead of answering it.
   * @default true
   */
  followRedirection: bool("FollowRedirection", { optional: true, default: true }),
  /** What happens when the origin redirects. Known from the SDKs only. */
  followRedirectionConfiguration: struct("FollowRedirectionConfiguration", originFollowRedirection, {
    optional: true,
  }),
  /**
   * The status of COS's own redirection. Only for `Redirect` and `Proxy`.
   * @default `302`
   */
  httpRedirectCode: string("HttpRedirectCode", {
    optional: true,
    oneOf: ["301", "302", "307"],
    default: "302",
  }),
  /** Whether the origin's data are copied into the bucket. Known from the SDKs only; left out, COS decides. */
  copyOriginData: bool("CopyOriginData", { optional: true, serverDefault: true }),
});

/** With what COS signs requests to a private origin: a role, or keys. */
export const originCredentialProvider = group(
  "OriginCredentialProvider",
  {
    /** How requests are signed, such as `S3`. */
    authorizationAlgorithm: string("AuthorizationAlgorithm", { optional: true }),
    /** The region that is signed. */
    region: string("Region", { optional: true }),
    /** The id of the key. Together with `secretKey` or `encryptedSecretKey`. */
    secretId: string("SecretId", { optional: true }),
    /** The key. COS never returns it, and the state keeps it encrypted. */
    secretKey: string("SecretKey", { optional: true, writeOnly: true, secret: true }),
    /** The key as COS keeps it, which only COS can read. COS fills it in. */
    encryptedSecretKey: string("EncryptedSecretKey", { optional: true, serverDefault: true }),
    /** The role that COS takes on, such as `qcs::cam::uin/100000000001:roleName/COSOrigin_QCSRole`. */
    role: string("Role", { optional: true }),
  },
  doubtful(exclusive(["role", "secretId"], { required: true })),
  keyOfId,
);

/** An origin that wants signed requests. */
export const originPrivateHost = group(
  "OriginPrivateHost",
  {
    /** Its name or address, with a port where it is not the usual one. */
    host: string("Host", { verify: hostReason }),
    /** With what COS signs. */
    credentialProvider: struct("CredentialProvider", originCredentialProvider, { optional: true }),
  },
  doubtful(anyOf(["credentialProvider"])),
);

/** An origin that is asked when its better ones fail: one of the two. */
export const originStandbyHost = group(
  "OriginStandbyHost",
  {
    /** Its name or address, with a port where it is not the usual one. */
    hostName: string("HostName", { optional: true, verify: hostReason }),
    /** An origin that wants signed requests. Known from the SDKs only. */
    privateHost: struct("PrivateHost", originPrivateHost, { optional: true }),
  },
  exclusive(["hostName", "privateHost"], { required: true }),
);

/** One origin. */
export const originHostInfo = group(
  "OriginHostInfo",
  {
    /** Its name or address, with a port where it is not the usual one; no `https://`. This or `privateHost`. */
    hostName: string("HostName", { optional: true, verify: hostReason }),
    /** The origin's share of the requests, where there are several. */
    weight: int("Weight", { optional: true }),
    /** An origin that wants signed requests. Known from the SDKs only. */
    privateHost: struct("PrivateHost", originPrivateHost, { optional: true }),
    /** Origins that are asked when this one fails, in this order. At most 10. On the wire `StandbyHostName_1` … and `PrivateStandbyHost_1` …. */
    standbyHosts: structs("StandbyHost", originStandbyHost, { optional: true, maxItems: maxStandbyHosts }),
  },
  // The SDK's tests show private ones with and without a name.
  anyOf(["hostName", "privateHost"]),
);

/** What the keys' beginning becomes at the origin. */
export const originPrefixConfiguration = group("OriginPrefixConfiguration", {
  /** What is put before the key; with `replacedWithPrefix`, the beginning that is replaced. */
  prefix: string("Prefix", { optional: true, maxBytes: maxKeyBytes }),
  /** What stands in its place; an empty text takes it away. */
  replacedWithPrefix: string("ReplacedWithPrefix", {
    optional: true,
    minBytes: 0,
    maxBytes: maxKeyBytes,
    default: "",
  }),
});

/** What the keys' end becomes at the origin. */
export const originSuffixConfiguration = group("OriginSuffixConfiguration", {
  /** What is put behind the key; with `replacedWithSuffix`, the end that is replaced. */
  suffix: string("Suffix", { optional: true, maxBytes: maxKeyBytes }),
  /** What stands in its place; an empty text takes it away. */
  replacedWithSuffix: string("ReplacedWithSuffix", {
    optional: true,
    minBytes: 0,
    maxBytes: maxKeyBytes,
    default: "",
  }),
});

/** Which file the origin is asked for. `prefix`, `suffix` and `prefixDirective` are the old form. */
export const originFileInfo = group(
  "OriginFileInfo",
  {
    /** The old form of `prefixConfiguration`: whether `prefix` is used. */
    prefixDirective: bool("PrefixDirective", { optional: true, default: false }),
    /** The old form of `prefixConfiguration`. */
    prefix: string("Prefix", { optional: true, maxBytes: maxKeyBytes }),
    /** The old form of `suffixConfiguration`. */
    suffix: string("Suffix", { optional: true, maxBytes: maxKeyBytes }),
    /** What the keys' beginning becomes. */
    prefixConfiguration: struct("PrefixConfiguration", originPrefixConfiguration, { optional: true }),
    /** What the keys' end becomes. */
    suffixConfiguration: struct("SuffixConfiguration", originSuffixConfiguration, { optional: true }),
    /** The path of one file that is asked for, whatever the key. */
    fixedFilePath: string("FixedFileConfiguration>FixedFilePath", { optional: true, maxBytes: maxKeyBytes }),
  },
  doubtful(exclusive(["prefixConfiguration", "prefix"])),
  doubtful(exclusive(["suffixConfiguration", "suffix"])),
);
