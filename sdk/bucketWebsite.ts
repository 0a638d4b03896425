/** A bucket as a static website in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type {
  websiteAutoAddressing,
  websiteCondition,
  websiteErrorDocument,
  websiteIndexDocument,
  websiteRedirect,
  websiteRedirectAllRequestsTo,
  websiteRule,
} from "../provider/model/documents/website";
import { bucketWebsite } from "../provider/resources/configurations/website";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Computed, Outputs } from "./resource";

/** Arguments of a `BucketWebsite`. */
export interface BucketWebsiteArgs extends BucketTarget, Args<typeof bucketWebsite.struct.fields> {}

/** What is served for the root and for folders. */
export interface WebsiteIndexDocumentArgs extends Args<typeof websiteIndexDocument.fields> {}

/** Where all requests are sent. */
export interface WebsiteRedirectAllRequestsToArgs extends Args<typeof websiteRedirectAllRequestsTo.fields> {}

/** Whether a key is found without its extension. */
export interface WebsiteAutoAddressingArgs extends Args<typeof websiteAutoAddressing.fields> {}

/** What is served when something goes wrong and no routing rule fits. */
export interface WebsiteErrorDocumentArgs extends Args<typeof websiteErrorDocument.fields> {}

/** One routing rule. COS takes the first that fits. */
export interface WebsiteRuleArgs extends Args<typeof websiteRule.fields> {}

/** When a routing rule applies: `{ httpErrorCodeReturnedEquals }` or `{ keyPrefixEquals }`. */
export interface WebsiteConditionArgs extends Args<typeof websiteCondition.fields> {}

/** Where a routing rule sends a request. */
export interface WebsiteRedirectArgs extends Args<typeof websiteRedirect.fields> {}

/**
 * Serves a bucket as a website, on a host of its own.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 *
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketAcl("site", { bucket: site, acl: "public-read" });
 *
 * const website = new cos.BucketWebsite("site", {
 *   bucket: site,
 *   indexDocument: { suffix: "index.html" },
 *   errorDocument: { key: "404.html" },
 *   rules: [{ condition: { keyPrefixEquals: "blog/" }, redirect: { replaceKeyPrefixWith: "articles/" } }],
 * });
 *
 * export const address = pulumi.interpolate`https://${website.websiteEndpoint}`;
 * ```
 *
 * @destroy
 * Removes the configuration (`DeleteBucketWebsite`). The pages stay in the bucket.
 *
 * @remarks
 * - Visitors need to be let in too, for instance by a `BucketAcl` with `acl: "public-read"`.
 * - COS takes the first routing rule that fits, so that their order counts.
 *
 * @see https://www.tencentcloud.com/document/product/436/30617
 */
export class BucketWebsite extends BucketConfigResource {
  constructor(name: string, args: BucketWebsiteArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketWebsite, name, args, options);
  }
}

export interface BucketWebsite
  extends Outputs<typeof bucketWebsite.struct.fields>,
    Computed<typeof bucketWebsite.outputs.fields> {}
