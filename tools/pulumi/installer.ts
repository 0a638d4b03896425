/** Obtains the Pulumi CLI with Pulumi's own installer, through the Automation API. */
import { lookup } from "node:dns/promises";
import { request } from "node:https";
import path from "node:path";
import { run } from "../processes";
import type { Terminal } from "../terminal";
import { pulumiVersion } from "./installed";

/** The host that serves Pulumi's installer. */
export const vendorHost = "get.pulumi.com";

/** An offline machine must notice so within seconds. */
const reachTimeoutMs = 4_000;
/** The archive is some 100 MB. */
const installTimeoutMs = 10 * 60_000;

/**
 * Runs in a process of its own: the Automation API costs 70 MB and cannot be interrupted, and so the shell and curl
 * that it starts can be ended with it.
 */
const installScript = `
const { createRequire } = require("node:module");
const { PulumiCommand } = require("@pulumi/pulumi/automation");
const semver = createRequire(require.resolve("@pulumi/pulumi/package.json"))("semver");
const [root, version] = process.argv.slice(1);
PulumiCommand.install({ root, version: new semver.SemVer(version) }).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});`;

/** Why the installer cannot be reached, or undefined when it can. */
export async function unreachableReason(): Promise<string | undefined> {
  try {
    await withTimeout(lookup(vendorHost), reachTimeoutMs);
    await withTimeout(answers(`https://${vendorHost}/install.sh`), reachTimeoutMs);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOTFOUND" || code === "EAI_AGAIN"
      ? "no internet access (the name does not resolve)"
      : message;
  }
}

/** Installs the CLI under `root`; answers the folder of its binaries, or why it did not work. */
export async function installFromVendor(
  root: string,
  terminal: Terminal,
): Promise<{ folder: string } | { failure: string }> {
  const progress = terminal.progress(
    `Installing the Pulumi CLI ${pulumiVersion} from ${vendorHost} (some 100 MB)`,
  );
  const result = await run(process.execPath, ["-e", installScript, root, pulumiVersion], {
    cwd: __dirname,
    timeoutMs: installTimeoutMs,
  });
  if (result.exitCode !== 0) {
    progress.stop();
    const lastLine = result.output.trim().split("\n").at(-1);
    return {
      failure: result.timedOut
        ? "took longer than ten minutes"
        : lastLine || `exit status ${result.exitCode}`,
    };
  }
  progress.done(`Installed the Pulumi CLI ${pulumiVersion}`);
  return { folder: path.join(root, "bin") };
}

/** Any answer will do: it is the line that is tested. */
function answers(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "HEAD", timeout: reachTimeoutMs }, (response) => {
      response.resume();
      asked.destroy();
      resolve();
    });
    asked.once("timeout", () => asked.destroy(new Error("does not answer")));
    asked.once("error", reject);
    asked.end();
  });
}

async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("does not answer")), milliseconds);
  });
  work.catch(() => {}); // may fail after it was given up
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
