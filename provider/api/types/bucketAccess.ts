/** Access to a bucket. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { AccessControlPolicy, AccessControlPolicyAnswer, BucketAclHeaders, BucketParameters, XmlBody } from "./shared";

/** Parameters of PUT Bucket acl. */
export interface PutBucketAclParameters extends BucketParameters, BucketAclHeaders {
  /** The document: an object, or its XML text. */
  readonly Body?: PutBucketAclBody | string | undefined;
}

/** What is sent, the document `AccessControlPolicy`. */
export type PutBucketAclBody = AccessControlPolicy;

/** Parameters of GET Bucket acl. */
export interface GetBucketAclParameters extends BucketParameters {}

/** What is answered, the document `AccessControlPolicy`. */
export type GetBucketAclAnswer = AccessControlPolicyAnswer;

/** Headers that GET Bucket acl answers. */
export interface GetBucketAclHead {
  /** The ready-made set that it is. Header `x-cos-acl`. */
  readonly Acl?: string;
}

/** Parameters of PUT Bucket cors. */
export interface PutBucketCorsParameters extends BucketParameters, XmlBody<PutBucketCorsBody> {}

/** What is sent, the document `CORSConfiguration`. */
export type PutBucketCorsBody = CorsConfiguration;

/** Parameters of GET Bucket cors. */
export interface GetBucketCorsParameters extends BucketParameters {}

/** What is answered, the document `CORSConfiguration`. */
export type GetBucketCorsAnswer = CorsConfigurationAnswer;

/** Parameters of DELETE Bucket cors. */
export interface DeleteBucketCorsParameters extends BucketParameters {}

/** Parameters of PUT Bucket policy. */
export interface PutBucketPolicyParameters extends BucketParameters {
  /** The document: an object, or its JSON text. */
  readonly Body: PutBucketPolicyBody | string;
}

/** What is sent. */
export type PutBucketPolicyBody = PolicyDocument;

/** Parameters of GET Bucket policy. */
export interface GetBucketPolicyParameters extends BucketParameters {}

/** What is answered. */
export type GetBucketPolicyAnswer = PolicyDocument;

/** Parameters of DELETE Bucket policy. */
export interface DeleteBucketPolicyParameters extends BucketParameters {}

/** Parameters of PUT Bucket referer. */
export interface PutBucketRefererParameters extends BucketParameters, XmlBody<PutBucketRefererBody> {}

/** What is sent, the document `RefererConfiguration`. */
export type PutBucketRefererBody = RefererConfiguration;

/** Parameters of GET Bucket referer. */
export interface GetBucketRefererParameters extends BucketParameters {}

/** What is answered, the document `RefererConfiguration`. */
export type GetBucketRefererAnswer = RefererConfiguration;

/** Parameters of PUT Bucket StrictSignature. */
export interface PutBucketStrictSignatureParameters extends BucketParameters, XmlBody<PutBucketStrictSignatureBody> {}

/** What is sent, the document `StrictSignatureConfiguration`. */
export type PutBucketStrictSignatureBody = StrictSignatureConfiguration;

/** Parameters of GET Bucket StrictSignature. */
export interface GetBucketStrictSignatureParameters extends BucketParameters {}

/** What is answered, the document `StrictSignatureConfiguration`. */
export type GetBucketStrictSignatureAnswer = StrictSignatureConfigurationAnswer;

/** Parameters of DELETE Bucket StrictSignature. */
export interface DeleteBucketStrictSignatureParameters extends BucketParameters {}

/** The document of `?cors`. */
export interface CorsConfiguration {
  /** The rules, tried from the top. 1 to 100. */
  readonly CORSRule: readonly CorsRule[];
  /**
   * Adds `Vary: Origin` to every answer. Known from the SDKs only.
   * @default false
   */
  readonly ResponseVary?: boolean | undefined;
}

/** `CorsConfiguration` as it is answered: lists are always there. */
export interface CorsConfigurationAnswer extends CorsConfiguration {
  /** The rules, tried from the top. 1 to 100. */
  readonly CORSRule: readonly CorsRuleAnswer[];
}

