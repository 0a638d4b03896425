/** The certificate of a bucket's own domain in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketDomainCertificate } from "../provider/resources/configurations/domainCertificate";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Computed, Outputs } from "./resource";

/** Arguments of a `BucketDomainCertificate`: either `certId`, or `cert` and `privateKey`. */
export interface BucketDomainCertificateArgs
  extends BucketTarget,
    Args<typeof bucketDomainCertificate.struct.fields> {}

/**
 * The certificate with which a bucket's own domain answers https. A bucket has one such resource for each of its domains.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import * as pulumi from "@pulumi/pulumi";
 *
 * const site = new cos.Bucket("site");
 * const domains = new cos.BucketDomain("site", { bucket: site, rules: [{ name: "www.example.com" }] });
 *
 * new cos.BucketDomainCertificate(
 *   "www",
 *   {
 *     bucket: site,
 *     domainName: "www.example.com",
 *     cert: readFileSync("www.pem", "utf8"),
 *     privateKey: new pulumi.Config().requireSecret("wwwKey"),
 *   },
 *   { dependsOn: domains },
 * );
 * ```
 *
 * @destroy
 * Takes the certificate off the domain (`DeleteBucketDomainCertificate`), which then no longer answers HTTPS.
 *
 * @unseen
 * COS returns only the certificate's id and its time. Another certificate that somebody binds in the console is seen by its id.
 *
 * @remarks
 * - The private key is a secret of the stack, and the state keeps it encrypted.
 * - The domain has to be one of the bucket's `BucketDomain`: let this resource come after that one (`dependsOn`).
 * - A certificate that Tencent Cloud's SSL certificate service holds is named by its `certId`; then nothing of it is in the state.
 *
 * @see https://www.tencentcloud.com/document/product/436/35868 (domains; no page of the vendor describes their certificates)
 */
export class BucketDomainCertificate extends BucketConfigResource {
  constructor(name: string, args: BucketDomainCertificateArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketDomainCertificate, name, args, options);
  }
}

export interface BucketDomainCertificate
  extends Outputs<typeof bucketDomainCertificate.struct.fields>,
    Computed<typeof bucketDomainCertificate.outputs.fields> {}
