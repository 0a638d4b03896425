/** `pulumi-tencentcos get`: downloads one object. */

import path from "node:path";
import { Command } from "commander";
import { checkTarget, writeContent } from "./api/content";
import { Progress } from "./api/progress";
import { connectionOptions, withApi } from "./api/session";
import { UsageError } from "./api/usage";
import type { ConnectionFlags } from "./context";
import { readObjectAddress } from "./objectAddress";

const epilogue = `
Examples:
  pulumi-tencentcos get site/img/logo.png
  pulumi-tencentcos get site/img/logo.png logo-2.png
  pulumi-tencentcos get site/robots.txt -

A file comes in ranges at the same time, is checked, and is there only when all of
it is. Called again after it broke off, it goes on from there.`;

/** The subcommand. */
export function getCommand(): Command {
  const command = new Command("get")
    .summary("Downloads an object.")
    .description("Downloads an object into a file.")
    .argument("<object>", "bucket/key, the bucket with or without the APPID")
    .argument("[file]", "where it goes; - is the standard output (default: the last part of the key)")
    .option("--version-id <id>", "an earlier version of it")
    .addHelpText("after", epilogue)
    .action(run);
  for (const option of connectionOptions()) {
    command.addOption(option);
  }
  return command;
}

async function run(typed: string, file: string | undefined, flags: ConnectionFlags & { versionId?: string }) {
  await withApi(flags, async ({ api, locate }) => {
    const { Bucket, Key } = readObjectAddress(typed);
    const target = file ?? Key.slice(Key.lastIndexOf("/") + 1);
    if (target === "" || target === "." || target === "..") {
      throw new UsageError(`${typed} ends in no name of a file: say where it goes`);
    }
    await checkTarget(target);
    const parameters = {
      ...(await locate(Bucket)),
      Key,
      ...(flags.versionId !== undefined && { VersionId: flags.versionId }),
    };
    if (target === "-") {
      const { body } = await api.call("GetObject", parameters);
      await writeContent(body, "-");
      return;
    }
    const progress = new Progress();
    try {
      await api.download(parameters, path.resolve(target), {
        onProgress: (bytes, total) => progress.show(bytes, total),
      });
    } finally {
      progress.end();
    }
  });
}
