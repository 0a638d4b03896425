/** Cross-origin rules, and what follows from them. https://www.tencentcloud.com/document/product/436/8279, 8274, 8283, 8288 */

import { ServiceError } from "../format/errors";
import { fitsWildcards } from "../format/text";
import type { XmlElement } from "../format/xml";
import type { Bucket } from "../store/bucket";
import { type Configuration, storedValue } from "./configuration";
import {
  group,
  integer,
  many,
  optional,
  readDocument,
  renderShape,
  text,
  truth,
  type ValueOf,
  word,
} from "./shape";

const root = "CORSConfiguration";
const atMostOneAsterisk = /^[^*]*\*?[^*]*$/;

const rule = group({
  ID: optional(text({ max: 255 })),
  AllowedOrigin: many(text({ pattern: atMostOneAsterisk }), { min: 1 }),
  AllowedMethod: many(word("GET", "PUT", "HEAD", "POST", "DELETE"), { min: 1 }),
  AllowedHeader: many(text({ pattern: atMostOneAsterisk })),
  // An asterisk stands for all; that it may not be a part of a name is unverified(cors-expose-asterisk).
  ExposeHeader: many(text({ pattern: /^(\*|[^*]*)$/ })),
  MaxAgeSeconds: optional(integer(0, 2_147_483_647)),
});

// ResponseVary is known from SDKs only.
const document = group({ CORSRule: many(rule, { min: 1, max: 100 }), ResponseVary: optional(truth) });

type Rule = ValueOf<typeof rule>;

/** `?cors`. */
export const cors: Configuration<ValueOf<typeof document>> = {
  query: "cors",
  operations: { get: "GetBucketCors", put: "PutBucketCors", delete: "DeleteBucketCors" },
  action: (name) => name.replace("Cors", "CORS"),
  absent: { code: "NoSuchCORSConfiguration" },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
};

/** The first rule that lets the origin use the method, from the top. */
function findRule(
  bucket: Bucket,
  origin: string,
  method: string,
  requestHeaders: readonly string[],
): Rule | undefined {
  return storedValue(cors, bucket)?.CORSRule.find(
    (candidate) =>
      candidate.AllowedOrigin.some((pattern) => fitsWildcards(pattern, origin)) &&
      candidate.AllowedMethod.includes(method) &&
      requestHeaders.every((name) =>
        candidate.AllowedHeader.some((pattern) => fitsWildcards(pattern.toLowerCase(), name.toLowerCase())),
      ),
  );
}

/** The console's own pages may ask every bucket. */
const consoleOrigin = "https://console.cloud.tencent.com";

/** Answers a preflight. */
export function preflight(bucket: Bucket, headers: Readonly<Record<string, string>>): Record<string, string> {
  const { origin, "access-control-request-method": method } = headers;
  if (!origin || !method) {
    throw new ServiceError("InvalidRequest", {
      message: "Origin and Access-Control-Request-Method are required.",
    });
  }
  const asked = (headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const found = findRule(bucket, origin, method, asked);
  if (!found && origin !== consoleOrigin) {
    throw new ServiceError("AccessForbidden");
  }
  const allowed = found
    ? allowHeaders(found, origin)
    : { "access-control-allow-origin": origin, "access-control-allow-methods": "GET,PUT,POST,HEAD,DELETE" };
  const names = headersAllowed(found?.AllowedHeader ?? ["*"], asked);
  return { ...allowed, ...(names.length > 0 && { "access-control-allow-headers": names.join(",") }) };
}

/** All headers of the rule, whatever was asked for; what only a pattern allows is named as it was asked for. */
function headersAllowed(patterns: readonly string[], asked: readonly string[]): readonly string[] {
  const named = patterns.filter((pattern) => !pattern.includes("*"));
  const others = asked.filter((name) => !named.some((each) => each.toLowerCase() === name.toLowerCase()));
  return [...named, ...others];
}

/** The headers of an answer to a request with an Origin; that a request without a match is served is unverified(cors-no-match). */
export function corsHeaders(
  bucket: Bucket,
  method: string,
  origin: string | undefined,
): Record<string, string> {
  const configuration = storedValue(cors, bucket);
  if (!configuration) {
    return {};
  }
  const always = configuration.ResponseVary === "true" ? { vary: "Origin" } : {};
  const found = origin ? findRule(bucket, origin, method, []) : undefined;
  return found && origin ? { ...allowHeaders(found, origin), vary: "Origin" } : always;
}

function allowHeaders(rule: Rule, origin: string): Record<string, string> {
  const everybody = rule.AllowedOrigin.includes("*");
  return {
    "access-control-allow-origin": everybody ? "*" : origin,
    "access-control-allow-methods": rule.AllowedMethod.join(","),
    ...(rule.ExposeHeader.length > 0 && { "access-control-expose-headers": rule.ExposeHeader.join(",") }),
    ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": rule.MaxAgeSeconds }),
    ...(!everybody && { "access-control-allow-credentials": "true" }),
  };
}
