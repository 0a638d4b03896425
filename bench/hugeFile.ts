/** Whether a file may have any size: memory that does not grow with it, and the speed of an upload without checks. */
import { writeHole } from "./files";
import { alternate, inSeconds, type Measurement, median, medianOf } from "./measurement";
import { checkInputs, fileAsset, startProvider } from "./provider";
import { usageOf } from "./usage";

interface Run {
  readonly elapsedMs: number;
  /** Of the sending process, from the first check on. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

const hugeBytes = 5_000_000_000;
const largeBytes = 1_000_000_000;
const runsEach = 2;

/** Upload of a file of 5 GB, beside a loop that only sends. */
export const hugeFile: Measurement = {
  name: "huge-file",
  against:
    "upload of a file of 5 GB: an Object in Pulumi's dynamic host, its check included (parts of 16 MiB, 6 in flight, signed, each " +
    "checked by CRC64, the whole compared with what COS computed), against a process that sends the same parts, as many at a " +
    "time, by undici from createReadStream, unsigned and unchecked (bench/workers/upload.js); to one emulator that checks no " +
    `signatures; ${runsEach} runs. Memory: the most that was resident at once (VmHWM); Pulumi's host without a provider has 125 MB of it`,

  async run(laboratory) {
    const cos = await laboratory.emulator(["--no-verify"]);
    const files = { huge: laboratory.newPath("huge.bin"), large: laboratory.newPath("large.bin") };
    writeHole(files.huge, hugeBytes);
    writeHole(files.large, largeBytes);
    const key = "large.bin";
    const ours = async (file: string): Promise<Run> => {
      const bucket = await cos.makeBucket();
      const provider = await startProvider(laboratory, cos);
      try {
        const before = await usageOf(provider.pid);
        const began = performance.now();
        const inputs = await checkInputs(provider, "Object", { bucket, key, source: fileAsset(file) });
        await provider.create(inputs);
        const elapsedMs = performance.now() - began;
        const { cpuMs, peakBytes } = await usageOf(provider.pid);
        return { elapsedMs, cpuMs: cpuMs - before.cpuMs, peakBytes };
      } finally {
        await provider.close();
        await cos.removeObject(bucket, key);
      }
    };
    const bare = async (): Promise<Run> => {
      const bucket = await cos.makeBucket();
      const run = await laboratory.worker<Run>("upload", { cos, args: ["bare", bucket, files.huge] });
      await cos.removeObject(bucket, key);
      return run;
    };
    const large = await ours(files.large);
    const emulated: number[] = [];
    const observed = (work: () => Promise<Run>) => async () => {
      const before = await cos.usage();
      const run = await work();
      emulated.push((await cos.usage()).cpuMs - before.cpuMs);
      return run;
    };
    const runs = await alternate(
      runsEach,
      observed(() => ours(files.huge)),
      observed(bare),
    );
    const speed = (list: readonly Run[]) => hugeBytes / 1000 / medianOf(list, "elapsedMs");
    const gigabytes = hugeBytes / 1e9;
    return [
      {
        what: "upload of 5 GB",
        unit: "MB/s",
        ours: speed(runs.ours),
        peer: speed(runs.peer),
        better: "more",
        goal: { of: "ratio", atLeast: 0.8 },
        bound: `the emulator, which computes MD5 and CRC64 of what it receives: ${inSeconds(median(emulated) / gigabytes)} of its CPU for each GB`,
      },
      {
        what: "CPU of the sender for each GB",
        unit: "s",
        ours: medianOf(runs.ours, "cpuMs") / 1000 / gigabytes,
        peer: medianOf(runs.peer, "cpuMs") / 1000 / gigabytes,
        better: "less",
      },
      {
        what: "memory of the provider in it",
        unit: "MB",
        ours: medianOf(runs.ours, "peakBytes") / 1e6,
        peer: medianOf(runs.peer, "peakBytes") / 1e6,
        better: "less",
        goal: { of: "ours", atMost: 220 },
      },
      {
        what: "the same for a file of 1 GB",
        unit: "MB",
        ours: large.peakBytes / 1e6,
        better: "less",
      },
    ];
  },
};
