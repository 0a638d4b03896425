import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketReplication } from "../../provider/resources/configurations/replication";
import { bucketVersioning } from "../../provider/resources/configurations/versioning";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

const copies = { bucket: "destinationbucket-1250000000", region: "ap-guangzhou" };

async function enableVersioning(
  { context }: TestBench,
  bucket: { bucket: string; region: string },
): Promise<void> {
  const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  await context.client.send({ method: "PUT", ...bucket, query: { versioning: "" }, body });
}

async function enableBoth(bench: TestBench, target: { bucket: string; region: string }): Promise<void> {
  // From the second time on it is there already.
  await bench.context.client.send({ method: "PUT", ...copies }).catch(() => {});
  await enableVersioning(bench, copies);
  await enableVersioning(bench, target);
}

describeBucketConfig(bucketReplication, { setUp: enableBoth, looks: 2 });

describe("BucketReplication", () => {
  const handler = configHandler(bucketReplication);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    target = await bench.createBucket();
    bench.sent.length = 0;
  });

  const role = { uin: "100000000001" };
  const check = (news: object) => handler.check({}, {}, { ...target, role, ...news });
  const inputs = (...rules: readonly object[]) =>
    check({ rules: rules.map((rule, index) => ({ id: `r${index}`, prefix: `${index}/`, ...rule })) }).inputs;
  const created = async () => await bench.createBucket();

  it("refuses prefixes that overlap, also in a filter, unless a priority decides", () => {
    const failures = (filtered: object) =>
      check({
        rules: [
          { id: "a", prefix: "logs/", destination: copies },
          { id: "b", filter: { prefix: "logs/2030/" }, destination: copies, ...filtered },
        ],
      }).failures;
    assert.deepEqual(failures({}), [
      {
        path: "rules[1].filter.prefix",
        reason: "overlaps with that of rules[0], which is for these objects too",
      },
    ]);
    assert.deepEqual(failures({ priority: 1 }), []);
  });

  it("writes nothing, and names each bucket whose versioning is off", async () => {
    const [first, second] = [await created(), await created()];
    await enableVersioning(bench, second);
    bench.sent.length = 0;
    await assert.rejects(
      handler.create(bench.context, inputs({ destination: first }, { destination: second })),
      (error: Error) => {
        assert.match(
          error.message,
          new RegExp(`${target.bucket} cannot be replicated: versioning of ${target.bucket} .* is not on`),
        );
        assert.match(
          error.message,
          new RegExp(`versioning of ${first.bucket} in ap-guangzhou is not on: declare a BucketVersioning`),
        );
        assert.equal(error.message.includes(`versioning of ${second.bucket}`), false);
        return true;
      },
    );
    assert.ok(bench.sent.every(({ method }) => method === "GET"));
  });

  describe("destroyed at the same time as the versioning that it needs", () => {
    const versioning = configHandler(bucketVersioning);
    const replicate = async () => {
      const { outputs } = await versioning.create(bench.context, { ...target, status: "Enabled" });
      const destination = await created();
      await enableVersioning(bench, destination);
      return { versions: outputs, rules: await handler.create(bench.context, inputs({ destination })) };
    };

    it("is waited for, whichever comes first", async () => {
      const { versions, rules } = await replicate();
      await Promise.all([
        versioning.delete(bench.context, rules.id, versions),
        handler.delete(bench.context, rules.id, rules.outputs),
      ]);
      assert.equal(await handler.read(bench.context, rules.id, {}), undefined);
      assert.equal((await versioning.read(bench.context, rules.id, {}))?.outputs.status, "Suspended");
    });

    it("is named when it stays", async () => {
      const { versions, rules } = await replicate();
      const context = { ...bench.context, waits: { blockedMs: 0 } };
      await assert.rejects(
        versioning.delete(context, rules.id, versions),
        /InvalidBucketState.*The replication of .* is still there: remove it first/s,
      );
    });
  });

  it("is not blamed when something else keeps versioning from being suspended", async () => {
    const versioning = configHandler(bucketVersioning);
    const { id, outputs } = await versioning.create(bench.context, { ...target, status: "Enabled" });
    const match = { operation: "PutBucketVersioning" };
    bench.emulator.addFault({ kind: "status", status: 409, code: "InvalidBucketState", times: 0, match });
    await assert.rejects(
      versioning.delete(bench.context, id, outputs),
      (error: Error) => /InvalidBucketState/.test(error.message) && !/still there/.test(error.message),
    );
    bench.emulator.clearFaults();
  });

  it("says that a destination does not exist", async () => {
    await enableVersioning(bench, target);
    const destination = { bucket: bench.newName(), region: "ap-guangzhou" };
    await assert.rejects(
      handler.create(bench.context, inputs({ destination })),
      new RegExp(`there is no destination bucket ${destination.bucket} in ap-guangzhou`),
    );
  });

  it("sees that somebody removed it", async () => {
    const destination = await created();
    await enableVersioning(bench, target);
    await enableVersioning(bench, destination);
    const { id, outputs } = await handler.create(bench.context, inputs({ destination }));
    await bench.context.client.send({ method: "DELETE", ...target, query: { replication: "" } });
    assert.equal(await handler.read(bench.context, id, outputs), undefined);
  });

  it("takes 1,000 rules, and no more", () => {
    const rules = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        id: `r${index}`,
        prefix: `${index}/`,
        destination: copies,
      }));
    assert.deepEqual(check({ rules: rules(1_000) }).failures, []);
    assert.deepEqual(check({ rules: rules(1_001) }).failures, [
      { path: "rules", reason: "must have at most 1000 items, not 1001" },
    ]);
  });

  it("completes a short destination with the account's APPID", () => {
    const settled = inputs({ destination: { bucket: "copies", region: "ap-beijing" } });
    const [rule] = settled.rules as readonly { destination: object }[];
    assert.deepEqual(rule?.destination, { bucket: "copies-1250000000", region: "ap-beijing" });
  });
});
