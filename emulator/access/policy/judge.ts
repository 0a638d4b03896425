/**
 * What a bucket policy says about a request: which statements apply, and whether they allow or deny it.
 * https://www.tencentcloud.com/document/product/436/18023 and 30580
 */

import { appIdOf } from "../../format/names";
import { fitsWildcards } from "../../format/text";
import { fitsAction } from "../accounts";
import { isMet, type JudgedRequest } from "./conditions";
import type { Policy, Rule } from "./language";

/** What of a bucket tells it from others. */
export interface NamedBucket {
  readonly name: string;
  readonly region: string;
  readonly ownerUin: string;
}

/** What a policy is asked. */
export interface Question {
  readonly request: JudgedRequest;
  /** The CAM action without `name/cos:`. */
  readonly operation: string;
  /** Absent where the account itself is addressed. */
  readonly bucket?: NamedBucket;
  /** Absent where the bucket itself is addressed. */
  readonly key?: string | undefined;
}

/** What the statements that apply say; a denial is stronger than anything that allows. */
export interface Verdict {
  readonly allows: boolean;
  readonly denies: boolean;
}

/** Takes the statements whose principals are meant by `names`. */
export function judge(
  policy: Policy | undefined,
  question: Question,
  names: (principal: string) => boolean,
): Verdict {
  return verdictOf(
    (policy?.statements ?? []).filter(({ principals }) => principals.some(names)),
    question,
  );
}

/** Takes all rules, for any principal. */
export function verdictOf(rules: readonly Rule[], question: Question): Verdict {
  const { request, operation } = question;
  const applying = rules.filter(
    ({ actions, resources, conditions }) =>
      actions.some((action) => fitsAction(action, operation)) &&
      resources.some((resource) => fitsResource(resource, question)) &&
      conditions.every((condition) => isMet(condition, request)),
  );
  return {
    allows: applying.some(({ effect }) => effect === "allow"),
    denies: applying.some(({ effect }) => effect === "deny"),
  };
}

/** `qcs::cos:<region>:uid/<appid>:<bucket>/<key>`, each part with asterisks; no region or account means any. */
function fitsResource(resource: string, question: Question): boolean {
  if (resource === "*") {
    return true;
  }
  const [, region = "", account = "", path = ""] =
    /^qcs:[^:]*:cos:([^:]*):([^:]*):(.+)$/s.exec(resource) ?? [];
  const { bucket } = question;
  // Listing an account's buckets is allowed with the resource * only (page 30580).
  if (bucket === undefined) {
    return false;
  }
  const accounts = [`uid/${appIdOf(bucket.name)}`, `uin/${bucket.ownerUin}`];
  return (
    (region === "" || fitsWildcards(region, bucket.region)) &&
    (account === "" || accounts.some((each) => fitsWildcards(account, each))) &&
    pathsOf(question, bucket).some((each) => fitsWildcards(path, each))
  );
}

const listings = ["GetBucket", "GetBucketObjectVersions", "ListMultipartUploads"];

/** How a policy may write what is addressed. */
function pathsOf(
  { request, operation, key }: Question,
  { name, region }: NonNullable<Question["bucket"]>,
): string[] {
  const appId = appIdOf(name) ?? "";
  const bases = [
    name,
    // Older samples write the host, or the form from before buckets had their APPID in their names.
    `${name}.${region}.myqcloud.com`,
    `${name}.cos.${region}.myqcloud.com`,
    `prefix//${appId}/${name.slice(0, -appId.length - 1)}`,
  ];
  const prefix = key === undefined && listings.includes(operation) ? request.query.get("prefix") : undefined;
  // A bucket is "<bucket>/". That a folder's resource also allows to list the folder, as page 45235 has it, is unverified(policy-folder-listing).
  const tails = [key ?? "", ...(prefix ? [prefix] : [])];
  return bases.flatMap((base) => tails.map((tail) => `${base}/${tail}`));
}
