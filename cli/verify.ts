/** `pulumi-tencentcos verify`: asks COS about the emulator's guesses. */

import { Command, Option } from "commander";
import { ending } from "./api/usage";
import type { VerifyFlags } from "./verify/command";

const epilogue = `
COS's documentation leaves questions open. There the emulator guesses (docs/unverified.md
lists the guesses). This command sends requests to COS that find out, and says of each
guess: confirmed, different (with both answers), or could not be asked.

  Sends   some 800 requests in a few minutes, to new buckets whose names begin with the
          prefix. No other bucket is touched.
  Costs   far less than a cent; --dry-run counts requests and bytes.
  Leaves  nothing. The buckets of a guess are removed at once, also when it fails and
          after Ctrl-C; those of a killed run by the next one, or by --clean. So only one
          run at a time may use a prefix. Some buckets are public for seconds.
  Needs   TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (temporary keys also
          TENCENTCLOUD_SECURITY_TOKEN), and permission for everything in buckets whose names
          begin with the prefix (cos:*), to list buckets (cos:GetService) and to look at a
          batch job (cos:DescribeJob).
  Shows   neither keys nor account in --json, so that it can go into a bug report.

Examples:
  pulumi-tencentcos verify --dry-run
  pulumi-tencentcos verify --region ap-guangzhou
  pulumi-tencentcos verify --region ap-guangzhou --json > findings.json
  pulumi-tencentcos verify --only lifecycle-id,policy-absent
  pulumi-tencentcos verify --clean

The exit status is 1 when an answer is different, when no bucket can be created, and when
one cannot be removed.`;

/** The subcommand. */
export function verifyCommand(): Command {
  return new Command("verify")
    .summary("Asks COS about the emulator's guesses.")
    .description("Compares the emulator's guesses about COS with COS itself, in throw-away buckets.")
    .option("--prefix <name>", "beginning of the buckets' names", "cos-verify")
    .option("--only <ids>", "asks only about these guesses, with commas between them")
    .option("--patience <seconds>", "time until a read that differs counts, as changes take time", "30")
    .addOption(new Option("--dry-run", "only shows what would be asked, and counts it").conflicts("clean"))
    .option("--clean", "only removes buckets that an earlier run left behind")
    .option("--json", "prints the findings as JSON")
    .option("--region <code>", "where the buckets are (default: TENCENTCLOUD_REGION)")
    .option("--endpoint <url>", "where to connect instead of COS, such as http://127.0.0.1:9000")
    .addHelpText("after", epilogue)
    .action((flags: VerifyFlags) =>
      ending(async () => {
        const { verify } = require("./verify/command") as typeof import("./verify/command");
        await verify(flags);
      }),
    );
}
