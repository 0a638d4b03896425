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
  return new Command("pulumi-tencentcos")
    .description("What goes with the Pulumi provider for Tencent Cloud COS.")
    .version(version, "-v, --version")
    .showHelpAfterError("(--help tells what there is)")
    .exitOverride()
    .addCommand(adoptCommand().exitOverride())
    .addCommand(driftCommand().exitOverride())
    .addCommand(doctorCommand().exitOverride())
    .addCommand(emulatorCommand().exitOverride());
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help and version are no failures.
      process.exitCode = error.exitCode === 0 ? 0 : 1; // 2 is what drift says of drift
      return;
    }
    console.error(visibleLines(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  });
