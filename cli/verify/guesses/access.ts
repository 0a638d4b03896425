/** Guesses about access and signatures. */

import { type Guess, type Step, step } from "../guess";
import { library, temporaryKeys } from "./reasons";

const put: Step = step("PutObject", "PUT /a.txt", { body: "text" });
const putPublic: Step = step("PutObject", "PUT /a.txt", {
  body: "text",
  headers: { "x-cos-acl": "public-read" },
});
const owner = "<Owner><ID>qcs::cam::uin/{uin}:uin/{uin}</ID></Owner>";
const putPolicy = (principal: string, resource: string, more: string, action = "GetObject") =>
  `{"version":"2.0","Statement":[{"Effect":"allow","Principal":{"qcs":["${principal}"]},"Action":["name/cos:${action}"],"Resource":["qcs::cos:{region}:uid/{appId}:{bucket}/${resource}"]${more}}]}`;
const everyone = "qcs::cam::anyone:anyone";

/** Access rules and policies. */
export const accessGuesses: readonly Guess[] = [
  {
    id: "policy-owner",
    assumes: "No policy keeps the owner of a bucket from reading, writing and deleting its policy.",
    files: ["access/access.ts"],
    probe: "If it is wrong, the keys can no longer remove the bucket.",
  },
  {
    id: "policy-everyone",
    assumes: "The principal `*` of a policy means everybody, signed or not.",
    files: ["access/access.ts"],
    probe: [
      put,
      step("PutBucketPolicy", "PUT /?policy", { body: putPolicy("*", "*", "") }),
      step("GetObject", "GET /a.txt", { anonymous: true, expect: { status: "200" } }),
    ],
  },
  {
    id: "anonymous-missing-object",
    assumes:
      "An anonymous visitor gets 403 for a missing object of a private bucket, as for one that is there.",
    files: ["access/access.ts"],
    probe: [step("GetObject", "GET /none.txt", { anonymous: true, expect: { status: "403 AccessDenied" } })],
  },
  {
    id: "acl-s3-groups",
    assumes: "ACLs accept groups under S3's names.",
    files: ["access/acl.ts"],
    probe: [
      put,
      step("PutObjectAcl", "PUT /a.txt?acl", {
        headers: { "x-cos-grant-read": 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' },
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "acl-object-grant-write",
    assumes: "The header x-cos-grant-write is ignored for objects.",
    files: ["access/acl.ts"],
    probe: [
      put,
      step("PutObjectAcl", "PUT /a.txt?acl", {
        headers: {
          "x-cos-grant-read": 'id="qcs::cam::uin/{uin}:uin/{uin}"',
          "x-cos-grant-write": 'id="qcs::cam::uin/{uin}:uin/{uin}"',
        },
        expect: { status: "200" },
      }),
      step("GetObjectAcl", "GET /a.txt?acl", { expect: { "<Permission>": "READ" } }),
    ],
  },
  {
    id: "acl-wrong-owner",
    assumes: "An ACL whose Owner is not the owner is refused with 403 AccessDenied.",
    files: ["access/acl.ts"],
    probe: [
      put,
      // The keys may do it.
      step("PutObjectAcl", "PUT /a.txt?acl", { headers: { "x-cos-acl": "private" } }),
      step("PutObjectAcl", "PUT /a.txt?acl", {
        body: "<AccessControlPolicy><Owner><ID>qcs::cam::uin/1:uin/1</ID></Owner><AccessControlList/></AccessControlPolicy>",
        expect: { status: "403 AccessDenied" },
      }),
    ],
  },
  {
    id: "acl-grantee-type",
    assumes: "A grantee of an ACL needs no type.",
    files: ["access/acl.ts"],
    probe: [
      put,
      step("PutObjectAcl", "PUT /a.txt?acl", {
        body: `<AccessControlPolicy>${owner}<AccessControlList><Grant><Grantee><ID>qcs::cam::uin/{uin}:uin/{uin}</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`,
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "acl-too-many-grants",
    assumes: "More than 100 grants of an ACL are refused with 400 InvalidArgument.",
    files: ["access/acl.ts"],
    probe: "It needs a hundred other accounts.",
  },
  {
    id: "acl-public-read-write",
    assumes: "The ACL of a public-read-write bucket shows everybody's READ and WRITE, not FULL_CONTROL.",
    files: ["access/acl.ts"],
    probe: [
      step("PutBucketAcl", "PUT /?acl", { headers: { "x-cos-acl": "public-read-write" } }),
      step("GetBucketAcl", "GET /?acl", { expect: { "<Permission>": "FULL_CONTROL, READ, WRITE" } }),
    ],
  },
  {
    id: "acl-header-of-grants",
    assumes: "The header x-cos-acl of an ACL that was put as a document has the nearest canned name.",
    files: ["access/acl.ts"],
    probe: [
      put,
      step("PutObjectAcl", "PUT /a.txt?acl", {
        body: `<AccessControlPolicy>${owner}<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://cam.qcloud.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`,
      }),
      step("GetObjectAcl", "GET /a.txt?acl", { expect: { "x-cos-acl": "public-read" } }),
    ],
  },
  {
    id: "policy-date-conditions",
    assumes: "Policies accept CAM's conditions on dates.",
    files: ["access/policy/conditions.ts"],
    probe: [
      step("PutBucketPolicy", "PUT /?policy", {
        body: putPolicy(
          "qcs::cam::uin/{uin}:uin/{uin}",
          "*",
          ',"Condition":{"date_less_than":{"qcs:current_time":"2040-01-01T00:00:00Z"}}',
        ),
        expect: { status: "204" },
      }),
    ],
  },
  {
    id: "policy-folder-listing",
    assumes: "A policy for the resource `folder/*` also allows listing that folder.",
    files: ["access/policy/judge.ts"],
    probe: [
      step("PutBucketPolicy", "PUT /?policy", { body: putPolicy(everyone, "folder/*", "", "GetBucket") }),
      step("GetBucket", "GET /?prefix=folder/", { anonymous: true, expect: { status: "200" } }),
    ],
  },
  {
    id: "policy-sid",
    assumes: "COS adds a Sid that begins with `costs-` to a statement without one.",
    files: ["access/policy/language.ts"],
    probe: [
      step("PutBucketPolicy", "PUT /?policy", { body: putPolicy("qcs::cam::uin/{uin}:uin/{uin}", "*", "") }),
      step("GetBucketPolicy", "GET /?policy", { expect: { body: /"[Ss]id":\s*"costs-/ } }),
    ],
  },
  {
    id: "policy-unknown-account",
    assumes:
      "A policy may name any account: the emulator knows no others. COS refuses those that do not exist.",
    files: ["access/policy/language.ts"],
    probe: [
      step("PutBucketPolicy", "PUT /?policy", {
        body: putPolicy("qcs::cam::uin/100000000000:uin/100000000000", "*", ""),
        expect: { status: "204" },
      }),
    ],
  },
  {
    id: "anonymous-owner",
    assumes: "An object that an anonymous visitor writes belongs to the owner of the bucket.",
    files: ["operations/write.ts"],
    probe: [
      step("PutBucketAcl", "PUT /?acl", { headers: { "x-cos-acl": "public-read-write" } }),
      step("PutObject", "PUT /a.txt", { body: "text", anonymous: true }),
      step("GetObjectAcl", "GET /a.txt?acl", { expect: { "<ID>": /^qcs::cam::uin\/(\d+):uin\/\1(,|$)/ } }),
    ],
  },
  {
    id: "anonymous-response-headers",
    assumes:
      "The parameters response-* of a request without a signature are refused with 400 InvalidRequest.",
    files: ["operations/object.ts"],
    probe: [
      putPublic,
      step("GetObject", "GET /a.txt?response-content-type=text/html", {
        anonymous: true,
        expect: { status: "400 InvalidRequest" },
      }),
    ],
  },
  {
    id: "authorization-unknown",
    assumes: "An Authorization header of another kind is refused with 400 InvalidArgument.",
    files: ["signature/authenticate.ts"],
    probe: [
      step("GetBucket", "GET /", {
        anonymous: true,
        headers: { authorization: "Basic eDp5" },
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "authorization-malformed",
    assumes: "A signature that lacks a part is refused with 400 InvalidArgument.",
    files: ["signature/qsign.ts"],
    probe: [
      step("GetBucket", "GET /", {
        anonymous: true,
        headers: { authorization: "q-sign-algorithm=sha1" },
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "token-unknown",
    assumes: "A token that does not belong to the keys is refused with 403 InvalidAccessKeyId.",
    files: ["signature/authenticate.ts"],
    probe: temporaryKeys,
  },
  {
    id: "sigv4-coverage",
    assumes: "A signature of S3's version 4 must cover what Amazon's service asks of it.",
    files: ["signature/authenticate.ts"],
    probe: library,
  },
  {
    id: "bucket-other-appid",
    assumes: "A new bucket with the APPID of another account is refused with 403 AccessDenied.",
    files: ["operations/bucket.ts"],
    probe: "It would be a request to somebody else's account.",
  },
];
