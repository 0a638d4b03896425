/**
 * Keeps access rules and tags that were set on an object outside the program. COS drops both when an object is overwritten, so they are
 * sent again; the next refresh shows them as drift.
 */

import { visible } from "../../client";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { isEmptyMap, type LiveObject, liveArguments } from "./live";
import { writeAcl } from "./tags";
import type { ObjectSettings } from "./values";

/** Settings that are neither declared by the program nor recorded in the state. */
export interface OutsideSettings {
  readonly acl?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Finds the settings that were made outside the program.
 * @param live the object before it is overwritten, with its tags and access rules where they may be read
 * @param olds the arguments of the last update
 * @param news the arguments now
 */
export function outsideSettings(
  live: LiveObject,
  olds: ObjectSettings,
  news: ObjectSettings,
): OutsideSettings {
  const { acl, tags } = liveArguments(live, {}, {});
  return {
    ...(acl !== undefined && isUnsaid(olds.acl, news.acl) && { acl }),
    ...(tags !== undefined && isUnsaid(olds.tags, news.tags) && { tags }),
  };
}

function isUnsaid(...values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined || isEmptyMap(value));
}

/** Restores custom grants after the object was overwritten. Until then only the owner has access. */
export async function restoreGrants(
  context: Context,
  address: ObjectAddress,
  live: LiveObject,
  outside: OutsideSettings,
): Promise<void> {
  if (outside.acl === "custom") {
    await writeAcl(context, address, outside.acl, live.aclDocument);
  }
}

/** The message for a write that failed before grants were restored. */
export function lostGrants(
  outside: OutsideSettings,
  before: LiveObject | undefined,
  now: LiveObject | undefined,
): string | undefined {
  return outside.acl !== "custom" || before === undefined || now?.acl?.includes("custom")
    ? undefined
    : `Its access rules, which the program does not declare, may not have been restored. They were: ${before.aclDocument}`;
}

/** Outputs without these settings, so that the next refresh shows them as drift. */
export function withoutOutside<T extends OutsideSettings>(
  outputs: T,
  outside: OutsideSettings,
): Omit<T, keyof OutsideSettings> & OutsideSettings {
  const { acl, tags, ...others } = outputs;
  return {
    ...others,
    ...(acl !== undefined && outside.acl === undefined && { acl }),
    ...(tags !== undefined && outside.tags === undefined && { tags }),
  };
}

/** Names the settings that were kept, and those that may be lost because they may not be read. */
export function describeOutside(
  news: ObjectSettings,
  live: LiveObject,
  outside: OutsideSettings,
): { readonly kept: readonly string[]; readonly unknown: readonly string[] } {
  return {
    kept: [
      ...(outside.acl === undefined ? [] : [`access rules (${outside.acl})`]),
      ...(outside.tags === undefined ? [] : [`tags (${Object.keys(outside.tags).map(visible).join(", ")})`]),
    ],
    unknown: [
      ...(live.acl === undefined && isUnsaid(news.acl) ? ["access rules"] : []),
      ...(live.tags === undefined && isUnsaid(news.tags) ? ["tags"] : []),
    ],
  };
}

/** Warns of settings that were kept, and of those that may be lost because they may not be read. */
export function warnOfOutside(
  context: Context,
  { bucket, key }: ObjectAddress,
  news: ObjectSettings,
  live: LiveObject,
  outside: OutsideSettings,
): void {
  const { kept, unknown } = describeOutside(news, live, outside);
  if (kept.length > 0) {
    context.log.warn(
      `${key} in ${bucket} has ${kept.join(" and ")} that the program does not declare; they were kept. Declare them, or remove them with pulumi up --refresh`,
    );
  }
  if (unknown.length > 0) {
    context.log.warn(
      `${key} in ${bucket} was overwritten, and its ${unknown.join(" and ")} may not be read: any that were set outside the program are gone`,
    );
  }
}
