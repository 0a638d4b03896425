/** Which web pages may show a bucket's objects (https://www.tencentcloud.com/document/product/436/31423, 30615). */

import { group, string, strings } from "../../codec/fields";

/** The document of `?referer`. */
export const refererConfiguration = group("BucketReferer", {
  /**
   * Whether the list is applied.
   * @default `Enabled`
   */
  status: string("Status", { oneOf: ["Enabled", "Disabled"], sentDefault: "Enabled" }),
  /** `White-List` serves only pages of the listed domains, `Black-List` all others. A refused request gets 403 `AccessDenied`. */
  refererType: string("RefererType", { oneOf: ["Black-List", "White-List"] }),
  /**
   * Domains and addresses of pages, as `host[:port][/path]` without a scheme; `*` stands for one or more labels of the host:
   * `*.example.com`, `192.168.1.2:8080`, `www.example.com/shop`. What begins so fits. At least one; the order means nothing.
   */
  domainList: strings("DomainList>Domain", { unordered: true, doubt: domainReason }),
  /**
   * Whether requests without a `Referer` are served.
   * @default `Deny`
   */
  emptyReferConfiguration: string("EmptyReferConfiguration", {
    optional: true,
    oneOf: ["Allow", "Deny"],
    default: "Deny",
  }),
  /** What COS does with signed URLs, in COS's own words. Known from SDKs and answers only. */
  verifySignatureURL: string("VerifySignatureURL", { optional: true, serverDefault: true }),
});

function domainReason(value: string): string | undefined {
  return /^[\p{L}\p{N}.*-]+(:\d{1,5})?(\/\S*)?$/u.test(value)
    ? undefined
    : "must be host[:port][/path] without a scheme, such as *.example.com";
}
