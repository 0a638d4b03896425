/** Access rules of a bucket (https://www.tencentcloud.com/document/product/436/7737, 7733; evaluation: 30583). */

import type { CosResponse } from "../../client";
import {
  type Difference,
  decodeStruct,
  exclusive,
  group,
  hasUnknown,
  parentElement,
  parseXml,
  renderXml,
  string,
  struct,
  structs,
  textElement,
  type Values,
  type XmlElement,
} from "../../codec";
import { anyone, uinReason } from "../../model/accounts";
import { accessControlPolicy } from "../../model/documents/accessControlPolicy";
import type { BucketConfig, LiveConfig, Recorded, Wanted, WriteRequest } from "./descriptor";

/** Greatest number of grants of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxGrants = 100;

/** The header that sets one of the ready-made sets of grants. */
const aclHeader = "x-cos-acl";

const groupUri = "http://cam.qcloud.com/groups/global/";

/** A grant can also go to somebody who is no account, such as a role; a grant that was made elsewhere says so. */
function granteeReason(value: string): string | undefined {
  return value.startsWith("qcs:") ? undefined : uinReason(value);
}

/** Who gets a permission: a root account, one of its sub-accounts, or a group. */
export const grantee = group(
  "Grantee",
  {
    /** The UIN of the root account. */
    uin: string({ optional: true, verify: granteeReason }),
    /** The UIN of a sub-account of `uin`. Left out, the root account itself is meant. */
    subUin: string({ optional: true, verify: uinReason }),
    /** Everybody (`AllUsers`), or everybody who signs requests with any account (`AuthenticatedUsers`). */
    group: string({ optional: true, oneOf: ["AllUsers", "AuthenticatedUsers"], open: true }),
  },
  exclusive(["uin", "group"], { required: true }),
  (value) =>
    value.subUin !== undefined && value.uin === undefined
      ? [{ path: "subUin", reason: "needs uin, the root account that it belongs to" }]
      : [],
);

