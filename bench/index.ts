/** `npm run bench`: measures what this package promises, beside what its users would have without it, and prints a table. */
import { allKeys } from "./allKeys";
import { apiStart } from "./apiStart";
import { configurations } from "./configurations";
import { crc64 } from "./crc64";
import { download } from "./download";
import { drift } from "./drift";
import { emulatorScale } from "./emulatorScale";
import { explorer } from "./explorer";
import { folder } from "./folder";
import { forceDestroy } from "./forceDestroy";
import { hostStart } from "./hostStart";
import { hugeFile } from "./hugeFile";
import { Laboratory } from "./laboratory";
import { largeFile } from "./largeFile";
import { largeFolder } from "./largeFolder";
import { lifecycleRules } from "./lifecycleRules";
import { listing } from "./listing";
import { describeMachine } from "./machine";
import type { Measurement } from "./measurement";
import { objectsPreview } from "./objectsPreview";
import { type Measured, reportAsMarkdown, reportAsText } from "./report";
import { signatures } from "./signatures";
import { smallObjects } from "./smallObjects";
import { stateSize } from "./stateSize";

/** In the order of the table. */
const measurements: readonly Measurement[] = [
  signatures,
  crc64,
  smallObjects,
  largeFile,
  hugeFile,
  download,
  listing,
  allKeys,
  folder,
  largeFolder,
  forceDestroy,
  configurations,
  lifecycleRules,
  objectsPreview,
  drift,
  hostStart,
  apiStart,
  explorer,
  stateSize,
  emulatorScale,
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
  const machine = describeMachine();
  const laboratory = new Laboratory();
  const { terminal } = laboratory;
  const measured: Measured[] = [];
  let exitCode = 0;
  try {
    for (const measurement of chosen) {
      const progress = terminal.progress(`Measuring ${measurement.name}`);
      try {
        measured.push({ measurement, rows: await measurement.run(laboratory) });
        progress.done();
      } catch (error) {
        // The others are worth their time all the same.
        progress.stop();
        terminal.bad(`${measurement.name} failed: ${error instanceof Error ? error.message : String(error)}`);
        exitCode = 1;
      }
      await laboratory.clear();
    }
  } finally {
    await laboratory.close();
  }
  console.log(
    args.includes("--markdown")
      ? reportAsMarkdown(machine, measured)
      : reportAsText(machine, measured, terminal.width),
  );
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
