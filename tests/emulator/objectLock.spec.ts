import assert from "node:assert/strict";
import { documentsOf, surprises } from "./configurations";
import { type Ask, type Bench, region, startBench } from "./http";

const day = 86_400_000;

// https://www.tencentcloud.com/document/product/436/40133, 40134 and 40135
describe("An emulated bucket's object lock", () => {
  let bench: Bench;
  let bucket: string;
  const lock = documentsOf(() => bench, "object-lock");
  const days = (number: number | string) =>
    `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Days>${number}</Days></DefaultRetention></Rule></ObjectLockConfiguration>`;
  const outcome = async (request: Ask) => (await bench.ask({ bucket, ...request })).outcome;
  const retention = async (path: string) => {
    const answer = await bench.ask({ bucket, path, query: "retention" });
    return answer.status === 200 ? Date.parse(answer.one("RetainUntilDate") ?? "") : answer.outcome;
  };

  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  afterEach(() => bench.close());

  it("is put and read back, and never goes away", async () => {
    assert.equal(await lock.get(bucket), "404 NoSuchObjectLockConfiguration");
    assert.equal(await lock.put(bucket, days(1)), "200");
    assert.equal(await lock.get(bucket), days(1));
    assert.equal(await lock.remove(bucket), "405 MethodNotAllowed");
    // Only with its bucket.
    assert.equal(await outcome({ method: "DELETE" }), "204");
  });

  it("has a period that can only grow", async () => {
    const wrong = await surprises(
      (body) => lock.put(bucket, body),
      [
        ["409 InvalidLockedTime", days(0)],
        ["409 InvalidLockedTime", days(36_501)],
        ["200", days(30)],
        ["200", days(30)],
        ["409 InvalidLockedTime", days(29)],
        ["409 InvalidLockedTime", days(30).replace(/<Rule>.*<\/Rule>/, "")],
        ["200", days(36_500)],
        ["400 MalformedXML", days(36_500).replace(/Enabled</, "Disabled<")],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("locks what is written: neither overwritten, nor deleted, nor given other tags, until its time is over", async () => {
    await lock.put(bucket, days(10));
    await bench.put(bucket, "/a", "x");
    const source = {
      "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/a`,
      "x-cos-metadata-directive": "Replaced",
    };
    const tags = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
    const changes: Ask[] = [
      { method: "PUT", path: "/a", body: "y" },
      { method: "PUT", path: "/a", headers: source },
      { method: "DELETE", path: "/a" },
      { method: "PUT", path: "/a", query: "tagging", body: tags },
      { method: "DELETE", path: "/a", query: "tagging" },
    ];
    for (const change of changes) {
      assert.equal(await outcome(change), "409 ObjectLocked", JSON.stringify(change));
    }
    const many = "<Delete><Object><Key>a</Key></Object></Delete>";
    assert.equal(
      (await bench.ask({ method: "POST", bucket, query: "delete", body: many })).one("Code"),
      "ObjectLocked",
    );
    assert.equal(await outcome({ path: "/a" }), "200");
    assert.equal(
      await outcome({ method: "PUT", path: "/a", query: "acl", headers: { "x-cos-acl": "private" } }),
      "200",
    );
    bench.emulator.advance(9);
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "409 ObjectLocked");
    bench.emulator.advance(1);
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "204");
  });

  it("reaches objects that are there already, from the day on which they were written", async () => {
    await bench.put(bucket, "/a", "x");
    bench.emulator.advance(10);
    await lock.put(bucket, days(30));
    assert.ok(Math.abs(Number(await retention("/a")) - Date.now() - 30 * day) < 60_000);
    await lock.put(bucket, days(40));
    assert.ok(Math.abs(Number(await retention("/a")) - Date.now() - 40 * day) < 60_000);
  });

  it("can be made longer for one object", async () => {
    const put = async (date: string, mode = "<Mode>COMPLIANCE</Mode>") => {
      const body = `<Retention>${mode}<RetainUntilDate>${date}</RetainUntilDate></Retention>`;
      return outcome({ method: "PUT", path: "/a", query: "retention", body });
    };
    await bench.put(bucket, "/a", "x");
    assert.equal(await retention("/a"), "404 NoSuchObjectLockConfiguration");
    const late = new Date(Math.ceil(Date.now() / 1000) * 1000 + 50 * day);
    assert.equal(await put(late.toISOString()), "400 InvalidRequest");
    await lock.put(bucket, days(10));
    assert.equal(await put(late.toISOString(), ""), "400 MalformedXML");
    assert.equal(await put(late.toISOString(), "<Mode>GOVERNANCE</Mode>"), "400 MalformedXML");
    assert.equal(await put(late.toISOString()), "200");
    assert.equal(await retention("/a"), late.getTime());
    assert.equal((await bench.ask({ bucket, path: "/a", query: "retention" })).one("Mode"), "COMPLIANCE");
    assert.equal(await put(new Date(late.getTime() - day).toISOString()), "409 InvalidLockedTime");
    assert.equal(await put("soon"), "400 MalformedXML");
    bench.emulator.advance(49);
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "409 ObjectLocked");
    assert.equal(await outcome({ method: "PUT", path: "/a", body: "other" }), "409 ObjectLocked");
    bench.emulator.advance(2);
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "204");
    assert.equal(await retention("/missing"), "404 NoSuchKey");
  });

  it("does without a period, as in the Python SDK's test, and then locks nothing", async () => {
    const bare = days(1).replace(/<Rule>.*<\/Rule>/, "");
    assert.equal(await lock.put(bucket, bare), "200");
    assert.equal(await lock.get(bucket), bare);
    await bench.put(bucket, "/a", "x");
    assert.equal(await outcome({ method: "DELETE", path: "/a" }), "204");
  });

  it("does not go with versions, replication, lifecycle and tiering, whichever comes first", async () => {
    const tiering =
      "<IntelligentTieringConfiguration><Status>Enabled</Status><Transition><Days>30</Days><RequestFrequent>1</RequestFrequent></Transition></IntelligentTieringConfiguration>";
    const tieringById =
      "<IntelligentTieringConfiguration><Id>a</Id><Status>Enabled</Status><Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>91</Days></Tiering></IntelligentTieringConfiguration>";
    const versioning = (status: string) =>
      `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
    const others = [
      ["versioning", versioning("Enabled"), "409 InvalidBucketState"],
      ["versioning", versioning("Suspended"), "409 InvalidBucketState"],
      [
        "lifecycle",
        "<LifecycleConfiguration><Rule><Filter/><Status>Disabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
        "409 BucketLocked",
      ],
      ["intelligenttiering", tiering, "409 BucketLocked"],
      ["intelligent-tiering&id=a", tieringById, "409 BucketLocked"],
    ] as const;
    for (const [query, body, code] of others) {
      const free = await bench.createBucket();
      const locked = await bench.createBucket();
      assert.equal(await outcome({ method: "PUT", bucket: free, query, body }), "200", query);
      assert.equal(await lock.put(free, days(1)), "409 InvalidBucketState", query);
      assert.equal(await lock.put(locked, days(1)), "200", query);
      assert.equal(await outcome({ method: "PUT", bucket: locked, query, body }), code, query);
    }
    await lock.put(bucket, days(1));
    const replication =
      "<ReplicationConfiguration><Role>qcs::cam::uin/1:uin/1</Role><Rule><Status>Enabled</Status><Destination><Bucket>qcs::cos:ap-guangzhou::a-1250000000</Bucket></Destination></Rule></ReplicationConfiguration>";
    assert.equal(
      await outcome({ method: "PUT", query: "replication", body: replication }),
      "409 BucketLocked",
    );
  });
});