/** One rule. COS goes through the rules from the top and takes the first that fits. */
export interface CorsRule {
  /** A name for the rule. COS makes none up. */
  readonly ID?: string | undefined;
  /** Origins that may ask: `scheme://host[:port]`, with at most one `*` each; `*` alone means all. */
  readonly AllowedOrigin: readonly string[];
  /** Methods that may be used. */
  readonly AllowedMethod: readonly ("GET" | "PUT" | "HEAD" | "POST" | "DELETE")[];
  /** Request headers that a preflight may ask for, with at most one `*` each. */
  readonly AllowedHeader?: readonly string[] | undefined;
  /** Answer headers that a script may read; `*` alone means all. */
  readonly ExposeHeader?: readonly string[] | undefined;
  /**
   * Seconds for which a browser may keep the answer of a preflight.
   * From 0 to 2147483647.
   */
  readonly MaxAgeSeconds?: number | undefined;
}

/** `CorsRule` as it is answered: lists are always there. */
export interface CorsRuleAnswer extends CorsRule {
  /** Request headers that a preflight may ask for, with at most one `*` each. */
  readonly AllowedHeader: readonly string[];
  /** Answer headers that a script may read; `*` alone means all. */
  readonly ExposeHeader: readonly string[];
}

/** A whole policy. */
export interface PolicyDocument {
  /** Whom all statements are about that have no `Principal` of their own. */
  readonly Principal?: PolicyPrincipal | undefined;
  /** The statements. The order means nothing. At least one. */
  readonly Statement: readonly PolicyStatement[];
  /** The version of the language. */
  readonly version?: "2.0" | undefined;
}

/** Whom a statement is about. */
export interface PolicyPrincipal {
  /**
   * Accounts, as `qcs::cam::uin/ROOT:uin/ROOT` or, for a sub-account, `qcs::cam::uin/ROOT:uin/SUB`; everybody is
   * `qcs::cam::anyone:anyone`. The order means nothing.
   */
  readonly qcs: readonly string[];
}

/** One statement: who may or may not do what with what, and when. */
export interface PolicyStatement {
  /** The statement's name. COS makes one up where there is none; that is not a difference. */
  readonly Sid?: string | undefined;
  /** Whom it is about. Required, here or for all statements in the policy's `Principal`. */
  readonly Principal?: PolicyPrincipal | undefined;
  /** Whether it allows or denies. A denial wins. */
  readonly Effect: "allow" | "deny";
  /** Operations, as `name/cos:GetObject`, with `*` for any letters. The order means nothing. */
  readonly Action: readonly string[];
  /**
   * What the operations are done with, as `qcs::cos:REGION:uid/APPID:BUCKET/KEY`, with `*` for any letters; operations of the bucket
   * itself need `BUCKET/*`. The order means nothing.
   */
  readonly Resource: readonly string[];
  /**
   * When it holds: operator, key, value, such as `{ ip_equal: { "qcs:ip": ["10.0.0.0/8"] } }`. Operators are `string_equal`,
   * `string_not_equal`, `ip_equal`, `ip_not_equal`, `numeric_equal`, `numeric_less_than`, `bool_equal` and others, with `_if_exist`
   * at the end or `for_any_value:` before. A single value means the same as a list of it.
   */
  readonly Condition?: unknown | undefined;
}

/** The document of `?referer`. */
export interface RefererConfiguration {
  /** Whether the list is applied. */
  readonly Status?: "Enabled" | "Disabled" | undefined;
  /** `White-List` serves only pages of the listed domains, `Black-List` all others. A refused request gets 403 `AccessDenied`. */
  readonly RefererType: "Black-List" | "White-List";
  readonly DomainList: {
    /**
     * Domains and addresses of pages, as `host[:port][/path]` without a scheme; `*` stands for one or more labels of the host:
     * `*.example.com`, `192.168.1.2:8080`, `www.example.com/shop`. What begins so fits. At least one; the order means nothing.
     */
    readonly Domain: readonly string[];
  };
  /**
   * Whether requests without a `Referer` are served.
   * @default Deny
   */
  readonly EmptyReferConfiguration?: "Allow" | "Deny" | undefined;
  /** What COS does with signed URLs, in COS's own words. Known from SDKs and answers only. */
  readonly VerifySignatureURL?: string | undefined;
}

