/** Looks at everything at the same time, and says what was found in an order that is always the same. */

import { existsSync } from "node:fs";
import { CosConfigError } from "../../provider/client";
import { resolveSettings } from "../../provider/hosts/settings";
import { type CommandContext, createContext } from "../context";
import { findStack, isProject, type OpenStack } from "../stack";
import { checkActions } from "./actions";
import { Asker } from "./asker";
import { checkBuckets } from "./buckets";
import { type Check, count, reasonOf } from "./check";
import { checkAccount, checkAppId, checkKeys, checkRecorded, type Sources } from "./keys";
import { type Needs, needsOf, type Policies, policiesOf } from "./needs";
import { maxPolicyLength, policyLength } from "./policy";
import { lookAround } from "./surroundings";
import { checkCli, checkNode, checkPackages } from "./tools";

/** What `doctor` examines. */
export interface DoctorOptions {
  /** The stack's name; left out, the one that is selected. */
  readonly stack?: string | undefined;
  /** The folder of its project. */
  readonly cwd: string;
  /** Whether the policy must allow `drift --undeclared`. */
  readonly undeclared?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What was found. */
export interface Examination {
  readonly checks: readonly Check[];
  /** Left out where no stack was read, or it has no resources yet. */
  readonly policies?: Policies;
}

/** A person is waiting: a slow answer is a finding too. */
const patience = {
  retry: { maxAttempts: 2, deadlineMs: 10_000 },
  timeouts: { connectMs: 5_000, headersMs: 10_000 },
};

const silent = { warn: () => {}, info: () => {}, status: () => {} };

/** Examines. Never throws for what it finds. */
export async function examine(options: DoctorOptions): Promise<Examination> {
  const { cwd, env } = options;
  const [cli, { check, stack }] = await Promise.all([checkCli({ ...env }), readStack(options)]);
  const tools = [cli, checkNode(), checkPackages(cwd), check, ...(stack ? checkRecorded(stack) : [])];
  const sources: Sources = { config: stack?.config ?? (() => undefined), env };
  let context: CommandContext;
  try {
    context = createContext({ ...(stack && { config: stack.config }), env, patience, log: silent });
  } catch (error) {
    return {
      checks: [...tools, { id: "settings", title: "settings", status: "failed", ...reasonOf(error) }],
    };
  }
  try {
    const needs = needsOf(context.settings, stack?.resources ?? [], options);
    const policies = policiesOf(needs);
    const checks = [
      ...tools,
      ...(await askCos(context, needs, sources)),
      ...(policies === undefined ? [] : checkPolicies(policies, needs)),
    ];
    return { checks, ...(policies && { policies }) };
  } finally {
    await context.close();
  }
}

/**
 * The policies alone, for which only Pulumi is asked.
 * @throws Error when there is no stack, or it has no resources of COS yet
 */
export async function readPolicies(options: DoctorOptions): Promise<Policies> {
  const stack = await (await findStack(options)).open();
  const settings = resolveSettings(stack.config, { ...options.env });
  const policies = policiesOf(needsOf(settings, stack.resources, options));
  if (policies === undefined) {
    throw new Error(
      `${stack.name} has no resources of COS yet: its policies follow from what it has after the first pulumi up`,
    );
  }
  return policies;
}

/** The stack, and what can be said of it. */
async function readStack({ stack: name, cwd }: DoctorOptions): Promise<{ check: Check; stack?: OpenStack }> {
  const check = { id: "stack", title: "stack" };
  if (!existsSync(cwd)) {
    const remedy = "Correct --cwd: it is the folder of the stack's project.";
    return { check: { ...check, status: "failed", found: `there is no folder ${cwd}`, remedy } };
  }
  if (name === undefined && !isProject(cwd)) {
    const found = `there is no Pulumi.yaml in ${cwd}; checks that need no stack run all the same`;
    return { check: { ...check, status: "skipped", found } };
  }
  try {
    const stack = await (await findStack({ stack: name, cwd })).open();
    const own = stack.resources.filter(({ token }) => token !== undefined);
    const found = `${stack.name} of ${stack.project}, ${count(own.length, "resource")} of COS`;
    return { check: { ...check, status: "ok", found }, stack };
  } catch (error) {
    return { check: { ...check, status: "failed", ...reasonOf(error) } };
  }
}

/**
 * All requests to COS: first whether it can be reached, alone, so that the times are accurate; then all the others at once.
 */
export async function askCos(
  context: CommandContext,
  needs: Needs,
  sources: Sources,
): Promise<readonly Check[]> {
  const { settings } = context;
  const regions = needs.buckets.map(({ region }) => region);
  const around = await lookAround(settings, regions, sources);
  const asker = new Asker(context, around.reached);
  const whose = asker.whose();
  const [keys, account, buckets, actions] = await Promise.all([
    checkKeys(settings.credentials, sources),
    whose,
    checkBuckets(asker, needs.buckets, whose),
    checkActions(asker, needs),
  ]);
  const asked = [...buckets, ...actions];
  const problem = !around.reached
    ? "COS cannot be reached"
    : account.kind === "keys"
      ? CosConfigError.isInstance(account.error)
        ? "there are no keys to ask with"
        : "COS does not take the keys"
      : undefined;
  return [
    keys,
    around.reached ? checkAccount(account) : skip("COS cannot be reached")(checkAccount(account)),
    ...around.endpoints,
    around.clock,
    around.region,
    checkAppId(settings.appId, sources, account),
    ...(problem === undefined ? asked : asked.map(skip(problem))),
  ];
}

/** A reason that is the same for all is said once, elsewhere. */
function skip(problem: string): (check: Check) => Check {
  return ({ id, title }) => ({ id, title, status: "skipped", found: `not known: ${problem}` });
}

/** How long the policies are, and what makes them wider than they might be. */
function checkPolicies(policies: Policies, { generated }: Needs): readonly Check[] {
  return (["read", "write"] as const).map((kind): Check => {
    const policy = policies[kind];
    const actions = new Set(policy.statement.flatMap(({ action }) => action)).size;
    const length = policyLength(policy);
    const check = { id: `policy:${kind}`, title: `policy to ${kind}` };
    const found = `${count(actions, "action")} in ${count(policy.statement.length, "statement")}, ${length.toLocaleString("en")} of ${maxPolicyLength.toLocaleString("en")} characters`;
    if (length > maxPolicyLength) {
      const remedy = "Put its statements into several policies.";
      return { ...check, status: "warning", found: `${found}: longer than CAM accepts`, remedy };
    }
    return kind === "write" && generated.length > 0
      ? {
          ...check,
          status: "ok",
          found: `${found}; it allows every name that may be generated instead of ${generated.join(", ")}`,
        }
      : { ...check, status: "ok", found };
  });
}
