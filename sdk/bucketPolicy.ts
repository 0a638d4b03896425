/** The policy of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { policyDocument, policyPrincipal, policyStatement } from "../provider/model/documents/policy";
import { bucketPolicy } from "../provider/resources/configurations/policy";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Whom a statement is about: `{ qcs: [cos.anyone] }`. */
export interface PolicyPrincipalArgs extends Args<typeof policyPrincipal.fields> {}

/** One statement; `cos.policyStatement` writes it shorter. */
export interface PolicyStatementArgs extends Args<typeof policyStatement.fields> {}

/** A whole policy: `{ statement: [...] }`. */
export interface PolicyDocumentArgs extends Args<typeof policyDocument.fields> {}

/** Arguments of a `BucketPolicy`. */
export interface BucketPolicyArgs extends BucketTarget {
  /**
   * The policy: an object, or its JSON text, whose keys may begin with small or capital letters. At most 20 KB. The state shows it as
   * an object.
   */
  policy: pulumi.Input<string> | pulumi.Input<PolicyDocumentArgs>;
}

/**
 * Who may do what with a bucket, as a policy: an object, or a JSON string.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.BucketPolicy("site", {
 *   bucket: site,
 *   policy: {
 *     statement: [
 *       cos.policyStatement({
 *         effect: "allow",
 *         principals: [cos.subUin("100000000001", "100000000011")],
 *         actions: cos.readActions,
 *         resources: [cos.objectsOf(site, "public/")],
 *         condition: { ip_equal: { "qcs:ip": ["10.0.0.0/8"] } },
 *       }),
 *     ],
 *   },
 * });
 * ```
 *
 * @remarks
 * - Two policies are equal when they mean the same: the order of statements and lists, single values or lists of one, small or capital keys, and
 *   names that COS gave to statements are not differences.
 * - Which accounts, operations and condition keys exist only COS knows; it answers a wrong one with `MalformedPolicy`.
 * - The owner's root account cannot be locked out: it can always write another policy.
 *
 * @see https://www.tencentcloud.com/document/product/436/8282
 */
export class BucketPolicy extends BucketConfigResource {
  constructor(name: string, args: BucketPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketPolicy, name, args, options);
  }
}

export interface BucketPolicy extends Outputs<typeof bucketPolicy.struct.fields> {}
