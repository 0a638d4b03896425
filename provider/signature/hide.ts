/** Takes secrets out of what is shown. */

import type { Credentials } from "../client";
import { percentEncode } from "../client";
import type { SignedRequest } from "./request";
import { tokenOf } from "./token";

/** Headers with the key of an object. */
const keyHeader = /^x-cos-(?:copy-source-)?server-side-encryption-customer-key$/i;

/** A value with `***` for keys, tokens and the keys of objects in all its strings, also where they are encoded. */
export function hideSecrets<T>(value: T, request: SignedRequest, credentials: Partial<Credentials>): T {
  const { secretKey, securityToken } = credentials;
  const keys = request.headers.filter(([name]) => keyHeader.test(name)).map(([, own]) => own);
  const secrets = [secretKey, secretKey?.trim(), securityToken, tokenOf(request), ...keys].filter(
    (secret) => secret !== undefined && secret !== "",
  );
  const spellings = [
    ...new Set(secrets.flatMap((secret) => [secret as string, percentEncode(secret as string)])),
  ];
  const hide = (text: string) => spellings.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
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
