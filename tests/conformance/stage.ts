/** A configuration that is tested: its descriptor, its fixture, and a bucket. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CosRequest } from "../../provider/client";
import { parseXml, renderXml } from "../../provider/codec";
import { keyedId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { writeOnlyPaths } from "../members";
import { region, startBench, type TestBench } from "../support";

/** What a fixture folder's `cases.json` holds, beside `put.xml`, `outside.xml` and `SOURCE.md`. Inputs are without the bucket. */
interface Cases {
  /** The inputs whose wire form is `put.xml`. */
  readonly inputs: Props;
  /** A change, and the paths at which it is seen. */
  readonly update: { readonly inputs: Props; readonly paths: readonly string[] };
  /** The paths at which `outside.xml` differs from the inputs; `refused` is what the error says where COS never goes back. */
  readonly outside: { readonly paths: readonly string[]; readonly refused?: string };
  /** Inputs that mean the same. */
  readonly sameMeaning: readonly Props[];
  /** Inputs that are refused, or only doubted: path and reason of each failure and each doubt, in any order. */
  readonly invalid: readonly {
    readonly inputs: Props;
    readonly failures: readonly (readonly [string, string])[];
    readonly doubts?: readonly (readonly [string, string])[];
  }[];
}

/** One configuration, with a new bench for each test. */
export class Stage {
  readonly handler;
  readonly cases: Cases;
  readonly format: "json" | "xml";
  /** The paths of what COS never returns, so that it is missing where nothing but the id is known. */
  readonly neverRead: readonly string[];
  /** What COS adds to the inputs. */
  readonly added: readonly string[];
  bench!: TestBench;
  target!: { bucket: string; region: string };
  id!: string;
  readonly #folder: string;
  /** Tells apart several of one bucket. */
  readonly #key: string | undefined;

  constructor(readonly config: BucketConfig) {
    const { token, struct, outputs } = config;
    const name = token.charAt(0).toLowerCase() + token.slice(1);
    this.#folder = path.join(__dirname, "../fixtures", name);
    this.format = existsSync(path.join(this.#folder, "put.json")) ? "json" : "xml";
    this.cases = JSON.parse(readFileSync(path.join(this.#folder, "cases.json"), "utf8"));
    this.handler = configHandler(config);
    this.#key = config.key && (this.cases.inputs[config.key.field] as string | undefined);
    this.neverRead = writeOnlyPaths(struct, this.cases.inputs);
    this.added = [
      ...Object.keys(outputs?.fields ?? {}),
      ...Object.entries(struct.fields)
        .filter(([, { options }]) => options.serverDefault || options.default !== undefined)
        .map(([field]) => field),
    ];
  }

  /** Makes a bench and a bucket. */
  async open(): Promise<void> {
    this.bench = await startBench();
    this.target = await this.bench.createBucket();
    this.id = keyedId(this.target, this.#key);
  }

  /** The document of the fixture: `put`, or `outside`. */
  document(name: "put" | "outside"): string {
    return readFileSync(path.join(this.#folder, `${name}.${this.format}`), "utf8");
  }

  /** A document without the blanks between its elements. */
  withoutSpace(text: string): string {
    return this.format === "json" ? JSON.stringify(JSON.parse(text)) : renderXml(parseXml(text));
  }

  check(inputs: Props) {
    return this.handler.check({ region, appId: "1250000000" }, {}, { ...this.target, ...inputs });
  }

  /** The inputs as they leave `check`, which must not refuse them. */
  checked(inputs: Props): Props {
    const { inputs: settled, failures } = this.check(inputs);
    assert.deepEqual(failures, []);
    return settled;
  }

  /** Creates it from the inputs of the fixture. */
  async create(): Promise<Props> {
    return (await this.handler.create(this.bench.context, this.checked(this.cases.inputs))).outputs;
  }

  /** The requests that wrote something. */
  writes(): readonly CosRequest[] {
    return this.bench.sent.filter(({ method }) => method === "PUT" || method === "DELETE");
  }

  /** The paths of differences. */
  paths(olds: Props, news: Props): string[] {
    return this.handler.diff(this.id, olds, news).differences.map(({ path: at }) => at);
  }

  /** Writes a document as somebody else would. */
  async putOutside(body: string): Promise<void> {
    const { query, key } = this.config;
    await this.bench.context.client.send({
      method: "PUT",
      ...this.target,
      query: {
        [(this.#key === undefined && key?.without?.query) || query]: "",
        ...(key && this.#key !== undefined && !key.onlyInDocument && { [key.query]: this.#key }),
      },
      body,
    });
  }
}
