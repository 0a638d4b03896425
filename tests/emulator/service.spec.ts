import assert from "node:assert/strict";
import { type Bench, powerless, reader, startBench, stranger } from "./http";

// https://www.tencentcloud.com/document/product/436/8291
describe("The list of emulated buckets", () => {
  let bench: Bench;
  const names = ["a-1250000000", "b-1250000000", "c-1250000000"] as const;
  const regions = ["ap-guangzhou", "ap-beijing", "ap-guangzhou"] as const;

  before(async () => {
    bench = await startBench();
    for (const [index, bucket] of names.entries()) {
      const headers = { "x-cos-tagging": `team=${index === 1 ? "x" : "y"}` };
      await bench.ask({ method: "PUT", bucket, region: regions[index] ?? "", headers });
    }
    await bench.ask({ method: "PUT", bucket: `z-${stranger.appId}`, as: stranger });
  });
  after(() => bench.close());

  const list = async (query: string, host?: string) => {
    const answer = await bench.ask({ query, ...(host !== undefined && { host }) });
    assert.equal(answer.status, 200, answer.text);
    return answer
      .all("Name")
      .map((name) => name[0])
      .join("");
  };

  it("names each bucket with its region, its day of creation and its type", async () => {
    const answer = await bench.ask({});
    assert.equal(answer.one("ID"), "qcs::cam::uin/100000000001:uin/100000000001");
    assert.equal(answer.one("DisplayName"), "100000000001");
    assert.deepEqual(answer.all("Name"), [...names]);
    assert.deepEqual(answer.all("Location"), [...regions]);
    assert.deepEqual(answer.all("BucketType"), ["cos", "cos", "cos"]);
    for (const date of answer.all("CreationDate")) {
      assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(Math.abs(Date.parse(date) - Date.now()) < 60_000);
    }
    assert.equal(answer.one("IsTruncated"), "false");
  });

  it("holds only the buckets of the account that asks", async () => {
    const answer = await bench.ask({ as: stranger });
    assert.deepEqual(answer.all("Name"), [`z-${stranger.appId}`]);
    assert.equal(answer.one("DisplayName"), stranger.uin);
  });

  it("holds one region's when a regional host is asked", async () => {
    assert.equal(await list("", "cos.ap-guangzhou.myqcloud.com"), "ac");
    assert.equal(await list("", "cos.ap-beijing.myqcloud.com"), "b");
    assert.equal(await list("", "cos.ap-tokyo.myqcloud.com"), "");
    assert.equal(await list("", "127.0.0.1"), "abc");
  });

  it("can be narrowed by region, tag and time", async () => {
    const soon = Math.floor(Date.now() / 1000) + 60;
    assert.equal(await list("region=ap-beijing"), "b");
    assert.equal(await list("tagkey=team"), "abc");
    assert.equal(await list("tagkey=team&tagvalue=y"), "ac");
    assert.equal(await list("tagkey=Team"), "");
    assert.equal(await list(`create-time=${soon}&range=lt`), "abc");
    assert.equal(await list(`create-time=${soon}&range=lte`), "abc");
    assert.equal(await list(`create-time=${soon}&range=gt`), "");
    assert.equal(await list(`create-time=${soon - 3600}&range=gte`), "abc");
    const wrong = await bench.ask({ query: `create-time=${soon}&range=near` });
    assert.equal(wrong.one("Code"), "InvalidArgument");
  });

  it("comes in pages", async () => {
    const first = await bench.ask({ query: "max-keys=2" });
    assert.deepEqual(first.all("Name"), names.slice(0, 2));
    assert.equal(first.one("IsTruncated"), "true");
    const marker = first.one("NextMarker");
    assert.equal(marker, names[1]);
    const second = await bench.ask({ query: `max-keys=2&marker=${marker}` });
    assert.deepEqual(second.all("Name"), names.slice(2));
    assert.equal(second.one("IsTruncated"), "false");
    assert.equal(second.one("Marker"), marker);
    assert.equal(await list("max-keys=99999"), "abc");
    assert.equal((await bench.ask({ query: "max-keys=-1" })).one("Code"), "InvalidArgument");
  });

  it("is for those whose policies allow it", async () => {
    assert.equal((await bench.ask({ as: reader })).status, 200);
    for (const as of [powerless, "anonymous"] as const) {
      assert.equal((await bench.ask({ as })).one("Code"), "AccessDenied");
    }
  });

  it("is all that a service host has", async () => {
    for (const method of ["PUT", "POST", "DELETE"]) {
      const answer = await bench.ask({ method });
      assert.equal(answer.outcome, "405 MethodNotAllowed");
    }
  });
});
