/** Cross-origin rules of a bucket (https://www.tencentcloud.com/document/product/436/8279, 8274, 8283). */

import { bool, group, int, string, strings, structs } from "../../codec/fields";

/** Greatest number of CORS rules of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxRules = 100;

/** Methods that a CORS rule can allow. */
const methods = ["GET", "PUT", "HEAD", "POST", "DELETE"] as const;

/** One rule. COS goes through the rules from the top and takes the first that fits. */
export const corsRule = group("CorsRule", {
  /** A name for the rule. COS makes none up. */
  id: string("ID", { optional: true, maxBytes: 255 }),
  /** Origins that may ask: `scheme://host[:port]`, with at most one `*` each; `*` alone means all. */
  allowedOrigins: strings("AllowedOrigin", {
    unordered: true,
    verify: oneAsteriskReason,
    doubt: originReason,
  }),
  /** Methods that may be used. */
  allowedMethods: strings("AllowedMethod", { unordered: true, oneOf: methods }),
  /** Request headers that a preflight may ask for, with at most one `*` each. */
  allowedHeaders: strings("AllowedHeader", { optional: true, unordered: true, verify: oneAsteriskReason }),
  /** Answer headers that a script may read; `*` alone means all. */
  exposeHeaders: strings("ExposeHeader", {
    optional: true,
    unordered: true,
    verify: (value) =>
      value !== "*" && value.includes("*") ? "must be * or name one header, without a *" : undefined,
  }),
  /** Seconds for which a browser may keep the answer of a preflight. */
  maxAgeSeconds: int("MaxAgeSeconds", { optional: true, min: 0, max: 2_147_483_647 }),
});

/** The document of `?cors`. */
export const corsConfiguration = group("BucketCors", {
  /** The rules, tried from the top. 1 to 100. */
  rules: structs("CORSRule", corsRule, { maxItems: maxRules }),
  /** Adds `Vary: Origin` to every answer. Known from the SDKs only. */
  responseVary: bool("ResponseVary", { optional: true, default: false }),
});

function oneAsteriskReason(value: string): string | undefined {
  return value.split("*").length > 2 ? "must hold at most one *" : undefined;
}

function originReason(value: string): string | undefined {
  return value === "*" || /^([a-z][a-z0-9+.-]*|\*):\/\/[^/?#\s]+$/i.test(value)
    ? undefined
    : "must be * or scheme://host[:port] without a path, such as https://www.example.com";
}
