/** Replaces what would tell whose account it was, so that a report can be published. */

import type { Credentials } from "../../provider/client";
import { shortenSecretId } from "../../provider/explanations/explain";

/** What must not be seen, and the word that stands for it. */
export type Hidden = readonly (readonly [secret: string, word: string])[];

/** What keys show of themselves. */
export function secretsOf({ secretId, secretKey, securityToken = "" }: Credentials): Hidden {
  return [
    [secretId, "SECRET-ID"],
    [shortenSecretId(secretId), "SECRET-ID"],
    [secretKey, "SECRET-KEY"],
    [securityToken, "TOKEN"],
  ];
}

/** What an answer may hold beside that: ids of requests, other users of the account, and ids of keys. */
const others: readonly (readonly [RegExp, string])[] = [
  [/<(RequestId|TraceId|HostId|DisplayName)>[^<]+</g, "<$1>HIDDEN<"],
  [/\buin(\/|%2F)\d+/gi, "uin$1UIN"],
  // International accounts have ids that begin with IKID.
  [/\b[AI]KID[A-Za-z0-9_-]{8,}/g, "SECRET-ID"],
  [/\(request [^,)]+/g, "(request HIDDEN"],
];

/** A string without the secrets, as they are or percent-encoded, and without ids of requests. */
export function hide(text: string, hidden: Hidden): string {
  const known = hidden
    .filter(([secret]) => secret !== "")
    // A name of a bucket ends with the APPID.
    .sort(([a], [b]) => b.length - a.length)
    .flatMap(([secret, word]) => [[secret, word] as const, [encodeURIComponent(secret), word] as const])
    .reduce((shown, [secret, word]) => shown.replaceAll(secret, word), text);
  return others.reduce((shown, [pattern, word]) => shown.replace(pattern, word), known);
}
