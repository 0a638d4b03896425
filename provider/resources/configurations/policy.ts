/** Who may do what with a bucket (https://www.tencentcloud.com/document/product/436/8282, 8276, 8285; language: 18023; conditions: 30584). */

import type { CosResponse } from "../../client";
import { group, json, type Struct, struct, structs, text, texts, type Values } from "../../codec";
import { anyone } from "../../model/accounts";
import type { Props } from "../../model/props";
import type { BucketConfig, LiveConfig, WriteRequest } from "./descriptor";
import { conditionFailures, conditionMeaning, parsePolicy, readPolicy } from "./policyDocument";

/** Greatest size of a policy, in bytes (https://www.tencentcloud.com/document/product/436/14518). */
const maxBytes = 20 * 1_024;

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
  qcs: texts("qcs", {
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
  sid: text("Sid", { optional: true, serverDefault: true, minBytes: 0 }),
  /** Whom it is about. Required, here or for all statements in the policy's `principal`. */
  principal: struct("Principal", policyPrincipal, { optional: true }),
  /** Whether it allows or denies. A denial wins. */
  effect: text("Effect", { oneOf: ["allow", "deny"] }),
  /** Operations, as `name/cos:GetObject`, with `*` for any letters. The order means nothing. */
  action: texts("Action", {
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
  resource: texts("Resource", {
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
    version: text("version", { oneOf: ["2.0"], sentDefault: "2.0" }),
  },
  (policy) =>
    policy.principal !== undefined || !Array.isArray(policy.statement)
      ? []
      : policy.statement.flatMap((statement, index) =>
          typeof statement === "object" && statement !== null && statement.principal === undefined
            ? [
                {
                  path: `statement[${index}].principal`,
                  reason: "is required, here or as the principal of the whole policy",
                },
              ]
            : [],
        ),
);

/** A policy as a program gives it and as the state keeps it. */
export type PolicyDocument = Values<typeof policyDocument.fields>;

/** The configuration `?policy`, which is JSON. The owner's root account can always write it, whatever it says. */
export const bucketPolicy = {
  token: "BucketPolicy",
  title: "policy",
  query: "policy",
  root: "",
  operations: { get: "GetBucketPolicy", put: "PutBucketPolicy", delete: "DeleteBucketPolicy" },
  // SDKs name three codes; https://www.tencentcloud.com/document/product/436/8276 does not say which one is live.
  absent: ["*"],
  maxBytes,
  struct: group("BucketPolicy", {
    /**
     * The policy: an object, or its JSON text, whose keys may begin with small or capital letters. At most 20 KB. The state shows it as
     * an object.
     */
    policy: struct(policyDocument, { parse: parsePolicy }),
  }),
  opens,
  overrides: { encode, decode },
} as const satisfies BucketConfig;

/** The members are spelled as in COS's own samples, which the fields' elements tell. */
function encode({ policy }: Props): WriteRequest {
  const body = JSON.stringify(jsonOf(policyDocument, policy as Props));
  return { headers: { "content-type": "application/json" }, body };
}

function jsonOf({ fields }: Struct, value: Props): Props {
  const below = (of: Struct | undefined, member: unknown): unknown =>
    of === undefined
      ? member
      : Array.isArray(member)
        ? member.map((item) => jsonOf(of, item))
        : jsonOf(of, member as Props);
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { element = [], struct }]) =>
      value[name] === undefined ? [] : [[element.join(), below(struct, value[name])]],
    ),
  );
}

function decode(response: CosResponse): LiveConfig {
  const { policy, unknownElements } = readPolicy(response.body.toString());
  return { value: policy === undefined ? {} : { policy }, unknownElements };
}

function opens({ policy }: Props): string | undefined {
  const document = policy as PolicyDocument;
  const open = document.statement.filter(
    ({ effect, principal = document.principal }) =>
      effect === "allow" && principal?.qcs.some((who) => who === anyone || who === "*") === true,
  );
  if (open.length === 0) {
    return undefined;
  }
  const actions = [...new Set(open.flatMap(({ action }) => action))].map((action) =>
    action.replace(/^name\/cos:/, ""),
  );
  const conditional = open.every(({ condition }) => condition !== undefined) ? ", under conditions" : "";
  return `everyone may ${actions.join(", ")}${conditional}`;
}
