/** What a folder of a thousand files costs: its first upload, and every look at it afterwards. */
import { defaultParallelism } from "../provider/client";
import { type BenchEmulator, latencyMs, withLatency } from "./emulator";
import { writeWebsite } from "./files";
import type { Laboratory } from "./laboratory";
import { alternate, inSeconds, type Measurement, median, medianOf, type Row } from "./measurement";
import { checkInputs, startProvider } from "./provider";
import { type BenchStack, makeStack } from "./stack";
import { usageOf } from "./usage";

interface Upload {
  readonly elapsedMs: number;
  /** Of the sending process. */
  readonly cpuMs: number;
}

const count = 1_000;
const fileBytes = 10_000;
const uploads = 3;
const previews = 9;
/** Folder of 1,000 files at some distance. */
export const folder: Measurement = {
  name: "folder",
  against:
    `Folder of ${count} × 10 KB, every answer ${latencyMs} ms late. First upload: from the first check to the end of create in ` +
    "Pulumi's dynamic host, as the engine asks for them, the loading of the package and the check sums of all files included; " +
    "against uploadFiles of cos-nodejs-sdk-v5 with its default settings (three files at a time), and against the requests of " +
    "`coscli sync` (HEAD and PUT for each file, three files at a time) sent by our own client, without plan and state; " +
    `${uploads} runs, coscli's once. Unchanged: \`pulumi preview\` and \`pulumi refresh\` of a bucket with the folder against ` +
    `those of a bucket alone, ${previews} runs, requests by the emulator's log`,

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    const source = laboratory.newPath("website");
    writeWebsite(source, count, fileBytes);
    return [...(await firstUpload(laboratory, cos, source)), ...(await unchanged(laboratory, cos, source))];
  },
};

async function firstUpload(
  laboratory: Laboratory,
  cos: BenchEmulator,
  source: string,
): Promise<readonly Row[]> {
  const ours = async (): Promise<Upload & { readonly emulatorMs: number }> => {
    const bucket = await cos.makeBucket();
    const provider = await startProvider(laboratory, cos);
    try {
      const [provided, emulated] = [await usageOf(provider.pid), await cos.usage()];
      const began = performance.now();
      await provider.create(await checkInputs(provider, "Folder", { bucket, source }));
      return {
        elapsedMs: performance.now() - began,
        cpuMs: (await usageOf(provider.pid)).cpuMs - provided.cpuMs,
        emulatorMs: (await cos.usage()).cpuMs - emulated.cpuMs,
      };
    } finally {
      await provider.close();
    }
  };
  const theirs = async (side: string) =>
    laboratory.worker<Upload>("folder", { cos, args: [side, await cos.makeBucket(), source] });
  const ourRuns = [];
  const sdkRuns = [];
  for (let run = 0; run < uploads; run++) {
    ourRuns.push(await ours());
    sdkRuns.push(await theirs("sdk"));
  }
  const coscli = await theirs("coscli");
  const figures = { unit: "s", ours: medianOf(ourRuns, "elapsedMs") / 1000, better: "less" } as const;
  return [
    {
      ...figures,
      what: "first upload of 1,000 files",
      peer: medianOf(sdkRuns, "elapsedMs") / 1000,
      goal: { of: "ours", atMost: 1.5 },
      bound: `${inSeconds(medianOf(ourRuns, "cpuMs"))} of the provider's CPU, ${inSeconds(medianOf(ourRuns, "emulatorMs"))} of the emulator's; ${defaultParallelism} in flight wait for ${inSeconds((count / defaultParallelism) * latencyMs)}`,
    },
    { ...figures, what: "the same beside coscli's requests", peer: coscli.elapsedMs / 1000 },
  ];
}

async function unchanged(
  laboratory: Laboratory,
  cos: BenchEmulator,
  source: string,
): Promise<readonly Row[]> {
  const make = async (name: string, resources: readonly { token: string; inputs: object }[]) => {
    const stack = await makeStack(laboratory, cos);
    stack.declare([
      [{ token: "Bucket", name: "site", inputs: { bucket: name } }],
      resources.map(({ token, inputs }) => ({ token, name: "files", inputs: { bucket: name, ...inputs } })),
    ]);
    await stack.up();
    return stack;
  };
  const without = await make("without", []);
  const withFolder = await make("with", [{ token: "Folder", inputs: { source } }]);
  const preview = (stack: BenchStack) => async () =>
    (await stack.pulumi("preview", "--expect-no-changes")).elapsedMs / 1000;
  const runs = await alternate(previews, preview(withFolder), preview(without));
  const requests = async (stack: BenchStack, ...command: string[]) => {
    await cos.clearRequests();
    await stack.pulumi(...command, "--expect-no-changes");
    return (await cos.requests()).length;
  };
  const refresh = ["refresh", "--preview-only"];
  return [
    {
      what: "preview of it, unchanged",
      unit: "s",
      ours: median(runs.ours),
      peer: median(runs.peer),
      better: "less",
      goal: { of: "difference", atMost: 0.3 },
    },
    {
      what: "requests of that preview",
      unit: "",
      ours: await requests(withFolder, "preview"),
      peer: await requests(without, "preview"),
      better: "less",
      goal: { of: "ours", atMost: 0 },
    },
    {
      what: "requests of a refresh",
      unit: "",
      ours: await requests(withFolder, ...refresh),
      peer: await requests(without, ...refresh),
      better: "less",
      goal: { of: "difference", atMost: 2 },
    },
  ];
}
