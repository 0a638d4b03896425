import assert from "node:assert/strict";
import { bucketCors } from "../../provider/resources/configurations/cors";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";

describeBucketConfig(bucketCors);

describe("BucketCors", () => {
  const handler = configHandler(bucketCors);
  const target = { bucket: "site-1250000000", region: "ap-guangzhou" };
  const rule = { allowedOrigins: ["*"], allowedMethods: ["GET"] };

  it("needs no allowed headers", () => {
    assert.deepEqual(handler.check({}, {}, { ...target, rules: [rule] }).failures, []);
  });

  it("shows a rule's id that was set in the console before it erases it", () => {
    const { differences } = handler.diff(
      "",
      { ...target, rules: [{ ...rule, id: "console" }] },
      { ...target, rules: [rule] },
    );
    assert.deepEqual(
      differences.map(({ path, kind }) => [path, kind]),
      [["rules[0].id", "update"]],
    );
  });

  it("takes a document of 64 KB and no more", () => {
    const failures = (bytes: number) =>
      handler.check({}, {}, { ...target, rules: [{ ...rule, allowedHeaders: ["a".repeat(bytes)] }] })
        .failures;
    assert.deepEqual(failures(65_000), []);
    assert.deepEqual(
      failures(65_536).map(({ reason }) => reason.replace(/\d+ bytes/, "… bytes")),
      ["makes a document of … bytes; COS takes 65536"],
    );
  });

  it("takes 100 rules and no more", () => {
    const failures = (count: number) =>
      handler.check({}, {}, { ...target, rules: Array(count).fill(rule) }).failures;
    assert.deepEqual(failures(100), []);
    assert.deepEqual(failures(101), [{ path: "rules", reason: "must have at most 100 items, not 101" }]);
  });
});
