/** How a bucket is served. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT Bucket website. */
export interface PutBucketWebsiteParameters extends BucketParameters, XmlBody<PutBucketWebsiteBody> {}

/** What is sent, the document `WebsiteConfiguration`. */
export type PutBucketWebsiteBody = WebsiteConfiguration;

/** Parameters of GET Bucket website. */
export interface GetBucketWebsiteParameters extends BucketParameters {}

/** What is answered, the document `WebsiteConfiguration`. */
export type GetBucketWebsiteAnswer = WebsiteConfigurationAnswer;

/** Parameters of DELETE Bucket website. */
export interface DeleteBucketWebsiteParameters extends BucketParameters {}

/** Parameters of PUT Bucket Accelerate. */
export interface PutBucketAccelerateParameters extends BucketParameters, XmlBody<PutBucketAccelerateBody> {}

/** What is sent, the document `AccelerateConfiguration`. */
export type PutBucketAccelerateBody = AccelerateConfiguration;

/** Parameters of GET Bucket Accelerate. */
export interface GetBucketAccelerateParameters extends BucketParameters {}

/** What is answered, the document `AccelerateConfiguration`. */
export type GetBucketAccelerateAnswer = AccelerateConfiguration;

/** Parameters of PUT Bucket domain. */
export interface PutBucketDomainParameters extends BucketParameters, XmlBody<PutBucketDomainBody> {}

/** What is sent, the document `DomainConfiguration`. */
export type PutBucketDomainBody = DomainConfiguration;

/** Parameters of GET Bucket domain. */
export interface GetBucketDomainParameters extends BucketParameters {}

/** What is answered, the document `DomainConfiguration`. */
export type GetBucketDomainAnswer = DomainConfiguration;

/** Headers that GET Bucket domain answers. */
export interface GetBucketDomainHead {
  /** The value of the TXT record that proves whose the domain is. Header `x-cos-domain-txt-verification`. */
  readonly DomainTxtVerification?: string;
}

/** Parameters of DELETE Bucket domain. */
export interface DeleteBucketDomainParameters extends BucketParameters {}

/** Parameters of PUT Bucket domaincertificate. */
export interface PutBucketDomainCertificateParameters extends BucketParameters, XmlBody<PutBucketDomainCertificateBody> {}

/** What is sent, the document `DomainCertificate`. */
export interface PutBucketDomainCertificateBody {
  readonly CertificateInfo?: {
    /** Where the certificate comes from; there is no other value. */
    readonly CertType?: "CustomCert" | undefined;
    readonly CustomCert?: {
      /** The id of a certificate that Tencent Cloud's SSL certificate service holds. Either this or `CertificateInfo.CustomCert.Cert` and `CertificateInfo.CustomCert.PrivateKey`. */
      readonly CertId?: string | undefined;
      /** The certificate with its chain, as PEM text. COS never returns it. Together with `CertificateInfo.CustomCert.PrivateKey`. */
      readonly Cert?: string | undefined;
      /** The certificate's private key, as PEM text. COS never returns it, and the state keeps it encrypted. Together with `CertificateInfo.CustomCert.Cert`. */
      readonly PrivateKey?: string | undefined;
    } | undefined;
  } | undefined;
  readonly DomainList: {
    /** The domain, one of the bucket's `BucketDomain`. Cannot be changed. */
    readonly DomainName: string;
  };
}

/** Parameters of GET Bucket domaincertificate. */
export interface GetBucketDomainCertificateParameters extends BucketParameters {
  /**
   * The domain.
   * On the wire `domainname`.
   */
  readonly Domainname: string;
}

/** What is answered, the document `DomainCertificate`. */
export interface GetBucketDomainCertificateAnswer {
  readonly CertificateInfo?: {
    readonly CertId?: string | undefined;
    /** When the certificate begins to be valid, in Unix seconds. */
    readonly ValidityBegin?: number | undefined;
    /** When the certificate ends, in Unix seconds. */
    readonly ValidityExpire?: number | undefined;
  } | undefined;
  /** Whether COS uses the certificate: `Enabled` or `Disabled`. */
  readonly Status?: string | undefined;
}

/** Parameters of DELETE Bucket domaincertificate. */
export interface DeleteBucketDomainCertificateParameters extends BucketParameters {
  /**
   * The domain.
   * On the wire `domainname`.
   */
  readonly Domainname: string;
}

