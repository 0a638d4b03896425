/** The access rules of an object, as COS answers them. */

import { elementsAt, parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";

/** The canned ACLs that have these grants, the likeliest first: some share the same grants. */
export type CannedAcl = readonly string[];

/** The access rules that COS answers. */
export interface AclReading {
  /** A canned ACL, or `custom`. */
  readonly acl: CannedAcl;
  /** The `AccessControlPolicy` document; sending it writes the same rules. */
  readonly aclDocument: string;
}

/**
 * Access rules (https://www.tencentcloud.com/document/product/436/7744). The header names a canned ACL, which the XML may not name; grants to
 * accounts beyond it are only in the XML.
 */
export async function getAcl(context: Context, address: ObjectAddress): Promise<AclReading> {
  const { body, headers } = await context.client.send({
    method: "GET",
    ...address,
    query: { acl: "" },
    operation: "GetObjectAcl",
  });
  const aclDocument = body.toString();
  const others = grantsToOthers(aclDocument);
  const canned = headers["x-cos-acl"]?.toLowerCase();
  // The canned ACLs for the bucket's owner are grants to an account.
  const isWhole = canned?.startsWith("bucket-owner-") || others.every(({ who }) => !isAccount(who));
  return { acl: canned && isWhole ? [canned] : classifyAcl(others), aclDocument };
}

interface Grant {
  /** A group's address, or an account. */
  readonly who: string;
  readonly permission: string;
}

function grantsToOthers(body: string): readonly Grant[] {
  const document = parseXml(body);
  const owner = textAt(document, "Owner", "ID");
  return elementsAt(document, ["AccessControlList", "Grant"])
    .map((grant) => ({
      who: textAt(grant, "Grantee", "URI") ?? textAt(grant, "Grantee", "ID") ?? "",
      permission: String(textAt(grant, "Permission")?.trim()),
    }))
    .filter(({ who }) => who !== owner);
}

function isAccount(who: string): boolean {
  return /uin\/\d+$/.test(who);
}

function classifyAcl(grants: readonly Grant[]): CannedAcl {
  const others = grants.map(({ who, permission }) => `${who.slice(who.lastIndexOf("/") + 1)} ${permission}`);
  switch (others.join()) {
    case "":
      return ["default", "private", "bucket-owner-read", "bucket-owner-full-control"];
    case "AllUsers READ":
    case "qcs::cam::anyone:anyone READ":
      return ["public-read"];
    case "AuthenticatedUsers READ":
      return ["authenticated-read"];
    default:
      return ["custom"];
  }
}
