/** Access rules of a bucket or an object (https://www.tencentcloud.com/document/product/436/7737, 7733, 7748, 7744). */

import { group, string, structs } from "../../codec/fields";

/** Permissions that a grant can give; `WRITE` is for buckets only. */
export const aclPermissions = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"] as const;

/** One permission for one grantee. */
export const accessControlGrant = group({
  /** The group that gets it, as an address: `http://cam.qcloud.com/groups/global/AllUsers`. */
  uri: string("Grantee>URI", { optional: true }),
  /** The account that gets it, as `qcs::cam::uin/100000000001:uin/100000000001`. */
  id: string("Grantee>ID", { optional: true }),
  /** A name to show. COS fills it in. */
  displayName: string("Grantee>DisplayName", { optional: true }),
  permission: string("Permission", { oneOf: aclPermissions }),
});

/** Whose it is, and who may do what. */
export const accessControlPolicy = group({
  /** The owner, as `qcs::cam::uin/100000000001:uin/100000000001`. */
  ownerId: string("Owner>ID"),
  /** A name to show. COS fills it in. */
  ownerName: string("Owner>DisplayName", { optional: true }),
  /** The order means nothing. */
  grants: structs("AccessControlList>Grant", accessControlGrant, { optional: true, unordered: true }),
});
