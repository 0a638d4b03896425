/** A stack of its own in a temporary folder: the real CLI on a project, with nothing of the user's Pulumi touched. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cleanUpOnExit, type RunOptions, type RunResult, run } from "../processes";
import type { PulumiCli } from "./installed";

/** What a {@link Workspace} is made from. */
export interface WorkspaceOptions {
  readonly cli: PulumiCli;
  /** The folder that holds Pulumi.yaml. */
  readonly project: string;
  /** The stack's name. */
  readonly stack: string;
  /**
   * The folder of the node that runs the program and the provider.
   * @default that of the node that runs us
   */
  readonly node?: string;
  /** Environment variables for the CLI and the program, beside those of the workspace itself. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A project, a stack, and everything Pulumi keeps about them. */
export interface Workspace {
  /** The temporary folder: state, history, plugins, stack configuration. */
  readonly folder: string;
  /** What must be set to go on by hand, PATH aside. */
  readonly exports: Readonly<Record<string, string>>;
  /** The whole environment of the CLI. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs the CLI in the project's folder, never asking anything. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Removes the temporary folder. */
  remove(): void;
  /** Leaves the temporary folder in place when this process ends. */
  keep(): void;
}

/** Variables of a user's own Pulumi and Tencent Cloud set-up, which must not reach a throw-away stack. */
const foreign = /^(PULUMI_|TENCENTCLOUD_|COS_)/;

/** Makes the folder and the stack in it. */
export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { cli, project, stack } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-tencentcos-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const takeBack = cleanUpOnExit(remove);
  const state = path.join(folder, "state");
  const temporary = path.join(folder, "tmp");
  mkdirSync(state);
  mkdirSync(temporary);

  const configFile = path.join(folder, `Pulumi.${stack}.yaml`);
  const exports = {
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Flags can be given as PULUMI_OPTION_…: this keeps the stack's configuration out of the project's folder.
    PULUMI_OPTION_CONFIG_FILE: configFile,
    ...options.env,
  };
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    ...exports,
    // The language host leaves its pipes there when it is killed.
    TMPDIR: temporary,
    PATH: [cli.bin, options.node ?? path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
  };
  const file = path.join(cli.bin, process.platform === "win32" ? "pulumi.exe" : "pulumi");
  const pulumi: Workspace["pulumi"] = (args, runOptions) =>
    run(file, [...args, "--non-interactive"], { cwd: project, env, ...runOptions });

  try {
    await makeStack(pulumi, { project, stack, configFile });
  } catch (error) {
    remove();
    takeBack();
    throw error;
  }
  return {
    folder,
    exports,
    env,
    pulumi,
    remove: () => {
      takeBack();
      remove();
    },
    keep: () => {
      takeBack();
    },
  };
}

/** `pulumi stack init` is the one command that cannot be told where the configuration belongs: it is moved there. */
async function makeStack(
  pulumi: Workspace["pulumi"],
  { project, stack, configFile }: { project: string; stack: string; configFile: string },
): Promise<void> {
  const written = path.join(project, `Pulumi.${stack}.yaml`);
  if (existsSync(written))
    throw new Error(`${written} exists: a stack named ${stack} cannot be made beside it`);
  const takeBack = cleanUpOnExit(() => rmSync(written, { force: true }));
  try {
    const made = await pulumi(["stack", "init", stack]);
    if (made.exitCode !== 0) throw new Error(`pulumi stack init failed: ${made.output.trim()}`);
    copyFileSync(written, configFile);
  } finally {
    rmSync(written, { force: true });
    takeBack();
  }
}
