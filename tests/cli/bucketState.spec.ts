import assert from "node:assert/strict";
import { readBucketState } from "../../cli/bucketState";
import { listKeys } from "../../cli/configurationKeys";
import { bucketConfigs } from "../../provider/resources/configurations";
import { startBench, type TestBench } from "../support";
import { configure, makeOtherBuckets } from "./wholeBuckets";

describe("The configurations of a bucket", () => {
  let bench: TestBench;
  const start = async (latency = 0) => {
    bench = await startBench({ latency });
    return await bench.createBucket();
  };
  afterEach(() => bench.close());

  it("are read in three round trips, whichever the bucket has", async () => {
    const latency = 100;
    const address = await start(latency);
    await makeOtherBuckets(bench);
    await configure(bench, address, {
      BucketDomain: { rules: [{ name: "www.example.com" }] },
      BucketDomainCertificate: { domainName: "www.example.com", certId: "id-1" },
      BucketIntelligentTiering: { tieringId: "default", tierings: [{ accessTier: "INFREQUENT", days: 30 }] },
    });
    const began = performance.now();
    const states = await readBucketState(bench.context, address);
    assert.ok(performance.now() - began < 4 * latency, `${performance.now() - began} ms`);
    assert.deepEqual(
      states.filter(({ state }) => state === "present").map(({ token }) => token),
      ["BucketIntelligentTiering", "BucketDomain", "BucketDomainCertificate"],
    );
    assert.deepEqual(
      [...new Set(states.map(({ token }) => token))],
      bucketConfigs.map(({ token }) => token),
    );
  });

  it("are distinguished: there, not there, and refused", async () => {
    const address = await start();
    await configure(bench, address, { BucketTagging: { tags: { a: "b" } } });
    bench.emulator.addFault({
      match: { operation: "GetBucketCors" },
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 1,
    });
    const states = await readBucketState(bench.context, address, [
      "BucketTagging",
      "BucketCors",
      "BucketWebsite",
    ]);
    const [tagging, cors, website] = states;
    assert.ok(cors?.state === "refused" && cors.id === `ap-guangzhou/${address.bucket}`);
    assert.match(cors.error.message, /name\/cos:GetBucketCORS/);
    assert.ok(tagging?.state === "present");
    assert.deepEqual(tagging.inputs, { ...address, tags: { a: "b" } });
    assert.deepEqual(website, { state: "absent", token: "BucketWebsite" });
    assert.equal(states.length, 3);
  });

  it("of which a bucket has several are listed by the operation that each names", async () => {
    const address = await start();
    const keyed = bucketConfigs.flatMap(({ key }) => (key === undefined ? [] : [key]));
    assert.ok(keyed.length >= 3);
    for (const key of keyed) {
      bench.sent.length = 0;
      const keys = await listKeys(bench.context, address, { key });
      assert.deepEqual(
        keys.filter((each) => each !== undefined),
        [],
        key.field,
      );
      assert.deepEqual(
        bench.sent.map(({ operation }) => operation),
        [key.list.operation],
      );
    }
  });
});
