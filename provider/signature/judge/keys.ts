/** Keys that do not belong to a signature. */

import type { Credentials } from "../../client";
import { shortenSecretId } from "../../explanations/explain";
import { type Finding, finding } from "../causes";
import type { SignedRequest } from "../request";

/** That of a signature to which nothing leads. */
export function wrongKey({ items }: SignedRequest): Finding {
  const id = items.secretId === undefined ? "the SecretId" : shortenSecretId(items.secretId);
  return finding(
    "wrongKey",
    `The SecretKey here does not lead to it, nor do known mistakes: it was signed with another SecretKey, which is not the one of ${id}, or for another request.`,
    false,
  );
}

/** The SecretId of the request against the one of the keys. */
export function foreignId(
  { items }: SignedRequest,
  { secretId }: Partial<Credentials>,
  matches: boolean,
): readonly Finding[] {
  if (secretId === undefined || items.secretId === undefined || secretId === items.secretId) {
    return [];
  }
  const [theirs, ours] = [items.secretId, secretId].map(shortenSecretId);
  return matches
    ? [finding("wrongId", `It was signed with the SecretKey of ${ours}, but names ${theirs}.`)]
    : [
        finding(
          "wrongKey",
          `It names the SecretId ${theirs}, and the SecretKey here is the one of ${ours}.`,
          false,
        ),
      ];
}
