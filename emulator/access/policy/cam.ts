/**
 * What CAM says: the policies that an account's administrator attached to a sub-account.
 * https://www.tencentcloud.com/document/product/436/30580 (actions and resources of COS), 598/10603 (language)
 */

import { allowsAction, type EmulatorAccount, isRoot } from "../accounts";
import { type Question, type Verdict, verdictOf } from "./judge";
import { type Rule, readRules } from "./language";

const rules = new WeakMap<EmulatorAccount, readonly Rule[]>();

/**
 * The rules of an account's own policy.
 * @throws TypeError when it is not a policy
 */
export function readOwnRules(account: EmulatorAccount): readonly Rule[] {
  const known = rules.get(account);
  if (known !== undefined) {
    return known;
  }
  try {
    const read = account.policy === undefined ? [] : readRules(account.policy);
    rules.set(account, read);
    return read;
  } catch (error) {
    throw new TypeError(`The policy of ${account.secretId} cannot be used: ${(error as Error).message}`);
  }
}

/** What an account may do by its own policies: a root account everything. */
export function judgeByCam(account: EmulatorAccount, question: Question): Verdict {
  if (isRoot(account)) {
    return { allows: true, denies: false };
  }
  const { allows, denies } = verdictOf(readOwnRules(account), question);
  return { allows: allows || allowsAction(account, question.operation), denies };
}

/** Whether an account's own policies let it do what no bucket's policy or ACL can allow. */
export function isAllowedByCam(account: EmulatorAccount, question: Question): boolean {
  const { allows, denies } = judgeByCam(account, question);
  return allows && !denies;
}
