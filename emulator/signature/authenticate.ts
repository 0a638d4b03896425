/**
 * Who sent a request: finds the signature in header, query or `sign=`, and checks it.
 * https://www.tencentcloud.com/document/product/436/7778 and 7730 (outcomes)
 */

import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

import { type Accounts, anonymous, type Caller, type EmulatorAccount } from "../access/accounts";
import { ServiceError } from "../format/errors";
import { hostName } from "../format/names";
import type { Query } from "../format/query";
import { encode } from "../format/text";
import type { ChunkSigning } from "./chunks";
import {
  allowedSkew,
  checkTimes,
  formatString,
  listedName,
  parseAuthorization,
  pickListed,
  type QSignature,
  readQSignature,
  sameSignature,
  sign,
  stringToSign,
} from "./qsign";
import {
  canonicalRequest,
  parseDate,
  readV4Signature,
  signingKey,
  type V4Signature,
  v4StringToSign,
} from "./sigv4";

/** What is looked at of a request to find out who sent it. */
export interface SentRequest {
  readonly raw: Pick<IncomingMessage, "headers" | "headersDistinct">;
  readonly method: string;
  /** The Host header, or the host of an absolute-form request line. */
  readonly host: string;
  /** The path decoded, and as it was sent. */
  readonly target: { readonly path: string; readonly rawPath: string };
  readonly query: Query;
  /** Lower-case names; every `x-amz-…` also stands under its `x-cos-…` name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The server's clock when it arrived, in milliseconds. */
  readonly clock: number;
  /** Set by the check, where the chunks of the body are signed too. */
  chunkSigning: ChunkSigning | undefined;
}

/** A signature as it stands in a request, not yet checked. */
export type Signature =
  | { readonly kind: "q"; readonly items: QSignature }
  | { readonly kind: "v4"; readonly items: V4Signature };

/** What a signature covers, by names in lower case. */
export interface SignedNames {
  readonly headers: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
}

/** Finds the signature of a request; undefined when it has none. */
export function findSignature(request: SentRequest): Signature | undefined {
  const v4 = readV4Signature(request.headers, request.query);
  if (v4) {
    return { kind: "v4", items: v4 };
  }
  const q = findQSignature(request);
  return q && { kind: "q", items: q };
}

/** The names of what a signature covers. */
export function signedNames({ kind, items }: Signature, { query }: Pick<SentRequest, "query">): SignedNames {
  if (kind === "q") {
    return {
      headers: new Set(items.headerList.map(listedName)),
      parameters: new Set(items.parameterList.map(listedName)),
    };
  }
  const twins = items.signedHeaders.map((name) => name.replace(/^x-amz-/, "x-cos-"));
  return {
    headers: new Set([...items.signedHeaders, ...twins]),
    // Signature V4 covers the whole query.
    parameters: new Set(query.pairs.map(([name]) => name.toLowerCase())),
  };
}

/** Checks the signature of a request and says who sent it. Throws the service's errors. */
export function authenticate(
  request: SentRequest,
  signature: Signature | undefined,
  accounts: Accounts,
  verify: boolean,
): Caller {
  if (!signature) {
    // Any other Authorization, e.g. a Basic one or Signature V2; code unverified(authorization-unknown).
    if (request.headers.authorization && verify) {
      throw new ServiceError("InvalidArgument", { message: "The Authorization header is not understood." });
    }
    return verify ? anonymous : { account: accounts.main };
  }
  if (signature.kind === "v4") {
    return authenticateV4(request, signature.items, accounts, verify);
  }
  const { items } = signature;
  const account = accounts.find(items.secretId);
  if (!verify) {
    return { account: account ?? accounts.main };
  }
  if (!account) {
    throw new ServiceError("InvalidAccessKeyId");
  }
  checkTimes(items, request.clock);
  checkToken(request, account);
  checkQSignature(request, items, account);
  return { account };
}

function findQSignature(request: SentRequest): QSignature | undefined {
  const { authorization } = request.headers;
  // Some clients put the escaped form into the header.
  if (authorization !== undefined) {
    return parseAuthorization(
      /%3b/i.test(authorization) ? authorization.replace(/%3b/gi, ";") : authorization,
    );
  }
  if (request.query.has("q-signature")) {
    return readQSignature((name) => request.query.get(name));
  }
  const merged = request.query.get("sign");
  return merged === undefined ? undefined : parseAuthorization(merged);
}

/** What a request says of its token, and when. */
export type TokenSource = Pick<SentRequest, "headers" | "query" | "clock">;

/** Checks a temporary key pair's token; it may stand in a header or the query, signed or not. */
export function checkToken(request: TokenSource, account: EmulatorAccount, formToken?: string): void {
  if (account.token === undefined) {
    return;
  }
  const token =
    formToken ??
    request.headers["x-cos-security-token"] ??
    request.query.get("x-cos-security-token") ??
    request.query.get("x-amz-security-token");
  // The code for a missing or foreign token is unverified(token-unknown).
  if (token !== account.token) {
    throw new ServiceError("InvalidAccessKeyId");
  }
  if (account.tokenExpires !== undefined && request.clock > account.tokenExpires) {
    throw new ServiceError("ExpiredToken");
  }
}

