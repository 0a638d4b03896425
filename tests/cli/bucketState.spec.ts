import assert from "node:assert/strict";
import { readBucketState } from "../../cli/bucketState";
import { listKeys } from "../../cli/configurationKeys";
import type { CosRequest } from "../../provider/client";
import type { Client, Context } from "../../provider/model/context";
import { bucketConfigs } from "../../provider/resources/configurations";
import { startBench, type TestBench } from "../support";
import { configure, makeOtherBuckets } from "./wholeBuckets";

/** Counts the requests that followed upon one another: each belongs to the round trip after the last that was answered when it was sent. */
function countingRoundTrips(context: Context): { readonly context: Context; roundTrips(): number } {
  let begun = 0;
  let answered = 0;
  const send = async (request: CosRequest & { responseBody?: "buffer" | undefined }) => {
    const roundTrip = answered + 1;
    begun = Math.max(begun, roundTrip);
    try {
      return await context.client.send(request);
    } finally {
      answered = Math.max(answered, roundTrip);
    }
  };
  const client = { send: send as Client["send"], objectUrl: context.client.objectUrl };
  return { context: { ...context, client }, roundTrips: () => begun };
}

describe("The configurations of a bucket", () => {
  let bench: TestBench;
  const start = async (latency = 0) => {
    bench = await startBench({ latency });
    return await bench.createBucket();
  };
  afterEach(() => bench.close());

  it("are read in two round trips, whichever the bucket has", async () => {
    const address = await start(100);
    await makeOtherBuckets(bench);
    await configure(bench, address, {
      BucketDomain: { rules: [{ name: "www.example.com" }] },
      BucketDomainCertificate: { domainName: "www.example.com", certId: "id-1" },
      BucketIntelligentTiering: { tieringId: "default", tierings: [{ accessTier: "INFREQUENT", days: 30 }] },
    });
    const { context, roundTrips } = countingRoundTrips(bench.context);
    const states = await readBucketState(context, address);
    assert.equal(roundTrips(), 2);
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
