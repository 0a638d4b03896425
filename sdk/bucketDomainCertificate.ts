/** The certificate of a bucket's own domain in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketDomainCertificate } from "../provider/resources/bucketDomainCertificate";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";
import { markSecrets } from "./secrets";

/** Arguments of a `BucketDomainCertificate`: either `certId`, or `cert` and `privateKey`. */
export interface BucketDomainCertificateArgs
  extends BucketTarget,
    Args<typeof bucketDomainCertificate.struct.fields> {}

/**
 * The certificate with which a bucket's own domain answers https. A bucket has one such resource for each of its domains.
 * COS returns neither certificate nor key, only the certificate's id and its time: another certificate that somebody binds in the
 * console is seen by its id. The private key is a secret of the stack.
 *
 * ```ts
 * new cos.BucketDomainCertificate("www", {
 *   bucket: site,
 *   domainName: "www.example.com",
 *   cert: fs.readFileSync("www.pem", "utf8"),
 *   privateKey: config.requireSecret("wwwKey"),
 * }, { dependsOn: domains });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/35868 (domains; no page of the vendor describes their certificates)
 */
export class BucketDomainCertificate extends BucketConfigResource {
  /** Whether COS uses the certificate: `Enabled` or `Disabled`. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** When the certificate begins to be valid, in Unix seconds. */
  declare readonly validityBegin: pulumi.Output<number | undefined>;
  /** When the certificate ends, in Unix seconds. */
  declare readonly validityExpire: pulumi.Output<number | undefined>;

  constructor(name: string, args: BucketDomainCertificateArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketDomainCertificate, name, markSecrets(bucketDomainCertificate.struct, args), options);
  }
}

export interface BucketDomainCertificate extends Outputs<typeof bucketDomainCertificate.struct.fields> {}
