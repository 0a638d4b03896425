/** What has to be asked of the account: its buckets, and through them its APPID. */

import { CosConfigError } from "../client";
import { elementsAt, parseXml, textAt } from "../codec";
import { appIdOf, isFullName } from "../model/bucketNames";
import type { Context, Settings } from "../model/context";
import type { Permission } from "./permissions";

/** What it takes to ask for the account. */
type Asking = Pick<Context, "client" | "settings">;

/**
 * The full name of a bucket. A short name is completed with the configured APPID, else with that of the account's own
 * buckets.
 * @throws CosConfigError when the account has no bucket from which the APPID could be learnt
 */
export async function fullName(context: Context, name: string): Promise<string> {
  return isFullName(name, context.settings.appId) ? name : `${name}-${await findAppId(context)}`;
}

/** What `fullName` needs: nothing where the name is full, or the APPID configured. */
export function namePermissions(settings: Settings, name: unknown): readonly Permission[] {
  const known =
    settings.appId !== undefined || (typeof name === "string" && isFullName(name, settings.appId));
  return known ? [] : [listPermission];
}

/**
 * The APPID: configured, else read from the names of the account's own buckets.
 * @throws CosConfigError when neither says it
 */
export async function findAppId(context: Asking): Promise<string> {
  if (context.settings.appId !== undefined) {
    return context.settings.appId;
  }
  const buckets = await listBuckets(context);
  const appId = buckets.map(({ bucket }) => appIdOf(bucket)).find((digits) => digits !== "");
  if (appId === undefined) {
    throw new CosConfigError(
      "the account's APPID is not known: it has no bucket yet from which it could be read. Find it in the console under Account Information, and set it with `pulumi config set tencentcos:appId 1250000000` or the environment variable TENCENTCLOUD_APP_ID, or give the bucket's full name (name-APPID)",
      { configKey: "tencentcos:appId", environmentVariable: "TENCENTCLOUD_APP_ID" },
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

/** Who owns the keys. */
export interface Account {
  /** The UIN of the root account. */
  readonly uin: string;
  /** All its buckets, in every region. */
  readonly buckets: readonly ListedBucket[];
}

/** The permission that `readAccount` and `listBuckets` need. */
export const listPermission: Permission = { operation: "GetService", probe: { method: "GET" } };

/** All buckets of the account, in every region. */
export async function listBuckets(context: Pick<Context, "client">): Promise<readonly ListedBucket[]> {
  return (await readAccount(context)).buckets;
}

/** The account and its buckets (https://www.tencentcloud.com/document/product/436/8291). */
export async function readAccount(context: Pick<Context, "client">): Promise<Account> {
  const found: ListedBucket[] = [];
  let [marker, owner]: (string | undefined)[] = [];
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
    owner ??= textAt(document, "Owner", "ID");
    const truncated = textAt(document, "IsTruncated")?.trim() === "true";
    const next = textAt(document, "NextMarker");
    marker = truncated && next !== "" && next !== marker ? next : undefined;
  } while (marker !== undefined);
  return { uin: /uin\/(\d+)/.exec(owner ?? "")?.[1] ?? "", buckets: found };
}
