/** Bucket names and regions: their rules, and how a short name becomes a full one. */

import { type Failure, group, hasUnknown, isUnknown, reference, string } from "../codec";
import type { Settings } from "./context";

/**
 * Length of a bucket's default host name to which the console holds new buckets, in characters
 * (https://www.tencentcloud.com/document/product/436/13312). Older buckets have longer ones, and an account can have it raised.
 */
export const maxHostLength = 60;

/** Greatest length of a bucket's name without its APPID. */
const maxNameLength = 50;

/** Greatest length of a bucket's name with its APPID: it is one label of a host name. */
const maxLabelLength = 63;

/** Random hex digits of a generated name: Pulumi's habit for names that the program does not give. */
export const suffixDigits = 7;

/** Digits that an APPID has in practice; only used to tell how long a short name will become. */
const usualAppIdLength = 10;

/** The reason why a string is not a bucket's name. */
export function bucketNameReason(value: string): string | undefined {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value)
    ? undefined
    : "must be a bucket's name: lower-case letters, digits and hyphens, no hyphen at either end, such as site-1250000000";
}

/** The reason why a string is not a region's code. New regions appear every year, so only the form is checked. */
export function regionReason(value: string): string | undefined {
  return /^[a-z]+(-[a-z0-9]+)+$/.test(value)
    ? undefined
    : "must be a region's code in lower case, such as ap-guangzhou";
}

/** Where something inside a bucket is. */
export const bucketTarget = group("BucketTarget", {
  /** The bucket, or its name: in full (`site-1250000000`) or without the APPID. */
  bucket: reference({ immutable: true, verify: bucketNameReason }),
  /**
   * The bucket's region.
   * @default that of the `Bucket`, else `tencentcos:region`, else the environment variable TENCENTCLOUD_REGION
   */
  region: string({ regionOf: "bucket", immutable: true, verify: regionReason }),
});

/** What to say when nothing names a region. */
const missingRegionReason =
  "is required: give it here, or set it for all with `pulumi config set tencentcos:region ap-guangzhou` or the environment variable TENCENTCLOUD_REGION";

/**
 * Whether a name ends in its APPID. With a configured APPID a name such as `logs-2024` is short; without one, digits at
 * the end are taken for an APPID, however many there are.
 */
export function isFullName(name: string, appId: string | undefined): boolean {
  if (appId === undefined) {
    return /-\d+$/.test(name);
  }
  return name.endsWith(`-${appId}`) || /-\d{10,}$/.test(name);
}

/** Completes a short name when the APPID is configured; else the name stays as it is until COS can be asked. */
export function completeName(name: string, settings: Settings): string {
  return settings.appId === undefined || isFullName(name, settings.appId)
    ? name
    : `${name}-${settings.appId}`;
}

/** Whether two names may mean the same bucket: the second may still lack its APPID. */
export function sameBucket(full: unknown, given: unknown): boolean {
  return (
    full === given || (typeof full === "string" && typeof given === "string" && shortName(full) === given)
  );
}

/** The name of a bucket as the state spells it, where that still means it. */
export function keptName(full: string, recorded: string | undefined): string {
  return recorded !== undefined && sameBucket(full, recorded) ? recorded : full;
}

/**
 * Whether a resource stays in its bucket: under the recorded name, or under another spelling of the full one in its id.
 * @param id one that begins with region and full name
 */
export function staysInBucket(
  id: string,
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
): boolean {
  const [, full] = id.split(/[/?]/);
  return olds.bucket === news.bucket || sameBucket(full, news.bucket);
}

/** The name without its APPID. */
export function shortName(bucket: string): string {
  return bucket.replace(/-\d+$/, "");
}

/** The APPID at the end of a full name. */
export function appIdOf(bucket: string): string {
  return /-(\d+)$/.exec(bucket)?.[1] ?? "";
}

/** All names that may be generated instead of a generated one, with `*` for the random digits. */
export function generatedPattern(bucket: string): string {
  return bucket.replace(new RegExp(`-[0-9a-f]{${suffixDigits}}(-\\d+)$`), "-*$1");
}

/**
 * The limits on a bucket's name. Its whole host, which depends on region and APPID, is only doubtful when it is long.
 * @param name a full name, or a short one that gets an APPID of the usual length
 */
export function nameLengthFailures(
  path: string,
  name: unknown,
  region: unknown,
  settings: Settings,
): readonly Failure[] {
  if (typeof name !== "string" || typeof region !== "string" || hasUnknown([name, region])) {
    return [];
  }
  const isFull = isFullName(name, settings.appId);
  const own = (isFull ? shortName(name) : name).length;
  const label = isFull ? name.length : own + 1 + (settings.appId?.length ?? usualAppIdLength);
  if (own > maxNameLength) {
    return [{ path, reason: `must have at most ${maxNameLength} characters before the APPID, not ${own}` }];
  }
  if (label > maxLabelLength) {
    return [{ path, reason: `must have at most ${maxLabelLength} characters with the APPID, not ${label}` }];
  }
  const host = label + `.cos.${region}.myqcloud.com`.length;
  return host <= maxHostLength
    ? []
    : [
        {
          path,
          reason: `makes a host of ${host} characters; COS may hold new buckets to ${maxHostLength}`,
          doubtful: true,
        },
      ];
}

/** Fills in the region and completes the bucket's name, as far as the settings know them. */
export function settleTarget(
  settings: Settings,
  news: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { bucket } = news;
  const region = news.region ?? settings.region;
  return {
    ...news,
    ...(typeof bucket === "string" && !isUnknown(bucket) && { bucket: completeName(bucket, settings) }),
    ...(region !== undefined && { region }),
  };
}

/** "is required" alone would not say that a region can also be configured. */
export function nameMissingRegion(failure: Failure): Failure {
  return failure.path === "region" && failure.reason === "is required"
    ? { ...failure, reason: missingRegionReason }
    : failure;
}
