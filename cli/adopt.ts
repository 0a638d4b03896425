/** `pulumi-tencentcos adopt`: writes a program that declares a live bucket exactly as it is. */

import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { unknownNameReason } from "../provider/codec";
import { bucketNameReason, regionReason } from "../provider/model/bucketNames";
import { adoptBucket } from "./adopt/adoptBucket";
import { order } from "./adopt/declarations";
import { isVariable } from "./adopt/names";
import { describeOmissions, reportAsJson, reportAsText } from "./adopt/report";
import { createContext } from "./context";

/** The flags, as commander hands them over. */
interface Flags {
  readonly region?: string;
  readonly out?: string;
  readonly objects?: string;
  readonly largest: number;
  readonly only?: readonly string[];
  readonly stdout?: true;
  readonly variable?: string;
  readonly force?: true;
  readonly json?: true;
  readonly endpoint?: string;
}

const epilogue = `
Examples:
  pulumi-tencentcos adopt site-1250000000
  pulumi-tencentcos adopt site-1250000000 --out infra --objects pages/
  pulumi-tencentcos adopt site --only BucketCors --stdout --variable site

Nothing is written to COS, neither by this command nor by the first "pulumi up"
of its program. Keys come from TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
TENCENTCLOUD_SECURITY_TOKEN. The exit status is 1 when something could not be
read; the program is written all the same, and says what is missing.`;

/** The subcommand. */
export function adoptCommand(): Command {
  return new Command("adopt")
    .summary("Writes a program that declares a live bucket as it is.")
    .description(
      "Reads a live bucket with all its configurations and writes a Pulumi program that declares exactly what is there.",
    )
    .addArgument(
      new Argument("<bucket>", "the bucket's name, with or without the APPID").argParser(readBucket),
    )
    .addOption(
      new Option("--region <code>", "where the bucket is (default: found by itself)").argParser(readRegion),
    )
    .option("--out <folder>", "where the project is written (default: the bucket's name without the APPID)")
    .option("--objects <prefix>", "also declares the objects whose keys begin so, and downloads them")
    .addOption(
      new Option("--largest <size>", "objects that are larger are left out, such as 500KB or 1GB")
        .argParser(readSize)
        .default(16 * 1024 ** 2, "16MB"),
    )
    .addOption(new Option("--only <classes>", "only these, such as Bucket,BucketCors").argParser(readClasses))
    .addOption(
      new Option("--stdout", "prints the declarations alone, to be pasted into a program").conflicts([
        "out",
        "objects",
        "force",
        "json",
      ]),
    )
    .addOption(
      new Option("--variable <name>", "with --stdout: the bucket's name in that program").argParser(
        readVariable,
      ),
    )
    .option("--force", "overwrites files in a folder that is not empty")
    .option("--json", "prints the summary as JSON")
    .option("--endpoint <url>", "where to connect instead of COS, such as http://127.0.0.1:9000")
    .addHelpText("after", epilogue)
    .action(run);
}

async function run(name: string, flags: Flags, command: Command): Promise<void> {
  const { region, endpoint, only, variable, out, force = false } = flags;
  if (variable !== undefined && flags.stdout !== true) {
    command.error("error: option '--variable <name>' can only be used together with '--stdout'");
  }
  const context = createContext({ flags: { region, endpoint } });
  try {
    const adoption = await adoptBucket(context, name, {
      region,
      only,
      variable,
      objects: flags.objects === undefined ? undefined : { prefix: flags.objects, largest: flags.largest },
      project: flags.stdout ? undefined : { folder: out, force },
    });
    if (flags.stdout) {
      process.stdout.write(adoption.text);
      process.stderr.write(
        describeOmissions(adoption)
          .map((line) => `${line}\n`)
          .join(""),
      );
    } else {
      console.log(flags.json ? reportAsJson(adoption) : reportAsText(adoption, endpoint));
    }
    if (adoption.omissions.some(({ unread }) => unread)) {
      process.exitCode = 1;
    }
  } finally {
    await context.close();
  }
}

function readBucket(text: string): string {
  return verified(text, bucketNameReason(text));
}

function readRegion(text: string): string {
  return verified(text, regionReason(text));
}

function readVariable(text: string): string {
  return verified(text, isVariable(text) ? undefined : "must be the name of a variable, such as site");
}

function verified(text: string, reason: string | undefined): string {
  if (reason !== undefined) {
    throw new InvalidArgumentError(`It ${reason}.`);
  }
  return text;
}

function readClasses(text: string): readonly string[] {
  const classes = text.split(",").map((name) => name.trim());
  for (const name of classes) {
    if (!order.includes(name)) {
      throw new InvalidArgumentError(`${name} ${unknownNameReason(name, order)}`);
    }
  }
  return classes;
}

const units: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

function readSize(text: string): number {
  const [, number, unit = "B"] = /^(\d+)\s*([KMG]?B)?$/i.exec(text) ?? [];
  if (number === undefined) {
    throw new InvalidArgumentError("It must be a size such as 500KB, 16MB or 1GB.");
  }
  return Number(number) * Number(units[unit.toUpperCase()]);
}
