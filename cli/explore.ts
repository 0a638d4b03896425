/** `pulumi-tencentcos explore`: the API explorer, a page of this machine, until it is interrupted. */

import { Command, Option } from "commander";
import { checkRegion } from "./api/session";
import type { ConnectionFlags } from "./context";
import { openPage } from "./explore/openPage";
import { type ExplorerOptions, startExplorer } from "./explore/server";
import { interrupted, listening, readPort } from "./listening";

const epilogue = `
Keys come from TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
TENCENTCLOUD_SECURITY_TOKEN, and never reach the page. Without keys the page calls an
emulator with sample data, so that a first look needs no account.

Only this machine reaches the server, and only with the token at the end of the address.`;

/** The flags, as commander hands them over. */
interface Flags extends ConnectionFlags {
  readonly open: boolean;
  readonly port?: number;
  readonly emulator?: true;
  readonly readOnly?: true;
}

/** The subcommand. */
export function exploreCommand(): Command {
  return new Command("explore")
    .summary("Opens a page on which every operation of COS can be called.")
    .description(
      "Serves a page on this machine on which every operation of the COS API can be found, called and verified, with its signature and the code for it, and opens it in the browser.",
    )
    .option("--no-open", "does not open the browser")
    .addOption(
      new Option(
        "--port <number>",
        "where it listens; 0 for any that is free (default: 7436, else any)",
      ).argParser(readPort),
    )
    .option("--region <code>", "the region of calls that name none (default: TENCENTCLOUD_REGION)")
    .option("--endpoint <url>", "where to connect instead of COS, such as http://127.0.0.1:9000")
    .option("--emulator", "calls an emulator with sample data only, whatever keys there are")
    .option("--read-only", "refuses whatever changes anything")
    .addHelpText("after", epilogue)
    .action(run);
}

async function run({ open, port, region, endpoint, emulator, readOnly }: Flags): Promise<void> {
  checkRegion({ region });
  const options: ExplorerOptions = {
    flags: { region, endpoint },
    emulator: emulator === true,
    readOnly: readOnly === true,
    port,
  };
  const explorer = await listening("127.0.0.1", port ?? 0, () => startExplorer(options));
  const ended = interrupted();
  console.log(`COS API Explorer on ${explorer.url}`);
  console.log("Ctrl-C ends it.");
  const forget = open ? await openPage(explorer.url) : undefined;
  await ended;
  forget?.();
  await explorer.close();
}
