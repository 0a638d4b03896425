import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { type Field, memberPath, type Struct } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import { driftOf, validChanges } from "./drifts";
import { inputsOf } from "./inputs";
import { subjectOf } from "./subjects";

/** All fields of a struct by their paths without indices, with those of nested structs. */
function* fieldsOf(struct: Struct, above = ""): Generator<readonly [string, Field]> {
  for (const [name, field] of Object.entries(struct.fields)) {
    const at = memberPath(above, name);
    yield [at, field];
    if (field.struct !== undefined) {
      yield* fieldsOf(field.struct, at);
    }
  }
}

/** The fields that a value has. */
function* givenFields(struct: Struct, value: Props, above = ""): Generator<string> {
  for (const [name, field] of Object.entries(struct.fields)) {
    const member = value[name];
    const at = memberPath(above, name);
    if (member !== undefined) {
      yield at;
      for (const item of field.struct === undefined ? [] : [member].flat()) {
        yield* givenFields(field.struct as Struct, item as Props, at);
      }
    }
  }
}

/** Whether there is a change of the field that somebody can make and somebody see. */
function canDrift({ kind, options, struct }: Field): boolean {
  const { oneOf, min, max, optional, writeOnly } = options;
  const hasOneValue = oneOf?.length === 1 || (min !== undefined && min === max);
  // Of a struct that always is there only the members change.
  return !writeOnly && (optional === true || (!hasOneValue && (struct === undefined || kind === "structs")));
}

for (const config of bucketConfigs) {
  describe(`The generator of ${config.token}`, function () {
    this.timeout(30_000);
    const { fixed = {} } = subjectOf(config);
    const all = [...fieldsOf(config.struct)];
    // Always the same ones, so that chance does not decide whether this test passes.
    const samples = () => fc.sample(fc.tuple(inputsOf(config), inputsOf(config)), { seed: 5, numRuns: 400 });

    it("knows every field", () => {
      const given = new Set(samples().flatMap(([inputs]) => [...givenFields(config.struct, inputs)]));
      assert.deepEqual(
        all.map(([at]) => at).filter((at) => !given.has(at)),
        [],
      );
    });

    it("makes drifts of every field that can drift", () => {
      const missing = new Set(
        all
          .filter(([at, field]) => canDrift(field) && at !== config.key?.field && fixed[at] === undefined)
          .map(([at]) => at),
      );
      for (const [inputs, donor] of samples()) {
        if (missing.size === 0) {
          break;
        }
        for (const change of validChanges(config, inputs, donor)) {
          const drift = driftOf(config, inputs, change);
          if (drift !== undefined && drift.paths.length > 0) {
            missing.delete(drift.field);
          }
        }
      }
      assert.deepEqual([...missing], []);
    });
  });
}

describe("What is special about configurations", () => {
  it("is about those that there are", () => {
    const files = readdirSync(path.join(__dirname, "subjects")).map((file) => path.basename(file, ".ts"));
    const tokens = files
      .filter((file) => file.startsWith("bucket"))
      .map((file) => file.charAt(0).toUpperCase() + file.slice(1));
    const known = bucketConfigs.map(({ token }) => token);
    assert.deepEqual(
      tokens.filter((token) => !known.includes(token)),
      [],
    );
    for (const token of tokens) {
      assert.notDeepEqual(subjectOf({ token }), {}, `${token} is not in subjects/index.ts`);
    }
  });
});
