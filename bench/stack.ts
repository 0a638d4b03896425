/** A stack on the real engine, whose program declares what a measurement tells it to. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../tools/processes";
import { obtainPulumi } from "../tools/pulumi/obtain";
import { createWorkspace } from "../tools/pulumi/workspace";
import type { BenchEmulator } from "./emulator";
import { type Laboratory, root } from "./laboratory";

/** A resource as `programs/declared` declares it. */
export interface Declared {
  /** The class, such as `BucketCors`. */
  readonly token: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What `pulumi stack export` writes. */
export interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly type: string;
      readonly id?: string;
      readonly inputs?: object;
      readonly outputs?: object;
    }[];
  };
}

/** A command that came to its end. */
export interface Finished {
  readonly stdout: string;
  readonly elapsedMs: number;
}

/** A stack of the emulator. */
export interface BenchStack {
  /** The temporary folder, where the file backend keeps the state. */
  readonly folder: string;
  /** What `programs/declared` declares from now on: lists of resources, each of which waits for the list before. */
  declare(lists: readonly (readonly Declared[])[]): void;
  /**
   * Runs the CLI.
   * @throws Error with its output when it fails
   */
  pulumi(...args: string[]): Promise<Finished>;
  /** `pulumi up`, without a preview of its own. */
  up(): Promise<Finished>;
  /**
   * Runs a command of this package, such as `drift`, on the stack.
   * @throws Error with its output when it fails
   */
  tencentcos(command: string, ...args: string[]): Promise<Finished>;
  /** Its state. */
  exported(): Promise<Exported>;
}

/** The command of this package. */
export const tencentcosCommand = path.join(root, "lib/cli/index.js");

/** The name of all stacks: each has a backend of its own. */
export const stackName = "bench";
const timeoutMs = 600_000;

/** How a stack is made. */
export interface StackOptions {
  /** The folder in `programs`. @default "declared" */
  readonly program?: string;
  /** Environment beside what a stack of the emulator needs, or in its place. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes a stack, for a measurement; what it made is not destroyed. */
export async function makeStack(
  laboratory: Laboratory,
  cos: BenchEmulator,
  { program = "declared", env }: StackOptions = {},
): Promise<BenchStack> {
  const project = path.join(__dirname, "programs", program);
  const cli = await obtainPulumi({ terminal: laboratory.terminal });
  const file = laboratory.newPath("declared.json");
  const workspace = await createWorkspace({
    cli,
    project,
    stack: stackName,
    env: {
      ...cos.environment,
      BENCH_DECLARED: file,
      PULUMI_TENCENTCOS_CACHE: laboratory.newPath("cache"),
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      ...env,
    },
  });
  laboratory.atEnd(workspace.remove);
  const timed = async (command: string, work: ReturnType<typeof run>): Promise<Finished> => {
    const began = performance.now();
    const { exitCode, stdout, output } = await work;
    const elapsedMs = performance.now() - began;
    if (exitCode !== 0) {
      throw new Error(`${command} ended with ${exitCode}:\n${output}`);
    }
    return { stdout, elapsedMs };
  };
  const pulumi: BenchStack["pulumi"] = (...args) =>
    timed(`pulumi ${args.join(" ")}`, workspace.pulumi(args, { timeoutMs }));
  return {
    folder: workspace.folder,
    declare: (lists) => writeFileSync(file, JSON.stringify(lists)),
    pulumi,
    up: () => pulumi("up", "--yes", "--skip-preview"),
    tencentcos: (command, ...args) => {
      const where = ["--stack", stackName, "--cwd", project];
      const work = run(process.execPath, [tencentcosCommand, command, ...where, ...args], {
        env: workspace.env,
        timeoutMs,
      });
      return timed(`pulumi-tencentcos ${command}`, work);
    },
    exported: async () => JSON.parse((await pulumi("stack", "export")).stdout) as Exported,
  };
}

/** Bytes of a value as JSON without blanks. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
