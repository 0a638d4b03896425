/** Bucket names and regions: their rules, and how a short name becomes a full one. */

import { type Failure, hasUnknown, isUnknown, text } from "../codec";
import { CosConfigError } from "../client";
import { parseXml, elementsAt, textAt } from "../codec/xml";
import type { Context, Settings } from "./handler";

/** Greatest length of a bucket's default host name, in characters (https://www.tencentcloud.com/document/product/436/13312). */
export const maxHostLength = 60;

/** Digits that an APPID has in practice; only used to tell how long a short name will become. */
const usualAppIdLength = 10;

/** The field `bucket` of everything that lives in a bucket. */
export const bucketField = text("Bucket", {
  verify: (value) =>
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value)
      ? undefined
      : "must be a bucket's name: lower-case letters, digits and hyphens, no hyphen at either end, such as site-1250000000",
});

/** The field `region` of everything that lives in a bucket. New regions appear every year, so only the form is checked. */
export const regionField = text("Region", {
  verify: (value) =>
    /^[a-z]+(-[a-z0-9]+)+$/.test(value) ? undefined : "must be a region's code in lower case, such as ap-guangzhou",
});

/** What to say when nothing names a region. */
export const missingRegionReason =
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
  return settings.appId === undefined || isFullName(name, settings.appId) ? name : `${name}-${settings.appId}`;
}

/** Whether two names may mean the same bucket: one of them may still lack its APPID. */
export function sameBucket(full: unknown, given: unknown): boolean {
  return full === given || (typeof full === "string" && typeof given === "string" && shortName(full) === given);
}

/** The name without its APPID. */
export function shortName(bucket: string): string {
  return bucket.replace(/-\d+$/, "");
}

/** The APPID at the end of a full name. */
export function appIdOf(bucket: string): string {
  return /-(\d+)$/.exec(bucket)?.[1] ?? "";
}

/**
 * The limit on the whole host name, which makes the longest bucket name depend on region and APPID.
 * @param name a full name, or a short one that gets an APPID of the usual length
 */
export function nameLengthFailures(path: string, name: unknown, region: unknown, settings: Settings): readonly Failure[] {
  if (typeof name !== "string" || typeof region !== "string" || hasUnknown([name, region])) {
    return [];
  }
  const appIdLength = isFullName(name, settings.appId) ? 0 : 1 + (settings.appId?.length ?? usualAppIdLength);
  const host = name.length + appIdLength + `.cos.${region}.myqcloud.com`.length;
  if (host <= maxHostLength) {
    return [];
  }
  const longest = name.length - (host - maxHostLength);
  return [
    {
      path,
      reason: `is too long by ${host - maxHostLength}: the bucket's host name may have ${maxHostLength} characters, which leaves ${longest} for this part in ${region}`,
    },
  ];
}

/**
 * The full name of a bucket. A short name is completed with the configured APPID, else with that of the account's own
 * buckets.
 * @throws CosConfigError when the account has no bucket from which the APPID could be learnt
 */
export async function fullName(context: Context, name: string): Promise<string> {
  return isFullName(name, context.settings.appId) ? name : `${name}-${await findAppId(context)}`;
}

/**
 * The APPID: configured, else read from the names of the account's own buckets.
 * @throws CosConfigError when neither says it
 */
export async function findAppId(context: Context): Promise<string> {
  if (context.settings.appId !== undefined) {
    return context.settings.appId;
  }
  const buckets = await listBuckets(context);
  const appId = buckets.map(({ bucket }) => appIdOf(bucket)).find((digits) => digits !== "");
  if (appId === undefined) {
    throw new CosConfigError(
      "the account's APPID is not known: it has no bucket yet from which it could be read. Find it in the console under Account Information, and set it with `pulumi config set tencentcos:appId 1250000000` or the environment variable TENCENTCLOUD_APP_ID, or give the bucket's full name (name-APPID)",
    );
  }
  return appId;
}

/** One of the account's buckets. */
export interface ListedBucket {
  readonly bucket: string;
  readonly region: string;
  /** ISO 8601. */
  readonly creationDate: string;
}

/** All buckets of the account, in every region (https://www.tencentcloud.com/document/product/436/8291). */
export async function listBuckets(context: Context): Promise<readonly ListedBucket[]> {
  const found: ListedBucket[] = [];
  let marker: string | undefined;
  do {
    const { body } = await context.client.send({
      method: "GET",
      operation: "GetService",
      query: { marker },
    });
    const document = parseXml(body.toString());
    for (const element of elementsAt(document, ["Buckets", "Bucket"])) {
      found.push({
        bucket: textAt(element, "Name") ?? "",
        region: textAt(element, "Location") ?? "",
        creationDate: textAt(element, "CreationDate") ?? "",
      });
    }
    const truncated = textAt(document, "IsTruncated")?.trim() === "true";
    const next = textAt(document, "NextMarker");
    marker = truncated && next !== "" && next !== marker ? next : undefined;
  } while (marker !== undefined);
  return found;
}

/** Checks and completes the `bucket` and `region` that everything inside a bucket has. */
export function settleTarget(settings: Settings, news: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { bucket } = news;
  const region = news.region ?? settings.region;
  return {
    ...news,
    ...(typeof bucket === "string" && !isUnknown(bucket) && { bucket: completeName(bucket, settings) }),
    ...(region !== undefined && { region }),
  };
}
