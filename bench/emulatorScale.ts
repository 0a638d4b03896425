/** Whether the emulator is fast and small enough not to be what is measured. */
import type { Measurement } from "./measurement";

const objects = 100_000;

/** The emulator with 100,000 objects. */
export const emulatorScale: Measurement = {
  name: "emulator-scale",
  against:
    `${objects} PUTs of 1 KB, signed, 64 in flight, by our client to an emulator that was just started: how many it serves for each second of its ` +
    "own CPU, which is one core's, and the most memory that was resident at once (VmHWM). Bodies are in files, but for the first 12 MB",

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const bucket = await cos.makeBucket();
    const before = await cos.usage();
    await laboratory.worker("fill", { cos, args: [bucket, String(objects), "1", "1000"] });
    const after = await cos.usage();
    return [
      {
        what: "small PUTs that the emulator serves",
        unit: "/s",
        ours: (objects / (after.cpuMs - before.cpuMs)) * 1000,
        better: "more",
        goal: { of: "ours", atLeast: 2_000 },
      },
      {
        what: "its memory with 100,000 objects",
        unit: "MB",
        ours: after.peakBytes / 1e6,
        better: "less",
        goal: { of: "ours", atMost: 300 },
      },
    ];
  },
};
