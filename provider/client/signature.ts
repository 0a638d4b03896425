/**
 * The request signature of COS ("q-sign"), step by step as the vendor's page has it, as a pure function.
 * Source: https://www.tencentcloud.com/document/product/436/7778
 */
import { createHmac, hash } from "node:crypto";

/** Names and values to sign; `undefined` is skipped, `""` signs as `name=`. */
export type SignedPairs = Readonly<Record<string, string | number | undefined>>;

/** Everything a signature depends on. */
export interface SignInput {
  secretId: string;
  secretKey: string;
  method: string;
  /** Decoded path with its leading slash, `/exampleobject(腾讯云)`; path style includes the bucket. */
  path: string;
  /** Every query parameter that is to be signed. @default {} */
  query?: SignedPairs | undefined;
  /** Every header that is to be signed. @default {} */
  headers?: SignedPairs | undefined;
  /** Unix seconds from which the signature holds. */
  startTime: number;
  /** Unix seconds at which it ends. */
  endTime: number;
}

/** The signature with every intermediate value under its name on the vendor's page. */
export interface Signature {
  keyTime: string;
  /** 40 lower-case hex digits; as secret as the SecretKey for the length of `keyTime`. */
  signKey: string;
  httpParameters: string;
  urlParamList: string;
  httpHeaders: string;
  headerList: string;
  httpString: string;
  stringToSign: string;
  signature: string;
  /** Value of the Authorization header. */
  authorization: string;
}

/** The steps of a signature that may be shown. */
export type SignatureSteps = Omit<Signature, "signKey" | "authorization">;

/** Signs a request. For a pre-signed URL hand the result to `presignedQuery`. */
export function sign(input: SignInput): Signature {
  const keyTime = `${input.startTime};${input.endTime}`;
  const signKey = cachedSignKey(input.secretKey, keyTime);
  const [httpParameters, urlParamList] = formatPairs(input.query);
  const [httpHeaders, headerList] = formatPairs(input.headers);
  const httpString = `${input.method.toLowerCase()}\n${input.path}\n${httpParameters}\n${httpHeaders}\n`;
  const stringToSign = `sha1\n${keyTime}\n${hash("sha1", httpString)}\n`;
  const signature = hmacSha1(signKey, stringToSign);
  return {
    keyTime,
    signKey,
    httpParameters,
    urlParamList,
    httpHeaders,
    headerList,
    httpString,
    stringToSign,
    signature,
    authorization: authorizationOf(input.secretId, { keyTime, headerList, urlParamList, signature }),
  };
}

/** The value of the Authorization header. */
export function authorizationOf(
  secretId: string,
  {
    keyTime,
    headerList,
    urlParamList,
    signature,
  }: Pick<SignatureSteps, "keyTime" | "headerList" | "urlParamList" | "signature">,
): string {
  return (
    `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}` +
    `&q-header-list=${headerList}&q-url-param-list=${urlParamList}&q-signature=${signature}`
  );
}

/** The seven `q-*` parameters of a pre-signed URL, encoded and joined with `&`. */
export function presignedQuery(secretId: string, signed: SignatureSteps): string {
  const time = percentEncode(signed.keyTime);
  return (
    `q-sign-algorithm=sha1&q-ak=${percentEncode(secretId)}&q-sign-time=${time}&q-key-time=${time}` +
    `&q-header-list=${percentEncode(signed.headerList)}&q-url-param-list=${percentEncode(signed.urlParamList)}` +
    `&q-signature=${signed.signature}`
  );
}

/** Base64 of the MD5 of a body, as `Content-MD5` wants it. */
export function contentMd5(body: string | Uint8Array): string {
  return hash("md5", body, "base64");
}

/**
 * Percent-encodes UTF-8 as the signature wants it: only `A-Z a-z 0-9 - _ . ~` stay, also `! ' ( ) *` are encoded.
 * A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
 */
export function percentEncode(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (!isUnreserved(text.charCodeAt(index))) {
      return percentEncodeSlowly(text);
    }
  }
  return text;
}

function percentEncodeSlowly(text: string): string {
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  let result = "";
  let from = 0;
  for (let index = 0; index < encoded.length; index++) {
    const escaped = sparedByJavaScript(encoded.charCodeAt(index));
    if (escaped === undefined) {
      continue;
    }
    result += encoded.slice(from, index) + escaped;
    from = index + 1;
  }
  return from === 0 ? encoded : result + encoded.slice(from);
}

/** encodeURIComponent leaves these five alone; the signature does not. */
function sparedByJavaScript(code: number): string | undefined {
  switch (code) {
    case 0x21:
      return "%21";
    case 0x27:
      return "%27";
    case 0x28:
      return "%28";
    case 0x29:
      return "%29";
    case 0x2a:
      return "%2A";
    default:
      return undefined;
  }
}

function isUnreserved(code: number): boolean {
  return code < 128 && unreserved[code] === 1;
}

const unreserved = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~") {
  unreserved[character.charCodeAt(0)] = 1;
}

/** `pairs(m)` of the page: [joined pairs, joined names], both sorted by name. */
function formatPairs(pairs: SignedPairs | undefined): [string, string] {
  if (!pairs) {
    return ["", ""];
  }
  const names: string[] = [];
  const values = new Map<string, string>();
  for (const name in pairs) {
    const value = pairs[name];
    if (value === undefined) {
      continue;
    }
    // The escapes of a name are lower-cased with it (%2F → %2f); those of a value are not.
    const encodedName = percentEncode(name).toLowerCase();
    names.push(encodedName);
    values.set(encodedName, percentEncode(String(value)));
  }
  names.sort();
  let joined = "";
  for (const name of names) {
    joined += `${joined && "&"}${name}=${values.get(name)}`;
  }
  return [joined, names.join(";")];
}

/** The HMAC-SHA1 of a message, in hexadecimal digits. */
export function hmacSha1(key: string | Buffer, message: string): string {
  return createHmac("sha1", key).update(message).digest("hex");
}

// The client signs with one KeyTime per minute, so one remembered SignKey saves a third of the work.
let remembered = { secretKey: "", keyTime: "", signKey: "" };

function cachedSignKey(secretKey: string, keyTime: string): string {
  if (remembered.keyTime !== keyTime || remembered.secretKey !== secretKey) {
    remembered = { secretKey, keyTime, signKey: hmacSha1(secretKey, keyTime) };
  }
  return remembered.signKey;
}
