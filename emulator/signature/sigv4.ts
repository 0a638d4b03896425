/**
 * AWS Signature Version 4, which S3 libraries use against COS.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */

import { createHash, createHmac } from "node:crypto";

import { ServiceError } from "../format/errors";
import type { QueryPair } from "../format/query";
import { encode } from "../format/text";

/** The signature items of a header or a pre-signed URL. */
export interface V4Signature {
  readonly secretId: string;
  /** `DATE/REGION/s3/aws4_request` */
  readonly scope: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260101T000000Z` */
  readonly date: string;
  /** Seconds, for pre-signed URLs. */
  readonly expires: number | undefined;
  /** What stands in for the hash of the body. */
  readonly payload: string;
}

const algorithm = "AWS4-HMAC-SHA256";

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** SHA-256 in hex. */
export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The signing key of a scope. */
export function signingKey(secretKey: string, scope: string): Buffer {
  return scope
    .split("/")
    .reduce<Buffer | string>((key, step) => hmac(key, step), `AWS4${secretKey}`) as Buffer;
}

/** Reads the Authorization header or the `X-Amz-…` query; undefined when neither is there. */
export function readV4Signature(
  headers: Readonly<Record<string, string>>,
  query: { get(name: string): string | undefined },
): V4Signature | undefined {
  const authorization = headers.authorization;
  if (authorization?.startsWith(algorithm)) {
    const items = new Map<string, string>();
    for (const piece of authorization.slice(algorithm.length).split(",")) {
      const equals = piece.indexOf("=");
      if (equals > 0) {
        items.set(piece.slice(0, equals).trim(), piece.slice(equals + 1).trim());
      }
    }
    const date = headers["x-amz-date"] ?? dateHeader(headers.date);
    return build(items.get("Credential"), items.get("SignedHeaders"), items.get("Signature"), date, {
      expires: undefined,
      payload: headers["x-amz-content-sha256"] ?? sha256(""),
    });
  }
  if (query.get("x-amz-algorithm") === algorithm) {
    return build(
      query.get("x-amz-credential"),
      query.get("x-amz-signedheaders"),
      query.get("x-amz-signature"),
      query.get("x-amz-date"),
      {
        expires: Number(query.get("x-amz-expires") ?? Number.NaN),
        payload: query.get("x-amz-content-sha256") ?? headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD",
      },
    );
  }
  return undefined;
}

function dateHeader(date: string | undefined): string | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : formatDate(time);
}

/** Milliseconds as `20260101T000000Z`. */
function formatDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function build(
  credential: string | undefined,
  signedHeaders: string | undefined,
  signature: string | undefined,
  date: string | undefined,
  rest: Pick<V4Signature, "expires" | "payload">,
): V4Signature {
  const slash = credential?.indexOf("/") ?? -1;
  const scope = credential?.slice(slash + 1) ?? "";
  const steps = scope.split("/");
  if (
    slash <= 0 ||
    !signedHeaders ||
    !signature ||
    !date ||
    steps.length !== 4 ||
    steps[3] !== "aws4_request"
  ) {
    throw new ServiceError("InvalidArgument", {
      message: "The AWS4-HMAC-SHA256 authorization is malformed.",
    });
  }
  return {
    secretId: credential!.slice(0, slash),
    scope,
    region: steps[1]!,
    signedHeaders: signedHeaders.split(";"),
    signature,
    date,
    ...rest,
  };
}

/** The canonical query; `X-Amz-Signature` itself is left out. */
function canonicalQuery(pairs: readonly QueryPair[]): string {
  return pairs
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** The canonical request of a signature. */
export function canonicalRequest(
  method: string,
  path: string,
  pairs: readonly QueryPair[],
  headers: (name: string) => string,
  signature: V4Signature,
): string {
  const lines = signature.signedHeaders.map(
    (name) => `${name}:${headers(name).trim().replace(/ +/g, " ")}\n`,
  );
  return [
    method,
    path,
    canonicalQuery(pairs),
    lines.join(""),
    signature.signedHeaders.join(";"),
    signature.payload,
  ].join("\n");
}

/** The string to sign of a canonical request. */
export function v4StringToSign(signature: V4Signature, canonical: string): string {
  return [algorithm, signature.date, signature.scope, sha256(canonical)].join("\n");
}

/** The time of a `20260101T000000Z` date in milliseconds; NaN when it is malformed. */
export function parseDate(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
