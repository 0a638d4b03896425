/** `pulumi-tencentcos put`: uploads one object. */

import path from "node:path";
import { Command } from "commander";
import { guessContentEncoding, guessContentType } from "../provider/resources/object/source";
import { openContent } from "./api/input";
import { Progress } from "./api/progress";
import { connectionOptions, withApi } from "./api/session";
import { UsageError } from "./api/usage";
import type { ConnectionFlags } from "./context";
import { readAddress } from "./objectAddress";

const epilogue = `
Examples:
  pulumi-tencentcos put logo.png site/img/logo.png
  pulumi-tencentcos put logo.png site/img/
  tar c public | pulumi-tencentcos put - site/backup.tar

What the key held before is replaced. A large file goes in parts at the same time,
and is checked; called again after it was killed, it goes on from there. For all that
can be given with an object see pulumi-tencentcos api put-object --help.`;

/** The flags, as commander hands them over. */
interface Flags extends ConnectionFlags {
  readonly contentType?: string;
  readonly storageClass?: string;
}

/** The subcommand. */
export function putCommand(): Command {
  const command = new Command("put")
    .summary("Uploads an object.")
    .description("Uploads a file as an object.")
    .argument("<file>", "- is the standard input")
    .argument("<object>", "bucket/key; after a slash at the end comes the name of the file")
    .option("--content-type <type>", "such as image/png (default: by the key's extension)")
    .option("--storage-class <class>", "such as STANDARD_IA")
    .addHelpText("after", epilogue)
    .action(run);
  for (const option of connectionOptions()) {
    command.addOption(option);
  }
  return command;
}

async function run(file: string, typed: string, flags: Flags): Promise<void> {
  await withApi(flags, async ({ api, locate }) => {
    const { Bucket, Key: given } = readAddress(typed);
    const Key =
      given === "" || given.endsWith("/") ? `${given}${file === "-" ? "" : path.basename(file)}` : given;
    if (Key === "" || Key.endsWith("/")) {
      throw new UsageError(`${typed} must name the object too: bucket/key`);
    }
    const source = file === "-" ? process.stdin : path.resolve(file);
    if (file !== "-") {
      await openContent(file);
    }
    const encoding = guessContentEncoding(Key);
    const progress = new Progress();
    try {
      const parameters = {
        ...(await locate(Bucket)),
        Key,
        ContentType: flags.contentType ?? guessContentType({ key: Key }),
        ...(encoding !== undefined && { ContentEncoding: encoding }),
        ...(flags.storageClass !== undefined && { StorageClass: flags.storageClass }),
      };
      await api.upload(parameters, source, {
        onProgress: (bytes, total) => progress.show(bytes, total),
      });
    } finally {
      progress.end();
    }
  });
}
