/** `pulumi-tencentcos emulator`: COS on this machine, until it is interrupted. */

import { Command, InvalidArgumentError, Option } from "commander";
import { type Emulator, type EmulatorOptions, type OperationStatistics, startEmulator } from "../emulator";
import { regionReason } from "../provider/model/bucketNames";
import { interrupted, listening, readPort } from "./listening";

/** The flags, as commander hands them over. */
interface Flags {
  readonly port: number;
  readonly host: string;
  readonly hosts?: readonly string[];
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly appId?: string;
  readonly uin?: string;
  readonly region?: string;
  readonly strictNames?: boolean;
  readonly latency?: number;
  readonly bandwidth?: number;
  readonly data?: string;
  readonly tls?: boolean;
  readonly verify: boolean;
}

/** The subcommand. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .description(
      "Emulates COS on this machine: any SDK, and a stack's tencentcos:endpoint, can be pointed at it.",
    )
    .addOption(
      new Option("--port <number>", "where it listens; 0 for any that is free")
        .default(9000)
        .argParser(readPort),
    )
    .option("--hosts <names...>", "names under which it is reached, besides those of this machine and of COS")
    .addOption(
      new Option("--host <address>", "the address it listens on").default("127.0.0.1").argParser(readText),
    )
    .addOption(
      new Option("--secret-id <id>", "the account's key pair")
        .env("COS_EMULATOR_SECRET_ID")
        .argParser(readText),
    )
    .addOption(
      new Option("--secret-key <key>", "its key; better by environment")
        .env("COS_EMULATOR_SECRET_KEY")
        .argParser(readText),
    )
    .addOption(
      new Option("--app-id <digits>", "the account's APPID").env("COS_EMULATOR_APP_ID").argParser(readDigits),
    )
    .addOption(
      new Option("--uin <digits>", "the account's UIN").env("COS_EMULATOR_UIN").argParser(readDigits),
    )
    .addOption(
      new Option("--region <code>", "the region that is meant where a host names none").argParser(readRegion),
    )
    .option("--strict-names", "refuses new buckets whose whole host has more than 60 characters")
    .addOption(
      new Option("--latency <time>", "how late every answer is, such as 20ms").argParser(readDuration),
    )
    .addOption(
      new Option(
        "--bandwidth <rate>",
        "what each connection carries in each direction, such as 10MB for so many bytes a second",
      ).argParser(readRate),
    )
    .addOption(
      new Option("--data <folder>", "where buckets and objects stay over a restart").argParser(readText),
    )
    .option("--tls", "speaks https, with a certificate that is made at the start and shown")
    .option("--no-verify", "takes every signature for right")
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const { verify, ...options } = flags;
  const emulator = await listening(flags.host, flags.port, () =>
    startEmulator({ ...options, verifySignatures: verify } as EmulatorOptions),
  );
  console.log(`COS emulator listening on ${emulator.url}`);
  console.log(howToUse(emulator, flags));
  await interrupted();
  const statistics = emulator.statistics();
  if (statistics.length > 0) {
    console.log(describeStatistics(statistics));
  }
  await emulator.close();
}

/** A table of what was asked, by operation. */
function describeStatistics(statistics: readonly OperationStatistics[]): string {
  const rows = statistics.map((each) => [
    each.operation,
    ...[each.requests, each.failed, each.inFlight, each.bytesIn, each.bytesOut].map((count) =>
      count.toLocaleString("en"),
    ),
    each.medianDuration.toFixed(1),
    each.longestDuration.toFixed(1),
  ]);
  const table = [
    ["operation", "requests", "failed", "at once", "bytes in", "bytes out", "median ms", "longest ms"],
    ...rows,
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}

/** What a person types to use it. The key is shown only where it is the built-in one, which opens nothing else. */
function howToUse({ url, secretId, secretKey, appId, certificate }: Emulator, flags: Flags): string {
  const builtIn = flags.secretKey === undefined;
  return [
    "",
    `  export TENCENTCLOUD_SECRET_ID=${secretId}`,
    `  export TENCENTCLOUD_SECRET_KEY=${builtIn ? secretKey : "…"}`,
    `  pulumi config set tencentcos:endpoint ${url}`,
    `  pulumi config set tencentcos:appId ${appId}`,
    `  pulumi config set tencentcos:region ${flags.region ?? "ap-guangzhou"}`,
    "",
    ...(certificate === undefined ? [] : howToTrust(url, certificate)),
    flags.data === undefined
      ? "Ctrl-C ends it; what it stored is gone then."
      : `Ctrl-C ends it; what it stored stays in ${flags.data}.`,
  ].join("\n");
}

/** The certificate, and how clients are told of it. */
function howToTrust(url: string, certificate: string): string[] {
  return [
    "Clients must trust this certificate, which lasts until the emulator ends:",
    "",
    certificate.trim(),
    "",
    `  curl -sko cos-emulator.pem ${url}/_emulator/certificate`,
    '  export NODE_EXTRA_CA_CERTS="$PWD/cos-emulator.pem"   # Node: the provider, cos-nodejs-sdk-v5',
    '  export SSL_CERT_FILE="$PWD/cos-emulator.pem"         # Go: coscli, rclone',
    '  export REQUESTS_CA_BUNDLE="$PWD/cos-emulator.pem"    # Python: cos-python-sdk-v5',
    '  export AWS_CA_BUNDLE="$PWD/cos-emulator.pem"         # AWS CLI and boto3',
    "",
  ];
}

function readText(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}

function readRegion(text: string): string {
  const reason = regionReason(text);
  if (reason !== undefined) {
    throw new InvalidArgumentError(`It ${reason}.`);
  }
  return text;
}

function readDigits(text: string): string {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError("It must hold digits only.");
  }
  return text;
}

function readDuration(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text) ?? [];
  if (number === undefined) {
    throw new InvalidArgumentError("It must be a time such as 20ms or 1s.");
  }
  return Number(number) * (unit === "s" ? 1000 : 1);
}

const units = { "": 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;

function readRate(text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*(kB|MB|GB)?$/.exec(text) ?? [];
  const rate = Number(number) * units[unit as keyof typeof units];
  if (number === undefined || rate === 0) {
    throw new InvalidArgumentError("It must be bytes a second such as 500kB or 10MB.");
  }
  return rate;
}
