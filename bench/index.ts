/** `npm run bench`: measures what this package promises, beside what its users would have without it, and prints a table. */
import { crc64 } from "./crc64";
import { hostStart } from "./hostStart";
import { Laboratory } from "./laboratory";
import { largeFile } from "./largeFile";
import { describeMachine } from "./machine";
import type { Measurement, Row } from "./measurement";
import { signatures } from "./signatures";
import { smallObjects } from "./smallObjects";
import { stateSize } from "./stateSize";
import { renderMarkdown, renderTable, wrap } from "./table";

/** In the order of the table. */
const measurements: readonly Measurement[] = [
  signatures,
  crc64,
  smallObjects,
  largeFile,
  hostStart,
  stateSize,
];

async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith("-"));
  const unknown = [
    ...names.filter((name) => !measurements.some((each) => each.name === name)),
    ...args.filter((arg) => arg.startsWith("-") && arg !== "--markdown"),
  ];
  if (unknown.length > 0) {
    console.error(
      `Usage: npm run bench -- [--markdown] [names…]\nNames: ${measurements.map(({ name }) => name).join(", ")}`,
    );
    return args.includes("--help") ? 0 : 2;
  }
  const chosen = measurements.filter(({ name }) => names.length === 0 || names.includes(name));
  const laboratory = new Laboratory();
  const rows: Row[] = [];
  const measured: Measurement[] = [];
  let exitCode = 0;
  try {
    for (const measurement of chosen) {
      const progress = laboratory.terminal.progress(`Measuring ${measurement.name}`);
      try {
        rows.push(...(await measurement.run(laboratory)));
        measured.push(measurement);
        progress.done();
      } catch (error) {
        // The others are worth their time all the same.
        progress.stop();
        laboratory.terminal.bad(
          `${measurement.name} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
        exitCode = 1;
      }
    }
  } finally {
    laboratory.close();
  }
  const render = args.includes("--markdown") ? renderMarkdown : renderTable;
  console.log(["", describeMachine(), "", ...render(rows), ""].join("\n"));
  console.log("Medians. Ratio: how many times better ours is. 1 MB = 1,000,000 bytes.");
  for (const { name, against } of measured) {
    console.log(wrap(`${name}: ${against}.`, laboratory.terminal.width, "  "));
  }
  return exitCode;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