/** Parameters of PUT Bucket origin. */
export interface PutBucketOriginParameters extends BucketParameters, XmlBody<PutBucketOriginBody> {}

/** What is sent, the document `OriginConfiguration`. */
export type PutBucketOriginBody = OriginConfiguration;

/** Parameters of GET Bucket origin. */
export interface GetBucketOriginParameters extends BucketParameters {}

/** What is answered, the document `OriginConfiguration`. */
export type GetBucketOriginAnswer = OriginConfigurationAnswer;

/** Parameters of DELETE Bucket Origin. */
export interface DeleteBucketOriginParameters extends BucketParameters {}

/** The document of `?website`. */
export interface WebsiteConfiguration {
  /** What is served for the root and for every key that ends in a slash. */
  readonly IndexDocument: WebsiteIndexDocument;
  /** Redirects everything, to HTTPS. */
  readonly RedirectAllRequestsTo?: WebsiteRedirectAllRequestsTo | undefined;
  /** Whether a key is found without its extension. */
  readonly AutoAddressing?: WebsiteAutoAddressing | undefined;
  /** What is served when something goes wrong and no routing rule fits. */
  readonly ErrorDocument?: WebsiteErrorDocument | undefined;
  readonly RoutingRules?: {
    /** Redirects of some requests, tried from the top. 1 to 100. */
    readonly RoutingRule?: readonly WebsiteRule[] | undefined;
  } | undefined;
}

/** `WebsiteConfiguration` as it is answered: lists are always there. */
export interface WebsiteConfigurationAnswer extends WebsiteConfiguration {
  readonly RoutingRules: {
    /** Redirects of some requests, tried from the top. 1 to 100. */
    readonly RoutingRule: readonly WebsiteRule[];
  };
}

/** What is served for the root and for every key that ends in a slash. */
export interface WebsiteIndexDocument {
  /** The object's name within its folder, such as `index.html`. */
  readonly Suffix: string;
}

/** Where all requests are sent. */
export interface WebsiteRedirectAllRequestsTo {
  /** The protocol: requests by HTTP are redirected to the same address by HTTPS. */
  readonly Protocol: "https";
}

/** Whether a key is found without its extension. */
export interface WebsiteAutoAddressing {
  /**
   * `Enabled` serves `page.html` for a request of `page`.
   * @default Disabled
   */
  readonly Status?: "Enabled" | "Disabled" | undefined;
}

/** What is served when something goes wrong and no routing rule fits. */
export interface WebsiteErrorDocument {
  /** The object's key, such as `error.html`. */
  readonly Key: string;
  /** Whether 404 shows Tencent's charity page instead. Known from SDKs and the Chinese page only. */
  readonly Charity404?: "Enabled" | "Disabled" | undefined;
  /**
   * Whether the error's own status is kept; `Disabled` answers 200 with the error document.
   * @default Enabled
   */
  readonly OriginalHttpStatus?: "Enabled" | "Disabled" | undefined;
}

/** One routing rule. COS takes the first that fits. */
export interface WebsiteRule {
  /** When it applies. */
  readonly Condition: WebsiteCondition;
  /** Where it sends a request. */
  readonly Redirect: WebsiteRedirect;
}

/** When a routing rule applies: one of the two. */
export interface WebsiteCondition {
  /** The status that the answer would have, 400 to 499. */
  readonly HttpErrorCodeReturnedEquals?: number | undefined;
  /** How the key begins. */
  readonly KeyPrefixEquals?: string | undefined;
}

/** Where a routing rule sends a request. */
export interface WebsiteRedirect {
  /** The protocol to change to. */
  readonly Protocol?: "https" | undefined;
  /** The key instead of the whole key. Either this or `ReplaceKeyPrefixWith`. */
  readonly ReplaceKeyWith?: string | undefined;
  /**
   * What stands instead of the condition's `keyPrefixEquals`; an empty text removes it. With an error's code as condition it
   * stands before the whole key. Either this or `ReplaceKeyWith`.
   */
  readonly ReplaceKeyPrefixWith?: string | undefined;
  /**
   * `Disabled` shows what is there instead of sending the visitor to it. Known from SDKs and the Chinese page only.
   * @default Enabled
   */
  readonly URLRedirect?: "Enabled" | "Disabled" | undefined;
}

