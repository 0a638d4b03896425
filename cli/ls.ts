/** `pulumi-tencentcos ls`: lists buckets and objects. */

import { Command } from "commander";
import type { GetBucketAnswer } from "../provider/api/types";
import { visible, visibleJson } from "../provider/client/visible";
import { type ApiSession, connectionOptions, withApi } from "./api/session";
import { write } from "./api/stdout";
import type { ConnectionFlags } from "./context";
import { readAddress } from "./objectAddress";

const epilogue = `
Examples:
  pulumi-tencentcos ls                     the buckets of the account
  pulumi-tencentcos ls site                objects and folders at the top of a bucket
  pulumi-tencentcos ls site/img/ -r        all keys that begin with img/
  pulumi-tencentcos ls site -r --json      a line of JSON for each

Pages are printed as they come, each while the next one is asked for.`;

/** The flags, as commander hands them over. */
interface Flags extends ConnectionFlags {
  readonly recursive?: true;
  readonly json?: true;
}

/** The subcommand. */
export function lsCommand(): Command {
  const command = new Command("ls")
    .summary("Lists buckets and objects.")
    .description("Lists the buckets of the account, or the objects of one.")
    .argument("[prefix]", "bucket/prefix, the bucket with or without the APPID")
    .option("-r, --recursive", "all keys, not only those up to the next slash")
    .option("--json", "a line of JSON for each")
    .addHelpText("after", epilogue)
    .action((typed: string | undefined, flags: Flags) =>
      withApi(flags, (session) =>
        typed === undefined ? listBuckets(session, flags) : listObjects(session, typed, flags),
      ),
    );
  for (const option of connectionOptions()) {
    command.addOption(option);
  }
  return command;
}

async function listBuckets({ api }: ApiSession, { json, region }: Flags): Promise<void> {
  const parameters = region === undefined ? {} : { Region: region };
  for await (const { body } of api.pages("GetService", parameters)) {
    const buckets = body.Buckets?.Bucket ?? [];
    const lines = json
      ? buckets.map((bucket) => visibleJson(bucket, 0))
      : buckets.map(({ Name, Location, CreationDate }) =>
          visible(`${CreationDate ?? ""}  ${(Location ?? "").padEnd(16)}  ${Name}`),
        );
    await writeLines(lines);
  }
}

async function listObjects({ api, locate }: ApiSession, typed: string, flags: Flags): Promise<void> {
  const { Bucket, Key: Prefix } = readAddress(typed);
  const parameters = {
    ...(await locate(Bucket)),
    EncodingType: "url",
    ...(Prefix !== "" && { Prefix }),
    ...(!flags.recursive && { Delimiter: "/" }),
  } as const;
  for await (const { body } of api.pages("GetBucket", parameters)) {
    await writeLines(flags.json ? jsonLines(body) : textLines(body));
  }
}

function jsonLines({ Contents, CommonPrefixes }: GetBucketAnswer): readonly string[] {
  return [...CommonPrefixes, ...Contents].map((entry) => visibleJson(entry, 0));
}

/** Folders come first, as they do in a console. */
function textLines({ Contents, CommonPrefixes }: GetBucketAnswer): readonly string[] {
  return [
    ...CommonPrefixes.map(({ Prefix }) => `${"".padEnd(24)}  ${"".padStart(14)}  ${visible(Prefix)}`),
    ...Contents.map(
      ({ LastModified, Size, Key }) =>
        `${visible(LastModified)}  ${String(Size).padStart(14)}  ${visible(Key)}`,
    ),
  ];
}

async function writeLines(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) {
    await write(`${lines.join("\n")}\n`);
  }
}
