/** Who may do what with a bucket (https://www.tencentcloud.com/document/product/436/8282, 8276, 8285; language: 18023; conditions: 30584). */

import { group, json, string, strings, struct, structs, type Values } from "../../codec/fields";
import { knownItems } from "../../codec/unknown";
import { conditionFailures, conditionMeaning } from "./policyDocument";

/** A value of a condition: one, or several of which one has to fit. */
export type PolicyConditionValue = string | number | boolean | readonly (string | number | boolean)[];

/** Conditions: operator (`ip_equal`), then key (`qcs:ip`), then value. All of them have to hold. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, PolicyConditionValue>>>>;

/** Whom a statement is about. */
export const policyPrincipal = group("PolicyPrincipal", {
  /**
   * Accounts, as `qcs::cam::uin/ROOT:uin/ROOT` or, for a sub-account, `qcs::cam::uin/ROOT:uin/SUB`; everybody is
   * `qcs::cam::anyone:anyone`. The order means nothing.
   */
  qcs: strings("qcs", {
    unordered: true,
    verify: (value) =>
      value === "*" || /^qcs:\S+$/.test(value)
        ? undefined
        : "must be an account such as qcs::cam::uin/100000000001:uin/100000000011, or qcs::cam::anyone:anyone",
  }),
});

/** One statement: who may or may not do what with what, and when. */
export const policyStatement = group("PolicyStatement", {
  /** The statement's name. COS makes one up where there is none; that is not a difference. */
  sid: string("Sid", { optional: true, serverDefault: true, minBytes: 0 }),
  /** Whom it is about. Required, here or for all statements in the policy's `principal`. */
  principal: struct("Principal", policyPrincipal, { optional: true }),
  /** Whether it allows or denies. A denial wins. */
  effect: string("Effect", { oneOf: ["allow", "deny"] }),
  /** Operations, as `name/cos:GetObject`, with `*` for any letters. The order means nothing. */
  action: strings("Action", {
    unordered: true,
    verify: (value) =>
      /^(\*|permid\/\S+|(name\/)?[a-z]+:\S+)$/.test(value)
        ? undefined
        : "must be an operation such as name/cos:GetObject or name/cos:*",
  }),
  /**
   * What the operations are done with, as `qcs::cos:REGION:uid/APPID:BUCKET/KEY`, with `*` for any letters; operations of the bucket
   * itself need `BUCKET/*`. The order means nothing.
   */
  resource: strings("Resource", {
    unordered: true,
    verify: (value) =>
      value === "*" || /^qcs:.+$/s.test(value)
        ? undefined
        : "must be a resource such as qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*",
  }),
  /**
   * When it holds: operator, key, value, such as `{ ip_equal: { "qcs:ip": ["10.0.0.0/8"] } }`. Operators are `string_equal`,
   * `string_not_equal`, `ip_equal`, `ip_not_equal`, `numeric_equal`, `numeric_less_than`, `bool_equal` and others, with `_if_exist`
   * at the end or `for_any_value:` before. A single value means the same as a list of it.
   */
  condition: json<PolicyCondition>()("Condition", {
    optional: true,
    examine: conditionFailures,
    canonical: conditionMeaning,
  }),
});

/** A whole policy. */
export const policyDocument = group(
  "PolicyDocument",
  {
    /** Whom all statements are about that have no `principal` of their own. */
    principal: struct("Principal", policyPrincipal, { optional: true }),
    /** The statements. The order means nothing. At least one. */
    statement: structs("Statement", policyStatement, { unordered: true }),
    /**
     * The version of the language.
     * @default `2.0`
     */
    version: string("version", { oneOf: ["2.0"], sentDefault: "2.0" }),
  },
  ({ principal, statement }) =>
    principal !== undefined
      ? []
      : knownItems("statement", statement).flatMap(({ path, item }) =>
          item.principal === undefined
            ? [
                {
                  path: `${path}.principal`,
                  reason: "is required, here or as the principal of the whole policy",
                },
              ]
            : [],
        ),
);

/** A policy as a program gives it and as the state keeps it. */
export type PolicyDocument = Values<typeof policyDocument.fields>;
