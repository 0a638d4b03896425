/** What this package adds to the start of Pulumi's dynamic host. */
import { DynamicHost } from "../tests/host/dynamicHost";
import { account } from "./emulator";
import { alternate, type Measurement, medianOf } from "./measurement";
import { configuration, providerLine } from "./provider";
import { usageOf } from "./usage";

interface Run {
  readonly elapsedMs: number;
  readonly residentBytes: number;
}

/** The least that a dynamic provider can be. */
const bareLine = "exports.handler=()=>({check:async(olds,news)=>({inputs:news})})";

/** The dynamic host with our provider beside the dynamic host with one that does nothing. */
export const hostStart: Measurement = {
  name: "host-start",
  against:
    "the process @pulumi/pulumi/cmd/dynamic-provider, from its start until it has answered configure and a first check: of an " +
    "Object through the line that resources carry, against a provider that is one inline function; 11 runs each. " +
    "Memory: what is resident right after that check",

  async run() {
    const ours = () => startHost(providerLine("Object"));
    const bare = () => startHost(bareLine);
    // Files come from the disk the first time.
    await alternate(1, ours, bare);
    const runs = await alternate(11, ours, bare);
    return [
      {
        what: "start of the dynamic host",
        unit: "ms",
        ours: medianOf(runs.ours, "elapsedMs"),
        peer: medianOf(runs.peer, "elapsedMs"),
        better: "less",
        goal: { of: "difference", atMost: 100 },
      },
      {
        what: "memory of the dynamic host",
        unit: "MB",
        ours: medianOf(runs.ours, "residentBytes") / 1e6,
        peer: medianOf(runs.peer, "residentBytes") / 1e6,
        better: "less",
        goal: { of: "difference", atMost: 25 },
      },
    ];
  },
};

async function startHost(line: string): Promise<Run> {
  const began = performance.now();
  const host = await DynamicHost.start(configuration);
  try {
    const { failures } = await host.check(
      {},
      { bucket: `site-${account.appId}`, key: "index.html", content: "<h1>Hello</h1>", __provider: line },
    );
    const elapsedMs = performance.now() - began;
    if (failures.length > 0) {
      throw new Error(JSON.stringify(failures));
    }
    return { elapsedMs, residentBytes: (await usageOf(host.pid)).residentBytes };
  } finally {
    await host.close();
  }
}
