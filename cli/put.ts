/** `pulumi-tencentcos put`: uploads one object. */

import path from "node:path";
import { Command } from "commander";
import { guessContentEncoding, guessContentType } from "../provider/resources/object/source";
import { CheckedContent } from "./api/checkedContent";
import { openContent } from "./api/input";
import { Progress } from "./api/progress";
import { connectionOptions, withApi } from "./api/session";
import { UsageError } from "./api/usage";
import type { ConnectionFlags } from "./context";
import { readAddress } from "./objectAddress";

/** The greatest size of what one request sends, in bytes (https://www.tencentcloud.com/document/product/436/7749). */
const maxBytes = 5 * 1_024 ** 3;

const epilogue = `
Examples:
  pulumi-tencentcos put logo.png site/img/logo.png
  pulumi-tencentcos put logo.png site/img/
  tar c public | pulumi-tencentcos put - site/backup.tar

One request sends it, at most 5 GB; what the key held before is replaced. For all
that can be given with an object see pulumi-tencentcos api put-object --help.`;

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
    const content = new CheckedContent(await openContent(file));
    if (content.length !== undefined && content.length > maxBytes) {
      throw new UsageError(`${file} has more than 5 GB, which one request cannot send`);
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
        Body: content.body,
      };
      const { head } = await api.call("PutObject", parameters, {
        onProgress: (bytes) => progress.show(bytes, content.length),
      });
      content.compare(head.HashCrc64ecma);
    } finally {
      progress.end();
    }
  });
}
