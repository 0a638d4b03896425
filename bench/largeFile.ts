/** How fast a large file goes up, and how much memory that takes. */
import { writeHole } from "./files";
import { alternate, inSeconds, type Measurement, medianOf } from "./measurement";

interface Run {
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** Most memory that was resident at once. */
  readonly peakBytes: number;
}

const fileBytes = 1_000_000_000;

/** Upload of a file of 1 GB: speed and memory, ours beside Tencent's SDK. */
export const largeFile: Measurement = {
  name: "large-file",
  against:
    "upload of a file of 1 GB by a process of its own: the handler of Object (parts of 16 MiB, 6 in flight, each checked by " +
    "CRC64) against sliceUploadFile of cos-nodejs-sdk-v5 (ChunkSize 16 MiB, ChunkParallelLimit 6, keep-alive, no checksum); " +
    "3 runs. The CPU is the sending process's alone. Memory: the most that was resident at once (VmHWM), Node itself included",

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const file = laboratory.newPath("large.bin");
    writeHole(file, fileBytes);
    const upload = (side: string) => async () => {
      const bucket = await cos.makeBucket();
      const run = await laboratory.worker<Run>("upload", { cos, args: [side, bucket, file] });
      await cos.removeObject(bucket, "large.bin");
      return run;
    };
    const before = await cos.usage();
    const runs = await alternate(3, upload("ours"), upload("sdk"));
    const emulatorMs = ((await cos.usage()).cpuMs - before.cpuMs) / 6;
    const speed = (list: readonly Run[]) => fileBytes / 1000 / medianOf(list, "elapsedMs");
    const memory = (list: readonly Run[]) => medianOf(list, "peakBytes") / 1e6;
    return [
      {
        what: "upload of 1 GB",
        unit: "MB/s",
        ours: speed(runs.ours),
        peer: speed(runs.peer),
        better: "more",
        goal: { of: "ratio", atLeast: 1.5 },
        bound: `the emulator, which computes MD5 and CRC64 of what it receives: ${inSeconds(emulatorMs)} of its CPU for each GB, while ours needs ${inSeconds(medianOf(runs.ours, "cpuMs"))}`,
      },
      {
        what: "CPU of the sender for it",
        unit: "s",
        ours: medianOf(runs.ours, "cpuMs") / 1000,
        peer: medianOf(runs.peer, "cpuMs") / 1000,
        better: "less",
      },
      {
        what: "peak memory of it",
        unit: "MB",
        ours: memory(runs.ours),
        peer: memory(runs.peer),
        better: "less",
        goal: { of: "ours", atMost: 150 },
      },
      {
        what: "peak memory beside the SDK's",
        unit: "MB",
        ours: memory(runs.ours),
        peer: memory(runs.peer),
        better: "less",
        goal: { of: "ratio", atLeast: 2 },
        bound:
          "both sides stream, so that most of either is Node itself: 41 MB are resident before it has loaded anything",
      },
    ];
  },
};
