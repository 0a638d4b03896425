/** What the configurations of a bucket cost: requests, and the time of a refresh. */
import { writeFileSync } from "node:fs";
import { account, type BenchEmulator, latencyMs, withLatency } from "./emulator";
import type { Laboratory } from "./laboratory";
import { alternate, type Measurement, median, type Row } from "./measurement";
import { type Declared, makeStack } from "./stack";
import { makeTarget, objectLock, wholeBucket } from "./wholeBucket";

/** What the worker found; requests by their operations, times in milliseconds. */
interface Found {
  /** Of all reads at the same time, several times. */
  readonly together: readonly number[];
  readonly configurations: readonly {
    readonly token: string;
    readonly creates: readonly string[];
    readonly reads: readonly string[];
    /** Of its read alone, several times. */
    readonly alone: readonly number[];
  }[];
  readonly unchanged: readonly string[];
}

const refreshes = 5;

/** A bucket with every configuration. */
export const configurations: Measurement = {
  name: "configurations",
  against:
    "every configuration with its documented sample: all that go together on one bucket, object lock on another, every answer " +
    `${latencyMs} ms late, by the handlers in a process of their own. Refresh: all reads at the same time against the slowest of them ` +
    "alone, medians of 9. Requests by the emulator's log: of a create where nothing is there yet, of a read, and of check and diff of " +
    `all, unchanged. \`pulumi refresh --preview-only\`: of these buckets against two with their CORS rules alone, ${refreshes} runs`,

  async run(laboratory) {
    const cos = await laboratory.emulator(withLatency);
    await makeTarget(cos);
    return [...(await byHandlers(laboratory, cos)), await byEngine(laboratory, cos)];
  },
};

/** Two buckets and all that they can have. */
function everything(name: string): readonly (readonly Declared[])[] {
  const [site, locked] = [`${name}-${account.appId}`, `${name}-locked-${account.appId}`];
  const [first = [], ...others] = wholeBucket(site);
  return [buckets(site, locked), [...first, ...objectLock(locked)], ...others];
}

function buckets(...names: readonly string[]): readonly Declared[] {
  return names.map((bucket) => ({ token: "Bucket", name: bucket, inputs: { bucket } }));
}

async function byHandlers(laboratory: Laboratory, cos: BenchEmulator): Promise<readonly Row[]> {
  const file = laboratory.newPath("everything.json");
  writeFileSync(file, JSON.stringify(everything("handlers")));
  const found = await laboratory.worker<Found>("configurations", { cos, args: [file] });
  const slowest = Math.max(...found.configurations.map(({ alone }) => median(alone)));
  const looking = found.configurations.filter(({ creates, reads }) =>
    creates.some((operation) => /^Get/.test(operation) && !reads.includes(operation)),
  );
  const others = found.configurations.filter((each) => !looking.includes(each));
  const requests = { unit: "", better: "less" } as const;
  return [
    {
      what: `refresh of ${found.configurations.length} configurations`,
      unit: "ms",
      ours: median(found.together),
      peer: slowest,
      better: "less",
      goal: { of: "multiple", atMost: 1.5 },
    },
    {
      ...requests,
      what: "requests to read one, at most",
      ours: mostOf(found.configurations.map(({ reads }) => reads)),
      goal: { of: "ours", atMost: 1 },
      bound: `the slowest takes ${(slowest / latencyMs).toFixed(2)} round trips; three were allowed`,
    },
    {
      ...requests,
      what: "requests to create one, at most",
      ours: mostOf(others.map(({ creates }) => creates)),
      goal: { of: "ours", atMost: 3 },
      bound: `${others.length} of the ${found.configurations.length}; a look whether it is there already, the PUT, and a look whether COS has it`,
    },
    {
      ...requests,
      what: "… of those that look at others first",
      ours: mostOf(looking.map(({ creates }) => creates)),
      goal: { of: "ours", atMost: 3 },
      bound: `what they need is looked for before, so that the error says what is missing. ${looking.map(({ token, creates }) => `${token}: ${creates.join(", ")}`).join("; ")}`,
    },
    {
      ...requests,
      what: "requests of a preview of all, unchanged",
      ours: found.unchanged.length,
      goal: { of: "ours", atMost: 0 },
    },
  ];
}

function mostOf(lists: readonly (readonly string[])[]): number {
  return Math.max(...lists.map(({ length }) => length));
}

async function byEngine(laboratory: Laboratory, cos: BenchEmulator): Promise<Row> {
  const refreshOf = async (lists: readonly (readonly Declared[])[]) => {
    const stack = await makeStack(laboratory, cos);
    stack.declare(lists);
    await stack.up();
    return async () =>
      (await stack.pulumi("refresh", "--preview-only", "--expect-no-changes")).elapsedMs / 1000;
  };
  const cors = everything("alone")
    .flat()
    .filter(({ token }) => token === "BucketCors");
  const [one, other] = [`alone-${account.appId}`, `alone-locked-${account.appId}`];
  const runs = await alternate(
    refreshes,
    await refreshOf(everything("engine")),
    await refreshOf([buckets(one, other), cors]),
  );
  return {
    what: "the same by pulumi refresh",
    unit: "s",
    ours: median(runs.ours),
    peer: median(runs.peer),
    better: "less",
  };
}
