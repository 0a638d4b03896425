/** How fast many small objects get into a bucket. */
import { alternate, type Measurement, medianOf } from "./measurement";

interface Run {
  readonly elapsedMs: number;
  /** User and system time of the sending process. */
  readonly cpuMs: number;
}

const count = 1_000;
const rounds = 4;
const processes = 5;

/** PUT of 1,000 objects of 10 KB at 64 in flight, ours beside Tencent's SDK. */
export const smallObjects: Measurement = {
  name: "small-objects",
  against:
    `PUT of ${count} objects of 10 KB, 64 in flight, to one emulator process: CosClient against putObject of ` +
    `cos-nodejs-sdk-v5 (FileParallelLimit 64, keep-alive, its queue filled by 64 callers). ${processes} processes each, the ` +
    `same keys each time; a process does this ${rounds} times: its first time, when most of its code is not compiled yet, and the ` +
    "others, have a row each. The CPU is the sending process's alone, without the emulator's",

  async run(laboratory) {
    const cos = await laboratory.emulator();
    // One bucket for all: the emulator keeps the first 12 MB of small bodies in memory, and others on the disk.
    const bucket = await cos.makeBucket();
    const side = (name: string) => () =>
      laboratory.worker<Run[]>("smallObjects", { cos, args: [name, bucket, String(count), String(rounds)] });
    // The emulator's compiler warms up with either.
    await alternate(1, side("ours"), side("peer"));
    const before = await cos.usage();
    const runs = await alternate(processes, side("ours"), side("peer"));
    const emulatorMs = ((await cos.usage()).cpuMs - before.cpuMs) / (2 * processes * rounds * count);
    const first = (list: readonly Run[][]) => list.flatMap((each) => each.slice(0, 1));
    const later = (list: readonly Run[][]) => list.flatMap((each) => each.slice(1));
    const rate = (list: readonly Run[]) => (count / medianOf(list, "elapsedMs")) * 1000;
    return [
      {
        what: "PUT of small objects",
        unit: "/s",
        ours: rate(later(runs.ours)),
        peer: rate(later(runs.peer)),
        better: "more",
        goal: { of: "ratio", atLeast: 2 },
        bound: `the emulator: ${emulatorMs.toFixed(2)} ms of its CPU for each, of either side`,
      },
      {
        what: "the same in a new process",
        unit: "/s",
        ours: rate(first(runs.ours)),
        peer: rate(first(runs.peer)),
        better: "more",
      },
      {
        what: "CPU of the sender for each",
        unit: "ms",
        ours: medianOf(later(runs.ours), "cpuMs") / count,
        peer: medianOf(later(runs.peer), "cpuMs") / count,
        better: "less",
      },
    ];
  },
};
