/** Own domains of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketDomain, type domainRule } from "../provider/resources/bucketDomain";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketDomain`. */
export interface BucketDomainArgs extends BucketTarget, Args<typeof bucketDomain.struct.fields> {}

/** One domain, and what it leads to. */
export interface DomainRuleArgs extends Args<typeof domainRule.fields> {}

/**
 * Domains of your own that lead to a bucket. One resource holds all domains of the bucket, and a destroy removes all of them.
 * COS takes a domain once its DNS proves that it is yours, by a CNAME record or by the TXT record of `domainTxtVerification`.
 *
 * ```ts
 * new cos.BucketDomain("site", {
 *   bucket: site,
 *   rules: [{ name: "www.example.com", type: "WEBSITE" }],
 * }, { dependsOn: website });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/35868
 */
export class BucketDomain extends BucketConfigResource {
  /** The value of the TXT record that proves a domain to be yours: `tencent-cloud-cos-verification=…`. */
  declare readonly domainTxtVerification: pulumi.Output<string | undefined>;

  constructor(name: string, args: BucketDomainArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketDomain, name, args, options);
  }
}

export interface BucketDomain extends Outputs<typeof bucketDomain.struct.fields> {}
