/**
 * Access rules and tags that somebody set on an object besides the program. COS forgets both when an object is written over, so that they
 * go out again with what is written; the next refresh shows them as drift.
 */

import { visible } from "../../client";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { isEmptyMap, type LiveObject, liveArguments } from "./live";
import { writeAcl } from "./tags";
import type { ObjectSettings } from "./values";

/** Those that neither the program declares nor the state knows. */
export interface OutsideSettings {
  readonly acl?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Finds them.
 * @param live the object before it is written over, with its tags and access rules where they may be read
 * @param olds what the program declared the last time
 * @param news what it declares
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

/** Puts grants back for which there is no canned ACL, after the object was written over; until then nobody but the owner has access. */
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

/** What to say when a write failed before grants were put back. */
export function lostGrants(
  outside: OutsideSettings,
  before: LiveObject | undefined,
  now: LiveObject | undefined,
): string | undefined {
  return outside.acl !== "custom" || before === undefined || now?.acl?.includes("custom")
    ? undefined
    : `Its access rules, which the program does not declare, may not have been put back. They were: ${before.aclDocument}`;
}

/** Outputs without them: the state says what was declared, so that they are seen as drift. */
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

/** What was kept, and what may be lost because it may not be read, in words. */
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

/** Tells what was kept, and what may be lost because it may not be read. */
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
      `${key} in ${bucket} has ${kept.join(" and ")} that the program does not declare; they were kept. Declare them, or take them away with pulumi up --refresh`,
    );
  }
  if (unknown.length > 0) {
    context.log.warn(
      `${key} in ${bucket} was written over, and its ${unknown.join(" and ")} may not be read: what somebody set besides the program is gone`,
    );
  }
}
