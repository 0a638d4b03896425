/** Finds a Pulumi CLI, or obtains one: from PATH, from our cache, with Pulumi's installer, or built from Go modules. */
import { mkdirSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { cacheFolder, makeFolder, onlyUser } from "../../provider/model/cacheFolder";
import { cleanUpOnExit } from "../processes";
import type { Terminal } from "../terminal";
import { buildFromGoModules, findGo } from "./goBuild";
import { completeFolder, findInstalled, inspectFolder, type PulumiCli, pulumiVersion } from "./installed";
import { installFromVendor, unreachableReason, vendorHost } from "./installer";
import { acquireLock } from "./lock";

/** What {@link obtainPulumi} may be told. */
export interface ObtainOptions {
  /** Where progress is shown. */
  readonly terminal: Terminal;
  /** The cache folder. @default `cacheFolder()` */
  readonly cache?: string;
}

/** No CLI could be had; the message names what was tried and what can be done. */
class PulumiUnavailableError extends Error {
  override name = "PulumiUnavailableError";
}

/** Answers a Pulumi CLI of version {@link pulumiVersion} or newer; the first time this can take some minutes. */
export async function obtainPulumi({ terminal, cache = cacheFolder() }: ObtainOptions): Promise<PulumiCli> {
  const installed = await findInstalled();
  if (installed.cli) return installed.cli;
  for (const reason of installed.passedOver) terminal.faint(reason);

  const target = path.join(cache, `pulumi-${pulumiVersion}-${process.platform}-${process.arch}`);
  const fromCache = async () => {
    const found = await inspectFolder(target);
    return typeof found === "string" ? undefined : { ...found, how: "from the cache" };
  };
  const cached = await fromCache();
  if (cached) return cached;

  try {
    makeFolder(cache, onlyUser);
  } catch (error) {
    throw new PulumiUnavailableError(
      `The folder for the Pulumi CLI cannot be made: ${(error as Error).message}. ` +
        "Set PULUMI_TENCENTCOS_CACHE to a folder that can be written.",
      { cause: error },
    );
  }
  const lock = await acquireLock(`${target}.lock`, terminal);
  try {
    const builtMeanwhile = await fromCache();
    if (builtMeanwhile) return builtMeanwhile;
    // One name for all, as the lock is ours: what a killed process left is removed with it.
    const scratch = `${target}.new`;
    const dropScratch = () => rmSync(scratch, { recursive: true, force: true });
    const takeBack = cleanUpOnExit(dropScratch);
    dropScratch();
    mkdirSync(scratch);
    try {
      const { folder, how } = await make(scratch, terminal);
      completeFolder(folder);
      const made = await inspectFolder(folder);
      if (typeof made === "string")
        throw new PulumiUnavailableError(`The Pulumi CLI that was obtained does not run: ${made}`);
      // Whatever stands here was found to be broken above, and the lock is ours.
      rmSync(target, { recursive: true, force: true });
      await rename(folder, target);
      return { bin: target, version: made.version, how };
    } finally {
      dropScratch();
      takeBack();
    }
  } finally {
    lock.release();
  }
}

/** Makes a folder of binaries inside `scratch`, by the first way that works here. */
async function make(scratch: string, terminal: Terminal): Promise<{ folder: string; how: string }> {
  let noInstaller = await unreachableReason();
  if (noInstaller === undefined) {
    const result = await installFromVendor(path.join(scratch, "installer"), terminal);
    if ("folder" in result) return { folder: result.folder, how: "installed by Pulumi's installer" };
    noInstaller = result.failure;
  }
  const go = await findGo();
  if ("missing" in go) {
    throw new PulumiUnavailableError(
      [
        "There is no Pulumi CLI here, and none could be obtained:",
        `  PATH                 no pulumi ${pulumiVersion} or newer`,
        `  Pulumi's installer   ${vendorHost}: ${noInstaller}`,
        `  Go modules           ${go.missing}`,
        "Any one of these helps:",
        "  install the Pulumi CLI and put it on PATH: https://www.pulumi.com/docs/install/",
        `  give this machine access to https://${vendorHost}, and try again`,
        "  install Go 1.21 or newer: https://go.dev/dl/ (the CLI is then built, once, in about 5 minutes)",
      ].join("\n"),
    );
  }
  terminal.faint(`Pulumi's installer is not available (${vendorHost}: ${noInstaller}).`);
  const folder = path.join(scratch, "bin");
  await buildFromGoModules({ go: go.file, folder, terminal });
  return { folder, how: "built from Go modules" };
}
