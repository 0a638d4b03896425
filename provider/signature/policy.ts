/** The signature of a form: https://www.tencentcloud.com/document/product/436/14690 */

import { hash } from "node:crypto";
import { signPolicy } from "../client";
import { hmacSha1 } from "../client/signature";
import { type Finding, finding } from "./causes";
import { lookUp } from "./pairs";
import type { SignedRequest } from "./request";
import type { FormSteps } from "./steps";

/** The text of the policy of a form. */
export function policyOf({ fields = [] }: SignedRequest): string | undefined {
  const encoded = lookUp(fields, "policy");
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString();
}

/** Computes the signature of a policy. */
export function computeForm(secretKey: string, keyTime: string, policy: string): FormSteps {
  return {
    keyTime,
    policy,
    stringToSign: hash("sha1", policy),
    signature: signPolicy(secretKey, keyTime, policy),
  };
}

/** What the policy lacks. */
export function policyFindings(request: SignedRequest): readonly Finding[] {
  const policy = policyOf(request);
  if (policy === undefined) {
    return [finding("policyFields", "The field policy is missing.")];
  }
  const conditions = conditionsOf(policy);
  if (conditions === undefined) {
    return [finding("policy", "The field policy is not the Base64 of a policy in JSON.")];
  }
  const { algorithm, secretId, keyTime } = request.items;
  const wanted = { "q-sign-algorithm": algorithm, "q-ak": secretId, "q-sign-time": keyTime };
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && conditions.get(name) !== value)
    .map(([name]) =>
      finding(
        "policyFields",
        conditions.has(name) ? `The policy has another ${name} than the form.` : `The policy lacks ${name}.`,
      ),
    );
}

/** The mistake that leads to the signature of a form. */
export function formMistake(
  request: SignedRequest,
  secretKey: string,
  signature: string,
): Finding | undefined {
  const policy = policyOf(request) ?? "";
  const { keyTime = "" } = request.items;
  const signKey = hmacSha1(secretKey, keyTime);
  const right = hash("sha1", policy);
  const wrong: readonly (readonly [Finding, string])[] = [
    [
      finding("policy", "The policy was signed in Base64."),
      hmacSha1(signKey, hash("sha1", lookUp(request.fields ?? [], "policy") ?? "")),
    ],
    [finding("policy", "The policy itself was signed, not its SHA-1."), hmacSha1(signKey, policy)],
    [
      finding("policy", "The policy was signed with a line feed at its end."),
      hmacSha1(signKey, hash("sha1", `${policy}\n`)),
    ],
    [
      finding("policy", "The policy was signed without the line feed at its end."),
      hmacSha1(signKey, hash("sha1", policy.trimEnd())),
    ],
    [
      finding("policy", "StringToSign has the three lines of a request's."),
      hmacSha1(signKey, `sha1\n${keyTime}\n${right}\n`),
    ],
    [
      finding("signKey", "The second HMAC was keyed with the bytes of SignKey."),
      hmacSha1(Buffer.from(signKey, "hex"), right),
    ],
    [
      finding("signKey", "The second HMAC was keyed with the SecretKey in place of SignKey."),
      hmacSha1(secretKey, right),
    ],
  ];
  return wrong.find(([, value]) => value === signature)?.[0];
}

function conditionsOf(policy: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const { conditions } = JSON.parse(policy) as { conditions?: unknown };
    return Array.isArray(conditions)
      ? new Map(
          conditions.flatMap((each: unknown) =>
            Array.isArray(each) || typeof each !== "object" ? [] : Object.entries(each ?? {}),
          ),
        )
      : undefined;
  } catch {
    return undefined;
  }
}
