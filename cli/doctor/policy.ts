/** Writes what a stack needs as a policy of CAM (https://www.tencentcloud.com/document/product/436/30580). */

import { actionOf } from "../../provider/api/operations";
import type { Address, Permission } from "../../provider/api/permissions";
import { visibleJson } from "../../provider/client";
import { appIdOf } from "../../provider/model/bucketNames";

/** A policy that is attached to a sub-account or a role. */
export interface CamPolicy {
  readonly version: "2.0";
  readonly statement: readonly CamStatement[];
}

/** What may be done with what. */
export interface CamStatement {
  readonly effect: "allow";
  readonly action: readonly string[];
  readonly resource: readonly string[];
}

/** Greatest length of a policy in characters, white space not counted (https://www.tencentcloud.com/document/product/598/10609). */
export const maxPolicyLength = 6_144;

/**
 * The policy that allows this and nothing else. One that would become too long allows its object actions on whole buckets.
 * @param nameOf what to write for a bucket's name
 */
export function camPolicy(
  permissions: readonly Permission[],
  nameOf: (bucket: string) => string = (bucket) => bucket,
): CamPolicy {
  const exact = policyOf(permissions, (permission) => resourceOf(permission, nameOf));
  return policyLength(exact) <= maxPolicyLength
    ? exact
    : policyOf(permissions, ({ address, ...rest }) =>
        resourceOf(address === undefined ? rest : { ...rest, address: bucketOf(address) }, nameOf),
      );
}

function bucketOf({ bucket, region }: Address): Address {
  return { bucket, region };
}

/** The length of a policy as CAM counts it. */
export function policyLength(policy: CamPolicy): number {
  return policyText(policy).replace(/\s/g, "").length;
}

/** The text of a policy. */
export function policyText(policy: CamPolicy): string {
  return visibleJson(policy);
}

/** `qcs::cos:REGION:uid/APPID:BUCKET/KEY`. Listing the buckets of an account is allowed with `*` only. */
function resourceOf({ address }: Permission, nameOf: (bucket: string) => string): string {
  if (address === undefined) {
    return "*";
  }
  const { region, bucket, key = "*" } = address;
  return `qcs::cos:${region}:uid/${appIdOf(bucket)}:${nameOf(bucket)}/${key}`;
}

function policyOf(
  permissions: readonly Permission[],
  resourceFor: (permission: Permission) => string,
): CamPolicy {
  const byAction = new Map<string, Set<string>>();
  for (const permission of permissions) {
    const action = actionOf(permission.operation);
    const resources = byAction.get(action) ?? new Set();
    byAction.set(action, resources.add(resourceFor(permission)));
  }
  const actionsBy = new Map<string, { resource: readonly string[]; action: string[] }>();
  for (const [action, resources] of [...byAction].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const resource = withoutCovered([...resources].sort());
    const statement = actionsBy.get(resource.join("\n")) ?? { resource, action: [] };
    statement.action.push(`name/cos:${action}`);
    actionsBy.set(resource.join("\n"), statement);
  }
  const statement = [...actionsBy]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { action, resource }]) => ({ effect: "allow" as const, action, resource }));
  return { version: "2.0", statement };
}

/** Drops resources that another one means too. */
function withoutCovered(resources: readonly string[]): readonly string[] {
  const prefixes = resources
    .filter((resource) => resource.endsWith("*"))
    .map((resource) => resource.slice(0, -1));
  return resources.filter(
    (resource) => !prefixes.some((prefix) => resource.startsWith(prefix) && resource !== `${prefix}*`),
  );
}
