/** Who may do what with a bucket (https://www.tencentcloud.com/document/product/436/8282, 8276, 8285; language: 18023; conditions: 30584). */

import type { CosResponse } from "../../client";
import { group, isMembers, type Struct, struct } from "../../codec";
import { anyone } from "../../model/accounts";
import { policyDocument } from "../../model/documents/policy";
import { parsePolicy, readPolicy } from "../../model/documents/policyDocument";
import type { Props } from "../../model/props";
import type { BucketConfig, LiveConfig, Recorded, Wanted, WriteRequest } from "./descriptor";

/** Greatest size of a policy, in bytes (https://www.tencentcloud.com/document/product/436/14518). */
const maxBytes = 20 * 1_024;

const policyStruct = group("BucketPolicy", {
  /**
   * The policy: an object, or its JSON text, whose keys may begin with small or capital letters. At most 20 KB. The state shows it as
   * an object.
   */
  policy: struct(policyDocument, { parse: parsePolicy }),
});

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
  struct: policyStruct,
  opens,
  overrides: { encode, decode },
} as const satisfies BucketConfig<typeof policyStruct.fields>;

/** The members are spelled as in COS's own samples, which the fields' elements tell. */
function encode({ policy }: Wanted<typeof policyStruct.fields>): WriteRequest {
  const body = JSON.stringify(jsonOf(policyDocument, policy));
  return { headers: { "content-type": "application/json" }, body };
}

function jsonOf({ fields }: Struct, value: Props): Props {
  const below = (of: Struct | undefined, member: unknown): unknown =>
    of !== undefined && Array.isArray(member)
      ? member.map((item) => below(of, item))
      : of !== undefined && isMembers(member)
        ? jsonOf(of, member)
        : member;
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

function opens({ policy }: Recorded<typeof policyStruct.fields>): string | undefined {
  const open = (policy?.statement ?? []).filter(
    ({ effect, principal = policy?.principal }) =>
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
