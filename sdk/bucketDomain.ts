/** Own domains of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { domainRule } from "../provider/model/documents/domain";
import { bucketDomain } from "../provider/resources/configurations/domain";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Computed, Outputs } from "./resource";

/** Arguments of a `BucketDomain`. */
export interface BucketDomainArgs extends BucketTarget, Args<typeof bucketDomain.struct.fields> {}

/** One domain, and what it leads to. */
export interface DomainRuleArgs extends Args<typeof domainRule.fields> {}

/**
 * Domains of your own that lead to a bucket. One resource holds all domains of the bucket.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 * const website = new cos.BucketWebsite("site", { bucket: site, indexDocument: { suffix: "index.html" } });
 *
 * const domains = new cos.BucketDomain(
 *   "site",
 *   { bucket: site, rules: [{ name: "www.example.com", type: "WEBSITE" }] },
 *   { dependsOn: website },
 * );
 *
 * export const txtRecord = domains.domainTxtVerification;
 * ```
 *
 * @destroy
 * Removes all domains of the bucket (`DeleteBucketDomain`). Their DNS records are yours to remove.
 *
 * @unseen
 * Whether a domain was taken over cannot be seen later.
 *
 * @remarks
 * - COS takes a domain once its DNS proves that it is yours: by a CNAME record to the bucket's host, or by a TXT record with the value of
 *   `domainTxtVerification`. A refusal says which value is missing.
 * - A domain of the type `WEBSITE` needs a `BucketWebsite`, one of the type `ACCELERATE` a `BucketAcceleration`; `dependsOn` lets it come after.
 * - In mainland China a domain needs an ICP licence.
 *
 * @see https://www.tencentcloud.com/document/product/436/35868
 */
export class BucketDomain extends BucketConfigResource {
  constructor(name: string, args: BucketDomainArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketDomain, name, args, options);
  }
}

export interface BucketDomain
  extends Outputs<typeof bucketDomain.struct.fields>,
    Computed<typeof bucketDomain.outputs.fields> {}
