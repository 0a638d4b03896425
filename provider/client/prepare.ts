/** Prepares what all attempts of a request share: address, headers, what is signed, whether it may be repeated. */
import { Readable } from "node:stream";
import { type Address, type EndpointOptions, encodeQuery, resolveAddress } from "./endpoint";
import { CosError, describeRequest } from "./errors";
import { toWire } from "./exchange";
import type { RequestFacts } from "./facts";
import { contentMd5, percentEncode, type SignedPairs } from "./signature";
import type { CosBody, CosClientOptions, CosRequest, Credentials, OperationTraits } from "./types";

/** A prepared request. */
export interface Prepared {
  address: Address;
  /** Encoded query, without `?`. */
  query: string;
  signedQuery: SignedPairs;
  /** Header values as bytes for the wire, names in lower case. */
  headers: Record<string, string>;
  signedHeaders: SignedPairs;
  facts: Omit<RequestFacts, "attempts">;
  /** False for a bare stream, which can be sent only once, and for operations known not to be repeatable. */
  repeatable: boolean;
  /** Whether a 200 may contain an error. */
  errorIn200: boolean;
  /** Whether both bodies are small, so that the deadline may abort an attempt. */
  isSmall: boolean;
  openBody(): string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

const userAgent = "pulumi-tencentcos";

/** Bodies below this many bytes count as small for the deadline. */
const smallBody = 1024 * 1024;

/**
 * Signed when present, beside every `x-cos-*` and `x-ci-*` (as in cos-go-sdk-v5, auth.go). Headers that proxies
 * change on the way (user-agent, accept-encoding, connection, transfer-encoding) stay out.
 */
const signedNames = new Set([
  "access-control-request-headers",
  "access-control-request-method",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-length",
  "content-md5",
  "content-type",
  "expires",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-unmodified-since",
  "origin",
  "pic-operations",
  "range",
]);

/** Headers whose values must never be shown, even where the service echoes them. */
const secretHeaders = [
  "x-cos-server-side-encryption-customer-key",
  "x-cos-copy-source-server-side-encryption-customer-key",
];

/** Guesses the traits of an unknown operation from its request. */
function looksLike({ key, method, operation, errorIn200 }: CosRequest): Required<OperationTraits> {
  return {
    action: operation,
    repeatable: true,
    sendsDocument: key === undefined,
    answersContent: method === "GET" && key !== undefined,
    mayFailIn200: errorIn200 === true,
  };
}

/** Prepares a request. Throws `CosConfigError` for a missing region, `CosError` for a header that HTTP cannot carry. */
export function prepare(
  options: EndpointOptions & Pick<CosClientOptions, "operations">,
  request: CosRequest,
): Prepared {
  const address = resolveAddress(options, request);
  const { method, bucket, key, query, operation, body } = request;
  const known = operation === undefined ? undefined : options.operations?.(operation);
  const traits = { ...looksLike(request), ...known };
  const { action } = traits;
  const facts = { method, bucket, key, region: address.region, query, operation, action, host: address.host };
  const headers: Record<string, string> = { host: address.host, "user-agent": userAgent };
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) {
      headers[name.toLowerCase()] = checkHeader(name, String(value), facts);
    }
  }
  headers.host = address.host;
  addBodyHeaders(headers, request, traits.sendsDocument === true);
  const signedHeaders: Record<string, string> = {};
  const wireHeaders: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name] as string;
    wireHeaders[name] = toWire(value);
    if (signedNames.has(name) || name.startsWith("x-cos-") || name.startsWith("x-ci-")) {
      signedHeaders[name] = value;
    }
  }
  const length = bodyLength(body);
  return {
    address,
    query: encodeQuery(query),
    signedQuery: query ?? {},
    headers: wireHeaders,
    signedHeaders,
    facts,
    repeatable: !(body instanceof Readable) && traits.repeatable !== false,
    errorIn200: traits.mayFailIn200 === true,
    isSmall:
      request.responseBody !== "stream" &&
      length !== undefined &&
      length < smallBody &&
      traits.answersContent !== true,
    openBody: () => openBody(body),
  };
}

/** Removes keys and tokens from a string of the service, which may echo the request's headers (`<FormatString>`). */
export function redactor(
  request: CosRequest,
  credentials: Credentials | undefined,
): (text: string) => string {
  const secrets = [credentials?.secretKey, credentials?.securityToken];
  for (const name in request.headers) {
    if (secretHeaders.includes(name.toLowerCase())) {
      secrets.push(String(request.headers[name]));
    }
  }
  return (text) => {
    let hidden = text;
    for (const secret of secrets) {
      if (secret) {
        hidden = hidden.replaceAll(secret, "***").replaceAll(percentEncode(secret), "***");
      }
    }
    return hidden;
  };
}

function addBodyHeaders(headers: Record<string, string>, request: CosRequest, isDocument: boolean): void {
  const { body, method } = request;
  const length = bodyLength(body);
  const carriesBody = method === "PUT" || method === "POST";
  if (length !== undefined && (carriesBody || length > 0)) {
    headers["content-length"] = String(length);
  }
  if (length && (typeof body === "string" || body instanceof Uint8Array) && isDocument) {
    headers["content-md5"] ??= contentMd5(body);
    headers["content-type"] ??= startsWithBrace(body) ? "application/json" : "application/xml";
  }
}

function startsWithBrace(body: string | Uint8Array): boolean {
  return typeof body === "string" ? body.trimStart().startsWith("{") : body[0] === 0x7b;
}

function bodyLength(body: CosBody | undefined): number | undefined {
  if (body === undefined) {
    return 0;
  }
  if (typeof body === "string" || body instanceof Uint8Array) {
    return Buffer.byteLength(body);
  }
  return body instanceof Readable ? undefined : body.length;
}

function openBody(body: CosBody | undefined): string | Uint8Array | AsyncIterable<Uint8Array> | undefined {
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array) {
    return body;
  }
  if (body instanceof Readable) {
    return body;
  }
  return body.length === 0 ? undefined : body.open();
}

/** The value without blanks at its ends, which would not be signed as sent. */
function checkHeader(name: string, value: string, facts: Omit<RequestFacts, "attempts">): string {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) {
      throw new CosError(
        `${describeRequest({ ...facts, attempts: 0 })}: the header ${name} holds a control character (line breaks included), which HTTP cannot carry.`,
        "InvalidHeader",
      );
    }
  }
  return value.trim();
}
