/** How many bytes an Object takes in the state, which the engine writes again with every resource that it touches. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { obtainPulumi } from "../tools/pulumi/obtain";
import { createWorkspace, type Workspace } from "../tools/pulumi/workspace";
import { account, region } from "./laboratory";
import type { Measurement } from "./measurement";

interface Size {
  /** As JSON without blanks. */
  readonly whole: number;
  /** Of that, what the resources of this package say themselves: their ids, inputs and outputs. */
  readonly said: number;
  /** As the file backend keeps it. */
  readonly stored: number;
}

/** What `pulumi stack export` writes. */
interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly type: string;
      readonly id?: string;
      readonly inputs?: object;
      readonly outputs?: object;
    }[];
  };
}

const [few, many] = [10, 20];

/** Bytes of state per Object. */
export const stateSize: Measurement = {
  name: "state-size",
  against:
    `the program in bench/programs/objects on the real engine: (state with ${many} objects − state with ${few}) ÷ ${many - few}, ` +
    "as JSON without blanks (`pulumi stack export`). What is not id, inputs and outputs is the engine's: URNs, dependencies, " +
    "times, and since 2026 the stack trace of the program",

  async run(laboratory) {
    const cli = await obtainPulumi({ terminal: laboratory.terminal });
    const { url } = await laboratory.emulator();
    const workspace = await createWorkspace({
      cli,
      project: path.join(__dirname, "programs", "objects"),
      stack: "bench",
      env: {
        TENCENTCLOUD_SECRET_ID: account.secretId,
        TENCENTCLOUD_SECRET_KEY: account.secretKey,
        TENCENTCLOUD_REGION: region,
        TENCENTCLOUD_APP_ID: account.appId,
        TENCENTCOS_ENDPOINT: url,
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
    });
    try {
      const less = await sizeWith(workspace, few);
      const more = await sizeWith(workspace, many);
      await pulumi(workspace, ["destroy", "--yes", "--skip-preview"]);
      const each = (kind: keyof Size) => (more[kind] - less[kind]) / (many - few);
      return [
        {
          what: "state of an Object",
          unit: "B",
          ours: each("whole"),
          better: "less",
          goal: { of: "ours", atMost: 1_536 },
        },
        { what: "of it, id, inputs and outputs", unit: "B", ours: each("said"), better: "less" },
        { what: "the same in the file backend", unit: "B", ours: each("stored"), better: "less" },
      ];
    } finally {
      workspace.remove();
    }
  },
};

async function sizeWith(workspace: Workspace, count: number): Promise<Size> {
  await pulumi(workspace, ["config", "set", "count", String(count)]);
  await pulumi(workspace, ["up", "--yes", "--skip-preview"]);
  const exported = JSON.parse(await pulumi(workspace, ["stack", "export"])) as Exported;
  const ours = exported.deployment.resources.filter(({ type }) => type.endsWith("tencentcos:Object"));
  return {
    whole: bytesOf(exported),
    said: ours.reduce((sum, { id, inputs, outputs }) => sum + bytesOf({ id, inputs, outputs }), 0),
    stored: statSync(stateFile(path.join(workspace.folder, "state"))).size,
  };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The stack's file, which lies in a folder of the project's name. */
function stateFile(folder: string): string {
  const stacks = path.join(folder, ".pulumi", "stacks");
  const found = readdirSync(stacks, { recursive: true })
    .map(String)
    .find((name) => /(^|[\\/])bench\.json$/.test(name));
  if (found === undefined) throw new Error(`there is no state in ${stacks}`);
  return path.join(stacks, found);
}

async function pulumi(workspace: Workspace, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, output } = await workspace.pulumi(args, { timeoutMs: 120_000 });
  if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${exitCode}:\n${output}`);
  return stdout;
}
