/** The token of temporary keys: whether it comes along. */

import type { Credentials } from "../client";
import { type Finding, finding } from "./causes";
import { lookUp } from "./pairs";
import type { SignedRequest } from "./request";

const tokenName = "x-cos-security-token";

/** Ids of permanent keys have 36 characters, those of temporary ones nearly twice as many. */
const permanentLength = 48;

/** The token that a request carries. */
export function tokenOf({ headers, parameters, fields }: SignedRequest): string | undefined {
  return [headers, parameters, fields ?? []].map((pairs) => lookUp(pairs, tokenName)).find((value) => value);
}

/** Whether the token is missing or another one than belongs to the keys. */
export function tokenFindings(
  request: SignedRequest,
  { secretId, securityToken }: Partial<Credentials>,
  code: string | undefined,
): readonly Finding[] {
  const sent = tokenOf(request);
  const isOurs = securityToken !== undefined && request.items.secretId === secretId;
  if (sent !== undefined) {
    return isOurs && sent !== securityToken
      ? [finding("wrongToken", "The token is not the one of these keys.")]
      : [];
  }
  const isLong = (request.items.secretId?.length ?? 0) > permanentLength;
  if (!isOurs && !isLong) {
    return [];
  }
  const why = isOurs ? "these keys are temporary" : "the SecretId is as long as one of temporary keys";
  return [finding("tokenMissing", `No token is sent, and ${why}.`, isOurs || code === "InvalidAccessKeyId")];
}
