/**
 * Who may do what: owner, CAM policies of sub-accounts, bucket policy, bucket ACL and object ACL.
 * https://www.tencentcloud.com/document/product/436/30583 (ACL), 45235 (bucket policies), 32971 (other accounts)
 */

import { type Caller, isRoot, principalOf } from "./accounts";
import {
  type Acl,
  allUsers,
  authenticatedUsers,
  defaultAcl,
  effectiveGrants,
  type Grant,
  type Permission,
} from "./acl";
import { judgeByCam } from "./policy/cam";
import type { JudgedRequest } from "./policy/conditions";
import { judge, type NamedBucket } from "./policy/judge";
import { type Policy, servicePrincipal } from "./policy/language";

/** What an operation needs: an ACL permission on the bucket or the object, or to be the bucket's owner. */
export type Need =
  | "bucket-read"
  | "bucket-write"
  | "bucket-read-acp"
  | "bucket-write-acp"
  | ObjectNeed
  | "owner";
type Grantee = Grant["grantee"];
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

/** The sub-resource under which a bucket keeps its policy. */
export const policyQuery = "policy";

/** What of a bucket says who may do something with it. */
export interface GuardedBucket extends NamedBucket {
  readonly acl: Acl;
  /** Its configurations by sub-resource. */
  readonly configurations: ReadonlyMap<string, unknown>;
}

/** What is asked for. */
export interface Access {
  readonly request: JudgedRequest & { readonly caller: Caller };
  /** The CAM action without `name/cos:`. */
  readonly operation: string;
  readonly need: Need;
  readonly bucket: GuardedBucket;
  readonly key?: string | undefined;
  /** The object of that key; absent where there is none. */
  readonly object?: { readonly acl: Acl | undefined; readonly ownerUin: string } | undefined;
}

// PutBucketPolicy is on page 45235; that nothing keeps the owner from the two others either is unverified(policy-owner).
const neverDenied = ["PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy"];

// That the asterisk means everybody, signed or not, is unverified(policy-everyone).
const everyone = ["*", "qcs::cam::anyone:anyone", "qcs::cam::anonymous:anonymous"];
const isEveryone = (principal: string) => everyone.includes(principal);

/** Whether the caller may carry out the operation on the bucket or on one of its objects. */
export function isAllowed(access: Access): boolean {
  const { bucket, operation } = access;
  const { account } = access.request.caller;
  const stored = bucket.configurations.get(policyQuery) as Policy | undefined;
  if (account) {
    const ofOwner = account.uin === bucket.ownerUin;
    if (ofOwner && isRoot(account) && neverDenied.includes(operation)) {
      return true;
    }
    // Another account's root hands on what it was given to its sub-accounts; the owner's already have what CAM says.
    const names = (principal: string) =>
      principal === principalOf(account.uin, account.subUin) ||
      (!ofOwner && principal === principalOf(account.uin));
    const named = judge(stored, access, names);
    const own = judgeByCam(account, access);
    if (named.denies || own.denies) {
      return false;
    }
    if (ofOwner && own.allows) {
      return true;
    }
    const granted = (grantee: Grantee) =>
      "group" in grantee ? grantee.group === authenticatedUsers : names(grantee.user);
    // A caller from another account also needs the consent of that account.
    if ((ofOwner || own.allows) && (named.allows || isGranted(access, granted))) {
      return true;
    }
  }
  // What anybody may do is open to signed requests too. A denial of anybody only shuts this door: signed requests have
  // been judged by their identity before.
  const open = judge(stored, access, isEveryone);
  if (open.denies) {
    return false;
  }
  return (
    open.allows ||
    isGranted(access, (grantee) =>
      "group" in grantee ? grantee.group === allUsers : isEveryone(grantee.user),
    )
  );
}

/** Whether the bucket's policy lets a service of the vendor do that, such as `cos.qcloud.com`, or everybody. */
export function isAllowedToService(service: string, access: Omit<Access, "need">): boolean {
  const stored = access.bucket.configurations.get(policyQuery) as Policy | undefined;
  const named = judge(
    stored,
    access,
    (principal) => principal === servicePrincipal(service) || isEveryone(principal),
  );
  return named.allows && !named.denies;
}

/** Whether bucket ACL or object ACL grant what is needed to somebody meant by `names`. */
function isGranted({ need, bucket, object }: Access, names: (grantee: Grantee) => boolean): boolean {
  if (need === "owner") {
    return false;
  }
  const permission = permissionOf[need];
  const bucketOwner = principalOf(bucket.ownerUin);
  const reaches = (acl: Acl, owner: string) =>
    effectiveGrants(acl, owner, bucketOwner).some(
      (grant) =>
        (grant.permission === permission || grant.permission === "FULL_CONTROL") && names(grant.grantee),
    );
  if (!need.startsWith("object-")) {
    return reaches(bucket.acl, bucketOwner);
  }
  // A missing object is judged like one with the default ACL, unverified(anonymous-missing-object), so strangers learn nothing.
  const acl = object?.acl ?? defaultAcl;
  const objectOwner = object?.ownerUin === undefined ? bucketOwner : principalOf(object.ownerUin);
  return reaches(acl, objectOwner) || (acl.canned === "default" && reaches(bucket.acl, bucketOwner));
}
