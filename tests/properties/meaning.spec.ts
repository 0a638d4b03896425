import assert from "node:assert/strict";
import fc from "fast-check";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import { checkInputs, handlerOf, inputsOf, readBack } from "./inputs";
import { respell } from "./respell";

for (const config of bucketConfigs) {
  describe(`The document of any ${config.token}`, () => {
    const paths = (olds: Props, news: Props) =>
      handlerOf(config)
        .diff("", olds, news)
        .differences.map(({ path }) => path);

    it("says what was declared: nothing is lost, and nothing is added", () => {
      fc.assert(
        fc.property(inputsOf(config), (inputs) => {
          const read = readBack(config, inputs);
          // A canned ACL goes into a header.
          fc.pre(read !== undefined);
          assert.deepEqual(paths(read, inputs), []);
          assert.deepEqual(paths(inputs, read), []);
        }),
      );
    });

    it("differs in nothing from the same in another spelling and another order", () => {
      fc.assert(
        fc.property(inputsOf(config), fc.gen(), (inputs, generate) => {
          const pick = (below: number) => generate(fc.nat, below - 1);
          const spell = (assume: boolean) =>
            checkInputs(config, respell(config.struct, inputs, { pick, assume }));
          const free = spell(true);
          const again = free.failures.length === 0 ? free : spell(false);
          assert.deepEqual(again.failures, []);
          assert.deepEqual(paths(inputs, again.inputs), []);
          assert.deepEqual(paths(again.inputs, inputs), []);
        }),
      );
    });
  });
}