/** The document of `?accelerate`. */
export interface AccelerateConfiguration {
  /**
   * Whether requests may come over the acceleration host, `NAME.cos.accelerate.myqcloud.com`. It takes about 15 minutes to have
   * effect everywhere.
   */
  readonly Status: "Enabled" | "Suspended";
  /** The kind of acceleration, as COS names it. Known from answers and SDKs only; COS fills in `COS`. */
  readonly Type?: string | undefined;
}

/** The document of `?domain`. */
export interface DomainConfiguration {
  /** The domains. The order means nothing. 1 to 20. */
  readonly DomainRule: readonly DomainRule[];
}

/** One domain, and what it leads to. */
export interface DomainRule {
  /** Whether the domain leads to the bucket. */
  readonly Status?: "ENABLED" | "DISABLED" | undefined;
  /** The full domain name, in lower case. Each only once. */
  readonly Name: string;
  /**
   * What the domain leads to: the bucket's ordinary host, its static website (which has to be switched on), or its acceleration host
   * (acceleration has to be on).
   */
  readonly Type?: "REST" | "WEBSITE" | "ACCELERATE" | undefined;
  /**
   * Takes the domain over from another bucket, proven by a CNAME record that points to this bucket's host, or (known from the
   * SDKs only) by the TXT record of `domainTxtVerification`. COS never returns it.
   */
  readonly ForcedReplacement?: "CNAME" | "TXT" | undefined;
}

/** The document of `?origin`. */
export interface OriginConfiguration {
  /** The rules, known by their priorities, wherever they stand. At least 1. */
  readonly OriginRule: readonly OriginRule[];
}

/** `OriginConfiguration` as it is answered: lists are always there. */
export interface OriginConfigurationAnswer extends OriginConfiguration {
  /** The rules, known by their priorities, wherever they stand. At least 1. */
  readonly OriginRule: readonly OriginRuleAnswer[];
}

/** One rule. */
export interface OriginRule {
  /** Where the rule stands among the others; the lowest number is tried first. Each only once, at least 1. */
  readonly RulePriority: number;
  /**
   * What COS does: fetches the object, keeps it and answers it (`Mirror`); redirects the request and fetches the object meanwhile
   * (`Proxy`); or only redirects (`Redirect`).
   */
  readonly OriginType: "Mirror" | "Proxy" | "Redirect";
  /** When a request goes to the origin. */
  readonly OriginCondition: OriginCondition;
  /** How the origin is asked, and what the answer becomes. */
  readonly OriginParameter: OriginParameter;
  /** The origins, and the file that they are asked for. */
  readonly OriginInfo: OriginInfo;
  readonly HTTPStandbyCode?: {
    /** Statuses of 4xx at which a standby host is asked too; at 5xx it is always. The order means nothing. */
    readonly StatusCode?: readonly string[] | undefined;
  } | undefined;
}

/** `OriginRule` as it is answered: lists are always there. */
export interface OriginRuleAnswer extends OriginRule {
  /** How the origin is asked, and what the answer becomes. */
  readonly OriginParameter: OriginParameterAnswer;
  readonly HTTPStandbyCode: {
    /** Statuses of 4xx at which a standby host is asked too; at 5xx it is always. The order means nothing. */
    readonly StatusCode: readonly string[];
  };
}

/** When a request goes to the origin. */
export interface OriginCondition {
  /** The status that COS would answer: `404` for `Mirror` and `Proxy`, any of 4xx or 5xx for `Redirect`, where `4XX` and `5XX` mean all. */
  readonly HTTPStatusCode: string;
  /** How the keys begin. Left out, all keys. */
  readonly Prefix?: string | undefined;
  /** How the keys end. Left out, all keys. Known from the SDKs only. */
  readonly Suffix?: string | undefined;
}

/** How the origin is asked, and what the answer becomes. */
export interface OriginParameter {
  /** The protocol to the origin; `FOLLOW` is that of the request. */
  readonly Protocol?: "HTTP" | "HTTPS" | "FOLLOW" | undefined;
  /**
   * Whether an error of the origin is answered as it is.
   * @default false
   */
  readonly TransparentErrorCode?: boolean | undefined;
  /**
   * Whether the query goes along to the origin.
   * @default true
   */
  readonly FollowQueryString?: boolean | undefined;
  /** Which headers go to the origin. */
  readonly HttpHeader?: OriginHttpHeader | undefined;
  /**
   * Whether COS follows a redirection of the origin, instead of answering it.
   * @default true
   */
  readonly FollowRedirection?: boolean | undefined;
  /** What happens when the origin redirects. Known from the SDKs only. */
  readonly FollowRedirectionConfiguration?: OriginFollowRedirection | undefined;
  /**
   * The status of COS's own redirection. Only for `Redirect` and `Proxy`.
   * @default 302
   */
  readonly HttpRedirectCode?: "301" | "302" | "307" | undefined;
  /** Whether the origin's data are copied into the bucket. Known from the SDKs only; left out, COS decides. */
  readonly CopyOriginData?: boolean | undefined;
}

