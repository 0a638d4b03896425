/** A bucket as a static website (https://www.tencentcloud.com/document/product/436/30617, 30616, 30629). */

import { exclusive, group, int, string, struct, structs } from "../../codec/fields";

/** Greatest number of routing rules of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxRules = 100;

const switches = ["Enabled", "Disabled"] as const;

/** What is served for the root and for every key that ends in a slash. */
export const websiteIndexDocument = group("WebsiteIndexDocument", {
  /** The object's name within its folder, such as `index.html`. */
  suffix: string("Suffix"),
});

/** Where all requests are sent. */
export const websiteRedirectAllRequestsTo = group("WebsiteRedirectAllRequestsTo", {
  /** The protocol: requests by HTTP are redirected to the same address by HTTPS. */
  protocol: string("Protocol", { oneOf: ["https"] }),
});

/** Whether a key is found without its extension. */
export const websiteAutoAddressing = group("WebsiteAutoAddressing", {
  /**
   * `Enabled` serves `page.html` for a request of `page`.
   * @default `Disabled`
   */
  status: string("Status", { optional: true, oneOf: switches, default: "Disabled" }),
});

/** What is served when something goes wrong and no routing rule fits. */
export const websiteErrorDocument = group("WebsiteErrorDocument", {
  /** The object's key, such as `error.html`. */
  key: string("Key"),
  /**
   * Whether 404 shows Tencent's charity page instead. Known from SDKs and the Chinese page only.
   * @default as COS has it
   */
  charity404: string("Charity404", { optional: true, serverDefault: true, oneOf: switches }),
  /**
   * Whether the error's own status is kept; `Disabled` answers 200 with the error document.
   * @default `Enabled`
   */
  originalHttpStatus: string("OriginalHttpStatus", { optional: true, oneOf: switches, default: "Enabled" }),
});

/** When a routing rule applies: one of the two. */
export const websiteCondition = group(
  "WebsiteCondition",
  {
    /** The status that the answer would have, 400 to 499. */
    httpErrorCodeReturnedEquals: int("HttpErrorCodeReturnedEquals", { optional: true, min: 400, max: 499 }),
    /** How the key begins. */
    keyPrefixEquals: string("KeyPrefixEquals", { optional: true }),
  },
  exclusive(["httpErrorCodeReturnedEquals", "keyPrefixEquals"], { required: true }),
);

/** Where a routing rule sends a request. */
export const websiteRedirect = group(
  "WebsiteRedirect",
  {
    /**
     * The protocol to change to.
     * @default as the request
     */
    protocol: string("Protocol", { optional: true, oneOf: ["https"] }),
    /** The key instead of the whole key. Either this or `replaceKeyPrefixWith`. */
    replaceKeyWith: string("ReplaceKeyWith", { optional: true }),
    /**
     * What stands instead of the condition's `keyPrefixEquals`; an empty text removes it. With an error's code as condition it
     * stands before the whole key. Either this or `replaceKeyWith`.
     */
    replaceKeyPrefixWith: string("ReplaceKeyPrefixWith", { optional: true, minBytes: 0 }),
    /**
     * `Disabled` shows what is there instead of sending the visitor to it. Known from SDKs and the Chinese page only.
     * @default `Enabled`
     */
    urlRedirect: string("URLRedirect", { optional: true, default: "Enabled", oneOf: switches }),
  },
  exclusive(["replaceKeyWith", "replaceKeyPrefixWith"], { required: true }),
);

/** One routing rule. COS takes the first that fits. */
export const websiteRule = group("WebsiteRule", {
  /** When it applies. */
  condition: struct("Condition", websiteCondition),
  /** Where it sends a request. */
  redirect: struct("Redirect", websiteRedirect),
});

/** The document of `?website`. */
export const websiteConfiguration = group("BucketWebsite", {
  /** What is served for the root and for every key that ends in a slash. */
  indexDocument: struct("IndexDocument", websiteIndexDocument),
  /** Redirects everything, to HTTPS. */
  redirectAllRequestsTo: struct("RedirectAllRequestsTo", websiteRedirectAllRequestsTo, { optional: true }),
  /** Whether a key is found without its extension. */
  autoAddressing: struct("AutoAddressing", websiteAutoAddressing, { optional: true }),
  /** What is served when something goes wrong and no routing rule fits. */
  errorDocument: struct("ErrorDocument", websiteErrorDocument, { optional: true }),
  /** Redirects of some requests, tried from the top. 1 to 100. */
  rules: structs("RoutingRules>RoutingRule", websiteRule, { optional: true, maxItems: maxRules }),
});
