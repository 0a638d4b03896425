/** How fast a large file goes up, and how much memory that takes. */
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Laboratory } from "./laboratory";
import { alternate, type Measurement, medianOf } from "./measurement";

interface Run {
  readonly elapsedMs: number;
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
    "3 runs. Memory: the most that was resident at once (VmHWM), Node itself included",

  async run(laboratory) {
    await laboratory.emulator();
    const file = path.join(laboratory.folder, "large.bin");
    writeFileSync(file, "");
    // A hole takes no room on the disk, and is read like any other file.
    truncateSync(file, fileBytes);
    try {
      const runs = await alternate(3, upload(laboratory, "ours", file), upload(laboratory, "peer", file));
      const speed = (list: readonly Run[]) => fileBytes / 1000 / medianOf(list, "elapsedMs");
      const memory = (list: readonly Run[]) => medianOf(list, "peakBytes") / 1e6;
      return [
        {
          what: "upload of 1 GB",
          unit: "MB/s",
          ours: speed(runs.ours),
          peer: speed(runs.peer),
          better: "more",
        },
        {
          what: "peak memory of it",
          unit: "MB",
          ours: memory(runs.ours),
          peer: memory(runs.peer),
          better: "less",
          goal: { of: "ours", atMost: 150 },
        },
      ];
    } finally {
      rmSync(file);
    }
  },
};

function upload(laboratory: Laboratory, side: string, file: string): () => Promise<Run> {
  return async () => {
    const bucket = await laboratory.makeBucket();
    const run = await laboratory.worker<Run>("largeFile", { args: [side, bucket, file] });
    await laboratory.removeObject(bucket, "large.bin");
    return run;
  };
}