/** `OriginParameter` as it is answered: lists are always there. */
export interface OriginParameterAnswer extends OriginParameter {
  /** Which headers go to the origin. */
  readonly HttpHeader?: OriginHttpHeaderAnswer | undefined;
}

/** Which headers go to the origin. */
export interface OriginHttpHeader {
  /**
   * Whether all headers of the request go along.
   * @default false
   */
  readonly FollowAllHeaders?: boolean | undefined;
  readonly NewHttpHeaders?: {
    /** Headers that COS adds, values by name. At most 10. */
    readonly Header?: readonly {
      readonly Key: string;
      readonly Value: string;
    }[] | undefined;
  } | undefined;
  readonly FollowHttpHeaders?: {
    /** Names of the request's headers that go along. The order means nothing. */
    readonly Header?: readonly {
      /** Names of the request's headers that go along. The order means nothing. */
      readonly Key: string;
    }[] | undefined;
  } | undefined;
  readonly ForbidFollowHeaders?: {
    /** Names of the request's headers that never go along. The order means nothing. */
    readonly Header?: readonly {
      /** Names of the request's headers that never go along. The order means nothing. */
      readonly Key: string;
    }[] | undefined;
  } | undefined;
}

/** `OriginHttpHeader` as it is answered: lists are always there. */
export interface OriginHttpHeaderAnswer extends OriginHttpHeader {
  readonly NewHttpHeaders: {
    /** Headers that COS adds, values by name. At most 10. */
    readonly Header: readonly {
      readonly Key: string;
      readonly Value: string;
    }[];
  };
  readonly FollowHttpHeaders: {
    /** Names of the request's headers that go along. The order means nothing. */
    readonly Header: readonly {
      /** Names of the request's headers that go along. The order means nothing. */
      readonly Key: string;
    }[];
  };
  readonly ForbidFollowHeaders: {
    /** Names of the request's headers that never go along. The order means nothing. */
    readonly Header: readonly {
      /** Names of the request's headers that never go along. The order means nothing. */
      readonly Key: string;
    }[];
  };
}

/** What happens when the origin redirects. Known from the SDKs only; COS decides what is left out. */
export interface OriginFollowRedirection {
  /** Whether the headers that went to the origin go along to where it redirects. */
  readonly FollowOriginHeaders?: boolean | undefined;
  /** Whether the address that it redirects to is decoded first. */
  readonly FollowUrlAutoDecode?: boolean | undefined;
}

/** The origins, and the file that they are asked for. */
export interface OriginInfo {
  /** The origins: 1 to 10 for `Mirror`, which share the requests by their weights; exactly one for `Proxy` and `Redirect`. */
  readonly HostInfo: readonly OriginHostInfo[];
  /** Which file the origin is asked for. Left out, that of the key. */
  readonly FileInfo?: OriginFileInfo | undefined;
}

/** One origin. */
export interface OriginHostInfo {
  /** Its name or address, with a port where it is not the usual one; no `https://`. This or `PrivateHost`. */
  readonly HostName?: string | undefined;
  /** The origin's share of the requests, where there are several. */
  readonly Weight?: number | undefined;
  /** An origin that wants signed requests. Known from the SDKs only. */
  readonly PrivateHost?: OriginPrivateHost | undefined;
  /**
   * Its name or address, with a port where it is not the usual one.
   * And so on: `StandbyHostName_2` …
   */
  readonly StandbyHostName_1?: string | undefined;
  /**
   * An origin that wants signed requests. Known from the SDKs only.
   * And so on: `PrivateStandbyHost_2` …
   */
  readonly PrivateStandbyHost_1?: OriginPrivateHost | undefined;
}

/** An origin that wants signed requests. */
export interface OriginPrivateHost {
  /** Its name or address, with a port where it is not the usual one. */
  readonly Host: string;
  /** With what COS signs. */
  readonly CredentialProvider?: OriginCredentialProvider | undefined;
}

