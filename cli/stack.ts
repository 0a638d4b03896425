/** A stack of Pulumi, looked at through the Automation API: its configuration, its resources, what a refresh finds. */

import { existsSync } from "node:fs";
import path from "node:path";
import type { EngineEvent, Stack, Workspace } from "@pulumi/pulumi/automation";
import { fromWire } from "../provider/codec";
import type { Props } from "../provider/model/props";

/** What every resource of this package has before its token in its type. */
const typePrefix = "pulumi-nodejs:dynamic/tencentcos:";

/** Which stack a command is about. */
export interface StackFlags {
  /** `--stack`: the stack's name; left out, the one that is selected in the project. */
  readonly stack?: string | undefined;
  /** `--cwd`: the folder that holds Pulumi.yaml. @default the working folder */
  readonly cwd?: string | undefined;
}

/** A resource as the state has it, its secrets in clear. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  /** The part of the type after `tencentcos:`, such as `BucketCors`; `undefined` for resources of other packages. */
  readonly token: string | undefined;
  /** The last part of the URN. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  /** Names of the inputs and outputs that hold a secret, at any depth. */
  readonly secrets: ReadonlySet<string>;
}

/** A stack. */
export interface OpenStack {
  readonly name: string;
  readonly project: string;
  /** The stack's configuration, by key without `tencentcos:`; secrets in clear. */
  readonly config: (key: string) => string | undefined;
  /**
   * The configuration as the last `up` recorded it. What runs no program goes by this one: a refresh, a destroy. `undefined` before
   * there is any.
   */
  readonly recorded: ((key: string) => string | undefined) | undefined;
  /** The resources that a provider has made, in the order of the state, which is that of dependency. */
  readonly resources: readonly StackResource[];
}

/** A stack that is being opened: what needs no state can begin at once. */
export interface StackHandle {
  /** Refreshes without writing state (`previewRefresh`). */
  previewRefresh(onOutcome: (urn: string) => void): Promise<ReadonlyMap<string, Outcome>>;
  /** Configuration and state. */
  open(): Promise<OpenStack>;
}

/** Whether a folder holds a project of Pulumi. */
export function isProject(folder: string): boolean {
  return ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((file) => existsSync(path.join(folder, file)));
}

/**
 * Finds a stack.
 * @throws Error that says what is missing: the project, the CLI, the stack
 */
export async function findStack({ stack: name, cwd = "." }: StackFlags): Promise<StackHandle> {
  const workDir = path.resolve(cwd);
  if (name?.trim() === "") {
    throw new Error("the name of the stack is empty: leave --stack out for the one that is selected");
  }
  if (!isProject(workDir)) {
    throw new Error(`there is no Pulumi.yaml in ${workDir}: name the project's folder with --cwd`);
  }
  // It takes half a second to load, which no other command should pay.
  const { LocalWorkspace, Stack } =
    require("@pulumi/pulumi/automation") as typeof import("@pulumi/pulumi/automation");
  const workspace = await explained(LocalWorkspace.create({ workDir }));
  const stackName = name ?? (await explained(workspace.stack()))?.name;
  if (stackName === undefined) {
    throw new Error(`no stack is selected in ${workDir}: name one with --stack`);
  }
  // Each command names its stack; what the person has selected for themselves stays selected.
  workspace.selectStack = async () => {};
  const stack = await explained(Stack.select(stackName, workspace));
  const naming = async (error: Error): Promise<never> => {
    throw /no stack named/.test(error.message)
      ? new Error(`${error.message}: ${await namesOf(workspace)}`, { cause: error })
      : error;
  };
  return {
    previewRefresh: (onOutcome) => previewRefresh(stack, onOutcome).catch(naming),
    open: async () => {
      const [settings, config, { deployment }] = await explained(
        Promise.all([
          stack.workspace.projectSettings(),
          stack.getAllConfig(),
          stack.exportStack() as Promise<{ deployment: { resources?: readonly ExportedResource[] } | null }>,
        ]),
      ).catch(naming);
      return {
        name: stackName,
        project: settings.name,
        config: (key) => config[`tencentcos:${key}`]?.value,
        recorded: recordedIn(deployment?.resources ?? []),
        resources: (deployment?.resources ?? []).filter(isMade).map(readResource),
      };
    },
  };
}

/** The stacks that exist, for an error about an unknown one. */
async function namesOf(workspace: Workspace): Promise<string> {
  const stacks = await workspace.listStacks().catch(() => []);
  return stacks.length === 0
    ? "the project has none yet; make one with pulumi stack init"
    : `the project has ${stacks.map(({ name }) => name).join(", ")}`;
}

/** A resource in the answer of `pulumi stack export`. */
interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly delete?: boolean;
  readonly external?: boolean;
  readonly id?: string;
  readonly inputs?: Props;
  readonly outputs?: Props;
}

