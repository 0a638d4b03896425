/**
 * Who may do what: owner, CAM policies of sub-accounts, bucket ACL and object ACL.
 * https://www.tencentcloud.com/document/product/436/30583
 */

import { allowsAction, type Caller, principalOf } from "./accounts";
import { type Acl, allUsers, authenticatedUsers, defaultAcl, effectiveGrants, type Permission } from "./acl";
import type { CosRequest } from "./request";
import type { Bucket, ObjectVersion } from "./store/store";

/** What an operation needs: an ACL permission on the bucket or the object, or to be the bucket's owner. */
export type Need =
  | "bucket-read"
  | "bucket-write"
  | "bucket-read-acp"
  | "bucket-write-acp"
  | ObjectNeed
  | "owner";
type ObjectNeed = "object-read" | "object-read-acp" | "object-write-acp";

const permissionOf: Readonly<Record<Exclude<Need, "owner">, Permission>> = {
  "bucket-read": "READ",
  "bucket-write": "WRITE",
  "bucket-read-acp": "READ_ACP",
  "bucket-write-acp": "WRITE_ACP",
  "object-read": "READ",
  "object-read-acp": "READ_ACP",
  "object-write-acp": "WRITE_ACP",
};

/** What is asked for. */
export interface Access {
  readonly request: CosRequest;
  /** The CAM action without `name/cos:`. */
  readonly operation: string;
  readonly need: Need;
  readonly bucket: Bucket;
  readonly key?: string | undefined;
  readonly object?: ObjectVersion | undefined;
}

/** Whether the caller may carry out the operation on the bucket or on one of its objects. */
export function isAllowed({ request: { caller }, operation, need, bucket, object }: Access): boolean {
  const { account } = caller;
  if (account && account.uin === bucket.ownerUin && allowsAction(account, operation)) return true;
  if (need === "owner") return false;
  const permission = permissionOf[need];
  const bucketOwner = principalOf(bucket.ownerUin);
  const reaches = (acl: Acl, owner: string) =>
    grants(acl, { owner, bucketOwner, permission, caller, operation });
  if (!need.startsWith("object-")) return reaches(bucket.acl, bucketOwner);
  // A missing object is judged like one with the default ACL (unverified), so strangers learn nothing.
  const acl = object?.acl ?? defaultAcl;
  const objectOwner = object?.ownerUin === undefined ? bucketOwner : principalOf(object.ownerUin);
  return reaches(acl, objectOwner) || (acl.canned === "default" && reaches(bucket.acl, bucketOwner));
}

interface Question {
  readonly owner: string;
  readonly bucketOwner: string;
  readonly permission: Permission;
  readonly caller: Caller;
  readonly operation: string;
}

function grants(acl: Acl, { owner, bucketOwner, permission, caller, operation }: Question): boolean {
  const { account } = caller;
  return effectiveGrants(acl, owner, bucketOwner).some(({ grantee, permission: granted }) => {
    if (granted !== permission && granted !== "FULL_CONTROL") return false;
    if ("group" in grantee) {
      return grantee.group === allUsers || (grantee.group === authenticatedUsers && account !== undefined);
    }
    if (/:any(one|onymous)$|anonymous:anonymous$/.test(grantee.user)) return true;
    if (!account) return false;
    if (grantee.user === principalOf(account.uin, account.subUin)) return true;
    // A grant to a root account reaches those of its sub-accounts whom the account's own policies let use it.
    return grantee.user === principalOf(account.uin) && allowsAction(account, operation);
  });
}
