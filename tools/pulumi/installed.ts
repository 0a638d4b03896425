/** Recognises a usable Pulumi CLI: which version it is, and whether the Node language host is with it. */
import { accessSync, chmodSync, constants, copyFileSync, existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { run } from "../processes";

/**
 * The version that is installed or built where none is found, and the oldest one that is used: exit statuses, drift in
 * previews and the dynamic host were tried with it.
 */
export const pulumiVersion = "3.259.0";

const suffix = process.platform === "win32" ? ".exe" : "";
const scriptSuffix = process.platform === "win32" ? ".cmd" : "";
const languageHost = `pulumi-language-nodejs${suffix}`;
const dynamicHost = `pulumi-resource-pulumi-nodejs${scriptSuffix}`;

/** A Pulumi CLI that can be used. */
export interface PulumiCli {
  /** The folder that holds `pulumi`, `pulumi-language-nodejs` and `pulumi-resource-pulumi-nodejs`: goes first on PATH. */
  readonly bin: string;
  /** Its version, for example `3.259.0`. */
  readonly version: string;
  /** Where it came from, as a phrase: `found on PATH`, `from the cache`, `installed by Pulumi's installer`, … */
  readonly how: string;
}

/** Looks on PATH and in the folder of Pulumi's own installer. Says why a CLI that is there is not used. */
export async function findInstalled(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ cli?: PulumiCli; passedOver: readonly string[] }> {
  const onPath = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const candidates = [
    ...onPath.map((folder) => ({ folder, how: "found on PATH" })),
    { folder: path.join(homedir(), ".pulumi", "bin"), how: "found in ~/.pulumi/bin" },
  ];
  const passedOver = new Set<string>();
  for (const { folder, how } of candidates) {
    if (!isExecutable(path.join(folder, `pulumi${suffix}`))) continue;
    const found = await inspectFolder(folder, onPath);
    if (typeof found !== "string") return { cli: { ...found, how }, passedOver: [...passedOver] };
    passedOver.add(`${path.join(folder, "pulumi")} is not used: ${found}.`);
  }
  return { passedOver: [...passedOver] };
}

/** Answers the CLI in a folder, or the reason why it cannot be used. Its hosts may also be on `alsoIn`. */
export async function inspectFolder(
  folder: string,
  alsoIn: readonly string[] = [],
): Promise<{ bin: string; version: string } | string> {
  const pulumi = path.join(folder, `pulumi${suffix}`);
  if (!isExecutable(pulumi)) return "no pulumi in it";
  for (const host of [languageHost, dynamicHost]) {
    const somewhere = [folder, ...alsoIn].some((place) => existsSync(path.join(place, host)));
    if (!somewhere) return `${host} is not with it`;
  }
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = await run(pulumi, ["version"], { env, timeoutMs: 30_000 });
  const version = /^v?(\d+\.\d+\.\d+)/.exec(result.stdout.trim())?.[1];
  if (result.exitCode !== 0 || !version)
    return `\`pulumi version\` fails (${result.output.trim().split("\n")[0]})`;
  if (isOlder(version, pulumiVersion)) return `it is ${version}, and ${pulumiVersion} or newer is needed`;
  return { bin: folder, version };
}

/** Puts the dynamic provider's start script, which comes with @pulumi/pulumi, beside the binaries if it is missing. */
export function completeFolder(folder: string): void {
  const script = path.join(folder, dynamicHost);
  if (existsSync(script)) return;
  // The engine warns when it finds this script by PATH, and not when it is beside `pulumi`.
  const packageFolder = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
  copyFileSync(path.join(packageFolder, dynamicHost), script);
  chmodSync(script, 0o755);
}

function isOlder(version: string, than: string): boolean {
  const left = version.split(".").map(Number);
  const right = than.split(".").map(Number);
  for (const [index, wanted] of right.entries()) {
    const difference = (left[index] ?? 0) - wanted;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
