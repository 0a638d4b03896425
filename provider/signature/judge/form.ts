/** Recomputes the signature of a form. */

import type { Credentials } from "../../client";
import { computeForm, formMistake, policyFindings, policyOf } from "../policy";
import type { SignedRequest } from "../request";
import { explainSignature } from "../steps";
import { hexOf } from "../structure";
import type { Judgement } from "./judgement";
import { foreignId, wrongKey } from "./keys";

/** Judges a form. */
export function judgeForm(request: SignedRequest, keys: Partial<Credentials>): Judgement {
  const { secretKey } = keys;
  const policy = policyOf(request);
  const { keyTime, signature = "" } = request.items;
  const found = policyFindings(request);
  const base: Judgement = {
    matches: undefined,
    findings: found,
    differences: [],
    notes: [],
    steps: [],
    request,
    resend: request,
  };
  if (secretKey === undefined || policy === undefined || keyTime === undefined) {
    return {
      ...base,
      notes:
        secretKey === undefined
          ? ["There is no SecretKey: only times, fields and the policy were checked."]
          : [],
    };
  }
  const right = computeForm(secretKey, keyTime, policy);
  const matches = hexOf(signature) === right.signature;
  const mistake = matches ? undefined : formMistake(request, secretKey, signature);
  const others = matches || found.length > 0 ? [] : foreignId(request, keys, false);
  const blamed = matches
    ? foreignId(request, keys, true)
    : mistake
      ? [mistake]
      : others.length > 0
        ? others
        : [wrongKey(request)];
  return { ...base, matches, steps: explainSignature(right), findings: [...found, ...blamed] };
}
