/** What a preview of many objects costs inside the provider, which the engine asks about one after another. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { BenchEmulator } from "./emulator";
import { writeWebsite } from "./files";
import type { Laboratory } from "./laboratory";
import { inSeconds, type Measurement, median, type Row } from "./measurement";
import { checkInputs, type DynamicHost, fileAsset, startProvider, type Values } from "./provider";
import { makeStack } from "./stack";
import { usageOf } from "./usage";

interface Resource {
  readonly news: Values;
  readonly inputs: Values;
  readonly id: string;
  readonly properties: Values;
}

const count = 1_000;
const processes = 3;
const previews = 3;

/** Preview of 1,000 unchanged objects. */
export const objectsPreview: Measurement = {
  name: "objects-preview",
  against:
    `${count} Objects from files, unchanged. In the provider: check and diff of each, one after another as the engine does it, in Pulumi's ` +
    `dynamic host over gRPC, the loading of the package included; ${processes} processes. The whole: \`pulumi preview\` of a bucket with ` +
    `them against one of a bucket alone, ${previews} runs`,

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const files = writeWebsite(laboratory.newPath("website"), count, 1_000);
    const provided = await inProvider(laboratory, cos, files);
    const { ours, peer } = await onEngine(laboratory, cos, files);
    return [
      provided,
      {
        what: "preview of 1,000 Objects",
        unit: "s",
        ours,
        peer,
        better: "less",
        bound: `of the difference, the provider has ${inSeconds(provided.ours * count)}; the rest is the engine's and the program's`,
      },
    ];
  },
};

async function inProvider(
  laboratory: Laboratory,
  cos: BenchEmulator,
  files: readonly string[],
): Promise<Row> {
  const bucket = await cos.makeBucket();
  const creator = await startProvider(laboratory, cos);
  const resources = await Promise.all(files.map((file) => create(creator, bucket, file)));
  await creator.close();

  const runs: { elapsedMs: number; cpuMs: number }[] = [];
  for (let run = 0; run < processes; run++) {
    const provider = await startProvider(laboratory, cos);
    const before = await usageOf(provider.pid);
    const began = performance.now();
    for (const { news, inputs, id, properties } of resources) {
      const checked = await checkInputs(provider, "Object", news, inputs);
      const { changes } = await provider.diff(id, properties, checked);
      if (changes !== 1) {
        throw new Error(`${id} is taken for changed`);
      }
    }
    const elapsedMs = performance.now() - began;
    runs.push({ elapsedMs, cpuMs: (await usageOf(provider.pid)).cpuMs - before.cpuMs });
    await provider.close();
  }
  const cpuMs = median(runs.map((run) => run.cpuMs)) / count;
  return {
    what: "check and diff of an Object",
    unit: "ms",
    ours: median(runs.map(({ elapsedMs }) => elapsedMs)) / count,
    better: "less",
    goal: { of: "ours", atMost: 3 },
    bound: `${cpuMs.toFixed(2)} ms of the provider's CPU, most of it for gRPC and the host's evaluation of \`__provider\``,
  };
}

async function create(provider: DynamicHost, bucket: string, file: string): Promise<Resource> {
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
  const news = { bucket, key: path.basename(file), source: fileAsset(file, hash) };
  const inputs = await checkInputs(provider, "Object", news);
  return { news, inputs, ...(await provider.create(inputs)) };
}

async function onEngine(
  laboratory: Laboratory,
  cos: BenchEmulator,
  files: readonly string[],
): Promise<{ readonly ours: number; readonly peer: number }> {
  // Else the engine writes its whole state twice for each object, which takes minutes and is not what is measured.
  const env = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
  const preview = async (bucket: string, objects: readonly string[]) => {
    const stack = await makeStack(laboratory, cos, { env });
    stack.declare([
      [{ token: "Bucket", name: "site", inputs: { bucket } }],
      objects.map((file) => {
        const key = path.basename(file);
        return { token: "Object", name: key, inputs: { bucket, key, source: file } };
      }),
    ]);
    await stack.up();
    const times: number[] = [];
    for (let run = 0; run < previews; run++) {
      times.push((await stack.pulumi("preview", "--expect-no-changes")).elapsedMs / 1000);
    }
    return median(times);
  };
  return { ours: await preview("with", files), peer: await preview("without", []) };
}
