import assert from "node:assert/strict";
import { bucketId } from "../../provider/model/ids";
import { bucketDomain } from "../../provider/resources/configurations/domain";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

async function addWebsite(bench: TestBench, target: { bucket: string; region: string }): Promise<void> {
  const body =
    "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>";
  await bench.context.client.send({ method: "PUT", ...target, query: { website: "" }, body });
}

describeBucketConfig(bucketDomain, { setUp: addWebsite, looks: 1 });

describe("BucketDomain", () => {
  const handler = configHandler(bucketDomain);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  beforeEach(async () => {
    bench = await startBench();
    target = await bench.createBucket();
    bench.sent.length = 0;
  });
  afterEach(async () => {
    await bench.close();
  });

  const inputs = (...rules: readonly object[]) =>
    handler.check({}, {}, { ...target, rules: rules.map((rule) => ({ name: "www.example.com", ...rule })) })
      .inputs;
  const refuse = (code: string, status = 400) =>
    bench.emulator.addFault({
      match: { operation: bucketDomain.operations.put },
      kind: "status",
      status,
      code,
      times: 1,
    });

  it("takes 20 domains and no more", () => {
    const check = (count: number) =>
      handler.check(
        {},
        {},
        {
          ...target,
          rules: Array.from({ length: count }, (_, index) => ({ name: `a${index}.example.com` })),
        },
      );
    assert.deepEqual(check(20).failures, []);
    assert.deepEqual(check(21).failures, [{ path: "rules", reason: "must have at most 20 items, not 21" }]);
  });

  it("says what the TXT record has to hold", async () => {
    const { outputs } = await handler.create(bench.context, inputs({}));
    assert.match(String(outputs.domainTxtVerification), /^tencent-cloud-cos-verification=[0-9a-f]+$/);
    refuse("DNSRecordVerifyFailed");
    await assert.rejects(
      handler.update(bench.context, bucketId(target), outputs, inputs({ name: "b.example.com" })),
      (error: Error) => error.message.includes(`TXT record with the value ${outputs.domainTxtVerification}`),
    );
  });

  it("says how a domain that another bucket uses can be taken over", async () => {
    refuse("RecordAlreadyExist", 409);
    await assert.rejects(handler.create(bench.context, inputs({})), /take it over with forcedReplacement/);
  });

  it("never takes forcedReplacement, which COS does not return, for drift", async () => {
    const news = inputs({ forcedReplacement: "CNAME" });
    const { id, outputs } = await handler.create(bench.context, news);
    const live = await handler.read(bench.context, id, outputs);
    assert.deepEqual(handler.diff(id, live?.outputs ?? {}, news).differences, []);
    assert.ok(
      bench.sent.some(({ body }) => String(body).includes("<ForcedReplacement>CNAME</ForcedReplacement>")),
    );
  });

  it("writes nothing, and says why, when what a domain leads to is not switched on", async () => {
    await assert.rejects(
      handler.create(bench.context, inputs({ type: "WEBSITE" })),
      /www\.example\.com cannot lead to the website of .* declare a BucketWebsite .*dependsOn/,
    );
    await assert.rejects(
      handler.create(bench.context, inputs({ type: "ACCELERATE" })),
      /www\.example\.com cannot lead to the acceleration host of .* declare a BucketAcceleration/,
    );
    assert.ok(bench.sent.every(({ method }) => method === "GET"));
  });
});
