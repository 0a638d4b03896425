/** What a configuration asks for before it is written: other configurations, and that COS ever makes such a change. */

import { type Permission, permit, readable } from "../../../api/permissions";
import { CosServiceError } from "../../../client";
import type { Context } from "../../../model/context";
import type { BucketAddress } from "../../../model/ids";
import type { Props } from "../../../model/props";
import { configOf } from "..";
import type { BucketConfig, LiveConfig, Requirement } from "../descriptor";
import { lookAt } from "./look";

/**
 * Makes sure that COS can take a configuration.
 * @throws Error that says everything that is missing, or the first change that COS never makes
 */
export async function meetRequirements(
  context: Context,
  config: BucketConfig,
  address: BucketAddress,
  news: Props,
  live: LiveConfig | undefined,
): Promise<void> {
  const { title, requires, cannot, forbidden } = config;
  for (const { path, reason } of forbidden?.(live?.value ?? {}, news) ?? []) {
    throw new Error(`the ${title} of ${address.bucket} stays as it is: ${path} ${reason}`);
  }
  const required = requires?.(address, news) ?? [];
  const found = await Promise.all(required.map((requirement) => missingFor(context, requirement)));
  const missing = found.filter((each) => each !== undefined);
  if (missing.length > 0) {
    throw new Error((cannot?.(address) ?? "") + missing.join("; "));
  }
}

async function missingFor(context: Context, requirement: Requirement): Promise<string | undefined> {
  const { token, address, isMet, unmet, noBucket } = requirement;
  try {
    const document = await lookAt(context, address, configOf(token));
    return document === undefined || isMet(document) ? undefined : unmet;
  } catch (error) {
    if (noBucket !== undefined && CosServiceError.isInstance(error) && error.code === "NoSuchBucket") {
      return noBucket;
    }
    throw error;
  }
}

/** What it takes to look at what a configuration requires. */
export function requirementPermissions(
  { requires }: BucketConfig,
  address: BucketAddress,
  value: Props,
): readonly Permission[] {
  return (requires?.(address, value) ?? []).flatMap(({ token, address: required }) => {
    const { operations, query } = configOf(token);
    const otherwise = "what is missing shows only when COS refuses the write";
    return permit(required, [readable(operations.get, { [query]: "" }, otherwise)]);
  });
}
