/** `npm start`: a tour with the real Pulumi CLI, on an emulator of COS that this tool starts and stops. */
import { parseArgs } from "node:util";
import { stopTour } from "./quickstart/kept";
import { tour } from "./quickstart/tour";
import { createTerminal } from "./terminal";

const help = `npm start                    the tour: create, look, drift, heal, destroy; nothing is left behind
npm start -- --keep          stops before "destroy": emulator and stack stay, to go on by hand
npm start -- --stop FOLDER   ends what --keep left in place
npm start -- --help          this text

It needs Node, and a Pulumi CLI: one on PATH is used; else Pulumi's own installer is asked; else it is
built from its Go modules (needs Go; about 5 minutes, once). Nothing is sent to Tencent Cloud.`;

async function main(): Promise<number> {
  const terminal = createTerminal();
  let options: { keep?: boolean | undefined; stop?: string | undefined; help?: boolean | undefined };
  try {
    options = parseArgs({
      options: { keep: { type: "boolean" }, stop: { type: "string" }, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    terminal.bad((error as Error).message);
    terminal.line(`\n${help}`);
    return 2;
  }
  if (options.help) {
    terminal.line(help);
    return 0;
  }
  if (options.stop !== undefined) {
    return stopTour(options.stop, terminal);
  }
  return tour({ terminal, keep: options.keep ?? false });
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    createTerminal(process.stderr).bad(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
