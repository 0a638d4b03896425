/** Static websites: their configuration. https://www.tencentcloud.com/document/product/436/30617, 30616, 30629 */

import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { Configuration } from "./configuration";
import {
  group,
  integer,
  many,
  one,
  optional,
  readDocument,
  renderShape,
  text,
  type ValueOf,
  word,
} from "./shape";

const root = "WebsiteConfiguration";
const toggle = word("Enabled", "Disabled");

const condition = group({
  HttpErrorCodeReturnedEquals: optional(integer(400, 499)),
  KeyPrefixEquals: optional(text({ min: 0 })),
});

const redirect = group({
  Protocol: optional(word("https")),
  ReplaceKeyWith: optional(text()),
  ReplaceKeyPrefixWith: optional(text({ min: 0 })),
  // Listed by page 31930 of the site for China (https://cloud.tencent.com/document/product/436/31930) and by SDKs.
  URLRedirect: optional(toggle),
});

const rule = group({ Condition: one(condition), Redirect: one(redirect) }, ({ Condition, Redirect }) => {
  onlyOne("Condition", Condition.HttpErrorCodeReturnedEquals, Condition.KeyPrefixEquals || undefined);
  onlyOne("Redirect", Redirect.ReplaceKeyWith, Redirect.ReplaceKeyPrefixWith);
});

const document = group({
  IndexDocument: one(group({ Suffix: one(text()) })),
  RedirectAllRequestsTo: optional(group({ Protocol: one(word("https")) })),
  AutoAddressing: optional(group({ Status: optional(toggle) })),
  ErrorDocument: optional(
    group({
      Key: one(text()),
      OriginalHttpStatus: optional(toggle),
      // Kept, without an effect: the page it stands for is the vendor's. Found like URLRedirect.
      Charity404: optional(toggle),
    }),
  ),
  RoutingRules: optional(group({ RoutingRule: many(rule, { min: 1, max: 100 }) })),
});

/** How a website is served. */
export type Website = ValueOf<typeof document>;

/** One of its routing rules. */
export type RoutingRule = ValueOf<typeof rule>;

/** `?website` */
export const website: Configuration<Website> = {
  query: "website",
  operations: { get: "GetBucketWebsite", put: "PutBucketWebsite", delete: "DeleteBucketWebsite" },
  absent: { code: "NoSuchWebsiteConfiguration" },
  read: (source) => withDefaults(readDocument(root, document, source as XmlElement)),
  render: (value) => renderShape(root, document, value),
};

/** What GET answers: an empty prefix counts as none, and each redirect says that it is one. */
function withDefaults({ RoutingRules, ...rest }: Website): Website {
  if (!RoutingRules) {
    return rest;
  }
  const rules = RoutingRules.RoutingRule.map(
    ({ Condition: { KeyPrefixEquals, ...condition }, Redirect }): RoutingRule => ({
      Condition: { ...condition, ...(KeyPrefixEquals && { KeyPrefixEquals }) },
      Redirect: { URLRedirect: "Enabled", ...Redirect },
    }),
  );
  return { ...rest, RoutingRules: { RoutingRule: rules } };
}

function onlyOne(name: string, ...values: readonly unknown[]): void {
  if (values.filter((value) => value !== undefined).length !== 1) {
    throw new ServiceError("MalformedXML", { message: `${name} must hold exactly one of its elements.` });
  }
}
