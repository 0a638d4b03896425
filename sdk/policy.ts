/** Short words for the parts of a bucket's policy: accounts, operations, resources, statements. */

import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementArgs } from "./bucketPolicy";

export * from "./policyNames";

/** A root account as a principal, by its UIN: the account itself, and whom it lets. */
export function uin(root: pulumi.Input<string>): pulumi.Output<string> {
  return subUin(root, root);
}

/**
 * A sub-account as a principal.
 * @param root the UIN of the root account that it belongs to
 * @param sub its own UIN
 */
export function subUin(root: pulumi.Input<string>, sub: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`qcs::cam::uin/${root}:uin/${sub}`;
}

/** A `Bucket` of the program, or the full name and the region of any other. */
export interface BucketLocation {
  /** The full name, `name-APPID`. */
  readonly bucket: pulumi.Input<string>;
  /** Where it is, such as `ap-guangzhou`. */
  readonly region: pulumi.Input<string>;
}

/**
 * Objects as a resource: those whose keys begin with `prefix`. Without one all objects, and with them the bucket itself, which
 * the operations that list need.
 */
export function objectsOf(
  location: BucketLocation,
  prefix: pulumi.Input<string> = "",
): pulumi.Output<string> {
  return pulumi.interpolate`${objectOf(location, prefix)}*`;
}

/** One object as a resource. */
export function objectOf(location: BucketLocation, key: pulumi.Input<string>): pulumi.Output<string> {
  const { bucket, region } = location;
  return pulumi.all([bucket, region, key]).apply(([name, code, path]) => {
    const appId = /-(\d+)$/.exec(name)?.[1];
    if (appId === undefined) {
      throw new Error(`${name} is not a full name, which ends in the APPID, such as site-1250000000`);
    }
    return `qcs::cos:${code}:uid/${appId}:${name}/${path}`;
  });
}

/** What a statement says, in short words. */
export interface PolicyStatementParts {
  /** The statement's name. COS makes one up where there is none. */
  readonly sid?: pulumi.Input<string>;
  /** Whether it allows or denies. A denial wins. */
  readonly effect: "allow" | "deny";
  /** Whom it is about: `cos.uin(…)`, `cos.subUin(…)`, `cos.anyone`. Left out, the principal of the whole policy. */
  readonly principals?: readonly pulumi.Input<string>[];
  /** What is done: `cos.readActions`, `cos.writeActions`, or names such as `name/cos:GetObject`. */
  readonly actions: readonly pulumi.Input<string>[];
  /** With what: `cos.objectsOf(bucket, "public/")`. */
  readonly resources: readonly pulumi.Input<string>[];
  /** When it holds, such as `{ ip_equal: { "qcs:ip": ["10.0.0.0/8"] } }`. */
  readonly condition?: NonNullable<PolicyStatementArgs["condition"]>;
}

/**
 * A statement of a policy.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * const onlyHttps = cos.policyStatement({
 *   effect: "deny",
 *   principals: [cos.anyone],
 *   actions: cos.allActions,
 *   resources: [cos.objectsOf(site)],
 *   condition: { bool_equal: { "cos:secure-transport": "false" } },
 * });
 *
 * new cos.BucketPolicy("site", { bucket: site, policy: { statement: [onlyHttps] } });
 * ```
 */
export function policyStatement(parts: PolicyStatementParts): PolicyStatementArgs {
  const { sid, effect, principals, actions, resources, condition } = parts;
  return {
    ...(sid !== undefined && { sid }),
    ...(principals !== undefined && { principal: { qcs: [...principals] } }),
    effect,
    action: [...actions],
    resource: [...resources],
    ...(condition !== undefined && { condition }),
  };
}
