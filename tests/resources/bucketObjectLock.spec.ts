import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketObjectLock } from "../../provider/resources/configurations/objectLock";
import { describeBucketConfig } from "../conformance";
import { startBench } from "../support";

describeBucketConfig(bucketObjectLock);

describe("BucketObjectLock", () => {
  const handler = configHandler(bucketObjectLock);
  const target = { bucket: "audit-1250000000", region: "ap-guangzhou" };
  const lock = (days: number) => ({ ...target, objectLockEnabled: "Enabled", days });
  const check = (news: object, olds?: object) => handler.check({}, { ...olds }, { ...target, ...news });

  it("says at preview that it cannot be taken back, when it is new or grows, and not again", () => {
    const warned = (news: object, olds?: object) => (check(news, olds).warnings ?? []).length;
    assert.match(
      String(check({ days: 1 }).warnings),
      /cannot be switched off or shortened .* only forgets it/,
    );
    assert.equal(warned({ days: 2 }, lock(1)), 1);
    assert.equal(warned({ days: 1 }, lock(1)), 0);
    assert.equal(warned({ days: 1 }, { ...lock(1), bucket: "other-1250000000" }), 1);
  });

  it("refuses a shorter period at preview, in the same bucket only", () => {
    assert.deepEqual(check({ days: 29 }, lock(30)).failures, [
      {
        path: "days",
        reason: "must be at least 30, as it is now: the period of an object lock can only grow",
      },
    ]);
    assert.deepEqual(check({ days: 30 }, lock(30)).failures, []);
    assert.deepEqual(check({ days: 29 }, { ...lock(30), bucket: "other-1250000000" }).failures, []);
  });

  it("writes nothing when a bucket that it takes over is locked for longer", async () => {
    const bench = await startBench();
    try {
      const there = await bench.createBucket();
      await handler.create(bench.context, { ...there, objectLockEnabled: "Enabled", days: 30 });
      bench.sent.length = 0;
      const shorter = { ...there, objectLockEnabled: "Enabled", days: 7 };
      await assert.rejects(
        handler.create(bench.context, shorter),
        /stays as it is: days must be at least 30/,
      );
      assert.deepEqual(
        bench.sent.map(({ method }) => method),
        ["GET"],
      );
    } finally {
      await bench.close();
    }
  });

  it("names what excludes it when COS refuses", async () => {
    const bench = await startBench();
    try {
      const there = await bench.createBucket();
      const fault = { status: 409, code: "BucketLocked", times: 1 } as const;
      bench.emulator.addFault({
        match: { operation: bucketObjectLock.operations.put },
        kind: "status",
        ...fault,
      });
      await assert.rejects(
        handler.create(bench.context, { ...there, objectLockEnabled: "Enabled", days: 7 }),
        /BucketLocked[\s\S]*excludes versioning, replication, lifecycle rules and intelligent tiering/,
      );
    } finally {
      await bench.close();
    }
  });
});
