/**
 * Tencent Cloud's own request signature ("q-sign"), as the server computes it.
 * https://www.tencentcloud.com/document/product/436/7778
 */

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { ServiceError } from "../format/errors";
import { encode } from "../format/text";

/** A name and a value to be signed. */
export type SignedPair = readonly [name: string, value: string];

/** The seven items of a signature. */
export interface QSignature {
  readonly secretId: string;
  readonly signTime: string;
  readonly keyTime: string;
  readonly headerList: readonly string[];
  readonly parameterList: readonly string[];
  readonly signature: string;
}

/** What a signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** Decoded, with its leading slash. */
  readonly path: string;
  readonly parameters: readonly SignedPair[];
  readonly headers: readonly SignedPair[];
}

function joinPairs(pairs: readonly SignedPair[]): string {
  return pairs
    .map(([name, value]) => [encode(name).toLowerCase(), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** HttpString, which error answers show as `<FormatString>`. */
export function formatString(request: SignedRequest): string {
  const { method, path, parameters, headers } = request;
  return `${method.toLowerCase()}\n${path}\n${joinPairs(parameters)}\n${joinPairs(headers)}\n`;
}

/** StringToSign of a request. */
export function stringToSign(signTime: string, format: string): string {
  return `sha1\n${signTime}\n${createHash("sha1").update(format).digest("hex")}\n`;
}

/** SignKey: the hex text, not the bytes, is the key of the second HMAC. */
export function signKey(secretKey: string, keyTime: string): string {
  return createHmac("sha1", secretKey).update(keyTime).digest("hex");
}

/** The signature of a StringToSign. */
export function sign(secretKey: string, keyTime: string, text: string): string {
  return createHmac("sha1", signKey(secretKey, keyTime)).update(text).digest("hex");
}

/** Compares two signatures in constant time. */
export function sameSignature(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Reads the seven items from wherever they stand; undefined when there is no signature at all. */
export function readQSignature(get: (name: string) => string | undefined): QSignature | undefined {
  const algorithm = get("q-sign-algorithm");
  if (algorithm === undefined) {
    return undefined;
  }
  const item = (name: string) => {
    const value = get(name);
    if (value === undefined) {
      throw malformed(`${name} is missing.`);
    }
    return value;
  };
  const signTime = item("q-sign-time");
  // A POST form carries only the key time's name for both.
  const keyTime = get("q-key-time") ?? signTime;
  if (algorithm !== "sha1" || !/^\d+;\d+$/.test(signTime) || !/^\d+;\d+$/.test(keyTime)) {
    throw malformed("Unknown algorithm or times.");
  }
  return {
    secretId: item("q-ak"),
    signTime,
    keyTime,
    headerList: readList(get("q-header-list")),
    parameterList: readList(get("q-url-param-list")),
    signature: item("q-signature"),
  };
}

/** Reads an Authorization value, `q-sign-algorithm=sha1&q-ak=…`. */
export function parseAuthorization(text: string): QSignature | undefined {
  const items = new Map<string, string>();
  for (const piece of text.trim().split("&")) {
    const equals = piece.indexOf("=");
    if (equals > 0) {
      items.set(piece.slice(0, equals), piece.slice(equals + 1));
    }
  }
  return readQSignature((name) => items.get(name));
}

function readList(text: string | undefined): string[] {
  return (text ?? "").split(";").filter((name) => name !== "");
}

// Status and code are unverified(authorization-malformed).
function malformed(message: string): ServiceError {
  return new ServiceError("InvalidArgument", { message: `Invalid Authorization: ${message}` });
}

/** How far a client's clock may be ahead, in milliseconds. */
export const allowedSkew = 15 * 60 * 1000;

/** Checks a signature's life against the server's time in milliseconds. */
export function checkTimes(signature: Pick<QSignature, "signTime" | "keyTime">, now: number): void {
  for (const time of [signature.signTime, signature.keyTime]) {
    const [start = 0, end = 0] = time.split(";").map((seconds) => Number(seconds) * 1000);
    if (now > end) {
      throw new ServiceError("AccessDenied", {
        message: "Request has expired",
        details: { ServerTime: new Date(now).toISOString().replace(/\.\d+Z$/, "Z") },
      });
    }
    if (start - now > allowedSkew) {
      throw new ServiceError("RequestTimeTooSkewed");
    }
  }
}

/** A name as it is meant in the list of a signature: Node signs names that it encoded before listing them. */
export function listedName(listed: string): string {
  try {
    return decodeURIComponent(listed).toLowerCase();
  } catch {
    // A literal percent sign: taken as it stands.
    return listed.toLowerCase();
  }
}

/**
 * Picks the listed names out of a request. A name that was not sent counts as empty: left out, a signature could claim
 * to cover what it does not.
 */
export function pickListed(
  listed: readonly string[],
  lookUp: (name: string) => readonly string[] | undefined,
): SignedPair[] {
  const pairs: SignedPair[] = [];
  for (const raw of new Set(listed)) {
    const name = listedName(raw);
    const values = lookUp(name) ?? [""];
    for (const value of values) {
      pairs.push([name, value]);
    }
  }
  return pairs;
}
