/**
 * Creating, finding and removing buckets.
 * https://www.tencentcloud.com/document/product/436/7738 (PUT), 7735 (HEAD), 7732 (DELETE), 8275 (location)
 */

import { privateAcl, readAclHeaders } from "../access/acl";
import { isAllowedByCam } from "../access/policy/cam";
import { readTaggingHeader } from "../configurations/tagging";
import { ServiceError } from "../format/errors";
import { appIdOf, checkBucketName, checkRegion, multiZoneRegions } from "../format/names";
import { childText, element, ignoreOthers, parseXml, xmlDocument } from "../format/xml";
import { readText } from "../request/body";
import type { BucketCall, Call, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import { Bucket } from "../store/bucket";

const maxBuckets = 200;

/** `PUT /` */
export const putBucket: Operation = { name: "PutBucket", writes: true, on: "name", run: create };

/** `HEAD /` */
export const headBucket: Operation = {
  name: "HeadBucket",
  on: "bucket",
  need: "bucket-read",
  run: ({ bucket, service }) => {
    // A stale view may still show a bucket that was deleted; the server has found it already.
    const seen = service.store.stale.see(bucket.name, "bucket", bucket);
    return { status: 200, headers: describe(seen) };
  },
};

/** `DELETE /` */
export const deleteBucket: Operation = {
  name: "DeleteBucket",
  writes: true,
  on: "bucket",
  need: "owner",
  run: remove,
};

/** `GET /?location` */
export const getBucketLocation: Operation = {
  name: "GetBucketLocation",
  on: "bucket",
  need: "owner",
  run: ({ bucket }) => ({
    status: 200,
    body: xmlDocument(element("LocationConstraint", bucket.region)),
  }),
};

interface Wanted {
  readonly multiZone: boolean;
  readonly arch: string | undefined;
  readonly region: string | undefined;
}

async function create({ request, service }: Call): Promise<Reply> {
  const { caller, headers, now, target } = request;
  const name = target.bucket ?? "";
  const { account } = caller;
  const wanted = readWanted(await readText(request), request.ignored);
  const region = target.region ?? wanted.region ?? service.region;
  checkRegion(region);
  checkBucketName(name, region, service.strictNames);
  if (!account) {
    throw new ServiceError("AccessDenied");
  }
  const question = { request, operation: "PutBucket", bucket: { name, region, ownerUin: account.uin } };
  if (!isAllowedByCam(account, question)) {
    throw new ServiceError("AccessDenied");
  }
  const { buckets } = service.store;
  const existing = buckets.get(name);
  if (existing) {
    throw new ServiceError(
      existing.ownerUin === account.uin ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists",
    );
  }
  // The code for the APPID of another account is unverified(bucket-other-appid).
  if (appIdOf(name) !== account.appId) {
    throw new ServiceError("AccessDenied");
  }
  const blocked = service.store.blockedNames.get(name);
  if (blocked && blocked.until > now) {
    throw new ServiceError(blocked.code, { status: 409 });
  }
  const own = [...buckets.values()].filter(({ ownerUin }) => ownerUin === account.uin);
  if (own.length >= maxBuckets) {
    throw new ServiceError("TooManyBuckets");
  }
  if (wanted.multiZone && !multiZoneRegions.includes(region)) {
    throw new ServiceError("MultiAZFeatureNotSupport");
  }
  const acl = readAclHeaders(headers, "bucket") ?? privateAcl;
  const tags = readTaggingHeader(headers["x-cos-tagging"], "bucket");
  const bucket = new Bucket(name, region, account.uin, now, wanted.multiZone, wanted.arch, acl);
  if (tags) {
    bucket.configurations.set("tagging", tags);
  }
  buckets.set(name, bucket);
  return { status: 200 };
}

function readWanted(body: string, ignored: string[]): Wanted {
  if (body.trim() === "") {
    return { multiZone: false, arch: undefined, region: undefined };
  }
  const root = parseXml(body, ignored);
  if (root.name !== "CreateBucketConfiguration") {
    throw new ServiceError("MalformedXML");
  }
  // BucketArchConfig is from SDKs; LocationConstraint is what S3 libraries send. BucketStorageClass has unknown values.
  ignoreOthers(root, ["BucketAZConfig", "BucketArchConfig", "LocationConstraint"]);
  const zones = childText(root, "BucketAZConfig")?.trim() ?? "OAZ";
  const arch = childText(root, "BucketArchConfig")?.trim();
  if (!["OAZ", "MAZ"].includes(zones) || (arch !== undefined && arch !== "OFS")) {
    throw new ServiceError("MalformedXML");
  }
  return { multiZone: zones === "MAZ", arch, region: childText(root, "LocationConstraint")?.trim() };
}

/** The headers of a bucket's HEAD; the region stands in listings too. */
export function regionHeader(bucket: Bucket): Record<string, string> {
  return { "x-cos-bucket-region": bucket.region };
}

function describe(bucket: Bucket): Record<string, string> {
  return {
    ...regionHeader(bucket),
    ...(bucket.multiZone && { "x-cos-bucket-az-type": "MAZ" }),
    ...(bucket.arch !== undefined && { "x-cos-bucket-arch": bucket.arch }),
  };
}

function remove({ bucket, service }: BucketCall): Reply {
  if (!bucket.isEmpty) {
    throw new ServiceError("BucketNotEmpty");
  }
  service.store.deleteBucket(bucket);
  return { status: 204 };
}
