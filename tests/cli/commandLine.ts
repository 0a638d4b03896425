/** The command as a user types it: a process of its own, whose account is the emulator's. */

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { type ApiBench, region, startApiBench } from "../api/bench";

const program = path.resolve(__dirname, "../../lib/cli/index.js");

/** How a command ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is run with. */
export interface Surroundings {
  /** What stands on its standard input. @default nothing */
  readonly input?: string | Uint8Array;
  /** The file to which the standard output goes. @default none: it is answered */
  readonly into?: string;
  /** Interrupts the command, as Ctrl-C does, once it answers true. */
  readonly interruptWhen?: () => boolean;
  /** Variables beside those of the account; `""` unsets one. */
  readonly env?: Readonly<Record<string, string>>;
}

/** An account with a folder for files, and commands that work in both. */
export interface CommandLine {
  readonly bench: ApiBench;
  readonly folder: string;
  /** Runs `pulumi-tencentcos` in the folder. */
  run(args: readonly string[], surroundings?: Surroundings): Promise<Ended>;
  /** Writes a file of the folder, and answers its name. */
  write(name: string, content: string | Uint8Array): string;
}

/** Starts them before the tests of a suite, and ends them after. */
export function useCommandLine(): CommandLine {
  let bench: ApiBench;
  const folder = mkdtempSync(path.join(tmpdir(), "command-"));
  before(async () => {
    bench = await startApiBench();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await bench.close();
  });
  return {
    folder,
    get bench() {
      return bench;
    },
    write(name, content) {
      writeFileSync(path.join(folder, name), content);
      return name;
    },
    async run(args, { input = "", into, interruptWhen = () => false, env = {} } = {}) {
      const { emulator } = bench;
      const output = into === undefined ? undefined : openSync(into, "w");
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        stdio: ["pipe", output ?? "pipe", "pipe"],
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          TENCENTCLOUD_SECRET_ID: emulator.secretId,
          TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
          TENCENTCLOUD_REGION: region,
          TENCENTCOS_ENDPOINT: emulator.url,
          ...env,
        },
      });
      if (output !== undefined) {
        closeSync(output);
      }
      child.stdin?.on("error", () => {}); // It may end without reading.
      child.stdin?.end(input);
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
      const watch = setInterval(() => {
        if (interruptWhen()) {
          child.kill("SIGINT");
          clearInterval(watch);
        }
      }, 20);
      ended.finally(() => clearInterval(watch));
      const [stdout = "", stderr = ""] = await Promise.all(
        [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : "")),
      );
      return { status: await ended, stdout, stderr };
    },
  };
}
