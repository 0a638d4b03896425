/**
 * Access control lists: canned names, grant headers, XML, and what comes back.
 * https://www.tencentcloud.com/document/product/436/30583 (overview), 7737 and 7733 (bucket), 7748 and 7744 (object)
 */

import { ServiceError } from "../format/errors";
import {
  childOf,
  childrenOf,
  childText,
  element,
  ignoreOthers,
  requiredText,
  type XmlElement,
  xmlDocument,
} from "../format/xml";
import { principalOf } from "./accounts";

/** What a grant allows. */
export type Permission = "READ" | "WRITE" | "READ_ACP" | "WRITE_ACP" | "FULL_CONTROL";

/** One line of an ACL: a user by principal text, or a group by URI. */
export interface Grant {
  readonly grantee: { readonly user: string } | { readonly group: string };
  readonly permission: Permission;
}

/** A stored ACL. `canned` is the name it was set by; an ACL set by XML has only grants. */
export interface Acl {
  readonly canned: string | undefined;
  readonly grants: readonly Grant[];
}

/** Everybody, signed or not. */
export const allUsers = "http://cam.qcloud.com/groups/global/AllUsers";
/** Everybody with an account. */
export const authenticatedUsers = "http://cam.qcloud.com/groups/global/AuthenticatedUsers";

const maxGrants = 100;

const cannedNames = {
  // A bucket's "default" means private: a widely used sync tool sends it.
  bucket: ["private", "public-read", "public-read-write", "authenticated-read", "default"],
  // Recognised although the ACL page no longer lists it: "public-read-write" is refused for objects.
  object: [
    "default",
    "private",
    "public-read",
    "authenticated-read",
    "bucket-owner-read",
    "bucket-owner-full-control",
  ],
} as const;

const permissionNames = {
  bucket: ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"],
  object: ["READ", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"],
} as const;

const grantHeaders: readonly (readonly [header: string, permission: Permission])[] = [
  ["x-cos-grant-read", "READ"],
  ["x-cos-grant-write", "WRITE"],
  ["x-cos-grant-full-control", "FULL_CONTROL"],
  ["x-cos-grant-write-acp", "WRITE_ACP"],
  ["x-cos-grant-read-acp", "READ_ACP"],
];

// Groups under the names that S3 libraries use, on COS unverified(acl-s3-groups).
const groupAliases: Readonly<Record<string, string>> = {
  [allUsers]: allUsers,
  [authenticatedUsers]: authenticatedUsers,
  "http://acs.amazonaws.com/groups/global/AllUsers": allUsers,
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": authenticatedUsers,
};

/** Whose ACL it is. */
export type AclScope = "bucket" | "object";

/** A bucket's ACL when none was asked for. */
export const privateAcl: Acl = { canned: "private", grants: [] };
/** An object's ACL when none was asked for: it inherits the bucket's. */
export const defaultAcl: Acl = { canned: "default", grants: [] };

/** Normalises `100000000011`, `O/S` and `qcs::cam::uin/O:uin/S` to the last form. */
function readPrincipal(id: string): string | undefined {
  const match = /^(?:qcs::cam::uin\/(\d+):uin\/(\d+)|(\d+)(?:\/(\d+))?)$/.exec(id.trim());
  if (match) {
    return match[1] === undefined ? principalOf(match[3]!, match[4]) : principalOf(match[1], match[2]);
  }
  return id === "qcs::cam::anyone:anyone" || id === "qcs::cam::anonymous:anonymous" ? id : undefined;
}

function readGranteeId(id: string): Grant["grantee"] {
  const principal = readPrincipal(id);
  if (principal === undefined) {
    throw new ServiceError("InvalidArgument", { message: `Invalid grantee id: ${id}` });
  }
  // The legacy spelling of the AllUsers group; kept as sent.
  return { user: principal };
}

/** The ACL in the request's headers, or undefined when it names none. */
export function readAclHeaders(headers: Readonly<Record<string, string>>, scope: AclScope): Acl | undefined {
  const canned = headers["x-cos-acl"]?.trim();
  const grants: Grant[] = [];
  for (const [header, permission] of grantHeaders) {
    const value = headers[header];
    // There is no x-cos-grant-write for objects: the service ignores it, unverified(acl-object-grant-write).
    if (value === undefined || (scope === "object" && permission === "WRITE")) {
      continue;
    }
    for (const piece of value.split(",")) {
      const match = /^\s*(id|uin|uri)\s*=\s*"?([^"]*)"?\s*$/i.exec(piece);
      if (!match) {
        throw new ServiceError("InvalidArgument", { message: `Invalid grant header: ${header}` });
      }
      const [, kind, id] = match;
      const group = kind!.toLowerCase() === "uri" ? groupAliases[id!] : undefined;
      grants.push({ grantee: group === undefined ? readGranteeId(id!) : { group }, permission });
    }
  }
  if (canned === undefined && grants.length === 0) {
    return undefined;
  }
  if (canned !== undefined && !(cannedNames[scope] as readonly string[]).includes(canned)) {
    throw new ServiceError("InvalidArgument", { message: `Invalid ACL: ${canned}` });
  }
  checkGrants(grants);
  if (scope === "bucket") {
    return { canned: canned === undefined || canned === "default" ? "private" : canned, grants };
  }
  return { canned: canned ?? "default", grants };
}