/** With what COS signs requests to a private origin: a role, or keys. */
export interface OriginCredentialProvider {
  /** How requests are signed, such as `S3`. */
  readonly AuthorizationAlgorithm?: string | undefined;
  /** The region that is signed. */
  readonly Region?: string | undefined;
  /** The id of the key. Together with `SecretKey` or `EncryptedSecretKey`. */
  readonly SecretId?: string | undefined;
  /** The key. COS never returns it, and the state keeps it encrypted. */
  readonly SecretKey?: string | undefined;
  /** The key as COS keeps it, which only COS can read. COS fills it in. */
  readonly EncryptedSecretKey?: string | undefined;
  /** The role that COS takes on, such as `qcs::cam::uin/100000000001:roleName/COSOrigin_QCSRole`. */
  readonly Role?: string | undefined;
}

/** Which file the origin is asked for. `prefix`, `suffix` and `prefixDirective` are the old form. */
export interface OriginFileInfo {
  /**
   * The old form of `PrefixConfiguration`: whether `Prefix` is used.
   * @default false
   */
  readonly PrefixDirective?: boolean | undefined;
  /** The old form of `PrefixConfiguration`. */
  readonly Prefix?: string | undefined;
  /** The old form of `SuffixConfiguration`. */
  readonly Suffix?: string | undefined;
  /** What the keys' beginning becomes. */
  readonly PrefixConfiguration?: OriginPrefixConfiguration | undefined;
  /** What the keys' end becomes. */
  readonly SuffixConfiguration?: OriginSuffixConfiguration | undefined;
  readonly FixedFileConfiguration?: {
    /** The path of one file that is asked for, whatever the key. */
    readonly FixedFilePath?: string | undefined;
  } | undefined;
}

/** What the keys' beginning becomes at the origin. */
export interface OriginPrefixConfiguration {
  /** What is put before the key; with `ReplacedWithPrefix`, the beginning that is replaced. */
  readonly Prefix?: string | undefined;
  /** What stands in its place; an empty text takes it away. */
  readonly ReplacedWithPrefix?: string | undefined;
}

/** What the keys' end becomes at the origin. */
export interface OriginSuffixConfiguration {
  /** What is put behind the key; with `ReplacedWithSuffix`, the end that is replaced. */
  readonly Suffix?: string | undefined;
  /** What stands in its place; an empty text takes it away. */
  readonly ReplacedWithSuffix?: string | undefined;
}

