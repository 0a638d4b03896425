/** What the code of an answer says of a signature. */

import { type Finding, finding } from "./causes";
import type { Answer } from "./inputs/input";
import type { SignedRequest } from "./request";

/**
 * What only the answer of COS shows.
 * @param found what is known without it
 * @param matches whether the signature is the right one for what COS saw
 */
export function answerFindings(
  { code, message = "", formatString }: Answer,
  { items }: SignedRequest,
  found: readonly Finding[],
  matches: boolean | undefined,
): readonly Finding[] {
  const has = (...causes: readonly Finding["cause"][]) => found.some(({ cause }) => causes.includes(cause));
  if (code === "InvalidAccessKeyId" && !has("tokenMissing", "wrongToken", "wrongId")) {
    return [finding("wrongId", "COS does not know the SecretId, or it is disabled.")];
  }
  if (/expired/i.test(`${code} ${message}`) && code !== "ExpiredToken" && !has("expired", "clock")) {
    return [finding("expired", "COS found it expired.")];
  }
  if (code === "RequestTimeTooSkewed" && !has("clock")) {
    return [finding("clock", "COS found the clock of the machine that signed it more than 15 minutes off.")];
  }
  if (code === "ExpiredToken") {
    return [finding("expiredToken", "The temporary keys have expired.")];
  }
  if (code === "SignatureDoesNotMatch" && found.length === 0) {
    return [matches ? refusedThoughRight(items, formatString !== undefined) : unknownCause(items)];
  }
  return [];
}

/** @param isSeen the request is the one that COS saw, and not only the one that was given */
function refusedThoughRight({ secretId }: SignedRequest["items"], isSeen: boolean): Finding {
  return isSeen
    ? finding(
        "wrongKey",
        `COS saw the same request, and signed it with another key: the SecretKey does not belong to ${secretId ?? "the SecretId"}.`,
      )
    : finding("changedOnTheWay", "It holds for the request as it is given, and COS refused it.");
}

function unknownCause({ secretId }: SignedRequest["items"]): Finding {
  const id = secretId === undefined ? "the SecretId" : "its SecretId";
  const message = `COS refused it, and nothing in it is wrong by itself: it was signed with another SecretKey than ${id} has, or for another request than arrived.`;
  return finding("wrongKey", message, false);
}

/** What an answer says that is not about the signature. */
export function answerNotes({ status, code }: Answer): readonly string[] {
  const isOther =
    code !== undefined &&
    ![
      "SignatureDoesNotMatch",
      "InvalidAccessKeyId",
      "RequestTimeTooSkewed",
      "ExpiredToken",
      "AccessDenied",
    ].includes(code);
  if (isOther) {
    return [`COS answered ${code}, which is not about the signature.`];
  }
  if (code === "AccessDenied") {
    return [
      "COS answered AccessDenied, which it also does when a policy, a referer rule or a strict-signature rule refuses a request whose signature holds.",
    ];
  }
  return status !== undefined && status >= 200 && status < 300 ? ["COS accepted it."] : [];
}