/** The document of `?strict-signature`. */
export interface StrictSignatureConfiguration {
  /** The rules. The order means nothing. 1 to 10. */
  readonly Rule: readonly StrictSignatureRule[];
}

/** `StrictSignatureConfiguration` as it is answered: lists are always there. */
export interface StrictSignatureConfigurationAnswer extends StrictSignatureConfiguration {
  /** The rules. The order means nothing. 1 to 10. */
  readonly Rule: readonly StrictSignatureRuleAnswer[];
}

/** One rule: for which requests it is, and what they have to sign. A request that lacks a header or a parameter need not sign it. */
export interface StrictSignatureRule {
  /** The rule's name, which no other rule of the bucket has: at most 255 letters, digits and `-` `_` `.`. */
  readonly ID: string;
  readonly actionlist?: {
    /**
     * The requests that it is for: names of CAM actions without `name/cos:`, such as `PutBucketACL`, `Put*` or `*`. At most 200;
     * neither `PostObject`, `GetService` nor batch jobs. The order means nothing.
     */
    readonly action?: readonly string[] | undefined;
  } | undefined;
  readonly headerlist?: {
    /**
     * Headers that have to be signed: `Host`, `Content-Length`, `Content-Type`, `Content-MD5`, `Range`, and those that begin with `x-cos-`;
     * `x-cos-*` means all of them. At most 20. The order means nothing.
     */
    readonly header?: readonly string[] | undefined;
  } | undefined;
  readonly paramlist?: {
    /** Parameters that have to be signed, such as `versionId`; `all` means every one. At most 20. The order means nothing. */
    readonly param?: readonly string[] | undefined;
  } | undefined;
}

/** `StrictSignatureRule` as it is answered: lists are always there. */
export interface StrictSignatureRuleAnswer extends StrictSignatureRule {
  readonly actionlist: {
    /**
     * The requests that it is for: names of CAM actions without `name/cos:`, such as `PutBucketACL`, `Put*` or `*`. At most 200;
     * neither `PostObject`, `GetService` nor batch jobs. The order means nothing.
     */
    readonly action: readonly string[];
  };
  readonly headerlist: {
    /**
     * Headers that have to be signed: `Host`, `Content-Length`, `Content-Type`, `Content-MD5`, `Range`, and those that begin with `x-cos-`;
     * `x-cos-*` means all of them. At most 20. The order means nothing.
     */
    readonly header: readonly string[];
  };
  readonly paramlist: {
    /** Parameters that have to be signed, such as `versionId`; `all` means every one. At most 20. The order means nothing. */
    readonly param: readonly string[];
  };
}

