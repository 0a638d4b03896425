/** Where measurements take place: a temporary folder, an emulator in a process of its own, and the measured processes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createOutsider } from "../tools/outsider";
import { cleanUpOnExit, run } from "../tools/processes";
import { type EmulatorProcess, startEmulatorProcess } from "../tools/quickstart/emulator";
import { createTerminal, type Terminal } from "../tools/terminal";

/** The account that the emulator is told to play. */
export const account = {
  secretId: "AKIDbenchbenchbenchbenchbenchbench00",
  secretKey: "benchbenchbenchbenchbenchbench00",
  appId: "1250000000",
};

/** Region of all buckets that are measured with. */
export const region = "ap-guangzhou";

/** What a process is measured with. */
export interface WorkerOptions {
  /** Words on its command line. */
  readonly args?: readonly string[];
  /** Options of Node, for example `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

/** The repository. */
export const root = path.resolve(__dirname, "..");

/** What all measurements share. */
export class Laboratory {
  /** A temporary folder, removed at the end. */
  readonly folder = mkdtempSync(path.join(tmpdir(), "pulumi-tencentcos-bench-"));
  /** Says what is going on, beside the table. */
  readonly terminal: Terminal = createTerminal(process.stderr);
  readonly #takeBack = cleanUpOnExit(() => this.#removeFolder());
  #emulator: EmulatorProcess | undefined;
  #buckets = 0;

  /** The emulator, started when first asked for. */
  async emulator(): Promise<EmulatorProcess> {
    this.#emulator ??= await startEmulatorProcess(this.folder, account);
    return this.#emulator;
  }

  /** Makes an empty bucket and answers its name. */
  async makeBucket(): Promise<string> {
    const { url } = await this.emulator();
    this.#buckets += 1;
    const bucket = `bench-${this.#buckets}-${account.appId}`;
    await createOutsider({ endpoint: url, ...account }).putBucket({ Bucket: bucket, Region: region });
    return bucket;
  }

  /** Removes an object, so that the emulator's disk does not fill with what earlier runs sent. */
  async removeObject(bucket: string, key: string): Promise<void> {
    const { url } = await this.emulator();
    const outsider = createOutsider({ endpoint: url, ...account });
    await outsider.deleteObject({ Bucket: bucket, Region: region, Key: key });
  }

  /**
   * Runs one of `workers/*.js`, plain JavaScript on top of `lib/`: neither a compiler nor this process is in its figures.
   * @returns the JSON that it prints
   */
  async worker<T>(name: string, { args = [], nodeOptions = [] }: WorkerOptions = {}): Promise<T> {
    const file = path.join(__dirname, "workers", `${name}.js`);
    const inherited = Object.entries(process.env).filter(
      ([key]) => !/^(TENCENT|COS_|NODE_OPTIONS)/.test(key),
    );
    const { exitCode, stdout, output } = await run(process.execPath, [...nodeOptions, file, ...args], {
      cwd: root,
      env: {
        ...Object.fromEntries(inherited),
        TENCENTCLOUD_SECRET_ID: account.secretId,
        TENCENTCLOUD_SECRET_KEY: account.secretKey,
        TENCENTCLOUD_REGION: region,
        TENCENTCLOUD_APP_ID: account.appId,
        ...(this.#emulator && { TENCENTCOS_ENDPOINT: this.#emulator.url }),
        BENCH_FOLDER: this.folder,
      },
    });
    if (exitCode !== 0) throw new Error(`bench/workers/${name}.js ended with ${exitCode}:\n${output}`);
    return JSON.parse(stdout) as T;
  }

  /** Ends the emulator and removes the folder. */
  close(): void {
    this.#emulator?.stop();
    this.#emulator = undefined;
    this.#takeBack();
    this.#removeFolder();
  }

  #removeFolder(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
