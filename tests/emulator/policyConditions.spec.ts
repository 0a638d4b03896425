import assert from "node:assert/strict";
import { type Ask, type Bench, powerless, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
  await bench.put(bucket, "/a", "content");
});
after(() => bench.close());

/** Allows the sub-account everything under the condition. */
async function allowWhere(Condition: unknown): Promise<void> {
  const Statement = {
    Principal: { qcs: "qcs::cam::uin/100000000001:uin/100000000011" },
    Effect: "allow",
    Action: "*",
    Resource: "*",
    Condition,
  };
  const answer = await bench.ask({
    method: "PUT",
    bucket,
    query: "policy",
    body: JSON.stringify({ version: "2.0", Statement }),
  });
  if (answer.status !== 204) {
    throw new Error(answer.text);
  }
}

const isAllowed = async (request: Ask = {}) =>
  (await bench.ask({ bucket, path: "/a", as: powerless, ...request })).status !== 403;
const upload = (headers: Record<string, string>, body = "12345"): Ask => ({
  method: "PUT",
  path: "/b",
  headers,
  body,
});

// https://www.tencentcloud.com/document/product/436/46205 and 46206
describe("A condition in a policy", () => {
  it("compares the caller's address with ranges", async () => {
    const cases: readonly [operator: string, ip: unknown, expected: boolean][] = [
      ["ip_equal", "127.0.0.1", true],
      ["ip_equal", "127.0.0.0/8", true],
      ["ip_equal", "127.9.9.9/8", true],
      ["ip_equal", ["10.0.0.0/8", "127.0.0.1/32"], true],
      ["ip_equal", ["10.0.0.0/8", "::1"], false],
      ["ip_equal", "::/0", false],
      ["ip_equal", "0.0.0.0/0", true],
      ["ip_not_equal", "127.0.0.0/8", false],
      ["ip_not_equal", ["10.0.0.0/8", "127.0.0.1"], false],
      ["ip_not_equal", ["10.0.0.0/8", "11.0.0.0/8"], true],
    ];
    for (const [operator, ip, expected] of cases) {
      await allowWhere({ [operator]: { "qcs:ip": ip } });
      assert.equal(await isAllowed(), expected, `${operator} ${ip}`);
    }
  });

  it("compares texts, in their letter case and with asterisks where it is string_like", async () => {
    const jpeg = upload({ "content-type": "image/jpeg" });
    const cases: readonly [operator: string, value: unknown, expected: boolean][] = [
      ["string_equal", "image/jpeg", true],
      ["string_equal", ["image/png", "image/jpeg"], true],
      ["string_equal", "image/JPEG", false],
      ["string_equal", "image/*", false],
      ["string_like", "image/*", true],
      ["string_like", "*/jpeg", true],
      ["string_like", "text/*", false],
      ["string_not_equal", "image/jpeg", false],
      ["string_not_equal", ["image/png", "image/jpeg"], false],
      ["string_not_equal", "image/png", true],
    ];
    for (const [operator, value, expected] of cases) {
      await allowWhere({ [operator]: { "cos:content-type": value } });
      assert.equal(await isAllowed(jpeg), expected, `${operator} ${value}`);
    }
  });

  it("compares numbers", async () => {
    const cases: readonly [operator: string, value: unknown, expected: boolean][] = [
      ["numeric_equal", 5, true],
      ["numeric_equal", "5.0", true],
      ["numeric_not_equal", 5, false],
      ["numeric_less_than", 5, false],
      ["numeric_less_than_equal", 5, true],
      ["numeric_less_than", 10, true],
      ["numeric_greater_than", 5, false],
      ["numeric_greater_than_equal", 5, true],
      ["numeric_greater_than", 4, true],
    ];
    for (const [operator, value, expected] of cases) {
      await allowWhere({ [operator]: { "cos:content-length": value } });
      assert.equal(await isAllowed(upload({})), expected, `${operator} ${value}`);
    }
  });

  it("without _if_exist is met by no request that lacks the key, with it by every one", async () => {
    for (const operator of ["string_equal", "string_not_equal"]) {
      await allowWhere({ [operator]: { "cos:x-cos-acl": "private" } });
      assert.equal(await isAllowed(upload({})), false);
      await allowWhere({ [`${operator}_if_exist`]: { "cos:x-cos-acl": "private" } });
      assert.equal(await isAllowed(upload({})), true);
      const isEqual = operator === "string_equal";
      assert.equal(await isAllowed(upload({ "x-cos-acl": "private" })), isEqual);
      assert.equal(await isAllowed(upload({ "x-cos-acl": "default" })), !isEqual);
    }
  });

  it("reads parameters by their names in any letter case, and wants their values encoded", async () => {
    await allowWhere({ string_equal: { "cos:prefix": "a%2Fb" } });
    assert.equal(await isAllowed({ path: "/", query: "prefix=a%2Fb" }), true);
    assert.equal(await isAllowed({ path: "/", query: "prefix=a%2Fc" }), false);
    assert.equal(await isAllowed({ path: "/" }), false);
    await allowWhere({ string_equal: { "cos:prefix": "a/b" } });
    assert.equal(await isAllowed({ path: "/", query: "prefix=a%2Fb" }), false);
    await allowWhere({ string_equal: { "cos:versionid": "null" } });
    assert.equal(await isAllowed({ query: "versionId=null" }), true);
    assert.equal(await isAllowed({}), false);
    await allowWhere({ string_equal_if_exist: { "cos:versionid": "" } });
    assert.equal(await isAllowed({}), true);
    assert.equal(await isAllowed({ query: "versionId=" }), true);
    assert.equal(await isAllowed({ query: "versionId=null" }), false);
  });

  it("takes no parameter for a header, and no header for a parameter", async () => {
    await allowWhere({ string_equal: { "cos:x-cos-acl": "private" } });
    assert.equal(await isAllowed(upload({ "x-cos-acl": "private" })), true);
    const disguised = upload({ "x-cos-acl": "public-read" });
    assert.equal(await isAllowed({ ...disguised, query: "x-cos-acl=private" }), false);
    assert.equal(await isAllowed({ ...upload({}), query: "x-cos-acl=private" }), false);
    await allowWhere({ string_equal: { "cos:content-type": "text/plain" } });
    assert.equal(await isAllowed({ ...upload({}), query: "content-type=text/plain" }), false);
    await allowWhere({ string_equal: { "cos:prefix": "a" } });
    assert.equal(await isAllowed({ path: "/", query: "prefix=b", headers: { prefix: "a" } }), false);
    assert.equal(await isAllowed({ path: "/", headers: { prefix: "a" } }), false);
    await allowWhere({ string_equal: { "cos:versionid": "null" } });
    assert.equal(await isAllowed({ headers: { versionid: "null" } }), false);
  });

  it("knows that the emulator speaks no TLS and is in no private network", async () => {
    await allowWhere({ bool_equal: { "cos:secure-transport": "true" } });
    assert.equal(await isAllowed(), false);
    await allowWhere({ bool_equal: { "cos:secure-transport": false } });
    assert.equal(await isAllowed(), true);
    await allowWhere({ numeric_greater_than_equal: { "cos:tls-version": 1.2 } });
    assert.equal(await isAllowed({ headers: { "tls-version": "1.3" } }), false);
    await allowWhere({ string_equal: { "vpc:requester_vpc": "vpc-aqp5jrc1" } });
    assert.equal(await isAllowed(), false);
  });

  it("compares the tags of a request, any of them or all", async () => {
    const tags = ["a&b", "c&d"];
    const cases: readonly [operator: string, header: string, expected: boolean][] = [
      ["for_any_value", "a=b&c=d", true],
      ["for_any_value", "a=b&e=f", true],
      ["for_any_value", "e=f", false],
      ["for_all_value", "a=b", true],
      ["for_all_value", "a=b&c=d&e=f", false],
    ];
    for (const [qualifier, header, expected] of cases) {
      await allowWhere({ [`${qualifier}:string_equal`]: { "qcs:request_tag": tags } });
      assert.equal(await isAllowed(upload({ "x-cos-tagging": header })), expected, `${qualifier} ${header}`);
    }
  });

  it("compares the time", async () => {
    await allowWhere({ date_less_than: { "qcs:current_time": "2020-01-01T00:00:00Z" } });
    assert.equal(await isAllowed(), false);
    await allowWhere({ date_greater_than: { "qcs:current_time": "2020-01-01T00:00:00Z" } });
    assert.equal(await isAllowed(), true);
  });

  it("holds only together with all others", async () => {
    const length = { numeric_less_than: { "cos:content-length": 10 } };
    const type = { "cos:content-type": "text/plain", "cos:x-cos-acl": "private" };
    await allowWhere({ ...length, string_equal: type });
    const headers = { "content-type": "text/plain", "x-cos-acl": "private" };
    assert.equal(await isAllowed(upload(headers)), true);
    assert.equal(await isAllowed(upload({ ...headers, "x-cos-acl": "default" })), false);
    assert.equal(await isAllowed(upload(headers, "much too long")), false);
  });
});
