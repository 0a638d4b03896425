/** What a command of the API costs before it does anything. */
import { runCommand } from "./commands";
import { alternate, type Measurement, medianOf } from "./measurement";
import { tencentcosCommand } from "./stack";

/** The help of `api`, and of one of its operations, beside Node that does nothing. */
export const apiStart: Measurement = {
  name: "api-start",
  against:
    "`pulumi-tencentcos api --help`, and the help of one operation, which needs the table of all of them, against `node -e 0`; whole " +
    "commands, 21 runs each",

  async run(laboratory) {
    const command = (...words: readonly string[]) => {
      const output = laboratory.newPath("output");
      return () => runCommand(laboratory, words, output);
    };
    const bare = command("-e", "0");
    const help = await alternate(21, command(tencentcosCommand, "api", "--help"), bare);
    const operation = await alternate(
      21,
      command(tencentcosCommand, "api", "put-bucket-cors", "--help"),
      bare,
    );
    return [
      {
        what: "start of api --help",
        unit: "ms",
        ours: medianOf(help.ours, "elapsedMs"),
        peer: medianOf(help.peer, "elapsedMs"),
        better: "less",
        goal: { of: "multiple", atMost: 1.5, plus: 120 },
      },
      {
        what: "start of api put-bucket-cors --help",
        unit: "ms",
        ours: medianOf(operation.ours, "elapsedMs"),
        peer: medianOf(operation.peer, "elapsedMs"),
        better: "less",
      },
    ];
  },
};
