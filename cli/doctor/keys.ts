/** Checks of the credentials: which are used, whose they are, and the account's APPID. */

import { CosConfigError, type Credentials } from "../../provider/client";
import { shortenSecretId } from "../../provider/explanations/explain";
import { type SettingName, settingNames, settingSource } from "../../provider/hosts/settings";
import { appIdOf } from "../../provider/model/bucketNames";
import type { OpenStack } from "../stack";
import type { AccountOutcome } from "./asker";
import { type Check, count, reasonOf } from "./check";

/** Where settings come from. */
export interface Sources {
  /** The stack's configuration by key, without `tencentcos:`. */
  readonly config: (key: string) => string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where a setting comes from, such as `tencentcos:region` or `TENCENTCLOUD_REGION`. */
export function sourceOf(name: SettingName, { config, env }: Sources): string | undefined {
  return settingSource(name, config, { ...env });
}

/** Which keys count. The key itself is not shown, nor is the token. */
export async function checkKeys(credentials: () => Promise<Credentials>, sources: Sources): Promise<Check> {
  const check = { id: "credentials", title: "credentials" };
  let keys: Credentials;
  try {
    keys = await credentials();
  } catch (error) {
    const remedy = "Set both halves in one place: an id with another account's key signs nothing.";
    return { ...check, status: "failed", remedy, ...reasonOf(error) };
  }
  if (keys.secretKey.startsWith("AKID")) {
    // Not even a part of the id is shown: it may be the key.
    const remedy = "The id is the one that begins with AKID.";
    return { ...check, status: "failed", found: "SecretId and SecretKey are the wrong way round", remedy };
  }
  const from = sourceOf("secretId", sources);
  const fromStack = from?.startsWith("tencentcos:") === true;
  const unused = fromStack ? sourceOf("secretId", { ...sources, config: () => undefined }) : undefined;
  const parts = [
    `SecretId ${shortenSecretId(keys.secretId)}`,
    ...(keys.securityToken === undefined ? [] : ["temporary, with a token"]),
    `from ${fromStack ? "the stack's configuration" : "the environment"} (${from})`,
    ...(unused === undefined ? [] : [`${unused} does not count beside it`]),
  ];
  return { ...check, status: "ok", found: parts.join(", ") };
}

/** Whether `refresh`, `destroy` and `drift` use the same configuration: Pulumi gives them the one that the last `up` recorded in the state. */
export function checkRecorded({ config, recorded }: OpenStack): readonly Check[] {
  if (recorded === undefined) {
    return [];
  }
  const check = { id: "recorded", title: "recorded" };
  const others = Object.keys(settingNames)
    .filter((name) => config(name) !== recorded(name))
    .map((name) => `tencentcos:${name}`);
  return others.length === 0
    ? [{ ...check, status: "ok", found: "refresh, drift and destroy use the same configuration" }]
    : [
        {
          ...check,
          status: "warning",
          found: `refresh, drift and destroy still use the configuration that the last pulumi up recorded, where ${others.join(", ")} ${others.length === 1 ? "is" : "are"} out of date`,
          remedy:
            "Run pulumi up once, which records the current one. Keys that are only in the environment are never recorded.",
        },
      ];
}

/** Whose the keys are, and whether COS takes them. */
export function checkAccount(outcome: AccountOutcome): Check {
  const check = { id: "account", title: "account" };
  switch (outcome.kind) {
    case "read": {
      const { uin, buckets } = outcome.account;
      const appId = appIdOfAccount(outcome);
      const parts = [
        `UIN ${uin}`,
        ...(appId === undefined ? [] : [`APPID ${appId}`]),
        count(buckets.length, "bucket"),
      ];
      return { ...check, status: "ok", found: parts.join(", ") };
    }
    case "refused":
      return {
        ...check,
        status: "ok",
        found:
          "COS takes the keys; whose they are it tells only to who may list buckets (name/cos:GetService)",
      };
    case "allowed":
      return { ...check, status: "ok", found: "COS takes the keys" };
    default:
      return CosConfigError.isInstance(outcome.error)
        ? { ...check, status: "skipped", found: "not asked without keys" }
        : { ...check, status: "failed", ...reasonOf(outcome.error) };
  }
}

/** The APPID at the end of the names of an account's buckets. */
function appIdOfAccount(outcome: AccountOutcome): string | undefined {
  const names = outcome.kind === "read" ? outcome.account.buckets : [];
  return names.map(({ bucket }) => appIdOf(bucket)).find((digits) => digits !== "");
}

/** The APPID that completes short names, compared with the account's own. */
export function checkAppId(appId: string | undefined, sources: Sources, outcome: AccountOutcome): Check {
  const check = { id: "appId", title: "APPID" };
  const own = appIdOfAccount(outcome);
  const set = `pulumi config set tencentcos:appId ${own ?? "1250000000"}`;
  if (appId === undefined && outcome.kind !== "read" && outcome.kind !== "refused") {
    return { ...check, status: "skipped", found: "it is not configured, and the account could not be asked" };
  }
  if (appId === undefined) {
    return own === undefined
      ? {
          ...check,
          status: "warning",
          found:
            "it is not configured, and no bucket of the account tells it: bucket names must be given in full",
          remedy: `Find it in the console under Account Information, and set it with ${set}.`,
        }
      : {
          ...check,
          status: "ok",
          found: `${own}, from the account's own buckets; a deployment lists them for it (name/cos:GetService) as long as tencentcos:appId is not set`,
        };
  }
  const found = `${appId} (${sourceOf("appId", sources)})`;
  if (own === undefined) {
    return {
      ...check,
      status: "ok",
      found: `${found}; no bucket of the account was seen to compare it with`,
    };
  }
  return own === appId
    ? { ...check, status: "ok", found }
    : {
        ...check,
        status: "failed",
        found: `${found}, but the account's own is ${own}: names that are completed with it are refused`,
        remedy: `Correct it with ${set}, or use keys of the account ${appId}.`,
      };
}
