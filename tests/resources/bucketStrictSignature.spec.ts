import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketStrictSignature } from "../../provider/resources/configurations/strictSignature";
import { describeBucketConfig } from "../conformance";

describeBucketConfig(bucketStrictSignature);

describe("BucketStrictSignature", () => {
  const handler = configHandler(bucketStrictSignature);
  const target = { bucket: "site-1250000000", region: "ap-guangzhou" };
  const failures = (rules: readonly object[]) => handler.check({}, {}, { ...target, rules }).failures;
  const names = (count: number) => Array.from({ length: count }, (_, index) => `x-cos-${index}`);

  it("takes 10 rules, 200 actions, 20 headers and 20 parameters, and no more", () => {
    const rule = (extra: number) => ({
      id: "full",
      actions: Array(200 + extra).fill("PutObject"),
      headers: names(20 + extra),
      params: names(20 + extra),
    });
    assert.deepEqual(failures([rule(0)]), []);
    assert.deepEqual(
      failures([rule(1)]).map(({ path, reason }) => `${path} ${reason}`),
      [
        "rules[0].actions must have at most 200 items, not 201",
        "rules[0].headers must have at most 20 items, not 21",
        "rules[0].params must have at most 20 items, not 21",
      ],
    );
    const many = (count: number) => names(count).map((id) => ({ id }));
    assert.deepEqual(failures(many(10)), []);
    assert.deepEqual(failures(many(11)), [{ path: "rules", reason: "must have at most 10 items, not 11" }]);
  });

  it("takes ids of 255 characters", () => {
    assert.deepEqual(failures([{ id: "a".repeat(255) }]), []);
    assert.equal(failures([{ id: "a".repeat(256) }])[0]?.reason, "must have at most 255 bytes, not 256");
  });
});
