/** How fast all keys of a large bucket are listed, and how much memory that takes. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type CommandRun, runCommand } from "./commands";
import { latencyMs } from "./emulator";
import { alternate, inSeconds, type Measurement, medianOf } from "./measurement";
import { tencentcosCommand } from "./stack";

const keys = 200_000;
const runsEach = 3;
const sdkProgram = path.join(__dirname, "workers", "listInTurn.js");

/** All keys as lines of JSON: ours beside a program that asks for a page, prints it, and asks for the next. */
export const allKeys: Measurement = {
  name: "all-keys",
  against:
    `a line of JSON for each of ${keys} keys into a file: \`pulumi-tencentcos api get-bucket --all\`, which asks for the next page while it ` +
    "prints this one, against a program that asks cos-nodejs-sdk-v5 for a page, prints it, and then asks for the next, as coscli lists; whole " +
    `commands, ${runsEach} runs. At some distance every answer is ${latencyMs} ms late, one run`,

  async run(laboratory) {
    const cos = await laboratory.emulator();
    const bucket = await cos.makeBucket();
    await laboratory.worker("fill", { cos, args: [bucket, String(keys), "1", "10"] });
    const list = (words: readonly string[]) => async () => {
      const output = laboratory.newPath("keys.jsonl");
      const run = await runCommand(laboratory, words, output, cos);
      const lines = readFileSync(output, "latin1").split("\n").length - 1;
      rmSync(output);
      if (lines !== keys) {
        throw new Error(`${lines} keys were printed`);
      }
      return run;
    };
    const ours = list([tencentcosCommand, "api", "get-bucket", "--bucket", bucket, "--all"]);
    const sdk = list([sdkProgram, bucket]);
    const near = await alternate(runsEach, ours, sdk);
    await cos.delayAnswers(latencyMs);
    const far = await alternate(1, ours, sdk);
    const rate = (runs: readonly CommandRun[]) => (keys / medianOf(runs, "elapsedMs")) * 1000;
    const memory = (runs: readonly CommandRun[]) => medianOf(runs, "peakBytes") / 1e6;
    return [
      {
        what: `${keys.toLocaleString("en-US")} keys by --all`,
        unit: "/s",
        ours: rate(near.ours),
        peer: rate(near.peer),
        better: "more",
        goal: { of: "ratio", atLeast: 2 },
        bound: `${inSeconds(medianOf(near.ours, "cpuMs"))} of our CPU, ${inSeconds(medianOf(near.peer, "cpuMs"))} of the peer's`,
      },
      {
        what: "the same at some distance",
        unit: "/s",
        ours: rate(far.ours),
        peer: rate(far.peer),
        better: "more",
        bound: `the distance: a page says where the next one begins, so that ${keys / 1_000} answers come one after the other`,
      },
      {
        what: "peak memory of it",
        unit: "MB",
        ours: memory(near.ours),
        peer: memory(near.peer),
        better: "less",
        goal: { of: "ours", atMost: 120 },
      },
    ];
  },
};