/** How a bucket is served. */
export interface BucketDeliveryMethods {
  /**
   * PUT Bucket website. Replaces what is there.
   * CAM action `name/cos:PutBucketWebsite`.
   * @see https://www.tencentcloud.com/document/product/436/30617
   */
  readonly putBucketWebsite: ApiMethod<PutBucketWebsiteParameters, {}, {}>;
  /**
   * GET Bucket website.
   * CAM action `name/cos:GetBucketWebsite`.
   * @see https://www.tencentcloud.com/document/product/436/30616
   */
  readonly getBucketWebsite: ApiMethod<GetBucketWebsiteParameters, GetBucketWebsiteAnswer, {}>;
  /**
   * DELETE Bucket website. Deletes what is there.
   * CAM action `name/cos:DeleteBucketWebsite`.
   * @see https://www.tencentcloud.com/document/product/436/30629
   */
  readonly deleteBucketWebsite: ApiMethod<DeleteBucketWebsiteParameters, {}, {}>;
  /**
   * PUT Bucket Accelerate. It cannot be undone.
   * A bucket that had acceleration can only suspend it.
   * CAM action `name/cos:PutBucketAccelerate`.
   * @see https://www.tencentcloud.com/document/product/436/33411
   */
  readonly putBucketAccelerate: ApiMethod<PutBucketAccelerateParameters, {}, {}>;
  /**
   * GET Bucket Accelerate.
   * Of a bucket that never had it COS answers an empty element.
   * CAM action `name/cos:GetBucketAccelerate`.
   * @see https://www.tencentcloud.com/document/product/436/33412
   */
  readonly getBucketAccelerate: ApiMethod<GetBucketAccelerateParameters, GetBucketAccelerateAnswer, {}>;
  /**
   * PUT Bucket domain. Replaces what is there.
   * CAM action `name/cos:PutBucketDomain`.
   * @see https://www.tencentcloud.com/document/product/436/35868
   */
  readonly putBucketDomain: ApiMethod<PutBucketDomainParameters, {}, {}>;
  /**
   * GET Bucket domain.
   * CAM action `name/cos:GetBucketDomain`.
   * @see https://www.tencentcloud.com/document/product/436/35869
   */
  readonly getBucketDomain: ApiMethod<GetBucketDomainParameters, GetBucketDomainAnswer, GetBucketDomainHead>;
  /**
   * DELETE Bucket domain. Deletes what is there.
   * Removes all domains. To remove one, put the others.
   * CAM action `name/cos:DeleteBucketDomain`.
   * @see https://www.tencentcloud.com/document/product/436/35870
   */
  readonly deleteBucketDomain: ApiMethod<DeleteBucketDomainParameters, {}, {}>;
  /**
   * PUT Bucket domaincertificate. Replaces what is there.
   * CAM action `name/cos:PutBucketDomainCertificate`.
   * Known from SDKs only.
   */
  readonly putBucketDomainCertificate: ApiMethod<PutBucketDomainCertificateParameters, {}, {}>;
  /**
   * GET Bucket domaincertificate.
   * Which code a domain without a certificate answers is unverified.
   * CAM action `name/cos:GetBucketDomainCertificate`.
   * Known from SDKs only.
   */
  readonly getBucketDomainCertificate: ApiMethod<GetBucketDomainCertificateParameters, GetBucketDomainCertificateAnswer, {}>;
  /**
   * DELETE Bucket domaincertificate. Deletes what is there.
   * Which of the two statuses it answers is unverified.
   * CAM action `name/cos:DeleteBucketDomainCertificate`.
   * Known from SDKs only.
   */
  readonly deleteBucketDomainCertificate: ApiMethod<DeleteBucketDomainCertificateParameters, {}, {}>;
  /**
   * PUT Bucket origin. Replaces what is there.
   * CAM action `name/cos:PutBucketOrigin`.
   * @see https://www.tencentcloud.com/document/product/436/52813
   */
  readonly putBucketOrigin: ApiMethod<PutBucketOriginParameters, {}, {}>;
  /**
   * GET Bucket origin.
   * CAM action `name/cos:GetBucketOrigin`.
   * @see https://www.tencentcloud.com/document/product/436/52814
   */
  readonly getBucketOrigin: ApiMethod<GetBucketOriginParameters, GetBucketOriginAnswer, {}>;
  /**
   * DELETE Bucket Origin. Deletes what is there.
   * CAM action `name/cos:DeleteBucketOrigin`.
   * @see https://www.tencentcloud.com/document/product/436/52812
   */
  readonly deleteBucketOrigin: ApiMethod<DeleteBucketOriginParameters, {}, {}>;
}

/** Of each of these operations, by its name. */
export interface BucketDeliveryTypes {
  readonly PutBucketWebsite: { readonly parameters: PutBucketWebsiteParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketWebsite: { readonly parameters: GetBucketWebsiteParameters; readonly body: GetBucketWebsiteAnswer; readonly head: {} };
  readonly DeleteBucketWebsite: { readonly parameters: DeleteBucketWebsiteParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketAccelerate: { readonly parameters: PutBucketAccelerateParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketAccelerate: { readonly parameters: GetBucketAccelerateParameters; readonly body: GetBucketAccelerateAnswer; readonly head: {} };
  readonly PutBucketDomain: { readonly parameters: PutBucketDomainParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketDomain: { readonly parameters: GetBucketDomainParameters; readonly body: GetBucketDomainAnswer; readonly head: GetBucketDomainHead };
  readonly DeleteBucketDomain: { readonly parameters: DeleteBucketDomainParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketDomainCertificate: { readonly parameters: PutBucketDomainCertificateParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketDomainCertificate: { readonly parameters: GetBucketDomainCertificateParameters; readonly body: GetBucketDomainCertificateAnswer; readonly head: {} };
  readonly DeleteBucketDomainCertificate: { readonly parameters: DeleteBucketDomainCertificateParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketOrigin: { readonly parameters: PutBucketOriginParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketOrigin: { readonly parameters: GetBucketOriginParameters; readonly body: GetBucketOriginAnswer; readonly head: {} };
  readonly DeleteBucketOrigin: { readonly parameters: DeleteBucketOriginParameters; readonly body: {}; readonly head: {} };
}
