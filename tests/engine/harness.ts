/** The real engine in tests: the Pulumi CLI, an emulator per suite, and throw-away stacks. */
import assert from "node:assert/strict";
import path from "node:path";
import type COS from "cos-nodejs-sdk-v5";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { createOutsider } from "../../tools/outsider";
import {
  commandLine,
  descendants,
  killTree,
  type RunOptions,
  type RunResult,
  run,
} from "../../tools/processes";
import type { PulumiCli } from "../../tools/pulumi/installed";
import { obtainPulumi } from "../../tools/pulumi/obtain";
import { createWorkspace } from "../../tools/pulumi/workspace";
import { createTerminal } from "../../tools/terminal";

/** The repository. */
export const root = path.resolve(__dirname, "../..");

/** Region of all stacks in tests. */
export const region = "ap-guangzhou";

/** Exit status of `--expect-no-changes` when there are some. */
export const changesFound = 7;

/** A command of the CLI takes 2 to 4 s; on a machine that does other things, a multiple of it. */
const commandTimeoutMs = 120_000;

/** How a stack in a test is set up. */
export interface StackOptions {
  /** The stack's name. @default one that no other test has */
  readonly name?: string;
  /** Stack configuration beside `tencentcos:*`, for example `{ "demo:name": "x" }`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Stack configuration that is kept encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Environment beside the emulator's credentials, or in their place. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command of the CLI that must end as expected. */
export interface CommandOptions extends RunOptions {
  /** The exit status that is expected. @default 0 */
  readonly exits?: number | "any";
}

/** A stack on the emulator. */
export interface TestStack {
  /** Runs the CLI and checks its exit status; the whole output is in the assertion's message. */
  pulumi(args: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** Runs a command of this package, such as `drift`, on the stack. */
  tencentcos(args: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** `pulumi up`, without a preview of its own unless that is asked for. */
  up(args?: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** `pulumi preview --diff`. */
  preview(args?: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** `pulumi refresh`: the state is made to match COS. */
  refresh(args?: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** `pulumi destroy`. */
  destroy(args?: readonly string[], options?: CommandOptions): Promise<RunResult>;
  /** The outputs of the program. */
  outputs(): Promise<Record<string, unknown>>;
  /** The resources in the state, as `pulumi stack export` has them. */
  resources(): Promise<StateResource[]>;
  /** Removes the temporary folder. The suite does this by itself at its end. */
  remove(): void;
}

/** A resource as the state has it; what tests look at. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** What a suite on the engine works with; usable once the suite runs. */
export interface Engine {
  readonly emulator: Emulator;
  /** Tencent's own SDK, to look at COS and to change it from outside. */
  readonly outsider: COS;
  /** Makes a stack for the project in a folder of the repository: the folder that holds Pulumi.yaml. */
  newStack(project: string, options?: StackOptions): Promise<TestStack>;
  /** The names of all buckets of the account. */
  buckets(): Promise<string[]>;
}

let stacks = 0;

/** Call it first in a `describe`: gives the suite its emulator and CLI, and clears everything away at the end. */
export function useEngine(emulatorOptions: EmulatorOptions = {}): Engine {
  let cli: PulumiCli | undefined;
  let emulator: Emulator | undefined;
  let outsider: COS | undefined;
  const made: TestStack[] = [];

  before("start the emulator", async function () {
    this.timeout(0); // obtaining the CLI can take minutes, the first time on a machine
    cli = await obtainPulumi({ terminal: createTerminal(process.stderr) });
    emulator = await startEmulator({ port: 0, ...emulatorOptions });
    outsider = createOutsider({ endpoint: emulator.url, ...emulator });
  });
  after("stop the emulator", async () => {
    for (const stack of made) {
      stack.remove();
    }
    await emulator?.close();
  });

  return {
    get emulator() {
      return started(emulator);
    },
    get outsider() {
      return started(outsider);
    },
    newStack: async (project, options) => {
      const stack = await makeStack(started(cli), started(emulator), project, options);
      made.push(stack);
      return stack;
    },
    buckets: async () => (await started(outsider).getService()).Buckets.map(({ Name }) => Name),
  };
}

async function makeStack(
  cli: PulumiCli,
  emulator: Emulator,
  project: string,
  { name = `test-${process.pid}-${++stacks}`, config, secrets = {}, env }: StackOptions = {},
): Promise<TestStack> {
  const workspace = await createWorkspace({
    cli,
    project: path.join(root, project),
    stack: name,
    env: {
      TENCENTCLOUD_SECRET_ID: emulator.secretId,
      TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
      // The types of all programs are checked by `npm run check`; the engine's own check costs 2 s each time.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      ...env,
    },
  });
  const checked = (command: string, exits: number | "any", result: RunResult) => {
    assert.ok(!result.timedOut, `${command} hangs:\n${result.output}`);
    assert.equal(
      result.exitCode,
      exits === "any" ? result.exitCode : exits,
      `${command} ended with ${result.exitCode} instead of ${exits}:\n${result.output}`,
    );
    return result;
  };
  const pulumi: TestStack["pulumi"] = async (args, { exits = 0, ...options } = {}) => {
    const result = await workspace.pulumi(args, { timeoutMs: commandTimeoutMs, ...options });
    return checked(`pulumi ${args.join(" ")}`, exits, result);
  };
  const tencentcos: TestStack["tencentcos"] = async (
    [command = "", ...args],
    { exits = 0, ...options } = {},
  ) => {
    // Before what the test says, which so comes out on top.
    const where = ["--stack", name, "--cwd", path.join(root, project)];
    const file = path.join(root, "lib/cli/index.js");
    const result = await run(process.execPath, [file, command, ...where, ...args], {
      env: workspace.env,
      timeoutMs: commandTimeoutMs,
      ...options,
    });
    return checked(`pulumi-tencentcos ${[command, ...args].join(" ")}`, exits, result);
  };
  const settings = {
    "tencentcos:endpoint": emulator.url,
    "tencentcos:region": region,
    "tencentcos:appId": emulator.appId,
    ...config,
  };
  const flags = (option: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([key, value]) => [option, `${key}=${value}`]);
  await pulumi(["config", "set-all", ...flags("--plaintext", settings), ...flags("--secret", secrets)]);
  return {
    pulumi,
    tencentcos,
    up: (args = [], options) => pulumi(["up", "--yes", "--skip-preview", ...args], options),
    preview: (args = [], options) => pulumi(["preview", "--diff", ...args], options),
    refresh: (args = [], options) => pulumi(["refresh", "--yes", "--skip-preview", ...args], options),
    destroy: (args = [], options) => pulumi(["destroy", "--yes", "--skip-preview", ...args], options),
    outputs: async () => JSON.parse((await pulumi(["stack", "output", "--json"])).stdout),
    resources: async () => JSON.parse((await pulumi(["stack", "export"])).stdout).deployment.resources ?? [],
    remove: workspace.remove,
  };
}

function started<T>(thing: T | undefined): T {
  assert.ok(thing !== undefined, "the engine is there from the first `before` hook on");
  return thing;
}

/**
 * Kills, as `kill -9` would, the processes of the dynamic providers of a running command of the CLI: the engine lives on
 * and hears nothing more from them.
 */
export function killProviders(cli: number): number {
  const pids = providers(cli);
  for (const pid of pids) {
    killTree(pid);
  }
  return pids.length;
}

/** The processes of the dynamic providers of a running command of the CLI. */
export function providers(cli: number): number[] {
  return descendants(cli).filter((pid) => commandLine(pid).includes("dynamic-provider"));
}
