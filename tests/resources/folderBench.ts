/** What the specs of folders share: files on the disk, an emulator with a bucket, and short words for what the handler does. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CosRequest, CosResponse } from "../../provider/client";
import type { Props } from "../../provider/model/props";
import { IncompleteError } from "../../provider/resources/handler";
import { folder } from "../handlers";
import { region, startBench, type TestBench } from "../support";

/** A folder on the disk and a bucket on an emulator. */
export class FolderBench {
  readonly bench: TestBench;
  /** Where the files are. */
  readonly root = mkdtempSync(path.join(tmpdir(), "folder-"));
  /** Where check sums are remembered. */
  readonly cache = mkdtempSync(path.join(tmpdir(), "folder-cache-"));
  readonly #cacheBefore = process.env.PULUMI_TENCENTCOS_CACHE;
  source = "";
  target = { bucket: "", region };

  private constructor(bench: TestBench) {
    this.bench = bench;
    process.env.PULUMI_TENCENTCOS_CACHE = this.cache;
  }

  static async start(options: Parameters<typeof startBench>[0] = {}): Promise<FolderBench> {
    return new FolderBench(await startBench(options));
  }

  /** Begins a test: an empty folder, an empty bucket, nothing sent yet. */
  async reset(): Promise<void> {
    this.source = mkdtempSync(path.join(this.root, "source-"));
    this.target = await this.bench.createBucket();
    this.forget();
  }

  /** Forgets what was sent and said. */
  forget(): void {
    this.bench.emulator.clearFaults();
    this.bench.sent.length = 0;
    this.bench.notes.length = 0;
    this.bench.warnings.length = 0;
  }

  async close(): Promise<void> {
    if (this.#cacheBefore === undefined) {
      delete process.env.PULUMI_TENCENTCOS_CACHE;
    } else {
      process.env.PULUMI_TENCENTCOS_CACHE = this.#cacheBefore;
    }
    rmSync(this.root, { recursive: true, force: true });
    rmSync(this.cache, { recursive: true, force: true });
    await this.bench.close();
  }

  /** Writes files, by their names. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.source, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  remove(name: string): void {
    rmSync(path.join(this.source, name), { recursive: true });
  }

  async check(news: Props = {}, olds: Props = {}) {
    return await folder.check({ region, appId: "1250000000" }, olds, {
      ...this.target,
      source: this.source,
      ...news,
    });
  }

  async inputs(news: Props = {}, olds: Props = {}): Promise<Props> {
    const { inputs, failures } = await this.check(news, olds);
    assert.deepEqual(failures, []);
    return inputs;
  }

  async create(news: Props = {}): Promise<Props> {
    return (await folder.create(this.bench.context, await this.inputs(news))).outputs;
  }

  /** Checks, compares and updates, as an `up` does; answers what was sent. */
  async update(olds: Props, news: Props = {}): Promise<{ outputs: Props; sent: readonly CosRequest[] }> {
    const inputs = await this.inputs(news, olds);
    folder.diff(this.id, olds, inputs);
    this.bench.sent.length = 0;
    const { outputs } = await folder.update(this.bench.context, this.id, olds, inputs);
    return { outputs, sent: [...this.bench.sent] };
  }

  async read(olds: Props) {
    return await folder.read(this.bench.context, this.id, olds);
  }

  async delete(olds: Props): Promise<void> {
    await folder.delete(this.bench.context, this.id, olds);
  }

  /** The id of a folder without a prefix. */
  get id(): string {
    return `${this.target.region}/${this.target.bucket}/`;
  }

  /** What is in the bucket, content by key. */
  async contents(): Promise<Record<string, string>> {
    const keys = await this.keys();
    const { client } = this.bench.context;
    const bodies = await Promise.all(
      keys.map(async (key) =>
        (await client.send({ method: "GET", ...this.target, key })).body.toString("latin1"),
      ),
    );
    return Object.fromEntries(keys.map((key, index) => [key, bodies[index] as string]));
  }

  /** The keys in the bucket. */
  async keys(): Promise<string[]> {
    const keys: string[] = [];
    for (let marker: string | undefined = ""; marker !== undefined; ) {
      const { body }: CosResponse = await this.bench.context.client.send({
        method: "GET",
        ...this.target,
        query: { "encoding-type": "url", ...(marker && { marker }) },
      });
      const text: string = body.toString();
      keys.push(
        ...[...text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => decodeURIComponent(key as string)),
      );
      const next: string | undefined = /<NextMarker>(.*?)<\/NextMarker>/.exec(text)?.[1];
      marker = next === undefined ? undefined : decodeURIComponent(next);
    }
    return keys;
  }

  /** Writes an object as somebody else would. */
  async outside(request: Omit<CosRequest, "bucket" | "region">): Promise<void> {
    await this.bench.context.client.send({ ...this.target, ...request, responseBody: "buffer" });
  }

  /** The keys of requests of one operation, in the order in which they were sent. */
  keysOf(operation: string, sent: readonly CosRequest[] = this.bench.sent): string[] {
    return sent.filter((request) => request.operation === operation).map(({ key }) => key ?? "");
  }
}

/** The error of something that stays in the state as incomplete. */
export async function incomplete(work: Promise<unknown>): Promise<IncompleteError> {
  const error = await work.then(
    () => assert.fail("was taken for success"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof IncompleteError, String(error));
  return error;
}