/** Parses `<AccessControlPolicy>`; kept as given, the owner's own grant is not added. */
export function readAclXml(root: XmlElement, scope: AclScope, owner: string): Acl {
  if (root.name !== "AccessControlPolicy") {
    throw new ServiceError("MalformedXML");
  }
  ignoreOthers(root, ["Owner", "AccessControlList"]);
  const ownerElement = childOf(root, "Owner");
  const list = childOf(root, "AccessControlList");
  if (!ownerElement || !list) {
    throw new ServiceError("MalformedXML");
  }
  ignoreOthers(ownerElement, ["ID", "DisplayName"]);
  // That a wrong owner is refused is on page 7737; with which code is unverified(acl-wrong-owner).
  if (readPrincipal(requiredText(ownerElement, "ID")) !== owner) {
    throw new ServiceError("AccessDenied", { message: "The Owner ID is not the owner of the resource." });
  }
  ignoreOthers(list, ["Grant"]);
  const grants = childrenOf(list, "Grant").map((grant) => readGrant(grant, scope));
  checkGrants(grants);
  return { canned: undefined, grants };
}

function readGrant(grant: XmlElement, scope: AclScope): Grant {
  ignoreOthers(grant, ["Grantee", "Permission"]);
  const grantee = childOf(grant, "Grantee");
  const permission = requiredText(grant, "Permission").trim();
  if (!grantee || !(permissionNames[scope] as readonly string[]).includes(permission)) {
    throw new ServiceError("MalformedXML");
  }
  ignoreOthers(grantee, ["ID", "DisplayName", "URI", "Type"]);
  // The type is optional here: cos-nodejs-sdk-v5 sends a grantee without one, and cos-python-sdk-v5 one as an element, unverified(acl-grantee-type).
  const type = grantee.attributes.type ?? childText(grantee, "Type")?.trim();
  if (type !== undefined && !["CanonicalUser", "Group", "RootAccount", "SubAccount"].includes(type)) {
    throw new ServiceError("MalformedXML");
  }
  const uri = childText(grantee, "URI")?.trim();
  const id = childText(grantee, "ID")?.trim();
  if (uri !== undefined && type !== "CanonicalUser") {
    const group = groupAliases[uri];
    if (group === undefined) {
      throw new ServiceError("InvalidArgument", { message: `Unknown group: ${uri}` });
    }
    return { grantee: { group }, permission: permission as Permission };
  }
  if (id === undefined) {
    throw new ServiceError("MalformedXML");
  }
  return { grantee: readGranteeId(id), permission: permission as Permission };
}

function checkGrants(grants: readonly Grant[]): void {
  if (grants.length > maxGrants) {
    // The limit is documented, its code is not, unverified(acl-too-many-grants).
    throw new ServiceError("InvalidArgument", { message: `An ACL holds at most ${maxGrants} grants.` });
  }
}

/** All grants of an ACL, with those that its canned name stands for. Beside grants by headers the owner has no line. */
export function effectiveGrants(acl: Acl, owner: string, bucketOwner = owner): Grant[] {
  if (acl.canned === undefined) {
    return [...acl.grants];
  }
  const grants: Grant[] =
    acl.grants.length > 0 ? [] : [{ grantee: { user: owner }, permission: "FULL_CONTROL" }];
  const add = (grantee: Grant["grantee"], permission: Permission) => grants.push({ grantee, permission });
  switch (acl.canned) {
    case "public-read":
      add({ group: allUsers }, "READ");
      break;
    case "public-read-write":
      // SDKs recognise READ and WRITE as well as FULL_CONTROL; which one the service shows is unverified(acl-public-read-write).
      add({ group: allUsers }, "READ");
      add({ group: allUsers }, "WRITE");
      break;
    case "authenticated-read":
      add({ group: authenticatedUsers }, "READ");
      break;
    case "bucket-owner-read":
      if (bucketOwner !== owner) {
        add({ user: bucketOwner }, "READ");
      }
      break;
    case "bucket-owner-full-control":
      if (bucketOwner !== owner) {
        add({ user: bucketOwner }, "FULL_CONTROL");
      }
      break;
  }
  return [...grants, ...acl.grants];
}

/** The value of the `x-cos-acl` answer header: the canned name, or for an XML ACL the nearest one, unverified(acl-header-of-grants). */
export function cannedNameOf(acl: Acl): string {
  if (acl.canned !== undefined) {
    return acl.canned;
  }
  const toAll = acl.grants.filter(
    ({ grantee }) =>
      ("group" in grantee && grantee.group === allUsers) ||
      ("user" in grantee && grantee.user === "qcs::cam::anyone:anyone"),
  );
  const has = (permission: Permission) => toAll.some((grant) => grant.permission === permission);
  if (has("FULL_CONTROL") || (has("READ") && has("WRITE"))) {
    return "public-read-write";
  }
  if (has("READ")) {
    return "public-read";
  }
  const signed = acl.grants.some(
    ({ grantee, permission }) =>
      "group" in grantee && grantee.group === authenticatedUsers && permission === "READ",
  );
  return signed ? "authenticated-read" : "private";
}

/** The `<AccessControlPolicy>` document. */
export function renderAcl(grants: readonly Grant[], owner: string): string {
  const schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return xmlDocument(
    element("AccessControlPolicy", [
      element("Owner", [element("ID", owner), element("DisplayName", owner)]),
      element(
        "AccessControlList",
        grants.map(({ grantee, permission }) =>
          element("Grant", [
            "group" in grantee
              ? element("Grantee", [element("URI", grantee.group)], `${schema} xsi:type="Group"`)
              : element(
                  "Grantee",
                  [element("ID", grantee.user), element("DisplayName", grantee.user)],
                  `${schema} xsi:type="CanonicalUser"`,
                ),
            element("Permission", permission),
          ]),
        ),
      ),
    ]),
  );
}
