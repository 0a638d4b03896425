/** The list of an account's buckets. https://www.tencentcloud.com/document/product/436/8291 */

import { principalOf } from "../access/accounts";
import { isAllowedByCam } from "../access/policy/cam";
import type { TagSet } from "../configurations/tagging";
import { ServiceError } from "../format/errors";
import { isoSeconds } from "../format/text";
import { element, optionalElement, xmlDocument } from "../format/xml";
import type { Call, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import type { Bucket } from "../store/bucket";
import { readCount } from "./query";

const maxPage = 2000;

/** `GET /` on a service host. */
export const getService: Operation = {
  name: "GetService",
  on: "service",
  run: listBuckets,
};

function listBuckets({ request, service }: Call): Reply {
  const { query, target } = request;
  const { account } = request.caller;
  if (!account || !isAllowedByCam(account, { request, operation: "GetService" })) {
    throw new ServiceError("AccessDenied");
  }
  const region = query.get("region") || target.region;
  const limit = readCount(query, "max-keys", maxPage);
  const marker = query.get("marker") ?? "";
  // The order is unverified(bucket-order); by name, so that the marker has a meaning.
  const found = [...service.store.buckets.values()]
    .filter((bucket) => bucket.ownerUin === account.uin)
    .filter((bucket) => region === undefined || bucket.region === region)
    .filter((bucket) => hasTag(bucket, query.get("tagkey"), query.get("tagvalue")))
    .filter((bucket) => wasCreated(bucket, query.get("create-time"), query.get("range")))
    .filter(({ name }) => name > marker)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = found.slice(0, limit);
  const truncated = found.length > page.length;
  return {
    status: 200,
    body: xmlDocument(
      element("ListAllMyBucketsResult", [
        element("Owner", [element("ID", principalOf(account.uin)), element("DisplayName", account.uin)]),
        element("Buckets", page.map(renderBucket)),
        element("IsTruncated", String(truncated)),
        element("Marker", marker),
        element("NextMarker", truncated ? (page.at(-1)?.name ?? "") : ""),
      ]),
    ),
  };
}

function renderBucket(bucket: Bucket): string {
  return element("Bucket", [
    element("Name", bucket.name),
    element("Location", bucket.region),
    element("CreationDate", isoSeconds(bucket.createdAt)),
    // `ofs` for metadata acceleration is unverified(bucket-type-ofs).
    optionalElement("BucketType", bucket.arch === undefined ? "cos" : "ofs"),
  ]);
}

function hasTag(bucket: Bucket, key: string | undefined, value: string | undefined): boolean {
  if (!key) {
    return true;
  }
  const tags = (bucket.configurations.get("tagging") as TagSet | undefined) ?? [];
  return tags.some((tag) => tag.key === key && (value === undefined || tag.value === value));
}

function wasCreated(bucket: Bucket, seconds: string | undefined, range: string | undefined): boolean {
  if (!seconds) {
    return true;
  }
  const [created, limit] = [Math.floor(bucket.createdAt / 1000), Number(seconds)];
  switch (range) {
    case "lt":
      return created < limit;
    case "lte":
      return created <= limit;
    case "gt":
      return created > limit;
    case "gte":
      return created >= limit;
    default:
      throw new ServiceError("InvalidArgument", { message: "range must be lt, lte, gt or gte." });
  }
}
