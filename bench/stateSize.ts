/** How many bytes an Object takes in the state, which the engine writes again with every resource that it touches. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Measurement } from "./measurement";
import { type BenchStack, bytesOf, makeStack, stackName } from "./stack";

interface Size {
  /** As JSON without blanks. */
  readonly whole: number;
  /** Of that, what the resources of this package say themselves: their ids, inputs and outputs. */
  readonly said: number;
  /** As the file backend keeps it. */
  readonly stored: number;
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
    const stack = await makeStack(laboratory, await laboratory.emulator(), { program: "objects" });
    const less = await sizeWith(stack, few);
    const more = await sizeWith(stack, many);
    const each = (kind: keyof Size) => (more[kind] - less[kind]) / (many - few);
    return [
      {
        what: "state of an Object",
        unit: "B",
        ours: each("whole"),
        better: "less",
        goal: { of: "ours", atMost: 1_536 },
        bound: `the engine's own ${Math.round(each("whole") - each("said"))} B: URNs, dependencies of each property, times, and the stack trace of the program`,
      },
      { what: "of it, id, inputs and outputs", unit: "B", ours: each("said"), better: "less" },
      { what: "the same in the file backend", unit: "B", ours: each("stored"), better: "less" },
    ];
  },
};

async function sizeWith(stack: BenchStack, count: number): Promise<Size> {
  await stack.pulumi("config", "set", "count", String(count));
  await stack.up();
  const exported = await stack.exported();
  const ours = exported.deployment.resources.filter(({ type }) => type.endsWith("tencentcos:Object"));
  return {
    whole: bytesOf(exported),
    said: ours.reduce((sum, { id, inputs, outputs }) => sum + bytesOf({ id, inputs, outputs }), 0),
    stored: statSync(stateFile(path.join(stack.folder, "state"))).size,
  };
}

/** The stack's file, which lies in a folder of the project's name. */
function stateFile(folder: string): string {
  const stacks = path.join(folder, ".pulumi", "stacks");
  const found = readdirSync(stacks, { recursive: true })
    .map(String)
    .find((name) => path.basename(name) === `${stackName}.json`);
  if (found === undefined) {
    throw new Error(`there is no state in ${stacks}`);
  }
  return path.join(stacks, found);
}
