#!/usr/bin/env node
/** The command `pulumi-tencentcos`: one file per subcommand. */

import { Command, CommanderError } from "commander";
import { visibleLines } from "../provider/client/visible";
import { version } from "./version";

/** What is typed after the command's name. */
const [called, ...rest] = process.argv.slice(2);

/** Each is loaded when it is called, as each brings its own part of the package with it. */
const commands: Readonly<Record<string, () => Command>> = {
  adopt: () => (require("./adopt") as typeof import("./adopt")).adoptCommand(),
  drift: () => (require("./drift") as typeof import("./drift")).driftCommand(),
  doctor: () => (require("./doctor") as typeof import("./doctor")).doctorCommand(),
  verify: () => (require("./verify") as typeof import("./verify")).verifyCommand(),
  emulator: () => (require("./emulator") as typeof import("./emulator")).emulatorCommand(),
  explore: () => (require("./explore") as typeof import("./explore")).exploreCommand(),
  api: () => (require("./api") as typeof import("./api")).apiCommand(rest),
  ls: () => (require("./ls") as typeof import("./ls")).lsCommand(),
  get: () => (require("./get") as typeof import("./get")).getCommand(),
  put: () => (require("./put") as typeof import("./put")).putCommand(),
  signature: () => (require("./signature") as typeof import("./signature")).signatureCommand(rest),
  sign: () => (require("./sign") as typeof import("./sign")).signCommand(),
};

/** The commands whose exit status is 2 when they are called wrongly, because 1 says that COS refused. Of drift 2 means that there is some. */
const speakers: readonly string[] = ["api", "ls", "get", "put", "sign", "signature", "verify"];

/** The whole command line. */
function program(): Command {
  const whole = new Command("pulumi-tencentcos")
    .description("Tools for the Pulumi provider for Tencent Cloud COS.")
    .version(version, "-v, --version");
  const wanted = called !== undefined && Object.hasOwn(commands, called) ? [called] : Object.keys(commands);
  for (const load of wanted.flatMap((name) => commands[name] ?? [])) {
    whole.addCommand(ending(load()));
  }
  return ending(whole);
}

/** A command that says where help is when it is called wrongly, and leaves the exit status to this file. */
function ending(command: Command): Command {
  for (const each of command.commands) {
    ending(each);
  }
  return command.showHelpAfterError("(--help lists the options)").exitOverride();
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads the output may have seen enough: head, less.
  if (error.code === "EPIPE") {
    process.exit(0);
  }
  console.error(`error: the standard output cannot be written: ${error.message}`);
  process.exit(1);
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help and version are not failures.
      process.exitCode = error.exitCode === 0 ? 0 : speakers.includes(called ?? "") ? 2 : 1;
      return;
    }
    console.error(visibleLines(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  });
