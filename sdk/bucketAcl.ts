/** Access rules of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { type aclGrant, bucketAcl, type grantee } from "../provider/resources/configurations/acl";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketAcl`: either `acl` or `grants`. */
export interface BucketAclArgs extends BucketTarget, Args<typeof bucketAcl.struct.fields> {}

/** One permission for one grantee. */
export interface AclGrantArgs extends Args<typeof aclGrant.fields> {}

/** Who gets a permission: `{ uin }`, `{ uin, subUin }` or `{ group }`. */
export interface GranteeArgs extends Args<typeof grantee.fields> {}

/**
 * Who may use a bucket: one of COS's ready-made sets of grants, or grants one by one.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 * const shared = new cos.Bucket("shared");
 *
 * new cos.BucketAcl("site", { bucket: site, acl: "public-read" });
 *
 * new cos.BucketAcl("shared", {
 *   bucket: shared,
 *   grants: [
 *     { grantee: { uin: "100000000002" }, permission: "READ" },
 *     { grantee: { uin: "100000000001", subUin: "100000000011" }, permission: "FULL_CONTROL" },
 *   ],
 * });
 * ```
 *
 * @destroy
 * Makes the bucket private again. A bucket always has an ACL.
 *
 * @remarks
 * - `acl: "public-read"` and the grant that it stands for are the same; so are grants in another order. Neither is ever a diff.
 * - The owner can do everything in any case. The owner's own grant counts only when the program lists it.
 * - An account holds about 1,000 grants and policy entries over all buckets; for many of them a `BucketPolicy` is the better place.
 *
 * @see https://www.tencentcloud.com/document/product/436/7737
 */
export class BucketAcl extends BucketConfigResource {
  constructor(name: string, args: BucketAclArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketAcl, name, args, options);
  }
}

export interface BucketAcl extends Outputs<typeof bucketAcl.struct.fields> {}
