/** Takes secrets out of what is shown. */

import type { Credentials } from "../client";
import { decode } from "./pairs";
import type { SignedRequest } from "./request";

/** Headers, parameters and fields with a token or the key of an object. */
const secretName = /^x-cos-(?:security-token|(?:copy-source-)?server-side-encryption-customer-key)$/i;

/**
 * A value with `***` for keys, tokens and the keys of objects in all its strings, however these encode them.
 * @param requests the request as it was sent, and as COS saw it
 */
export function hideSecrets<T>(
  value: T,
  requests: readonly SignedRequest[],
  { secretKey, securityToken }: Partial<Credentials>,
): T {
  const carried = requests
    .flatMap(({ headers, parameters, fields = [] }) => [...headers, ...parameters, ...fields])
    .flatMap(([name, own]) => (secretName.test(name) ? [own, decode(own)] : []));
  const secrets = new Set([secretKey, secretKey?.trim(), securityToken, ...carried]);
  const patterns = [...secrets].flatMap((secret) => (secret ? [inAnyEncoding(secret)] : []));
  const hide = (text: string) => patterns.reduce((shown, pattern) => shown.replace(pattern, "***"), text);
  const walk = (part: unknown): unknown =>
    typeof part === "string"
      ? hide(part)
      : Array.isArray(part)
        ? part.map(walk)
        : typeof part === "object" && part !== null
          ? Object.fromEntries(Object.entries(part).map(([name, own]) => [name, walk(own)]))
          : part;
  return walk(value) as T;
}

/** Finds a text whose characters may be encoded, once or twice, in capitals or in small letters: wrong signatures have any of these. */
function inAnyEncoding(text: string): RegExp {
  const characters = [...text].map((character) => {
    const escapes = [...Buffer.from(character)].map((byte) => `%(?:25)?${anyCase(byte)}`).join("");
    const plus = character === " " ? "|\\+" : "";
    return `(?:\\u{${character.codePointAt(0)?.toString(16)}}|${escapes}${plus})`;
  });
  return new RegExp(characters.join(""), "gu");
}

function anyCase(byte: number): string {
  const digits = byte.toString(16).padStart(2, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