/** One permission for one grantee. */
export const aclGrant = group("AclGrant", {
  /** Who gets it. */
  grantee: struct(grantee),
  /** What the grantee may do: list and read, write, read or write these rules, or all of it. */
  permission: string({ oneOf: ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"] }),
});

type Grantee = Values<typeof grantee.fields>;
type Grant = Values<typeof aclGrant.fields>;

const everybody = { group: "AllUsers" } as const;

/** The grants that a canned ACL stands for, beside the owner's; where COS may show it in two ways, both (https://www.tencentcloud.com/document/product/436/30583). */
const cannedForms: Readonly<Record<string, readonly (readonly Grant[])[]>> = {
  private: [[]],
  "public-read": [[{ grantee: everybody, permission: "READ" }]],
  // The ACL overview says FULL_CONTROL, the SDKs expect READ and WRITE (unverified which is live).
  "public-read-write": [
    [
      { grantee: everybody, permission: "READ" },
      { grantee: everybody, permission: "WRITE" },
    ],
    [{ grantee: everybody, permission: "FULL_CONTROL" }],
  ],
  "authenticated-read": [[{ grantee: { group: "AuthenticatedUsers" }, permission: "READ" }]],
};

const aclStruct = group(
  "BucketAcl",
  {
    /** One of COS's ready-made sets of grants. Either this or `grants`. */
    acl: string({
      header: aclHeader,
      optional: true,
      oneOf: ["private", "public-read", "public-read-write", "authenticated-read"],
    }),
    /**
     * Who may do what. The order means nothing. The owner can always do everything and need not be listed. 1 to 100.
     */
    grants: structs(aclGrant, { optional: true, unordered: true, maxItems: maxGrants }),
  },
  exclusive(["acl", "grants"], { required: true }),
);

type Acl = typeof aclStruct.fields;

/** The configuration `?acl`. A bucket always has one, so deleting it means `private`. */
export const bucketAcl = {
  token: "BucketAcl",
  title: "access rules",
  query: "acl",
  root: "AccessControlPolicy",
  operations: { get: "GetBucketAcl", put: "PutBucketAcl" },
  absent: [],
  struct: aclStruct,
  natural: ({ acl }) => acl === "private",
  opens,
  reset: { headers: { [aclHeader]: "private" } },
  overrides: { encode, decode, compare },
} as const satisfies BucketConfig<typeof aclStruct.fields>;

function encode(value: Wanted<Acl>, live: LiveConfig | undefined): WriteRequest {
  if (value.acl !== undefined) {
    return { headers: { [aclHeader]: value.acl } };
  }
  const owner = live?.extra?.owner ?? "";
  const grants = (value.grants ?? []).map(encodeGrant);
  const document = parentElement("AccessControlPolicy", [
    parentElement("Owner", [textElement("ID", owner)]),
    parentElement("AccessControlList", grants),
  ]);
  return { body: renderXml(document) };
}

function encodeGrant({ grantee, permission }: Grant): XmlElement {
  const who =
    grantee.group !== undefined
      ? textElement("URI", groupUri + grantee.group)
      : textElement("ID", userId(grantee.uin ?? "", grantee.subUin));
  const attributes = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:type": grantee.group !== undefined ? "Group" : "CanonicalUser",
  };
  return parentElement("Grant", [
    parentElement("Grantee", [who], attributes),
    textElement("Permission", permission),
  ]);
}

function userId(uin: string, subUin = uin): string {
  // Who is no account, such as a role, is named as COS names it.
  return uin.startsWith("qcs:") ? uin : `qcs::cam::uin/${uin}:uin/${subUin}`;
}

/** Reads the answer in the form that the program uses, when both forms can say it. */
function decode(response: CosResponse, olds: Recorded<Acl>): LiveConfig {
  const { value: read, unknownElements } = decodeStruct(
    accessControlPolicy,
    parseXml(response.body.toString()),
  );
  const { ownerId: owner = "", grants: answered = [] } = read as Partial<
    Values<typeof accessControlPolicy.fields>
  >;
  const others = answered
    .map(({ uri, id = "", permission = "" }) => ({
      grantee: decodeGrantee(uri, id),
      permission: permission.trim() as Grant["permission"],
    }))
    .filter((grant) => !isOwners(grant, owner));
  const declared = olds.grants;
  const canned = Object.keys(cannedForms).find((name) => isCanned(name, others));
  const grants = [...others, ...(declared ?? []).filter((grant) => isOwners(grant, owner))];
  const value =
    canned !== undefined && (declared === undefined || grants.length === 0) ? { acl: canned } : { grants };
  return { value, unknownElements, extra: { owner } };
}

function decodeGrantee(uri: string | undefined, id: string): Grantee {
  if (uri !== undefined) {
    return { group: uri.slice(uri.lastIndexOf("/") + 1) as NonNullable<Grantee["group"]> };
  }
  // Older documents write the group as a user.
  if (id === anyone) {
    return { group: "AllUsers" };
  }
  const [, uin = id, subUin] = /^(?:qcs::cam::uin\/)?(\d+)(?::uin\/|\/)?(\d+)?$/.exec(id) ?? [];
  return subUin === undefined || subUin === uin ? { uin } : { uin, subUin };
}

/**
 * The owner's own FULL_CONTROL is there after a canned ACL and not after an XML one; the owner has it in any case
 * (https://www.tencentcloud.com/document/product/436/7733), so only a program that lists it sees it.
 */
function isOwners({ grantee, permission }: Grant, owner: string): boolean {
  return (
    permission === "FULL_CONTROL" &&
    grantee.uin !== undefined &&
    userId(grantee.uin, grantee.subUin) === owner
  );
}

/** Which of the two spellings is used is not a difference; only what is granted is (docs/promises.md#a-canned-acl-equals-its-grants). */
function compare(olds: Recorded<Acl>, news: Recorded<Acl>): readonly Difference[] {
  if (!hasUnknown(news) && sameAccess(olds, news)) {
    return [];
  }
  const path = news.grants !== undefined ? "grants" : "acl";
  return [
    { path, kind: "update", before: olds[path] ?? olds.grants ?? olds.acl, after: news.grants ?? news.acl },
  ];
}

function sameAccess(a: Recorded<Acl>, b: Recorded<Acl>): boolean {
  if (a.grants !== undefined && b.grants !== undefined) {
    return sameGrants(a.grants, b.grants);
  }
  if (a.acl !== undefined && b.acl !== undefined) {
    return a.acl === b.acl;
  }
  const [acl, grants] = [a.acl ?? b.acl, a.grants ?? b.grants];
  return acl !== undefined && grants !== undefined && isCanned(acl, grants);
}

function isCanned(acl: string, grants: readonly Grant[]): boolean {
  return (cannedForms[acl] ?? []).some((form) => sameGrants(form, grants));
}

function sameGrants(a: readonly Grant[], b: readonly Grant[]): boolean {
  const [left, right] = [new Set(a.map(grantKey)), new Set(b.map(grantKey))];
  return left.size === right.size && [...left].every((key) => right.has(key));
}

function grantKey({ grantee, permission }: Grant): string {
  return `${grantee.group ?? userId(grantee.uin ?? "", grantee.subUin)} ${permission}`;
}

const openedByAcl: Readonly<Record<string, string>> = {
  "public-read": "everyone may read",
  "public-read-write": "everyone may read and write",
  "authenticated-read": "every account may read",
};

const openedByPermission: Readonly<Record<Grant["permission"], string>> = {
  READ: "read",
  WRITE: "write",
  READ_ACP: "read the access rules",
  WRITE_ACP: "write the access rules",
  FULL_CONTROL: "do everything",
};

function opens({ acl, grants = [] }: Recorded<Acl>): string | undefined {
  if (acl !== undefined) {
    return openedByAcl[acl];
  }
  const groups = { AllUsers: "everyone", AuthenticatedUsers: "every account" };
  const opened = Object.entries(groups).flatMap(([group, who]) => {
    const may = grants
      .filter(({ grantee }) => grantee.group === group)
      .map(({ permission }) => openedByPermission[permission] ?? permission);
    return may.length === 0 ? [] : [`${who} may ${may.join(" and ")}`];
  });
  return opened.length === 0 ? undefined : opened.join(", ");
}
