/** What a folder of ten thousand files costs: memory, state, and a change of a few of them. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { account, type BenchEmulator, latencyMs, region, withLatency } from "./emulator";
import { writeWebsite } from "./files";
import type { Laboratory } from "./laboratory";
import { inSeconds, type Measurement, medianOf, type Row } from "./measurement";
import { checkInputs, startProvider } from "./provider";
import { bytesOf, type Declared, makeStack } from "./stack";
import { usageOf } from "./usage";

const count = 10_000;
const fileBytes = 10_000;
const creates = 3;
const changes = 10;

/** Folder of 10,000 files at some distance. */
export const largeFolder: Measurement = {
  name: "large-folder",
  against:
    `Folder of ${count} × 10 KB, every answer ${latencyMs} ms late, in Pulumi's dynamic host as in "folder". Memory: the most that was ` +
    "resident at once while it was created (VmHWM), the host itself included, 3 runs. Changed: check, diff and update in a new process " +
    "that finds the check sums which the first has kept. State: `pulumi up` of a bucket with the folder against that of a bucket " +
    "alone, by the real engine with its state in COS (a bucket of a second emulator through its S3 interface): bytes as JSON " +
    "without blanks, and how often the stack's file was written",

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    const source = laboratory.newPath("website");
    const paths = writeWebsite(source, count, fileBytes);
    return [
      ...(await createAndChange(laboratory, cos, source, paths)),
      ...(await stateOf(laboratory, cos, source)),
    ];
  },
};

async function createAndChange(
  laboratory: Laboratory,
  cos: BenchEmulator,
  source: string,
  paths: readonly string[],
): Promise<readonly Row[]> {
  const cache = laboratory.newPath("cache");
  const create = async (keep?: string) => {
    const news = { bucket: await cos.makeBucket(), source };
    const provider = await startProvider(laboratory, cos, keep);
    const began = performance.now();
    const inputs = await checkInputs(provider, "Folder", news);
    const created = await provider.create(inputs);
    const elapsedMs = performance.now() - began;
    const usage = await usageOf(provider.pid);
    await provider.close();
    return { news, inputs, ...created, ...usage, elapsedMs };
  };
  const first = await create(cache);
  const runs = [first];
  while (runs.length < creates) {
    runs.push(await create());
  }
  const peaks = runs.map(({ peakBytes }) => Math.round(peakBytes / 1e6));

  const step = count / changes;
  for (const file of paths.filter((_, index) => index % step === 0)) {
    writeFileSync(file, randomBytes(fileBytes));
  }
  const { news, inputs, id, properties } = first;
  const second = await startProvider(laboratory, cos, cache);
  await cos.clearRequests();
  const before = await usageOf(second.pid);
  const changeBegan = performance.now();
  const changed = await checkInputs(second, "Folder", news, inputs);
  await second.diff(id, properties, changed);
  const checkedMs = performance.now() - changeBegan;
  await second.update(id, properties, changed);
  const changeMs = performance.now() - changeBegan;
  const cpuMs = (await usageOf(second.pid)).cpuMs - before.cpuMs;
  await second.close();
  const requests = await cos.requests();
  return [
    {
      what: "first upload of 10,000 files",
      unit: "s",
      ours: medianOf(runs, "elapsedMs") / 1000,
      better: "less",
      bound: `${inSeconds(medianOf(runs, "cpuMs"))} of the provider's CPU`,
    },
    {
      what: "memory of the provider in it",
      unit: "MB",
      ours: medianOf(runs, "peakBytes") / 1e6,
      better: "less",
      goal: { of: "ours", atMost: 250 },
      bound: `from ${Math.min(...peaks)} to ${Math.max(...peaks)} MB, as the garbage collector happens to come; Pulumi's host without a provider has 125 MB of it`,
    },
    {
      what: `PUTs for ${changes} changed files of them`,
      unit: "",
      ours: requests.filter(({ operation }) => operation === "PutObject").length,
      better: "less",
      goal: { of: "ours", atLeast: changes, atMost: changes },
    },
    {
      what: "time in the provider for those",
      unit: "s",
      ours: changeMs / 1000,
      better: "less",
      goal: { of: "ours", atMost: 1 },
      bound: `${inSeconds(checkedMs)} until the end of diff, most of it for the look at ${count.toLocaleString("en")} files; ${inSeconds(cpuMs)} of the provider's CPU in all`,
    },
  ];
}

async function stateOf(laboratory: Laboratory, cos: BenchEmulator, source: string): Promise<readonly Row[]> {
  const [without, withFolder] = [
    await up(laboratory, cos, "without", []),
    await up(laboratory, cos, "with", [
      { token: "Folder", name: "files", inputs: { bucket: "with", source } },
    ]),
  ];
  return [
    {
      what: "state of the folder",
      unit: "MB",
      ours: (withFolder.bytes - without.bytes) / 1e6,
      better: "less",
      goal: { of: "ours", atMost: 1.2 },
    },
    {
      what: "state writes of an up",
      unit: "",
      ours: withFolder.writes,
      peer: without.writes,
      better: "less",
      goal: { of: "difference", atMost: 2 },
    },
  ];
}

/** Lets a bucket with some resources come about, and looks at what the engine writes meanwhile. */
async function up(
  laboratory: Laboratory,
  cos: BenchEmulator,
  bucket: string,
  resources: readonly Declared[],
): Promise<{ bytes: number; writes: number }> {
  const store = await laboratory.emulator();
  const place = `region=${region}&endpoint=${new URL(store.url).host}&disable_https=true&use_path_style=true`;
  const stack = await makeStack(laboratory, cos, {
    env: {
      PULUMI_BACKEND_URL: `s3://${await store.makeBucket("state")}?${place}`,
      AWS_ACCESS_KEY_ID: account.secretId,
      AWS_SECRET_ACCESS_KEY: account.secretKey,
    },
  });
  stack.declare([[{ token: "Bucket", name: "site", inputs: { bucket } }], resources]);
  await store.clearRequests();
  await stack.up();
  const writes = (await store.requests()).filter(
    ({ method, key = "" }) => method === "PUT" && /^\.pulumi\/stacks\/.*\.json$/.test(key),
  );
  return { bytes: bytesOf(await stack.exported()), writes: writes.length };
}
