import assert from "node:assert/strict";
import fc from "fast-check";
import { bucketConfigs } from "../../provider/resources";
import type { Props } from "../../provider/resources/handler";
import { type BucketAddress, keyedId } from "../../provider/resources/ids";
import { writeOnlyPaths } from "../conformance";
import { type PropertyBench, startPropertyBench } from "./bench";
import { driftOf, handlerOf, inputsOf, validChanges, writeRequest } from "./drifts";

const runs = Number(process.env.RUNS ?? 60);

/** Changes that are made of each of the inputs. */
const changesEach = 4;

for (const config of bucketConfigs) {
  describe(`Any ${config.token}`, function () {
    this.timeout(600_000);
    const handler = handlerOf(config);
    let bench: PropertyBench;
    before(async () => {
      bench = await startPropertyBench(config);
    });
    after(() => bench.close());

    const inBucket = async (act: (address: BucketAddress) => Promise<void>) => {
      const address = await bench.newBucket();
      bench.writes();
      try {
        await act(address);
      } finally {
        await bench.removeBucket(address);
      }
    };
    const idOf = (address: BucketAddress, inputs: Props) =>
      keyedId(address, config.key && (inputs[config.key.field] as string | undefined));
    const read = async (address: BucketAddress, inputs: Props, olds: Props): Promise<Props> => {
      const live = await handler.read(bench.bench.context, idOf(address, inputs), olds);
      assert.ok(live, "it is gone");
      return live.outputs;
    };
    const paths = (olds: Props, address: BucketAddress, news: Props) =>
      handler.diff(idOf(address, news), olds, { ...address, ...news }).differences.map(({ path }) => path).sort();
    const put = async (address: BucketAddress, inputs: Props) => {
      const answer = await bench.outside(address, writeRequest(config, inputs));
      assert.ok(answer.status < 300, answer.text);
    };

    it("that is there already comes under management without a write", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), async (inputs) => {
          const hidden = [...writeOnlyPaths(config.struct, inputs)].sort();
          await inBucket(async (address) => {
            await put(address, inputs);
            assert.deepEqual(paths(await read(address, inputs, {}), address, inputs), hidden);
            const { outputs } = await handler.create(bench.bench.context, { ...address, ...inputs });
            assert.equal(bench.writes(), hidden.length > 0 ? 1 : 0);
            assert.deepEqual(paths(outputs, address, inputs), []);
          });
        }),
        { numRuns: runs },
      );
    });

    it("is created with one write, read as it is, and needs no second one", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), async (inputs) => {
          const hidden = [...writeOnlyPaths(config.struct, inputs)].sort();
          await inBucket(async (address) => {
            // A new bucket is private already.
            const before = await handler.read(bench.bench.context, idOf(address, inputs), inputs);
            const isThere = before !== undefined && paths(before.outputs, address, inputs).length === 0;
            const { outputs } = await handler.create(bench.bench.context, { ...address, ...inputs });
            assert.equal(bench.writes(), isThere ? 0 : 1);
            assert.deepEqual(paths(outputs, address, inputs), []);
            assert.deepEqual(await read(address, inputs, outputs), outputs);
            assert.deepEqual(paths(await read(address, inputs, {}), address, inputs), hidden);
            await handler.create(bench.bench.context, { ...address, ...inputs });
            assert.equal(bench.writes(), hidden.length > 0 ? 1 : 0);
          });
        }),
        { numRuns: runs },
      );
    });

    it("differs after a change of one field in exactly that field, whoever made it", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), inputsOf(config), fc.nat(), async (inputs, donor, from) => {
          await inBucket(async (address) => {
            const { outputs } = await handler.create(bench.bench.context, { ...address, ...inputs });
            let left = changesEach;
            for (const change of validChanges(config, inputs, donor, from)) {
              if (left-- === 0) {
                return;
              }
              assert.deepEqual(paths(outputs, address, change.value), [...change.declared].sort());
              const drift = driftOf(config, inputs, change);
              if (drift !== undefined) {
                await put(address, drift.changed);
                const live = await read(address, inputs, outputs);
                assert.deepEqual(paths(live, address, inputs), [...drift.paths].sort());
              }
            }
          });
        }),
        { numRuns: runs },
      );
    });
  });
}
