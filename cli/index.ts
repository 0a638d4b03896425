#!/usr/bin/env node
/** The command `pulumi-tencentcos`: one file per subcommand. */

import { Command, CommanderError } from "commander";
import { visibleLines } from "../provider/client";
import { adoptCommand } from "./adopt";
import { doctorCommand } from "./doctor";
import { driftCommand } from "./drift";
import { emulatorCommand } from "./emulator";
import { version } from "./version";

/** The whole command line. */
function program(): Command {
  const whole = new Command("pulumi-tencentcos")
    .description("Tools for the Pulumi provider for Tencent Cloud COS.")
    .version(version, "-v, --version");
  for (const command of [adoptCommand(), driftCommand(), doctorCommand(), emulatorCommand()]) {
    whole.addCommand(ending(command));
  }
  return ending(whole);
}

/** A command that says where help is when it is called wrongly, and leaves the exit status to this file. */
function ending(command: Command): Command {
  return command.showHelpAfterError("(--help lists the options)").exitOverride();
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help and version are not failures.
      process.exitCode = error.exitCode === 0 ? 0 : 1; // 2 is what drift says of drift
      return;
    }
    console.error(visibleLines(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  });
