/** How fast a large object comes down, and how much memory that takes. */
import { rmSync } from "node:fs";
import { writeHole } from "./files";
import { alternate, type Measurement, medianOf } from "./measurement";

interface Run {
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly length: number;
  /** Most memory that was resident at once. */
  readonly peakBytes: number;
}

const fileBytes = 1_000_000_000;

/** Download of an object of 1 GB: speed and memory, ours beside Tencent's SDK. */
export const download: Measurement = {
  name: "download",
  against:
    "download of an object of 1 GB into a file by a process of its own: CosApi.download (ranges of 16 MiB, 4 in flight, checked by CRC64, with a " +
    "journal) against downloadFile of cos-nodejs-sdk-v5 (ChunkSize 16 MiB, ParallelLimit 4, keep-alive, no checksum); 3 runs",

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const source = laboratory.newPath("large.bin");
    writeHole(source, fileBytes);
    const bucket = await cos.makeBucket();
    await laboratory.worker("upload", { cos, args: ["ours", bucket, source] });
    const fetch = (side: string) => async () => {
      const file = laboratory.newPath("fetched.bin");
      const run = await laboratory.worker<Run>("download", { cos, args: [side, bucket, "large.bin", file] });
      rmSync(file);
      if (run.length !== fileBytes) {
        throw new Error(`${run.length} bytes arrived`);
      }
      return run;
    };
    const runs = await alternate(3, fetch("ours"), fetch("sdk"));
    const speed = (list: readonly Run[]) => fileBytes / 1000 / medianOf(list, "elapsedMs");
    const memory = (list: readonly Run[]) => medianOf(list, "peakBytes") / 1e6;
    return [
      {
        what: "download of 1 GB",
        unit: "MB/s",
        ours: speed(runs.ours),
        peer: speed(runs.peer),
        better: "more",
        goal: { of: "ratio", atLeast: 1.5 },
        bound:
          "the receiver's one thread, a quarter of whose time goes to the CRC64, which the SDK does not compute",
      },
      {
        what: "CPU of the receiver for it",
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
        goal: { of: "ours", atMost: 120 },
        bound:
          "57 MB are the process with its modules; up to 40 MB are chunks that came and were written, until Node takes their memory back",
      },
    ];
  },
};
