/** What a program says is checked. */

import assert from "node:assert/strict";
import { unknownValue } from "../../provider/codec";
import { withEachListViolated, withNulls, withoutEachRequired } from "../members";
import type { Stage } from "./stage";

/** The tests of inputs that are refused, doubted or let pass. */
export function describeInputs(stage: Stage): void {
  it("refuses bad inputs at their paths, all at once", () => {
    for (const { inputs, failures, doubts = [] } of stage.cases.invalid) {
      const checked = stage.check(inputs);
      const found = checked.failures.map(({ path: at, reason }) => [at, reason]);
      assert.deepEqual(sorted(found), sorted(failures), JSON.stringify(inputs));
      const told = doubts.map(([at, reason]) => `${at} ${reason}, as far as is known; COS decides`);
      const warned = (checked.warnings ?? []).filter((warning) => warning.endsWith("COS decides"));
      assert.deepEqual([...warned].sort(), told.sort(), JSON.stringify(inputs));
    }
  });

  it("refuses each required field that is missing at its path", () => {
    for (const [at, inputs] of withoutEachRequired(stage.config.struct, stage.cases.inputs)) {
      const found = stage.check(inputs).failures;
      assert.ok(
        found.some((failure) => failure.path === at && failure.reason === "is required"),
        `${at}: ${JSON.stringify(found)}`,
      );
    }
  });

  it("refuses a value outside its list at its path, and doubts it where COS's list grows", () => {
    for (const [at, inputs] of withEachListViolated(stage.config.struct, stage.cases.inputs)) {
      const { failures, warnings = [] } = stage.check(inputs);
      assert.ok(
        failures.some((failure) => failure.path === at && failure.reason.startsWith("must be one of ")) ||
          warnings.some((warning) => warning.startsWith(`${at} is none of `)),
        `${at}: ${JSON.stringify(failures)}`,
      );
    }
  });

  it("refuses an unknown name, and suggests the one that was meant", () => {
    const [first = ""] = Object.keys(stage.cases.inputs);
    const { [first]: value, ...rest } = stage.cases.inputs;
    const misspelt = `${first}x`;
    const found = stage.check({ ...rest, [misspelt]: value }).failures;
    assert.ok(
      found.some((failure) => failure.path === misspelt && failure.reason.includes(`did you mean ${first}?`)),
    );
  });

  it("takes null for left out, at any depth, as the engine does", () => {
    const { inputs, update, sameMeaning, invalid } = stage.cases;
    for (const given of [inputs, update.inputs, ...sameMeaning, ...invalid.map((each) => each.inputs)]) {
      assert.deepEqual(stage.check(withNulls(stage.config.struct, given)), stage.check(given));
    }
  });

  it("lets values pass that are not known yet in a preview", () => {
    for (const member of Object.keys(stage.cases.inputs)) {
      assert.deepEqual(stage.check({ ...stage.cases.inputs, [member]: unknownValue }).failures, []);
    }
    assert.deepEqual(
      stage.check({ ...stage.cases.inputs, bucket: unknownValue, region: unknownValue }).failures,
      [],
    );
  });
}

function sorted(failures: readonly (readonly string[])[]): readonly string[] {
  return failures.map((failure) => failure.join(": ")).sort();
}
