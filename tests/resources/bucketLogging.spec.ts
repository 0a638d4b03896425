import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketLogging } from "../../provider/resources/configurations/logging";
import { describeBucketConfig } from "../conformance";
import { region, type TestBench } from "../support";
import { useConfigBench } from "./configBench";

/** The bucket of the documented sample, into which the logs go. */
async function createTarget(bench: TestBench): Promise<void> {
  const bucket = `examplebucket-${bench.emulator.appId}`;
  await bench.context.client.send({ method: "PUT", bucket, region }).catch(() => {});
}

describeBucketConfig(bucketLogging, { setUp: createTarget });

describe("BucketLogging", () => {
  const use = useConfigBench(bucketLogging);
  const handler = configHandler(bucketLogging);

  it("is really off after a destroy", async () => {
    const { bench, create, delete: destroy, outside, read } = use();
    await createTarget(bench);
    await destroy(await create({ targetBucket: `examplebucket-${bench.emulator.appId}` }));
    assert.doesNotMatch(await outside("GET"), /LoggingEnabled/);
    assert.equal(await read(), undefined);
  });

  it("may be without a prefix", async () => {
    const { bench, create, read } = use();
    await createTarget(bench);
    const outputs = await create({ targetBucket: `examplebucket-${bench.emulator.appId}` });
    assert.equal(outputs.targetPrefix, "");
    assert.deepEqual(await read(outputs), outputs);
  });

  it("warns at preview when a bucket logs into itself, once", () => {
    const inputs = { bucket: "site-1250000000", region, targetBucket: "site-1250000000" };
    assert.match(handler.check({}, {}, inputs).warnings?.[0] ?? "", /logs into itself/);
    assert.deepEqual(handler.check({}, inputs, inputs).warnings, []);
    assert.deepEqual(handler.check({}, {}, { ...inputs, targetBucket: "logs-1250000000" }).warnings, []);
  });

  it("says what the target needs when COS refuses it", async () => {
    const { bench, create } = use();
    bench.emulator.addFault({
      match: { operation: "PutBucketLogging" },
      kind: "status",
      status: 400,
      code: "InvalidTargetBucketForLogging",
      times: 1,
    });
    await assert.rejects(
      create({ targetBucket: "logs-1250000000" }),
      /only to a bucket of the same account in ap-guangzhou/,
    );
  });
});
