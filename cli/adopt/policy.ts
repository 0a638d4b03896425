/** Writes a policy in the short words of the SDK, wherever they say exactly the same. */

import { appIdOf } from "../../provider/model/bucketNames";
import type { PolicyDocument } from "../../provider/model/documents/policy";
import type { BucketAddress } from "../../provider/model/ids";
import {
  allActions,
  anyone,
  deleteActions,
  listActions,
  readActions,
  writeActions,
} from "../../sdk/policyNames";
import { Call, Code, type Expression } from "./expression";

/** Groups of operations by their names in the SDK. */
const actionGroups: readonly (readonly [name: string, actions: readonly string[]])[] = [
  ["readActions", readActions],
  ["listActions", listActions],
  ["writeActions", writeActions],
  ["deleteActions", deleteActions],
  ["allActions", allActions],
];

/**
 * The argument `policy`.
 * @param variable the program's name for the bucket, by which it can be referred to
 */
export function policyExpression(
  policy: PolicyDocument,
  address: BucketAddress,
  variable: string | undefined,
): Expression {
  return {
    ...(policy.principal && { principal: { qcs: policy.principal.qcs.map(principalExpression) } }),
    statement: policy.statement.map(
      ({ sid, principal, effect, action, resource, condition }) =>
        new Call("cos.policyStatement", [
          {
            ...(sid !== undefined && { sid }),
            effect,
            ...(principal && { principals: principal.qcs.map(principalExpression) }),
            actions: actionsExpression(action),
            resources: resource.map((one) => resourceExpression(one, address, variable)),
            ...(condition && { condition: condition as Expression }),
          },
        ]),
    ),
  };
}

function principalExpression(principal: string): Expression {
  if (principal === anyone) {
    return new Code("cos.anyone");
  }
  const [, root, sub] = /^qcs::cam::uin\/(\d+):uin\/(\d+)$/.exec(principal) ?? [];
  if (root === undefined || sub === undefined) {
    return principal;
  }
  return root === sub ? new Call("cos.uin", [root]) : new Call("cos.subUin", [root, sub]);
}

/** Groups are taken when they make up the whole list, each operation once. */
function actionsExpression(actions: readonly string[]): Expression {
  const groups = actionGroups.filter(([, group]) => group.every((action) => actions.includes(action)));
  const count = groups.reduce((sum, [, group]) => sum + group.length, 0);
  if (groups.length === 0 || count !== actions.length || new Set(actions).size !== count) {
    return actions;
  }
  const [first] = groups;
  return groups.length === 1
    ? new Code(`cos.${first?.[0]}`)
    : groups.map(([name]) => new Code(`...cos.${name}`));
}

function resourceExpression(
  resource: string,
  { bucket, region }: BucketAddress,
  variable: string | undefined,
): Expression {
  const start = `qcs::cos:${region}:uid/${appIdOf(bucket)}:${bucket}/`;
  const key = resource.slice(start.length);
  if (variable === undefined || !resource.startsWith(start) || key === "") {
    return resource;
  }
  const site = new Code(variable);
  if (!key.endsWith("*")) {
    return new Call("cos.objectOf", [site, key]);
  }
  const prefix = key.slice(0, -1);
  return new Call("cos.objectsOf", prefix === "" ? [site] : [site, prefix]);
}
