/** How long it takes to make JSON of a page of a listing. */
import { type Measurement, medianOf } from "./measurement";

interface Round {
  readonly ours: number;
  readonly peer: number;
}

/** A page of 1,000 versions, from bytes to JSON. */
export const listing: Measurement = {
  name: "listing",
  against:
    "the bytes of a page of 1,000 versions to JSON: the client of pulumi-tencentcos/api, which types numbers and truth values and makes lists by " +
    "schema, against the parser of cos-nodejs-sdk-v5, which leaves strings; one core, 16 rounds after 6 for the compiler",

  async run(laboratory) {
    const rounds = await laboratory.worker<Round[]>("listing");
    const row = {
      what: "JSON of 1,000 versions",
      unit: "ms",
      ours: medianOf(rounds, "ours"),
      better: "less",
    } as const;
    return [
      { ...row, peer: medianOf(rounds, "peer"), goal: { of: "ratio", atLeast: 3 } },
      { ...row, what: "the same, alone", goal: { of: "ours", atMost: 6 } },
    ];
  },
};
