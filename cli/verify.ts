/** `pulumi-tencentcos verify`: asks COS about what the emulator only assumes. */

import { Command, Option } from "commander";
import { ending } from "./api/usage";
import type { VerifyFlags } from "./verify/command";

const epilogue = `
The emulator follows COS's documentation; where that is silent it guesses. Each guess
has an id and a probe of a few requests (docs/unverified.md lists them). A probe has
one or two new buckets with small objects, which are removed at once, also when it
fails or is interrupted. Those of a killed run are removed by the next one, or by
--clean. No other bucket is touched. One run at a time for each prefix.

Keys come from TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
TENCENTCLOUD_SECURITY_TOKEN. They must be allowed everything in buckets whose names
begin with the prefix, and to list buckets. --json names neither keys nor account,
so that it can go into a bug report.

Examples:
  pulumi-tencentcos verify --dry-run             what would be asked, and what it costs
  pulumi-tencentcos verify --region ap-guangzhou --json > findings.json
  pulumi-tencentcos verify --only lifecycle-id,policy-absent
  pulumi-tencentcos verify --clean

The exit status is 1 when an answer is different, or when a bucket could not be removed.`;

/** The subcommand. */
export function verifyCommand(): Command {
  return new Command("verify")
    .summary("Asks COS about what the emulator assumes.")
    .description("Compares the emulator's guesses about COS with COS itself, in throw-away buckets.")
    .option("--prefix <name>", "what the names of the buckets begin with", "cos-verify")
    .option("--only <ids>", "asks only about these guesses, with commas between them")
    .option("--patience <seconds>", "how long a read may differ before it counts, as changes take time", "30")
    .addOption(new Option("--dry-run", "only says what would be asked").conflicts("clean"))
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
