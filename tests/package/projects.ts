/** Projects of users: empty folders into which the packed archive is installed, and which the real engine deploys. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { type RunResult, run } from "../../tools/processes";
import type { PulumiCli } from "../../tools/pulumi/installed";
import { obtainPulumi } from "../../tools/pulumi/obtain";
import { createWorkspace, type Workspace } from "../../tools/pulumi/workspace";
import { createTerminal } from "../../tools/terminal";

const root = path.resolve(__dirname, "../..");

/** An install takes some ten seconds, and longer where nothing is cached and the machine does other things. */
const commandTimeoutMs = 300_000;

/** Texts by the names of their files. `ARCHIVE` stands for the packed package. */
export type Files = Readonly<Record<string, string>>;

/** What projects are made with; usable once the suite runs. */
export interface Bench {
  readonly emulator: Emulator;
  /** Makes a folder with these files. */
  newProject(files: Files): Project;
  /** The folder of a Node of a major version: of the one that runs us where it is of that version, else of one from the registry. */
  node(major: 20 | 22 | 24): Promise<string>;
}

/** What all projects share. */
interface Surroundings {
  readonly cli: PulumiCli;
  readonly emulator: Emulator;
  /** The folder into which yarn and pnpm are installed. */
  readonly tools: string;
}

/** A folder of a user. */
export class Project {
  readonly folder: string;
  readonly #around: Surroundings;
  readonly #workspaces: Workspace[] = [];

  constructor(folder: string, around: Surroundings) {
    this.folder = folder;
    this.#around = around;
  }

  /** Runs a command with a Node, npm, yarn and pnpm at hand; it must end well. */
  async run(node: string, command: readonly string[], folder = "."): Promise<RunResult> {
    const result = await this.tried(node, command, folder);
    assert.equal(result.exitCode, 0, `${command.join(" ")}:\n${result.output}`);
    return result;
  }

  /** The same, however it ends. */
  tried(node: string, [command = "", ...args]: readonly string[], folder = "."): Promise<RunResult> {
    const bins = [node, path.join(this.#around.tools, "node_modules/.bin"), process.env.PATH];
    const settings = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_cache)/i.test(name));
    return run(command, args, {
      cwd: path.join(this.folder, folder),
      env: { ...Object.fromEntries(settings), PATH: bins.join(path.delimiter), CI: "true" },
      timeoutMs: commandTimeoutMs,
    });
  }

  /** A stack of the project in a folder, on the emulator. */
  async stack(node: string, folder = ".", env: Readonly<Record<string, string>> = {}): Promise<Workspace> {
    const { cli, emulator } = this.#around;
    const workspace = await createWorkspace({
      cli,
      node,
      project: path.join(this.folder, folder),
      stack: "dev",
      env: {
        TENCENTCLOUD_SECRET_ID: emulator.secretId,
        TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
        TENCENTCLOUD_APP_ID: emulator.appId,
        TENCENTCLOUD_REGION: "ap-guangzhou",
        TENCENTCOS_ENDPOINT: emulator.url,
        ...env,
      },
    });
    this.#workspaces.push(workspace);
    return workspace;
  }

  /** Deploys the project, and reads what its page says. */
  async deploy(node: string, folder = ".", env: Readonly<Record<string, string>> = {}): Promise<string> {
    const stack = await this.stack(node, folder, env);
    const up = await stack.pulumi(["up", "--yes", "--skip-preview"], { timeoutMs: commandTimeoutMs });
    assert.equal(up.exitCode, 0, up.output);
    const { stdout } = await stack.pulumi(["stack", "output", "--json"]);
    return await (await fetch(JSON.parse(stdout).url)).text();
  }

  /** The versions of a package that lie in the project, however it was installed. */
  versions(name: string): string[] {
    const found = readdirSync(this.folder, { recursive: true }) as string[];
    const suffix = path.join("node_modules", name, "package.json");
    const versions = found
      .filter((file) => file.endsWith(suffix))
      .map((file) => JSON.parse(readFileSync(path.join(this.folder, file), "utf8")).version as string);
    return [...new Set(versions)];
  }

  remove(): void {
    for (const workspace of this.#workspaces) {
      workspace.remove();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Call it first in a `describe`: packs the package, installs what the projects are made with, and clears everything away. */
export function useProjects(): Bench {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-tencentcos-projects-"));
  const archive = path.join(folder, "pulumi-tencentcos.tgz");
  const tools = path.join(folder, "tools");
  const made: Project[] = [];
  let cli: PulumiCli | undefined;
  let emulator: Emulator | undefined;

  before("pack the package", async function () {
    this.timeout(0); // obtaining the CLI can take minutes, the first time on a machine
    cli = await obtainPulumi({ terminal: createTerminal(process.stderr) });
    emulator = await startEmulator();
    mkdirSync(tools);
    writeFileSync(path.join(tools, "package.json"), "{}");
    const [pack, managers] = await Promise.all([
      run("npm", ["pack", "--pack-destination", folder], { cwd: root }),
      install(tools, ["yarn@1.22.22", "pnpm@10.34.9"]),
    ]);
    assert.equal(pack.exitCode, 0, pack.output);
    assert.equal(managers.exitCode, 0, managers.output);
    const packed = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    assert.ok(packed, pack.output);
    renameSync(path.join(folder, packed), archive);
  });
  after("remove the projects", async () => {
    for (const project of made) {
      project.remove();
    }
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    get emulator() {
      assert.ok(emulator);
      return emulator;
    },
    newProject: (files) => {
      assert.ok(cli && emulator);
      const project = new Project(mkdtempSync(path.join(folder, "project-")), { cli, emulator, tools });
      made.push(project);
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(project.folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text.replaceAll("ARCHIVE", `file:${archive}`));
      }
      return project;
    },
    node: (major) => findNode(major, path.join(folder, `node-${major}`)),
  };
}

async function install(folder: string, packages: readonly string[]): Promise<RunResult> {
  mkdirSync(folder, { recursive: true });
  const flags = [
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--ignore-scripts",
    "--loglevel=error",
  ];
  return await run("npm", ["install", ...flags, ...packages], { cwd: folder, timeoutMs: commandTimeoutMs });
}

/** The folder of a Node: ours, or one from the registry, where its binaries are packages. */
async function findNode(major: number, folder: string): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) {
    return path.dirname(process.execPath);
  }
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const bin = path.join(folder, "node_modules", name, "bin");
  if (!existsSync(bin)) {
    const installed = await install(folder, [`${name}@${major}`]);
    assert.equal(
      installed.exitCode,
      0,
      `there is no Node ${major} here, and ${name} cannot be installed:\n${installed.output}`,
    );
  }
  return bin;
}
