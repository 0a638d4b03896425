/** How fast a bucket is emptied before it is deleted. */
import { latencyMs, region, withLatency } from "./emulator";
import { alternate, inSeconds, type Measurement, medianOf } from "./measurement";

interface Run {
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

const keys = 10_000;
const versions = 5;
const removals = 3;

/** Removal of a bucket with 50,000 versions. */
export const forceDestroy: Measurement = {
  name: "force-destroy",
  against:
    `removal of a Bucket with forceDestroy that holds ${keys} keys with ${versions} versions each, every answer ${latencyMs} ms late, by a process ` +
    "with the handler alone; against listing a thousand and removing them in turns, by the same client. Requests for removing " +
    `up to a thousand versions (DeleteMultipleObjects) that were under way at the same time, by the emulator's log. ${removals} runs`,

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    const remove = (side: string) => async () => {
      const bucket = await cos.makeBucket();
      await cos.outsider.putBucketVersioning({
        Bucket: bucket,
        Region: region,
        VersioningConfiguration: { Status: "Enabled" },
      });
      // So many at once that latency does not matter here.
      await laboratory.worker("fill", { cos, args: [bucket, String(keys), String(versions), "100", "256"] });
      await cos.clearRequests();
      const before = await cos.usage();
      const run = await laboratory.worker<Run>("forceDestroy", { cos, args: [side, bucket] });
      const emulatorMs = (await cos.usage()).cpuMs - before.cpuMs;
      const batches = (await cos.statistics()).find(({ operation }) => operation === "DeleteMultipleObjects");
      return { ...run, emulatorMs, inFlight: batches?.inFlight ?? 0 };
    };
    const { ours, peer } = await alternate(removals, remove("ours"), remove("inTurns"));
    return [
      {
        what: "force-destroy of 50,000 versions",
        unit: "s",
        ours: medianOf(ours, "elapsedMs") / 1000,
        peer: medianOf(peer, "elapsedMs") / 1000,
        better: "less",
        bound: `${inSeconds(medianOf(ours, "emulatorMs"))} of the emulator's CPU, ${inSeconds(medianOf(ours, "cpuMs"))} of the provider's`,
      },
      {
        what: "batches of a thousand in flight",
        unit: "",
        ours: medianOf(ours, "inFlight"),
        peer: medianOf(peer, "inFlight"),
        better: "more",
        goal: { of: "ours", atLeast: 10 },
      },
    ];
  },
};