function checkQSignature(request: SentRequest, signature: QSignature, account: EmulatorAccount): void {
  const parameters = pickListed(signature.parameterList, (name) => {
    const values = request.query.pairs
      .filter(([key]) => key.toLowerCase() === name)
      .map(([, value]) => value);
    return values.length > 0 ? values : undefined;
  });
  let shown: { StringToSign: string; FormatString: string } | undefined;
  for (const host of hostSpellings(request.host)) {
    const headers = pickListed(signature.headerList, (name) => headerValues(request, name, host));
    const format = formatString({ method: request.method, path: request.target.path, parameters, headers });
    const text = stringToSign(signature.signTime, format);
    if (sameSignature(sign(account.secretKey, signature.keyTime, text), signature.signature)) {
      return;
    }
    // The answer shows the strings for the Host as it was sent.
    shown ??= { StringToSign: text, FormatString: format };
  }
  throw new ServiceError("SignatureDoesNotMatch", { details: { ...shown } });
}

// The Python SDK signs the host without its port, the others with it.
function hostSpellings(host: string): string[] {
  const bare = host.replace(/:\d+$/, "");
  return bare === host ? [host, hostName(host)] : [host, bare];
}

function headerValues(request: SentRequest, name: string, host: string): readonly string[] | undefined {
  if (name === "host") {
    return [host];
  }
  // Go signs each value of a repeated header by itself.
  const values = request.raw.headersDistinct[name];
  return values?.map((value) => {
    return /[^\u0000-\u007f]/.test(value) ? Buffer.from(value, "latin1").toString("utf8") : value;
  });
}

function authenticateV4(
  request: SentRequest,
  signature: V4Signature,
  accounts: Accounts,
  verify: boolean,
): Caller {
  const account = accounts.find(signature.secretId);
  const streaming = signature.payload.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
  if (!verify) {
    return { account: account ?? accounts.main };
  }
  if (!account) {
    throw new ServiceError("InvalidAccessKeyId");
  }
  checkV4Coverage(request, signature);
  checkV4Times(signature, request.clock);
  checkToken(request, account);
  const key = signingKey(account.secretKey, signature.scope);
  let shown: { StringToSign: string; FormatString: string } | undefined;
  for (const host of hostSpellings(request.host)) {
    for (const path of new Set([encodePath(request.target.path), request.target.rawPath])) {
      const headers = (name: string) => (name === "host" ? host : (request.headers[name] ?? ""));
      const canonical = canonicalRequest(request.method, path, request.query.pairs, headers, signature);
      const text = v4StringToSign(signature, canonical);
      if (sameSignature(createHmac("sha256", key).update(text).digest("hex"), signature.signature)) {
        if (streaming) {
          request.chunkSigning = {
            key,
            date: signature.date,
            scope: signature.scope,
            seed: signature.signature,
          };
        }
        return { account };
      }
      shown ??= { StringToSign: text, FormatString: canonical };
    }
  }
  throw new ServiceError("SignatureDoesNotMatch", { details: { ...shown } });
}

function encodePath(path: string): string {
  return path.split("/").map(encode).join("/");
}

/** What Amazon's service asks of every signature; that COS does is unverified(sigv4-coverage). */
function checkV4Coverage({ headers, raw }: SentRequest, { signedHeaders, expires }: V4Signature): void {
  // A signed URL needs none: it leaves the body open.
  if (expires === undefined && headers["x-amz-content-sha256"] === undefined) {
    throw new ServiceError("InvalidRequest", {
      message: "Missing required header for this request: x-amz-content-sha256",
    });
  }
  const unsigned = ["host", ...Object.keys(raw.headers).filter((name) => name.startsWith("x-amz-"))].filter(
    (name) => !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new ServiceError("AccessDenied", {
      message: "There were headers present in the request which were not signed",
      details: { HeadersNotSigned: unsigned.join(", ") },
    });
  }
}

function checkV4Times(signature: V4Signature, now: number): void {
  const date = parseDate(signature.date);
  if (Number.isNaN(date)) {
    throw new ServiceError("InvalidArgument", { message: "Invalid X-Amz-Date." });
  }
  if (signature.expires === undefined) {
    if (Math.abs(date - now) > allowedSkew) {
      throw new ServiceError("RequestTimeTooSkewed");
    }
    return;
  }
  if (date - now > allowedSkew) {
    throw new ServiceError("RequestTimeTooSkewed");
  }
  if (!(now <= date + signature.expires * 1000)) {
    throw new ServiceError("AccessDenied", { message: "Request has expired" });
  }
}
