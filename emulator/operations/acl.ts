/** Access control lists of buckets and objects. https://www.tencentcloud.com/document/product/436/7737, 7733, 7748, 7744 */

import { principalOf } from "../access/accounts";
import {
  type Acl,
  type AclScope,
  cannedNameOf,
  defaultAcl,
  effectiveGrants,
  readAclHeaders,
  readAclXml,
  renderAcl,
} from "../access/acl";
import { ServiceError } from "../format/errors";
import { parseXml } from "../format/xml";
import { readText } from "../request/body";
import { type BucketCall, type ObjectCall, type Operation, requireVersion } from "../request/operation";
import type { Reply } from "../request/request";

/** `GET /?acl` */
export const getBucketAcl: Operation = {
  name: "GetBucketAcl",
  action: "GetBucketACL",
  on: "bucket",
  need: "bucket-read-acp",
  run: ({ bucket, service }) =>
    answer(service.store.stale.see(bucket.name, "acl", bucket.acl), principalOf(bucket.ownerUin)),
};

/** `PUT /?acl` */
export const putBucketAcl: Operation = {
  name: "PutBucketAcl",
  action: "PutBucketACL",
  writes: true,
  on: "bucket",
  need: "bucket-write-acp",
  run: async (call) => {
    const { bucket, service } = call;
    const acl = await readAcl(call, "bucket", principalOf(bucket.ownerUin));
    service.store.stale.remember(bucket.name, "acl", bucket.acl);
    bucket.acl = acl;
    return { status: 200 };
  },
};

/** `GET /<key>?acl` */
export const getObjectAcl: Operation = {
  name: "GetObjectAcl",
  action: "GetObjectACL",
  on: "object",
  need: "object-read-acp",
  run: (call) => {
    const version = requireVersion(call);
    const owner = principalOf(version.ownerUin);
    return answer(version.acl ?? defaultAcl, owner, principalOf(call.bucket.ownerUin));
  },
};

/** `PUT /<key>?acl` */
export const putObjectAcl: Operation = {
  name: "PutObjectAcl",
  action: "PutObjectACL",
  writes: true,
  on: "object",
  need: "object-write-acp",
  run: async (call: ObjectCall) => {
    const version = requireVersion(call);
    version.acl = await readAcl(call, "object", principalOf(version.ownerUin));
    return { status: 200 };
  },
};

/** Headers win over a body. */
async function readAcl(call: BucketCall, scope: AclScope, owner: string): Promise<Acl> {
  const body = await readText(call.request);
  const fromHeaders = readAclHeaders(call.request.headers, scope);
  if (fromHeaders) {
    return fromHeaders;
  }
  if (body.trim() === "") {
    throw new ServiceError("MissingRequestBodyError");
  }
  return readAclXml(parseXml(body, call.request.ignored), scope, owner);
}

function answer(acl: Acl, owner: string, bucketOwner = owner): Reply {
  return {
    status: 200,
    headers: { "x-cos-acl": cannedNameOf(acl) },
    body: renderAcl(effectiveGrants(acl, owner, bucketOwner), owner),
  };
}
