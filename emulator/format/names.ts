/**
 * Names of buckets, objects and hosts, and which of them the service accepts.
 * https://www.tencentcloud.com/document/product/436/13312 and 13324
 */

import { ServiceError } from "./errors";

const maxNameLength = 50;
/** A name and its APPID are one label of a host. */
const maxLabelLength = 63;
/** The whole host of a bucket, in accounts that are held to it. */
const maxHostLength = 60;
const maxKeyBytes = 850;

/** Regions in which a bucket may have several availability zones. */
export const multiZoneRegions: readonly string[] = [
  "ap-beijing",
  "ap-guangzhou",
  "ap-shanghai",
  "ap-hongkong",
  "ap-singapore",
];

/** The APPID at the end of a full bucket name, or undefined when there is none. */
export function appIdOf(bucket: string): string | undefined {
  return /-([0-9]+)$/.exec(bucket)?.[1];
}

/** Refuses a name with which no bucket can be created. With `strict` its whole host in the region counts too. */
export function checkBucketName(bucket: string, region: string, strict: boolean): void {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?-[0-9]+$/.test(bucket)) {
    throw new ServiceError("InvalidBucketName");
  }
  const name = bucket.replace(/-[0-9]+$/, "");
  const host = `${bucket}.cos.${region}.myqcloud.com`;
  if (
    name.length > maxNameLength ||
    bucket.length > maxLabelLength ||
    (strict && host.length > maxHostLength)
  ) {
    throw new ServiceError("BucketNameTooLong");
  }
}

/** Refuses a region that cannot exist; the list of regions grows, so only the shape is checked. */
export function checkRegion(region: string): void {
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(region)) {
    throw new ServiceError("InvalidRegionName");
  }
}

/** Refuses a key under which nothing can be stored. Page 13324 has no slash in front; the service takes and keeps it. */
export function checkObjectKey(key: string): void {
  if (Buffer.byteLength(key) > maxKeyBytes) {
    throw new ServiceError("KeyTooLong");
  }
  if (/^\\|[\u0018-\u001b]/.test(key)) {
    throw new ServiceError("InvalidObjectName");
  }
}

/** The host without its port, in lower case. */
export function hostName(host: string): string {
  const bare = host.startsWith("[") ? host.slice(1, host.indexOf("]")) : host.replace(/:\d*$/, "");
  return bare.toLowerCase();
}
