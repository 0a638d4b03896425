/** What the specs of configurations share beyond the suite: a bucket of an emulator, and short words for what a handler does. */

import assert from "node:assert/strict";
import { bucketId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { startBench, type TestBench } from "../support";

/** One configuration of one bucket, a new one for each test. */
export interface ConfigBench {
  readonly bench: TestBench;
  readonly target: { readonly bucket: string; readonly region: string };
  /** Creates the configuration from checked inputs, without the bucket. */
  create(inputs: Props): Promise<Props>;
  /** Reads it; `undefined` means gone. */
  read(olds?: Props): Promise<Props | undefined>;
  update(olds: Props, inputs: Props): Promise<Props>;
  delete(olds: Props): Promise<void>;
  /** Sends a request as somebody else would. */
  outside(method: "GET" | "PUT" | "DELETE", body?: string): Promise<string>;
  /** The requests that wrote something. */
  writes(): readonly { readonly method?: string; readonly body?: unknown }[];
}

/** Sets up the bench for the tests of the surrounding `describe`. */
export function useConfigBench(config: BucketConfig): () => ConfigBench {
  const handler = configHandler(config);
  let bench: TestBench;
  let current: ConfigBench;

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    const target = await bench.createBucket();
    const id = bucketId(target);
    bench.sent.length = 0;
    bench.warnings.length = 0;
    const checked = (inputs: Props): Props => {
      const { inputs: settled, failures } = handler.check({}, {}, { ...target, ...inputs });
      assert.deepEqual(failures, []);
      return settled;
    };
    current = {
      bench,
      target,
      create: async (inputs) => (await handler.create(bench.context, checked(inputs))).outputs,
      read: async (olds = {}) => (await handler.read(bench.context, id, olds))?.outputs,
      update: async (olds, inputs) =>
        (await handler.update(bench.context, id, olds, checked(inputs))).outputs,
      delete: async (olds) => await handler.delete(bench.context, id, olds),
      outside: async (method, body) => {
        const query = { [config.query]: "" };
        const response = await bench.context.client.send({
          method,
          ...target,
          query,
          ...(body !== undefined && { body }),
        });
        return response.body.toString();
      },
      writes: () => bench.sent.filter(({ method }) => method === "PUT" || method === "DELETE"),
    };
  });
  return () => current;
}

/** The paths at which a configuration differs from what a program says, in order. */
export function pathsOf(config: BucketConfig, olds: Props, news: Props): readonly string[] {
  const target = { bucket: "site-1250000000", region: "ap-guangzhou" };
  const { inputs, failures } = configHandler(config).check({}, {}, { ...target, ...news });
  assert.deepEqual(failures, []);
  return configHandler(config)
    .diff("", { ...olds, ...target }, inputs)
    .differences.map(({ path }) => path);
}

/** Everything that is wrong with inputs, as `path: reason`. */
export function failuresOf(config: BucketConfig, inputs: Props): readonly string[] {
  const target = { bucket: "site-1250000000", region: "ap-guangzhou" };
  return configHandler(config)
    .check({}, {}, { ...target, ...inputs })
    .failures.map(({ path, reason }) => `${path}: ${reason}`);
}
