/** The emulator as a process of its own, which can live on after the tour. */
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endTree, letGo, start } from "../processes";

/** An emulator that runs. */
export interface EmulatorProcess {
  /** Its address, for example `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly pid: number;
  /** The requests so far. */
  requests(): Promise<readonly { readonly method: string }[]>;
  /** Leaves it running when this process ends. */
  keep(): void;
  /** Ends it. */
  stop(): Promise<void>;
}

const command = path.resolve(__dirname, "../../lib/cli/index.js");

const startTimeoutMs = 20_000;
const pollIntervalMs = 50;

/**
 * Starts `pulumi-tencentcos emulator` on a free port; its log and the bodies of objects are kept in `folder`.
 * @param flags further ones, such as `--latency=20ms`
 */
export async function startEmulatorProcess(
  folder: string,
  account: { readonly secretId: string; readonly secretKey: string; readonly appId: string },
  flags: readonly string[] = [],
): Promise<EmulatorProcess> {
  const logFile = path.join(folder, "emulator.log");
  const child = start(process.execPath, [command, "emulator", "--port", "0", ...flags], {
    logFile,
    env: {
      ...process.env,
      TMPDIR: folder,
      COS_EMULATOR_SECRET_ID: account.secretId,
      COS_EMULATOR_SECRET_KEY: account.secretKey,
      COS_EMULATOR_APP_ID: account.appId,
    },
  });
  const url = await waitForAddress(child, logFile);
  const pid = child.pid as number;
  return {
    url,
    pid,
    requests: async () => {
      const answer = await fetch(new URL("/_emulator/requests", url));
      return (await answer.json()) as { method: string }[];
    },
    keep: () => letGo(child),
    stop: () => endTree(pid),
  };
}

async function waitForAddress(child: ChildProcess, logFile: string): Promise<string> {
  for (const deadline = Date.now() + startTimeoutMs; Date.now() < deadline; ) {
    const log = readFileSync(logFile, "utf8");
    const address = /listening on (http:\/\/\S+)/.exec(log)?.[1];
    if (address) {
      return address;
    }
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error(`The emulator did not start:\n${log}`);
    }
    await delay(pollIntervalMs);
  }
  throw new Error(`The emulator said nothing for ${startTimeoutMs / 1000} s.`);
}
