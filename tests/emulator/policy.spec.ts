import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { type Ask, type Bench, powerless, reader, region, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const outcome = async (request: Ask) => (await bench.ask(request)).outcome;
const put = (bucket: string, policy: unknown, request: Ask = {}) =>
  outcome({
    method: "PUT",
    bucket,
    query: "policy",
    body: typeof policy === "string" ? policy : JSON.stringify(policy),
    ...request,
  });
const read = async (bucket: string) => JSON.parse((await bench.ask({ bucket, query: "policy" })).text);

const statement = {
  Principal: { qcs: ["qcs::cam::uin/100000000001:uin/100000000011"] },
  Effect: "allow",
  Action: ["name/cos:GetBucket"],
  Resource: ["qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/*"],
};
const sample = { Statement: [statement], version: "2.0" };

// https://www.tencentcloud.com/document/product/436/8282
describe("An emulated bucket's policy", () => {
  it("is put with 204, read back as JSON and deleted with 204, even twice", async () => {
    const bucket = await bench.createBucket();
    const answer = await bench.ask({
      method: "PUT",
      bucket,
      query: "policy",
      body: JSON.stringify(sample),
      headers: { "content-type": "application/json" },
    });
    assert.equal(answer.status, 204);
    assert.equal(answer.text, "");
    const shown = await bench.ask({ bucket, query: "policy" });
    assert.equal(shown.status, 200);
    assert.equal(shown.headers["content-type"], "application/json");
    assert.equal(await outcome({ method: "DELETE", bucket, query: "policy" }), "204");
    assert.equal(await outcome({ method: "DELETE", bucket, query: "policy" }), "204");
    assert.equal(await outcome({ bucket, query: "policy" }), "404 NoSuchBucketPolicy");
  });

  it("is not there at first, nor in a bucket that is not there", async () => {
    assert.equal(
      await outcome({ bucket: await bench.createBucket(), query: "policy" }),
      "404 NoSuchBucketPolicy",
    );
    assert.equal(await put(bench.newName(), sample), "404 NoSuchBucket");
  });

  it("comes back with a capital Statement, a Sid where there was none, and everything else as it was sent", async () => {
    const bucket = await bench.createBucket();
    const small = { principal: statement.Principal, effect: "Allow", action: "cos:*", resource: "*" };
    const policy = { version: "2.0", statement: [small, { ...small, sid: "mine" }], note: { a: [1] } };
    assert.equal(await put(bucket, policy), "204");
    const { Statement, ...rest } = await read(bucket);
    assert.deepEqual(rest, { version: "2.0", note: { a: [1] } });
    const { Sid, ...first } = Statement[0];
    assert.match(Sid, /^costs-/);
    assert.deepEqual(first, small);
    assert.deepEqual(Statement[1], { ...small, sid: "mine" });
    const again = await read(bucket);
    assert.equal(again.Statement[0].Sid, Sid);
  });

  it("is replaced as a whole", async () => {
    const bucket = await bench.createBucket();
    await put(bucket, { ...sample, extra: true });
    await put(bucket, { statement: { ...statement, Sid: "only" } });
    assert.deepEqual(await read(bucket), { Statement: { ...statement, Sid: "only" } });
  });

  it("may name everybody, services and roles, once for all statements", async () => {
    const bucket = await bench.createBucket();
    for (const qcs of [
      "qcs::cam::anyone:anyone",
      "qcs::cam::anonymous:anonymous",
      "qcs::cam::uin/100000000001:service/cdn",
      "qcs::cam::uin/100000000001:roleName/COS_QcsRole",
      ["qcs::cam::uin/999:uin/888"],
    ]) {
      const { Principal: _, ...rest } = statement;
      assert.equal(await put(bucket, { version: "2.0", principal: { qcs }, statement: [rest] }), "204");
    }
  });

  it("takes every documented operator, with suffix and prefix", async () => {
    const bucket = await bench.createBucket();
    const condition = {
      string_equal: { "cos:prefix": "a%2F" },
      string_not_equal_if_exist: { "cos:x-cos-acl": ["private", "default"] },
      string_like: { "cos:content-type": "image/*" },
      ip_equal: { "qcs:ip": ["10.217.182.3/24", "::1", "fd00::/8"] },
      IP_not_equal: { "qcs:ip": "10.1.1.1" },
      numeric_equal: { "cos:content-length": 10 },
      numeric_not_equal: { "cos:content-length": "10" },
      numeric_greater_than: { "cos:content-length": 1 },
      numeric_greater_than_equal_if_exist: { "cos:content-length": 1 },
      numeric_less_than: { "cos:tls-version": 1.2 },
      numeric_less_than_equal: { "cos:tls-version": 1.2 },
      bool_equal: { "cos:secure-transport": true },
      "for_any_value:string_equal": { "qcs:request_tag": ["a&b"] },
      "for_all_value:string_equal": { "qcs:request_tag": ["a&b"] },
      date_greater_than: { "qcs:current_time": "2026-01-01T00:00:00Z" },
    };
    assert.equal(await put(bucket, { ...sample, Statement: [{ ...statement, condition }] }), "204");
    assert.deepEqual((await read(bucket)).Statement[0].condition, condition);
  });

  const wrong: Record<string, unknown> = {
    "no JSON": "{",
    "no object": "[]",
    "no statement": { version: "2.0" },
    "an empty list of statements": { version: "2.0", Statement: [] },
    "a statement that is a text": { Statement: ["all"] },
    "another version": { ...sample, version: "1.0" },
    "statements under two spellings": { ...sample, statement: [statement] },
  };
  const parts: Record<string, Record<string, unknown>> = {
    "an unknown effect": { Effect: "perhaps" },
    "an effect under two spellings": { effect: "allow" },
    "no principal": { Principal: undefined },
    "a principal that is a text": { Principal: "*" },
    "a principal of another kind": { Principal: { AWS: ["*"] } },
    "a principal that is not an account": { Principal: { qcs: ["bob"] } },
    "a principal without its root account": { Principal: { qcs: ["qcs::cam::uin/:uin/100000000011"] } },
    "no principals in its list": { Principal: { qcs: [] } },
    "no action": { Action: undefined },
    "no actions in its list": { Action: [] },
    "an action of another product": { Action: ["name/cvm:RunInstances"] },
    "an action without its product": { Action: ["GetObject"] },
    "no resource": { Resource: undefined },
    "a resource that is only a bucket": { Resource: ["examplebucket-1250000000"] },
    "a resource of another product": { Resource: ["qcs::cvm:ap-guangzhou:uid/1250000000:instance/*"] },
    "an unknown element": { NotAction: ["name/cos:GetObject"] },
    "a Sid that is a number": { Sid: 7 },
    "an unknown operator": { Condition: { StringEquals: { "cos:prefix": "a" } } },
    "an operator that cannot be negated": { Condition: { numeric_not_less_than: { "cos:x": 1 } } },
    "an operator without keys": { Condition: { string_equal: "a" } },
    "a key without a product": { Condition: { string_equal: { prefix: "a" } } },
    "a key without values": { Condition: { string_equal: { "cos:prefix": [] } } },
    "a list in a list": { Condition: { string_equal: { "cos:prefix": [["a"]] } } },
    "a number that is none": { Condition: { numeric_equal: { "cos:content-length": "ten" } } },
    "an address that is none": { Condition: { ip_equal: { "qcs:ip": "10.0.0.300" } } },
    "a range that is too wide": { Condition: { ip_equal: { "qcs:ip": "10.0.0.0/33" } } },
    "a truth that is none": { Condition: { bool_equal: { "cos:secure-transport": "yes" } } },
  };
  wrong["a principal of all that is none"] = { ...sample, Principal: { qcs: ["bob"] } };
  for (const [name, change] of Object.entries(parts)) {
    wrong[name] = { Statement: [{ ...statement, ...change }] };
  }

  for (const [name, policy] of Object.entries(wrong)) {
    it(`is refused with ${name}`, async () => {
      const bucket = await bench.createBucket();
      assert.equal(await put(bucket, policy), "400 MalformedPolicy");
      assert.equal(await outcome({ bucket, query: "policy" }), "404 NoSuchBucketPolicy");
    });
  }

  it("is refused when it is empty, too long, or does not arrive as it was sent", async () => {
    const bucket = await bench.createBucket();
    assert.equal(await put(bucket, ""), "400 MissingRequestBodyError");
    const long = { ...sample, note: "x".repeat(20 * 1024) };
    assert.equal(await put(bucket, long), "400 XMLSizeLimit");
    const headers = { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" };
    assert.equal(await put(bucket, sample, { headers }), "400 BadDigest");
  });

  it("is only for the owner and for callers that the owner allows", async () => {
    const bucket = await bench.createBucket();
    for (const as of [stranger, powerless, reader, "anonymous"] as const) {
      assert.equal(await put(bucket, sample, { as }), "403 AccessDenied");
      assert.equal(await outcome({ bucket, query: "policy", as }), "403 AccessDenied");
      assert.equal(await outcome({ method: "DELETE", bucket, query: "policy", as }), "403 AccessDenied");
    }
  });

  it("is put, read and deleted by cos-nodejs-sdk-v5", async () => {
    const bucket = await bench.createBucket();
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const cos = createOutsider({ endpoint, secretId, secretKey });
    const where = { Bucket: bucket, Region: region };
    const Policy = { version: "2.0", statement: [{ ...statement, Sid: "x" }] };
    // The SDK's types want small names.
    const result = await cos.putBucketPolicy({ ...where, Policy: Policy as never });
    assert.equal(result.statusCode, 204);
    const shown = await cos.getBucketPolicy(where);
    assert.deepEqual(shown.Policy, { version: "2.0", Statement: [{ ...statement, Sid: "x" }] });
    await cos.deleteBucketPolicy(where);
    await assert.rejects(cos.getBucketPolicy(where), { statusCode: 404 });
  });
});
