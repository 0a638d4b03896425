/** Replaces what would tell whose account it was, so that a report can be published. */

/** What must not be seen, and the word that stands for it. */
export type Hidden = readonly (readonly [secret: string, word: string])[];

const ids = /<(RequestId|TraceId|HostId)>[^<]*</g;

/** A string without the secrets, and without ids of requests. */
export function hide(text: string, hidden: Hidden): string {
  const known = [...hidden]
    .filter(([secret]) => secret !== "")
    .sort(([a], [b]) => b.length - a.length)
    .reduce((shown, [secret, word]) => shown.replaceAll(secret, word), text);
  return known.replace(ids, "<$1>ID<").replace(/\bAKID[A-Za-z0-9_-]{8,}/g, "SECRET-ID");
}
