/** Protection against hotlinking. https://www.tencentcloud.com/document/product/436/31423, 30615, 13319 (rules) */

import { ServiceError } from "../format/errors";
import type { Query } from "../format/query";
import type { XmlElement } from "../format/xml";
import type { CosRequest } from "../request/request";
import type { Bucket } from "../store/bucket";
import { type Configuration, storedValue } from "./configuration";
import { group, many, one, optional, readDocument, renderShape, text, type ValueOf, word } from "./shape";

const root = "RefererConfiguration";

const document = group({
  Status: one(word("Enabled", "Disabled")),
  RefererType: one(word("Black-List", "White-List")),
  // That a scheme is refused is unverified(referer-scheme).
  DomainList: one(group({ Domain: many(text({ pattern: /^[^\s:/]+(:\d{1,5})?(\/\S*)?$/ }), { min: 1 }) })),
  EmptyReferConfiguration: optional(word("Allow", "Deny")),
  // Known from SDKs only; its values are unverified(referer-verify-url).
  VerifySignatureURL: optional(text()),
});

/** The rules, or that there are none any more. */
type Referer = ValueOf<typeof document> | "cleared";

/** `?referer` */
export const referer: Configuration<Referer> = {
  query: "referer",
  operations: { get: "GetBucketReferer", put: "PutBucketReferer" },
  // As cos-nodejs-sdk-v5 expects it of a bucket that never had rules.
  absent: { code: "NoSuchRefererConfiguration" },
  // SDKs remove the rules by putting nothing; what they read then is the empty element (cos-python-sdk-v5, ut/test.py).
  empty: "cleared",
  read: (source) => {
    const given = source as XmlElement;
    if (given.name === root && given.children.length === 0 && given.text.trim() === "") {
      return "cleared";
    }
    // The default stands in what GET answers.
    return { EmptyReferConfiguration: "Deny", ...readDocument(root, document, given) };
  },
  render: (value, { service }) =>
    value === "cleared"
      ? `<${root}/>`
      : renderShape(root, document, {
          ...(service.showsVerifySignatureUrl && { VerifySignatureURL: "Disabled" }),
          ...value,
        }),
};

/** Refuses a reader who comes from where the bucket's owner does not want readers to come from. */
export function checkReferer(bucket: Bucket, { caller, headers, query }: CosRequest): void {
  const rules = storedValue(referer, bucket);
  if (rules === undefined || rules === "cleared" || rules.Status === "Disabled") {
    return;
  }
  // Signed requests are not asked (page 13319), unless VerifySignatureURL is on and the URL is signed, unverified(referer-signed-url).
  const asksUrls = /^(enabled|true)$/i.test(rules.VerifySignatureURL ?? "");
  if (caller.account && !(asksUrls && isUrlSigned(query))) {
    return;
  }
  const given = headers.referer?.trim() ?? "";
  const welcome =
    given === ""
      ? rules.EmptyReferConfiguration === "Allow"
      : rules.DomainList.Domain.some((domain) => fitsDomain(domain, given)) ===
        (rules.RefererType === "White-List");
  if (!welcome) {
    throw new ServiceError("AccessDenied", { message: "You are denied by bucket referer rule" });
  }
}

function isUrlSigned(query: Query): boolean {
  return ["q-signature", "sign", "x-amz-signature"].some((name) => query.has(name));
}

/**
 * A domain means all addresses that begin with it, after their scheme: `example.com` also `example.com:8080` and
 * `example.com/shop`. `*.example.com` also means `example.com`. That letter case does not count is unverified(referer-case).
 */
function fitsDomain(domain: string, address: string): boolean {
  const pattern = domain.startsWith("*.") ? `([^/]*\\.)?${patternOf(domain.slice(2))}` : patternOf(domain);
  return new RegExp(`^(?:[a-z][a-z0-9+.-]*://)?${pattern}`, "i").test(address);
}

function patternOf(domain: string): string {
  return domain.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
}
