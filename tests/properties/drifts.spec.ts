import assert from "node:assert/strict";
import fc from "fast-check";
import { readDetails } from "../../cli/drift/details";
import { type BucketAddress, keyedId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import { writeOnlyPaths } from "../members";
import { type PropertyBench, startPropertyBench } from "./bench";
import { drifts, validChanges } from "./drifts";
import { handlerOf, inputsOf, writeRequest } from "./inputs";
import { respell } from "./respell";
import { subjectOf } from "./subjects";

/** Changes that are made of each of the inputs. */
const changesEach = 10;

for (const config of bucketConfigs) {
  describe(`Any ${config.token}`, function () {
    this.timeout(60_000);
    const handler = handlerOf(config);
    let bench: PropertyBench;
    before(async () => {
      bench = await startPropertyBench(config);
    });
    after(() => bench.close());

    const idOf = (address: BucketAddress, inputs: Props) =>
      keyedId(address, config.key && (inputs[config.key.field] as string | undefined));
    const create = async (address: BucketAddress, inputs: Props): Promise<Props> =>
      (await handler.create(bench.bench.context, { ...address, ...inputs })).outputs;
    const read = async (address: BucketAddress, inputs: Props, olds: Props): Promise<Props> =>
      (await handler.read(bench.bench.context, idOf(address, inputs), olds))?.outputs ?? {};
    const paths = (address: BucketAddress, olds: Props, inputs: Props) =>
      handler
        .diff(idOf(address, inputs), { ...address, ...olds }, { ...address, ...inputs })
        .differences.map(({ path }) => path)
        .sort();
    const putOutside = async (address: BucketAddress, inputs: Props) => {
      const answer = await bench.outside(address, writeRequest(config, inputs));
      assert.ok(answer.status < 300, answer.text);
    };
    /** What nobody can read is found missing where only the id is known, and has to be written again. */
    const hiddenPaths = (inputs: Props) => [...writeOnlyPaths(config.struct, inputs)].sort();

    it("that is there already comes under management without a write", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), async (inputs) => {
          const hidden = hiddenPaths(inputs);
          await bench.inBucket(async (address) => {
            await putOutside(address, inputs);
            assert.deepEqual(paths(address, await read(address, inputs, {}), inputs), hidden);
            const outputs = await create(address, inputs);
            assert.equal(bench.writes(), hidden.length > 0 ? 1 : 0);
            assert.deepEqual(paths(address, outputs, inputs), []);
          });
        }),
      );
    });

    it("is created with one write, read as it is, and needs no second one", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), async (inputs) => {
          const hidden = hiddenPaths(inputs);
          await bench.inBucket(async (address) => {
            // A new bucket is private already.
            const before = await read(address, inputs, inputs);
            const isThere = Object.keys(before).length > 0 && paths(address, before, inputs).length === 0;
            const outputs = await create(address, inputs);
            assert.equal(bench.writes(), isThere ? 0 : 1);
            assert.deepEqual(paths(address, outputs, inputs), []);
            assert.deepEqual(await read(address, inputs, outputs), outputs);
            assert.deepEqual(paths(address, await read(address, inputs, {}), inputs), hidden);
            await create(address, inputs);
            assert.equal(bench.writes(), hidden.length > 0 ? 1 : 0);
          });
        }),
      );
    });

    it("differs from a program that changed one field in exactly that field", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), inputsOf(config), fc.nat(), async (inputs, donor, from) => {
          await bench.inBucket(async (address) => {
            const outputs = await create(address, inputs);
            let left = changesEach;
            for (const { value, declared } of validChanges(config, inputs, donor, from)) {
              assert.deepEqual(paths(address, outputs, value), [...declared].sort(), JSON.stringify(value));
              if (--left === 0) {
                return;
              }
            }
          });
        }),
        { numRuns: 30 },
      );
    });

    it("in which somebody else changed one field is found to differ in exactly that field", async () => {
      await fc.assert(
        fc.asyncProperty(drifts(config), async ({ inputs, changed, paths: expected }) => {
          await bench.inBucket(async (address) => {
            const outputs = await create(address, inputs);
            await putOutside(address, changed);
            const live = await read(address, inputs, outputs);
            assert.deepEqual(paths(address, live, inputs), [...expected].sort());
          });
        }),
      );
    });

    it("in which somebody else changed one field is reported by the command drift, with both values", async () => {
      await fc.assert(
        fc.asyncProperty(drifts(config), async ({ inputs, changed, paths: expected }) => {
          await bench.inBucket(async (address) => {
            const outputs = await create(address, inputs);
            const resource = {
              ...{ urn: "", type: "", token: config.token, name: "", secrets: new Set<string>() },
              id: idOf(address, inputs),
              inputs: { ...address, ...inputs },
              outputs,
            };
            const look = () => readDetails(bench.bench.context, resource);
            assert.equal((await look()).status, "unchanged");
            await putOutside(address, changed);
            const { status, changes } = await look();
            assert.equal(status, expected.length > 0 ? "drifted" : "unchanged");
            assert.deepEqual(changes.map(({ path }) => path).sort(), [...expected].sort());
            for (const { path, declared, live } of changes) {
              assert.notDeepEqual(declared, live, path);
            }
          });
        }),
        { numRuns: 30 },
      );
    });

    it("is no false alarm when somebody else writes the same, in any spelling and order", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), fc.gen(), async (inputs, generate) => {
          await bench.inBucket(async (address) => {
            const outputs = await create(address, inputs);
            const pick = (below: number) => generate(fc.nat, below - 1);
            await putOutside(address, respell(config.struct, inputs, { pick, assume: false }));
            const live = await read(address, inputs, outputs);
            assert.deepEqual(paths(address, live, inputs), subjectOf(config).rewritten?.(inputs) ?? []);
          });
        }),
        { numRuns: 30 },
      );
    });
  });
}
