/** `pulumi-tencentcos doctor`: checks whether a stack can be deployed from here, and says what to fix. */

import { Command, Option } from "commander";
import { type DoctorOptions, examine, readPolicies } from "./doctor/examine";
import { policyText } from "./doctor/policy";
import { isWell, reportAsJson, reportAsText } from "./doctor/report";

/** The flags, as commander hands them over. */
interface Flags {
  readonly stack?: string;
  readonly cwd: string;
  readonly undeclared?: true;
  readonly json?: true;
  readonly policy?: "read" | "write";
}

const epilogue = `
Looks at the Pulumi CLI, Node.js and the packages; at the stack, its keys and whose
they are; at the clock, the network, the region and the APPID; at the buckets of the
stack and at each CAM action that its resources need. Actions are asked for by
requests that change nothing; those for which there is none are "not probed".

At the end it prints the smallest CAM policies with which this very stack can be
read (drift) and deployed (up, destroy). Without a stack it does everything else.

Marks: ✓ good, ! worth knowing, ✗ to be mended, - not looked at.
The exit status is 1 when something has to be mended. Keys are never shown.

Examples:
  pulumi-tencentcos doctor
  pulumi-tencentcos doctor --stack dev --json
  pulumi-tencentcos doctor --stack dev --policy read --undeclared > drift.json`;

/** The subcommand. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .summary("Checks tools, keys, network and permissions, and writes CAM policies.")
    .description("Checks everything that a stack needs here, with a remedy for each problem.")
    .option("--stack <name>", "the stack (default: the one that is selected)")
    .option("--cwd <folder>", "the folder of the stack's project", ".")
    .option("--undeclared", "reading includes what drift --undeclared looks at")
    .option("--json", "prints checks and policies as JSON")
    .addOption(
      new Option("--policy <kind>", "prints only the policy to read the stack, or to write it")
        .choices(["read", "write"])
        .conflicts("json"),
    )
    .addHelpText("after", epilogue)
    .action(run);
}

async function run({ stack, cwd, undeclared, json, policy }: Flags): Promise<void> {
  const options: DoctorOptions = { stack, cwd, undeclared, env: process.env };
  if (policy !== undefined) {
    console.log(policyText((await readPolicies(options))[policy]));
    return;
  }
  const examination = await examine(options);
  console.log(json ? reportAsJson(examination) : reportAsText(examination, { colours: wantsColours() }));
  process.exitCode = isWell(examination) ? 0 : 1;
}

/** https://no-color.org */
function wantsColours(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
