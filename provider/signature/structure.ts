/** What shows in a signature itself, without any key. */

import { type Finding, finding } from "./causes";
import { itemNames, listedName } from "./items";
import { lookUp, type Pair } from "./pairs";
import type { SignedRequest } from "./request";

/** Items that are missing, repeated or malformed. */
export function structureFindings({ items, carrier }: SignedRequest): readonly Finding[] {
  const { algorithm, secretId, signTime, keyTime, signature } = items;
  // A form has its sign time in the policy.
  const wanted = { algorithm, secretId, ...(carrier !== "form" && { signTime }), keyTime, signature };
  const names = { algorithm: 0, secretId: 1, signTime: 2, keyTime: 3, signature: 6 } as const;
  const missing = Object.entries(wanted)
    .filter(([, value]) => !value)
    .map(([member]) => itemNames[names[member as keyof typeof names]]);
  return [
    ...missing.map((name) => finding("missingItem", `${name} is missing.`)),
    ...items.repeated.map((name) => finding("missingItem", `${name} is there more than once.`)),
    ...(algorithm && algorithm !== "sha1" ? [finding("algorithm", "q-sign-algorithm is not sha1.")] : []),
    ...(signature && !/^[\da-f]{40}$/.test(signature)
      ? [finding("signatureForm", describeForm(signature))]
      : []),
  ];
}

function describeForm(signature: string): string {
  return /^[\da-f]{40}$/i.test(signature)
    ? "The signature has capitals."
    : hexOf(signature) === undefined
      ? "The signature is not 40 hexadecimal digits."
      : "The signature is in Base64.";
}

/** The digits of a signature, also of one in capitals or in Base64. */
export function hexOf(signature: string): string | undefined {
  if (/^[\da-f]{40}$/i.test(signature)) {
    return signature.toLowerCase();
  }
  return /^[\w+/-]{27}=?$/.test(signature) ? Buffer.from(signature, "base64").toString("hex") : undefined;
}

/** Names of the lists that were not sent. */
export function absentFindings({ items, parameters, headers }: SignedRequest): readonly Finding[] {
  return [
    ...absent(items.parameterList, parameters).map((name) =>
      finding("missingParameter", `The parameter ${name} is in q-url-param-list, but is not sent.`),
    ),
    ...absent(items.headerList, headers).map((name) =>
      finding("missingHeader", `The header ${name} is in q-header-list, but is not sent.`),
    ),
  ];
}

function absent(listed: readonly string[], sent: readonly Pair[]): readonly string[] {
  return [...new Set(listed.map(listedName))].filter((name) => lookUp(sent, name) === undefined);
}

/** What is odd, and may do no harm. */
export function structureNotes({ items, headers, parameters, carrier }: SignedRequest): readonly string[] {
  const lists = [
    ["q-header-list", items.headerList],
    ["q-url-param-list", items.parameterList],
  ] as const;
  const odd = lists.flatMap(([name, listed]) => [
    ...(listed.some((each) => each !== each.toLowerCase()) ? [`${name} has capitals.`] : []),
    ...([...listed].sort().join() === listed.join() ? [] : [`${name} is not sorted.`]),
    ...(new Set(listed).size < listed.length ? [`${name} has a name twice.`] : []),
  ]);
  const covered = (listed: readonly string[], sent: readonly Pair[]) => {
    const names = listed.map(listedName);
    return sent.map(([name]) => name.toLowerCase()).filter((name) => !names.includes(name));
  };
  const open = [
    ...covered(items.parameterList, parameters).map((name) => `the parameter ${name}`),
    ...covered(items.headerList, headers)
      .filter((name) => name === "host" || name.startsWith("x-cos-"))
      .map((name) => `the header ${name}`),
  ];
  return carrier === "form" || open.length === 0
    ? odd
    : [...odd, `Not covered, so that anyone may change it: ${open.join(", ")}.`];
}