/** Access to a bucket. */
export interface BucketAccessMethods {
  /**
   * PUT Bucket acl. Replaces what is there.
   * Either headers or a document; headers win.
   * CAM action `name/cos:PutBucketACL`.
   * @see https://www.tencentcloud.com/document/product/436/7737
   */
  readonly putBucketAcl: ApiMethod<PutBucketAclParameters, {}, {}>;
  /**
   * GET Bucket acl.
   * CAM action `name/cos:GetBucketACL`.
   * @see https://www.tencentcloud.com/document/product/436/7733
   */
  readonly getBucketAcl: ApiMethod<GetBucketAclParameters, GetBucketAclAnswer, GetBucketAclHead>;
  /**
   * PUT Bucket cors. Replaces what is there.
   * CAM action `name/cos:PutBucketCORS`.
   * @see https://www.tencentcloud.com/document/product/436/8279
   */
  readonly putBucketCors: ApiMethod<PutBucketCorsParameters, {}, {}>;
  /**
   * GET Bucket cors.
   * CAM action `name/cos:GetBucketCORS`.
   * @see https://www.tencentcloud.com/document/product/436/8274
   */
  readonly getBucketCors: ApiMethod<GetBucketCorsParameters, GetBucketCorsAnswer, {}>;
  /**
   * DELETE Bucket cors. Deletes what is there.
   * CAM action `name/cos:DeleteBucketCORS`.
   * @see https://www.tencentcloud.com/document/product/436/8283
   */
  readonly deleteBucketCors: ApiMethod<DeleteBucketCorsParameters, {}, {}>;
  /**
   * PUT Bucket policy. Replaces what is there.
   * CAM action `name/cos:PutBucketPolicy`.
   * @see https://www.tencentcloud.com/document/product/436/8282
   */
  readonly putBucketPolicy: ApiMethod<PutBucketPolicyParameters, {}, {}>;
  /**
   * GET Bucket policy.
   * Which of the codes a bucket without a policy answers is unverified.
   * CAM action `name/cos:GetBucketPolicy`.
   * @see https://www.tencentcloud.com/document/product/436/8276
   */
  readonly getBucketPolicy: ApiMethod<GetBucketPolicyParameters, GetBucketPolicyAnswer, {}>;
  /**
   * DELETE Bucket policy. Deletes what is there.
   * CAM action `name/cos:DeleteBucketPolicy`.
   * @see https://www.tencentcloud.com/document/product/436/8285
   */
  readonly deleteBucketPolicy: ApiMethod<DeleteBucketPolicyParameters, {}, {}>;
  /**
   * PUT Bucket referer. Replaces what is there.
   * COS has no DELETE for it: SDKs send an empty body to remove it.
   * CAM action `name/cos:PutBucketReferer`.
   * @see https://www.tencentcloud.com/document/product/436/31423
   */
  readonly putBucketReferer: ApiMethod<PutBucketRefererParameters, {}, {}>;
  /**
   * GET Bucket referer.
   * Whether a bucket without one answers 404 or a disabled one is unverified.
   * CAM action `name/cos:GetBucketReferer`.
   * @see https://www.tencentcloud.com/document/product/436/30615
   */
  readonly getBucketReferer: ApiMethod<GetBucketRefererParameters, GetBucketRefererAnswer, {}>;
  /**
   * PUT Bucket StrictSignature. Replaces what is there.
   * CAM action `name/cos:PutBucketStrictSignature`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/53889
   */
  readonly putBucketStrictSignature: ApiMethod<PutBucketStrictSignatureParameters, {}, {}>;
  /**
   * GET Bucket StrictSignature.
   * Which code a bucket without rules answers is unverified.
   * CAM action `name/cos:GetBucketStrictSignature`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/53890
   */
  readonly getBucketStrictSignature: ApiMethod<GetBucketStrictSignatureParameters, GetBucketStrictSignatureAnswer, {}>;
  /**
   * DELETE Bucket StrictSignature. Deletes what is there.
   * CAM action `name/cos:DeleteBucketStrictSignature`, as its name suggests.
   * @see https://www.tencentcloud.com/document/product/436/53891
   */
  readonly deleteBucketStrictSignature: ApiMethod<DeleteBucketStrictSignatureParameters, {}, {}>;
}

/** Of each of these operations, by its name. */
export interface BucketAccessTypes {
  readonly PutBucketAcl: { readonly parameters: PutBucketAclParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketAcl: { readonly parameters: GetBucketAclParameters; readonly body: GetBucketAclAnswer; readonly head: GetBucketAclHead };
  readonly PutBucketCors: { readonly parameters: PutBucketCorsParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketCors: { readonly parameters: GetBucketCorsParameters; readonly body: GetBucketCorsAnswer; readonly head: {} };
  readonly DeleteBucketCors: { readonly parameters: DeleteBucketCorsParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketPolicy: { readonly parameters: PutBucketPolicyParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketPolicy: { readonly parameters: GetBucketPolicyParameters; readonly body: GetBucketPolicyAnswer; readonly head: {} };
  readonly DeleteBucketPolicy: { readonly parameters: DeleteBucketPolicyParameters; readonly body: {}; readonly head: {} };
  readonly PutBucketReferer: { readonly parameters: PutBucketRefererParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketReferer: { readonly parameters: GetBucketRefererParameters; readonly body: GetBucketRefererAnswer; readonly head: {} };
  readonly PutBucketStrictSignature: { readonly parameters: PutBucketStrictSignatureParameters; readonly body: {}; readonly head: {} };
  readonly GetBucketStrictSignature: { readonly parameters: GetBucketStrictSignatureParameters; readonly body: GetBucketStrictSignatureAnswer; readonly head: {} };
  readonly DeleteBucketStrictSignature: { readonly parameters: DeleteBucketStrictSignatureParameters; readonly body: {}; readonly head: {} };
}
