/** Access rules of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { type aclGrant, bucketAcl, type grantee } from "../provider/resources/bucketAcl";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketAcl`: either `acl` or `grants`. */
export interface BucketAclArgs extends BucketTarget, Args<typeof bucketAcl.struct.fields> {}

/** One permission for one grantee. */
export interface AclGrantArgs extends Args<typeof aclGrant.fields> {}

/** Who gets a permission: `{ uin }`, `{ uin, subUin }` or `{ group }`. */
export interface GranteeArgs extends Args<typeof grantee.fields> {}

/**
 * Who may use a bucket. A bucket has one such set of rules; destroying the resource makes the bucket private again.
 *
 * ```ts
 * new cos.BucketAcl("site", { bucket: site, acl: "public-read" });
 * new cos.BucketAcl("shared", {
 *   bucket: shared,
 *   grants: [{ grantee: { uin: "100000000002" }, permission: "READ" }],
 * });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/7737
 */
export class BucketAcl extends BucketConfigResource {
  constructor(name: string, args: BucketAclArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketAcl, name, args, options);
  }
}

export interface BucketAcl extends Outputs<typeof bucketAcl.struct.fields> {}
