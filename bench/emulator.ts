/** The emulator of a measurement: a process of its own, what it was asked, and what that cost it. */
import { mkdirSync, rmSync } from "node:fs";
import type { LoggedRequest, OperationStatistics } from "../emulator";
import { createOutsider } from "../tools/outsider";
import { type EmulatorProcess, startEmulatorProcess } from "../tools/quickstart/emulator";
import { type Usage, usageOf } from "./usage";

/** The account that the emulator has. */
export const account = {
  secretId: "AKIDbenchbenchbenchbenchbenchbench00",
  secretKey: "benchbenchbenchbenchbenchbench00",
  appId: "1250000000",
};

/** Region of all buckets that are measured with. */
export const region = "ap-guangzhou";

/** Latency of an emulator that stands for a service at some distance. */
export const latencyMs = 20;

/** The flags of such an emulator. */
export const withLatency: readonly string[] = [`--latency=${latencyMs}ms`];

/** COS, as far as a measurement is concerned. */
export class BenchEmulator {
  readonly #process: EmulatorProcess;
  readonly #folder: string;
  #buckets = 0;

  private constructor(emulator: EmulatorProcess, folder: string) {
    this.#process = emulator;
    this.#folder = folder;
  }

  /**
   * Starts it.
   * @param folder for its log and what is put into it; made, and removed at its end
   * @param flags of `pulumi-tencentcos emulator`
   */
  static async start(folder: string, flags: readonly string[]): Promise<BenchEmulator> {
    mkdirSync(folder);
    return new BenchEmulator(await startEmulatorProcess(folder, account, flags), folder);
  }

  /** Its address. */
  get url(): string {
    return this.#process.url;
  }

  /** What tells a program where it is, and who the program is. */
  get environment(): Record<string, string> {
    return {
      TENCENTCLOUD_SECRET_ID: account.secretId,
      TENCENTCLOUD_SECRET_KEY: account.secretKey,
      TENCENTCLOUD_REGION: region,
      TENCENTCLOUD_APP_ID: account.appId,
      TENCENTCOS_ENDPOINT: this.url,
    };
  }

  /**
   * Makes an empty bucket and answers its name.
   * @param name the part before the APPID
   */
  async makeBucket(name?: string): Promise<string> {
    this.#buckets += 1;
    const bucket = `${name ?? `bench-${this.#buckets}`}-${account.appId}`;
    await this.outsider.putBucket({ Bucket: bucket, Region: region });
    return bucket;
  }

  /** Removes an object, so that the disk does not fill with what earlier runs sent. */
  async removeObject(bucket: string, key: string): Promise<void> {
    await this.outsider.deleteObject({ Bucket: bucket, Region: region, Key: key });
  }

  /** Tencent's own SDK, for what is not measured. */
  get outsider() {
    return createOutsider({ endpoint: this.url, ...account });
  }

  /** The requests since they were last forgotten, the newest 5,000. */
  async requests(): Promise<readonly LoggedRequest[]> {
    return (await this.#ask("GET", "requests")) as LoggedRequest[];
  }

  /** The same by operation. */
  async statistics(): Promise<readonly OperationStatistics[]> {
    return (await this.#ask("GET", "statistics")) as OperationStatistics[];
  }

  /** Forgets the requests so far. */
  async clearRequests(): Promise<void> {
    await this.#ask("DELETE", "requests");
  }

  /** Has every answer from now on so late. */
  async delayAnswers(milliseconds: number): Promise<void> {
    await this.#ask("POST", "faults", { kind: "delay", milliseconds, times: 0 });
  }

  /** What it costs itself. */
  async usage(): Promise<Usage> {
    return await usageOf(this.#process.pid);
  }

  /** Ends it and removes what it stored. */
  async stop(): Promise<void> {
    await this.#process.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #ask(method: string, what: string, sent?: object): Promise<unknown> {
    const answer = await fetch(new URL(`/_emulator/${what}`, this.url), {
      method,
      ...(sent && { body: JSON.stringify(sent) }),
    });
    return answer.status === 204 ? undefined : await answer.json();
  }
}
