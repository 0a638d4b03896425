/** An emulator with a bucket for the specs of objects, and short ways to the handler. */

import type { CosClient, CosRequest, CosResponse } from "../../provider/client";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";
import { region, startBench, type TestBench } from "../support";
import { checked } from "./objectInputs";

/** A bench with a bucket, and what is done with its objects. */
export class ObjectBench {
  readonly bench: TestBench;
  target = { bucket: "", region };

  constructor(bench: TestBench) {
    this.bench = bench;
  }

  static async start(options: Parameters<typeof startBench>[0] = {}): Promise<ObjectBench> {
    return new ObjectBench(await startBench(options));
  }

  /** Begins a test: a new bucket, nothing sent yet. */
  async reset(): Promise<void> {
    this.target = await this.bench.createBucket();
    this.bench.sent.length = 0;
    this.bench.warnings.length = 0;
  }

  inputs(news: Props): Props {
    return checked({ ...this.target, key: "a.txt", ...news });
  }

  async create(news: Props): Promise<{ id: string; outputs: Props; inputs: Props }> {
    const inputs = this.inputs(news);
    const created = await object.create(this.bench.context, inputs);
    this.bench.sent.length = 0;
    return { ...created, inputs };
  }

  /** Updates, and answers what was sent for it. */
  async update(olds: Props, news: Props): Promise<{ outputs: Props; operations: string[] }> {
    this.bench.sent.length = 0;
    const { outputs } = await object.update(this.bench.context, this.id(String(news.key)), olds, news);
    return { outputs, operations: this.writes() };
  }

  async read(olds: Props, key = String(olds.key ?? "a.txt")) {
    return await object.read(this.bench.context, this.id(key), olds);
  }

  id(key: string): string {
    return `${this.target.region}/${this.target.bucket}/${key}`;
  }

  /** Sends a request as somebody else would. */
  async outside(request: Omit<CosRequest, "bucket" | "region">) {
    return await this.bench.context.client.send({
      key: "a.txt",
      ...this.target,
      ...request,
      responseBody: "buffer",
    });
  }

  /** A context whose requests go through `around`. */
  through(around: (request: CosRequest, send: () => Promise<CosResponse>) => Promise<CosResponse>): Context {
    const { client } = this.bench.context;
    const send = (request: CosRequest) =>
      around(request, () => client.send({ ...request, responseBody: "buffer" }));
    const objectUrl = client.objectUrl.bind(client);
    return { ...this.bench.context, client: { send, objectUrl } as unknown as CosClient };
  }

  /** The content that visitors get. */
  async content(key = "a.txt"): Promise<string> {
    return (await this.outside({ method: "GET", key })).body.toString();
  }

  /** The number of unfinished uploads. */
  async unfinished(): Promise<number> {
    const query = { uploads: "" };
    const { body } = await this.bench.context.client.send({ method: "GET", ...this.target, query });
    return body.toString().split("<UploadId>").length - 1;
  }

  /** The names of all operations that change something, in order; `+body` where content was sent. */
  writes(): string[] {
    return this.bench.sent
      .filter(({ method }) => method !== "GET" && method !== "HEAD")
      .map(
        ({ operation, body, query }) =>
          `${operation}${body !== undefined && !query?.tagging && isContent(operation) ? "+body" : ""}`,
      );
  }

  /** How many requests had one operation. */
  count(operation: string): number {
    return this.bench.sent.filter((request) => request.operation === operation).length;
  }
}

function isContent(operation: string | undefined): boolean {
  return operation === "PutObject" || operation === "UploadPart";
}
