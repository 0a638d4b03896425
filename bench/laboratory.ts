/** Where measurements take place: a temporary folder, emulators in processes of their own, and the measured processes. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cleanUpOnExit, run } from "../tools/processes";
import { createTerminal, type Terminal } from "../tools/terminal";
import { BenchEmulator } from "./emulator";

/** What a process is measured with. */
export interface WorkerOptions {
  /** The emulator that it speaks to. */
  readonly cos?: BenchEmulator;
  /** Words on its command line. */
  readonly args?: readonly string[];
  /** Options of Node, for example `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

/** The repository. */
export const root = path.resolve(__dirname, "..");

/** What all measurements share. */
export class Laboratory {
  /** A temporary folder, emptied after each measurement. */
  readonly folder = mkdtempSync(path.join(tmpdir(), "pulumi-tencentcos-bench-"));
  /** Says what is going on, beside the table. */
  readonly terminal: Terminal = createTerminal(process.stderr);
  readonly #takeBack = cleanUpOnExit(() => removeAll(this.folder));
  readonly #ends: (() => unknown)[] = [];
  #folders = 0;

  /**
   * Starts an emulator, which ends with the measurement.
   * @param flags of `pulumi-tencentcos emulator`
   */
  async emulator(flags: readonly string[] = []): Promise<BenchEmulator> {
    const started = await BenchEmulator.start(this.newPath("emulator"), flags);
    this.atEnd(() => started.stop());
    return started;
  }

  /** Has something done at the end of the measurement, however it ends; what came last is done first. */
  atEnd(end: () => unknown): void {
    this.#ends.push(end);
  }

  /** A path in the folder where nothing is yet. */
  newPath(name: string): string {
    this.#folders += 1;
    return path.join(this.folder, `${name}-${this.#folders}`);
  }

  /**
   * Runs one of `workers/*.js`, plain JavaScript on top of `lib/`: neither a compiler nor this process is in its figures.
   * @returns the JSON that it prints
   */
  async worker<T>(name: string, { cos, args = [], nodeOptions = [] }: WorkerOptions = {}): Promise<T> {
    const file = path.join(__dirname, "workers", `${name}.js`);
    const inherited = Object.entries(process.env).filter(
      ([key]) => !/^(TENCENT|COS_|NODE_OPTIONS)/.test(key),
    );
    const { exitCode, stdout, output } = await run(process.execPath, [...nodeOptions, file, ...args], {
      cwd: root,
      env: { ...Object.fromEntries(inherited), ...cos?.environment, BENCH_FOLDER: this.folder },
    });
    if (exitCode !== 0) {
      throw new Error(`bench/workers/${name}.js ended with ${exitCode}:\n${output}`);
    }
    return JSON.parse(stdout) as T;
  }

  /** Ends what still runs and empties the folder: no measurement finds what another one left. */
  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) {
      await end();
    }
    for (const name of readdirSync(this.folder)) {
      removeAll(path.join(this.folder, name));
    }
  }

  /** Ends everything and removes the folder. */
  async close(): Promise<void> {
    await this.clear();
    this.#takeBack();
    removeAll(this.folder);
  }
}

function removeAll(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
