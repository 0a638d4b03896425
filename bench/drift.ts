/** What the commands cost that look at live buckets: `drift` and `adopt`. */
import { writeFileSync } from "node:fs";
import { run } from "../tools/processes";
import { account, type BenchEmulator, latencyMs, withLatency } from "./emulator";
import type { Laboratory } from "./laboratory";
import { alternate, inSeconds, type Measurement, median, medianOf, type Row } from "./measurement";
import { type Declared, makeStack, tencentcosCommand } from "./stack";
import { makeTarget, wholeBucket } from "./wholeBucket";

const objects = 100;
const runsEach = 5;
const bucketsToRead = 20;

/** `drift` and `adopt` at some distance. */
export const drift: Measurement = {
  name: "drift",
  against:
    `every answer ${latencyMs} ms late. \`pulumi-tencentcos drift\` of a stack with a bucket, its 18 configurations and ${objects} objects, ` +
    "against `pulumi preview --refresh` of it; whole commands. Undeclared: what `drift --undeclared` reads in addition, of " +
    `${bucketsToRead} buckets with 18 configurations each, in a new process whose modules are loaded. \`pulumi-tencentcos adopt\` of such a ` +
    `bucket, the whole command. ${runsEach} runs each`,

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    await makeTarget(cos);
    return [await driftOfStack(laboratory, cos), ...(await looks(laboratory, cos))];
  },
};

async function driftOfStack(laboratory: Laboratory, cos: BenchEmulator): Promise<Row> {
  const bucket = `stack-${account.appId}`;
  const stack = await makeStack(laboratory, cos);
  const pages = Array.from({ length: objects }, (_, index): Declared => {
    const key = `pages/${index}.html`;
    return { token: "Object", name: key, inputs: { bucket, key, content: `<p>Page ${index}</p>` } };
  });
  const [first = [], ...others] = wholeBucket(bucket);
  stack.declare([[{ token: "Bucket", name: "site", inputs: { bucket } }], [...first, ...pages], ...others]);
  await stack.up();
  const runs = await alternate(
    runsEach,
    () => stack.tencentcos("drift"),
    () => stack.pulumi("preview", "--refresh", "--expect-no-changes"),
  );
  return {
    what: "drift of a stack",
    unit: "s",
    ours: medianOf(runs.ours, "elapsedMs") / 1000,
    peer: medianOf(runs.peer, "elapsedMs") / 1000,
    better: "less",
    goal: { of: "multiple", atMost: 1.5 },
  };
}

async function looks(laboratory: Laboratory, cos: BenchEmulator): Promise<readonly Row[]> {
  const buckets = Array.from({ length: bucketsToRead }, (_, index) => `many-${index}-${account.appId}`);
  const each = buckets.map((bucket) => [
    [{ token: "Bucket", name: bucket, inputs: { bucket } }],
    ...wholeBucket(bucket),
  ]);
  const file = laboratory.newPath("buckets.json");
  writeFileSync(
    file,
    JSON.stringify((each[0] ?? []).map((_, index) => each.flatMap((lists) => lists[index] ?? []))),
  );
  await laboratory.worker("configure", { cos, args: [file] });

  const reads = [];
  const adoptions: number[] = [];
  for (let count = 0; count < runsEach; count++) {
    reads.push(
      await laboratory.worker<{ elapsedMs: number; cpuMs: number }>("undeclared", { cos, args: buckets }),
    );
    adoptions.push(await adopt(laboratory, cos, buckets[0] as string));
  }
  return [
    {
      what: `undeclared in ${bucketsToRead} buckets`,
      unit: "s",
      ours: medianOf(reads, "elapsedMs") / 1000,
      better: "less",
      goal: { of: "ours", atMost: 1 },
      bound: `${inSeconds(medianOf(reads, "cpuMs"))} of CPU`,
    },
    {
      what: "adopt of a bucket with everything",
      unit: "s",
      ours: median(adoptions) / 1000,
      better: "less",
      goal: { of: "ours", atMost: 1 },
    },
  ];
}

/** Runs the command, and answers how long it took. */
async function adopt(laboratory: Laboratory, cos: BenchEmulator, bucket: string): Promise<number> {
  const began = performance.now();
  const { exitCode, output } = await run(
    process.execPath,
    [tencentcosCommand, "adopt", bucket, "--out", laboratory.newPath("adopted")],
    { env: { PATH: process.env.PATH, ...cos.environment } },
  );
  if (exitCode !== 0) {
    throw new Error(`pulumi-tencentcos adopt ended with ${exitCode}:\n${output}`);
  }
  return performance.now() - began;
}
