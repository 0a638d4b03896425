/** What has to be signed in requests to a bucket (https://www.tencentcloud.com/document/product/436/53889, 53890, 53891; overview: 53892). */

import { group, string, strings, structs } from "../../codec/fields";

/** Greatest number of rules of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxRules = 10;

/** Greatest number of actions of a rule (https://www.tencentcloud.com/document/product/436/53889). */
const maxActions = 200;

/** Greatest number of headers, and of parameters, of a rule. */
const maxNames = 20;

/** Actions that strict signatures cannot be asked for (https://www.tencentcloud.com/document/product/436/53892). */
const impossibleActions = ["PostObject", "GetService"];

/** One rule: for which requests it is, and what they have to sign. A request that lacks a header or a parameter need not sign it. */
export const strictSignatureRule = group("StrictSignatureRule", {
  /** The rule's name, which no other rule of the bucket has: at most 255 letters, digits and `-` `_` `.`. */
  id: string("ID", { maxBytes: 255, verify: nameReason }),
  /**
   * The requests that it is for: names of CAM actions without `name/cos:`, such as `PutBucketACL`, `Put*` or `*`. At most 200;
   * neither `PostObject`, `GetService` nor batch jobs. The order means nothing.
   */
  actions: strings("actionlist>action", {
    optional: true,
    unordered: true,
    maxItems: maxActions,
    verify: impossibleReason,
    doubt: actionReason,
  }),
  /**
   * Headers that have to be signed: `Host`, `Content-Length`, `Content-Type`, `Content-MD5`, `Range`, and those that begin with `x-cos-`;
   * `x-cos-*` means all of them. At most 20. The order means nothing.
   */
  headers: strings("headerlist>header", {
    optional: true,
    unordered: true,
    maxItems: maxNames,
    verify: headerReason,
  }),
  /** Parameters that have to be signed, such as `versionId`; `all` means every one. At most 20. The order means nothing. */
  params: strings("paramlist>param", {
    optional: true,
    unordered: true,
    maxItems: maxNames,
    maxBytes: 255,
    verify: nameReason,
  }),
});

/** The document of `?strict-signature`. */
export const strictSignatureConfiguration = group("BucketStrictSignature", {
  /** The rules. The order means nothing. 1 to 10. */
  rules: structs("Rule", strictSignatureRule, { identity: "id", maxItems: maxRules }),
});

function nameReason(value: string): string | undefined {
  return /^[\w.-]+$/.test(value)
    ? undefined
    : "must hold only letters, digits, hyphens, underscores and dots";
}

function impossibleReason(value: string): string | undefined {
  return impossibleActions.includes(value)
    ? "is one of the requests for which COS cannot ask for a strict signature"
    : undefined;
}

function actionReason(value: string): string | undefined {
  return /^([A-Za-z0-9]+\*?|\*)$/.test(value)
    ? undefined
    : "must be a CAM action without name/cos:, such as PutObject, Put* or *";
}

function headerReason(value: string): string | undefined {
  return /^(host|content-length|content-type|content-md5|range|x-cos-.+)$/i.test(value)
    ? undefined
    : "must be Host, Content-Length, Content-Type, Content-MD5, Range or a header that begins with x-cos-";
}
