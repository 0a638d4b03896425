/** How fast a bucket is emptied before it is deleted. */
import { latencyMs, region, withLatency } from "./emulator";
import { inSeconds, type Measurement } from "./measurement";

interface Run {
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

const keys = 10_000;
const versions = 5;

/** Removal of a bucket with 50,000 versions. */
export const forceDestroy: Measurement = {
  name: "force-destroy",
  against:
    `removal of a Bucket with forceDestroy that holds ${keys} keys with ${versions} versions each, every answer ${latencyMs} ms late, by a process ` +
    "with the handler alone; against listing a thousand and removing them in turns, by the same client. Requests for removing " +
    "up to a thousand versions (DeleteMultipleObjects) that were under way at the same time, by the emulator's log. One run each",

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    const remove = async (side: string) => {
      const bucket = await cos.makeBucket();
      await cos.outsider.putBucketVersioning({
        Bucket: bucket,
        Region: region,
        VersioningConfiguration: { Status: "Enabled" },
      });
      // So many at once that nobody waits for latency here.
      await laboratory.worker("fill", { cos, args: [bucket, String(keys), String(versions), "100", "256"] });
      await cos.clearRequests();
      const before = await cos.usage();
      const run = await laboratory.worker<Run>("forceDestroy", { cos, args: [side, bucket] });
      const emulatorMs = (await cos.usage()).cpuMs - before.cpuMs;
      const batches = (await cos.statistics()).find(({ operation }) => operation === "DeleteMultipleObjects");
      return { ...run, emulatorMs, inFlight: batches?.inFlight ?? 0 };
    };
    const peer = await remove("inTurns");
    const ours = await remove("ours");
    return [
      {
        what: "force-destroy of 50,000 versions",
        unit: "s",
        ours: ours.elapsedMs / 1000,
        peer: peer.elapsedMs / 1000,
        better: "less",
        bound: `${inSeconds(ours.emulatorMs)} of the emulator's CPU, ${inSeconds(ours.cpuMs)} of the provider's`,
      },
      {
        what: "batches of a thousand in flight",
        unit: "",
        ours: ours.inFlight,
        peer: peer.inFlight,
        better: "more",
        goal: { of: "ours", atLeast: 10 },
      },
    ];
  },
};
