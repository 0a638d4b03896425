/** `pulumi-tencentcos sign`: a URL that works without keys until it expires. */

import { Command, InvalidArgumentError, Option } from "commander";
import { connectionOptions, withApi } from "./api/session";
import type { ConnectionFlags } from "./context";
import { readObjectAddress } from "./objectAddress";
import { signedOperations } from "./signedOperations";

const epilogue = `
Examples:
  pulumi-tencentcos sign site/report.pdf --expires 1h
  curl -T report.pdf "$(pulumi-tencentcos sign site/report.pdf --method PUT)"

Whoever has the URL may use it until it expires. Nothing is sent.`;

/** The flags, as commander hands them over. */
interface Flags extends ConnectionFlags {
  readonly method: keyof typeof signedOperations;
  readonly expires: number;
}

/** The subcommand. */
export function signCommand(): Command {
  const command = new Command("sign")
    .summary("Signs a URL of an object.")
    .description("Prints a URL of an object that works without keys until it expires.")
    .argument("<object>", "bucket/key, the bucket with or without the APPID")
    .addOption(
      new Option("--method <method>", "what it is for").choices(Object.keys(signedOperations)).default("GET"),
    )
    .addOption(
      new Option("--expires <time>", "how long it holds, such as 90s, 15m, 12h or 7d")
        .argParser(readTime)
        .default(900, "15m"),
    )
    .addHelpText("after", epilogue)
    .action((typed: string, { method, expires, ...flags }: Flags) =>
      withApi(flags, async ({ api, locate }) => {
        const { Bucket, Key } = readObjectAddress(typed);
        console.log(await api.presign(signedOperations[method], { ...(await locate(Bucket)), Key, expires }));
      }),
    );
  for (const option of connectionOptions()) {
    command.addOption(option);
  }
  return command;
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function readTime(text: string): number {
  const [, number, unit = "s"] = /^(\d+)([smhd])?$/.exec(text) ?? [];
  const time = Number(number) * (seconds[unit] ?? 1);
  if (number === undefined || time === 0) {
    throw new InvalidArgumentError("It must be a time such as 90s, 15m, 12h or 7d.");
  }
  return time;
}
