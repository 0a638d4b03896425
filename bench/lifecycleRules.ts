/** What the largest lifecycle that COS takes costs. */
import { type Measurement, median } from "./measurement";

interface Run {
  /** Milliseconds of the first time, and of each later one. */
  readonly check: readonly number[];
  readonly decode: readonly number[];
  /** Of the decoding, what reading the XML takes. */
  readonly parse: readonly number[];
}

const rules = 1_000;
const processes = 5;

/** Validation and decoding of 1,000 lifecycle rules. */
export const lifecycleRules: Measurement = {
  name: "lifecycle-rules",
  against:
    `BucketLifecycle with ${rules} rules, each with a prefix, half of them with a tag, two transitions, ends for objects, old versions and broken uploads. ` +
    "Validation: the whole check. Decoding: the document that the emulator answers, from its text to the values of a program. " +
    `${processes} processes: the first time in each, when the package is loaded and nothing of it is compiled, and the median of the 20 after it`,

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const bucket = await cos.makeBucket();
    const worker = (step: string) =>
      laboratory.worker<Run>("lifecycleRules", { cos, args: [step, bucket, String(rules)] });
    await worker("write");
    const runs: Run[] = [];
    for (let run = 0; run < processes; run++) {
      runs.push(await worker("measure"));
    }
    const times = (kind: keyof Run) => ({
      first: median(runs.map((run) => run[kind][0] as number)),
      later: median(runs.map((run) => median(run[kind].slice(1)))),
    });
    const [check, decode, parse] = [times("check"), times("decode"), times("parse")];
    const figures = { unit: "ms", better: "less", goal: { of: "ours", atMost: 50 } } as const;
    const parsed = (ms: number) => `reading the XML takes ${ms.toFixed(0)} ms of it`;
    return [
      { ...figures, what: "validation of 1,000 lifecycle rules", ours: check.first },
      { ...figures, what: "validation once it is compiled", ours: check.later },
      {
        ...figures,
        what: "decoding of 1,000 lifecycle rules",
        ours: decode.first,
        bound: `code that is not compiled yet: ${parsed(parse.first)}`,
      },
      {
        ...figures,
        what: "decoding once it is compiled",
        ours: decode.later,
        bound: parsed(parse.later),
      },
    ];
  },
};