/** The configuration in the state of the provider that serves all resources of this package. */
function recordedIn(resources: readonly ExportedResource[]): OpenStack["recorded"] {
  const host = resources.find(({ type }) => type === "pulumi:providers:pulumi-nodejs");
  if (host === undefined) {
    return undefined;
  }
  const { inputs } = readResource(host);
  return (key) => {
    const value = inputs[`tencentcos:${key}`];
    return typeof value === "string" ? value : undefined;
  };
}

/** Left out: components, providers, what is only read, and what waits to be deleted. */
function isMade(resource: ExportedResource): boolean {
  const { type, custom, external, delete: pending } = resource;
  return custom === true && external !== true && pending !== true && !type.startsWith("pulumi:");
}

function readResource({ urn, type, id = "", inputs = {}, outputs = {} }: ExportedResource): StackResource {
  const secrets = new Set<string>();
  const reveal = (props: Props) =>
    fromWire(
      Object.fromEntries(
        Object.entries(props)
          .filter(([name]) => name !== "__provider")
          .map(([name, value]) => [name, revealed(value, () => secrets.add(name))]),
      ),
    );
  return {
    urn,
    type,
    token: type.startsWith(typePrefix) ? type.slice(typePrefix.length) : undefined,
    name: nameOf(urn),
    id,
    inputs: reveal(inputs),
    outputs: reveal(outputs),
    secrets,
  };
}

/** The name of a resource: the last part of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value without the wrapping of its secrets. */
function revealed(value: unknown, onSecret: () => void): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => revealed(item, onSecret));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = value as Props;
  if (members[signatureKey] === secretSignature) {
    onSecret();
    return typeof members.plaintext === "string" ? JSON.parse(members.plaintext) : undefined;
  }
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, revealed(member, onSecret)]),
  );
}

/** What a refresh found of one resource. */
export type Outcome =
  | { readonly kind: "same" }
  | { readonly kind: "changed"; readonly old: Props; readonly live: Props }
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Refreshes without writing state. A resource that cannot be read makes the engine leave others unread: they are asked for
 * again without it, until each has an outcome.
 * @param onOutcome called with each as it comes
 * @returns by URN
 * @throws Error when the engine fails for another reason than a resource
 */
async function previewRefresh(
  stack: Stack,
  onOutcome: (urn: string) => void = () => {},
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (;;) {
    const failed = [...outcomes].filter(([, { kind }]) => kind === "failed").map(([urn]) => urn);
    const before = failed.length;
    let failure: unknown;
    try {
      await stack.previewRefresh({
        color: "never",
        ...(failed.length > 0 && { exclude: failed }),
        onEvent: (event) => {
          const seen = outcomeOf(event);
          if (seen !== undefined && outcomes.get(seen.urn)?.kind !== "failed") {
            outcomes.set(seen.urn, seen.outcome);
            onOutcome(seen.urn);
          }
        },
      });
    } catch (error) {
      failure = error;
    }
    const after = [...outcomes.values()].filter(({ kind }) => kind === "failed").length;
    if (failure === undefined) {
      return outcomes;
    }
    if (after === before) {
      throw plain(failure);
    }
  }
}

function outcomeOf(event: EngineEvent): { urn: string; outcome: Outcome } | undefined {
  const step = event.resOutputsEvent?.metadata;
  if (step !== undefined) {
    const { urn, op, old, new: live } = step;
    switch (op) {
      case "delete":
        return { urn, outcome: { kind: "gone" } };
      case "update":
        return {
          urn,
          outcome: { kind: "changed", old: old?.outputs ?? {}, live: live?.outputs ?? {} },
        };
      default:
        return { urn, outcome: { kind: "same" } };
    }
  }
  const diagnostic = event.diagnosticEvent;
  if (diagnostic?.urn && diagnostic.severity === "error") {
    const message = diagnostic.message.replace(/<\{%[^%]*%\}>/g, "").replace(/^Preview failed: /, "");
    return { urn: diagnostic.urn, outcome: { kind: "failed", message: message.trim() } };
  }
  return undefined;
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw plain(error);
  }
}

/** What the CLI printed, instead of its whole command line around it. */
function plain(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/ENOENT/.test(message) && /pulumi/.test(message)) {
    return new Error("there is no Pulumi CLI on the PATH: see https://www.pulumi.com/docs/install");
  }
  const said = message
    .split("\n")
    .map((line) => /^(?:\s*stderr:\s*)?error:\s*(.+)$/.exec(line)?.[1])
    .filter((line) => line !== undefined);
  return said.length > 0 ? new Error([...new Set(said)].join("\n"), { cause: error }) : new Error(message);
}
