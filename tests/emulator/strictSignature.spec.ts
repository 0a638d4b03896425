import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import {
  type Ask,
  asQuery,
  type Bench,
  hostOf,
  powerless,
  qSign,
  region,
  startBench,
  stranger,
} from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const outcome = async (request: Ask) => (await bench.ask(request)).outcome;
const query = "strict-signature";
const put = (bucket: string, body: string, request: Ask = {}) =>
  outcome({ method: "PUT", bucket, query, body, ...request });

interface Rule {
  readonly id?: string;
  readonly actions?: readonly string[];
  readonly headers?: readonly string[];
  readonly params?: readonly string[];
}
const listOf = (name: string, items: readonly string[] | undefined) =>
  items ? `<${name}list>${items.map((item) => `<${name}>${item}</${name}>`).join("")}</${name}list>` : "";
const documentOf = (...rules: readonly Rule[]) =>
  `<StrictSignatureConfiguration>${rules
    .map(
      ({ id = "rule1", actions, headers, params }) =>
        `<Rule><ID>${id}</ID>${listOf("action", actions)}${listOf("header", headers)}${listOf("param", params)}</Rule>`,
    )
    .join("")}</StrictSignatureConfiguration>`;

/** A bucket with the object `a` and a rule. */
async function bucketWith(rule: Rule): Promise<string> {
  const bucket = await bench.createBucket();
  await bench.put(bucket, "/a", "content");
  assert.equal(await put(bucket, documentOf(rule)), "200");
  return bucket;
}

type Pairs = Readonly<Record<string, string>>;
interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Pairs;
  readonly signedHeaders?: Pairs;
  readonly signedParams?: Pairs;
  readonly inUrl?: boolean;
}

/** Sends a request whose signature covers only what is said; answers with the message of a refusal. */
async function send(bucket: string, request: Sent): Promise<string> {
  const { method = "GET", path = "/a", query: own = "", headers = {}, inUrl = false } = request;
  const { authorization } = qSign(bench.emulator, {
    method,
    path,
    headers: Object.entries(request.signedHeaders ?? {}),
    parameters: Object.entries(request.signedParams ?? {}),
  });
  const answer = await bench.ask({
    method,
    bucket,
    path,
    query: inUrl ? [own, asQuery(authorization)].filter(Boolean).join("&") : own,
    headers: { ...headers, ...(!inUrl && { authorization }) },
    ...(inUrl && { as: "anonymous" }),
  });
  return answer.status < 300 ? String(answer.status) : `${answer.status} ${answer.one("Message")}`;
}

const noHeader = "403 Strict signature missing header that must be signed";
const noParam = "403 Strict signature missing param that must be signed";

// https://www.tencentcloud.com/document/product/436/53889
describe("An emulated bucket's strict signature rules", () => {
  it("are put with 200, read back and deleted with 204", async () => {
    const bucket = await bench.createBucket();
    const body = documentOf(
      { id: "limit_acl", actions: ["PutObjectACL", "PutBucketACL"], headers: ["Host"], params: ["acl"] },
      { id: "test", actions: ["Put*"], headers: ["Host", "x-cos-*"], params: ["all"] },
    );
    assert.equal(await put(bucket, body), "200");
    const { text } = await bench.ask({ bucket, query });
    assert.equal(text.slice(text.indexOf("\n") + 1), body);
    assert.equal(await outcome({ method: "DELETE", bucket, query }), "204");
    assert.equal((await bench.ask({ bucket, query })).status, 404);
    assert.equal(await outcome({ method: "DELETE", bucket, query }), "204");
  });

  const many = (count: number, text: string) => Array.from({ length: count }, () => text);
  const wrong: Record<string, string> = {
    "no rule": documentOf(),
    "11 rules": documentOf(...Array.from({ length: 11 }, (_, at) => ({ id: `r${at}` }))),
    "no ID": "<StrictSignatureConfiguration><Rule/></StrictSignatureConfiguration>",
    "an ID with a blank": documentOf({ id: "a rule" }),
    "an ID that is too long": documentOf({ id: "x".repeat(256) }),
    "the same ID twice": documentOf({}, {}),
    "201 actions": documentOf({ actions: many(201, "Put*") }),
    "an action with its product": documentOf({ actions: ["name/cos:PutObject"] }),
    "21 headers": documentOf({ headers: many(21, "Host") }),
    "a header that is not supported": documentOf({ headers: ["User-Agent"] }),
    "21 parameters": documentOf({ params: many(21, "acl") }),
    "a parameter with a slash": documentOf({ params: ["a/b"] }),
    "another root": "<Strict/>",
  };
  for (const [name, body] of Object.entries(wrong)) {
    it(`are refused with ${name}`, async () => {
      const bucket = await bench.createBucket();
      assert.equal(await put(bucket, body), "400 MalformedXML");
      assert.equal((await bench.ask({ bucket, query })).status, 404);
    });
  }

  it("are refused for requests that know no strict mode, and when empty", async () => {
    const bucket = await bench.createBucket();
    for (const action of ["PostObject", "GetService"]) {
      assert.equal(await put(bucket, documentOf({ actions: [action] })), "400 InvalidArgument");
    }
    assert.equal(await put(bucket, ""), "400 MissingRequestBodyError");
  });

  it("are only for the owner", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    for (const as of [stranger, powerless, "anonymous"] as const) {
      assert.equal(await put(bucket, documentOf({}), { as }), "403 AccessDenied");
      assert.equal(await outcome({ bucket, query, as }), "403 AccessDenied");
      assert.equal(await outcome({ method: "DELETE", bucket, query, as }), "403 AccessDenied");
    }
  });
});

// https://www.tencentcloud.com/document/product/436/53892
describe("A request to an emulated bucket with strict signatures", () => {
  it("must have signed a header that a rule names", async () => {
    const bucket = await bucketWith({ actions: ["GetObject"], headers: ["Host"] });
    assert.equal(await send(bucket, {}), noHeader);
    assert.equal(await send(bucket, { signedHeaders: { host: hostOf(bucket) } }), "200");
    assert.equal(await send(bucket, { inUrl: true }), noHeader);
    assert.equal(await send(bucket, { inUrl: true, signedHeaders: { host: hostOf(bucket) } }), "200");
  });

  it("need not have signed a header that it does not have", async () => {
    const bucket = await bucketWith({ actions: ["GetObject"], headers: ["Range"] });
    assert.equal(await send(bucket, {}), "200");
    const headers = { range: "bytes=0-1" };
    assert.equal(await send(bucket, { headers }), noHeader);
    assert.equal(await send(bucket, { headers, signedHeaders: headers }), "206");
  });

  it("must have signed all its x-cos- headers when a rule says so", async () => {
    const bucket = await bucketWith({ actions: ["PutObject"], headers: ["x-cos-*"] });
    const headers = { "x-cos-acl": "private", "x-cos-meta-a": "1", "content-length": "0" };
    const request = { method: "PUT", path: "/b", headers };
    assert.equal(await send(bucket, request), noHeader);
    assert.equal(await send(bucket, { ...request, signedHeaders: { "x-cos-acl": "private" } }), noHeader);
    assert.equal(await send(bucket, { ...request, signedHeaders: headers }), "200");
    assert.equal(
      await send(bucket, { method: "PUT", path: "/b", headers: { "content-length": "0" } }),
      "200",
    );
  });

  it("must have signed a parameter that it has and a rule names, in any letter case", async () => {
    const bucket = await bucketWith({ actions: ["GetObject", "DeleteObject"], params: ["versionid"] });
    assert.equal(await send(bucket, {}), "200");
    const request = { query: "versionId=null" };
    assert.equal(await send(bucket, request), noParam);
    assert.equal(await send(bucket, { ...request, signedParams: { versionId: "null" } }), "200");
    assert.equal(await send(bucket, { ...request, method: "DELETE" }), noParam);
    assert.equal(await send(bucket, { query: "response-expires=0" }), "200");
  });

  it("must have signed all parameters when a rule says so, the signature itself aside", async () => {
    const bucket = await bucketWith({ actions: ["*"], params: ["all"] });
    const request = { query: "response-expires=0&x=1" };
    for (const inUrl of [false, true]) {
      assert.equal(await send(bucket, { inUrl }), "200");
      assert.equal(await send(bucket, { ...request, inUrl }), noParam);
      assert.equal(await send(bucket, { ...request, inUrl, signedParams: { x: "1" } }), noParam);
      const signedParams = { "response-expires": "0", x: "1" };
      assert.equal(await send(bucket, { ...request, inUrl, signedParams }), "200");
    }
    assert.equal(await send(bucket, { path: "/", query: "acl" }), noParam);
    assert.equal(await send(bucket, { path: "/", query: "acl", signedParams: { acl: "" } }), "200");
  });

  it("is asked only when a rule means its action", async () => {
    for (const [actions, expected] of [
      [["GetObject"], noHeader],
      [["Get*"], noHeader],
      [["*"], noHeader],
      [["PutObject", "*Object"], noHeader],
      [["Put*"], "200"],
      [["getobject"], "200"],
      [["GetBucket"], "200"],
      [undefined, "200"],
    ] as const) {
      const bucket = await bucketWith({ ...(actions && { actions }), headers: ["Host"] });
      assert.equal(await send(bucket, {}), expected, String(actions));
    }
  });

  it("is not asked when it is not signed", async () => {
    const bucket = await bucketWith({ actions: ["*"], headers: ["Host"], params: ["all"] });
    await bench.put(bucket, "/public", "x", { "x-cos-acl": "public-read" });
    assert.equal(await outcome({ bucket, path: "/public", query: "x=1", as: "anonymous" }), "200");
    assert.equal(await outcome({ bucket, path: "/a", as: "anonymous" }), "403 AccessDenied");
  });

  it("still must be signed rightly", async () => {
    const bucket = await bucketWith({ actions: ["*"], headers: ["Host"] });
    const as = { secretId: bench.emulator.secretId, secretKey: "wrong" };
    assert.equal(await outcome({ bucket, path: "/a", as }), "403 SignatureDoesNotMatch");
  });

  it("passes when cos-nodejs-sdk-v5 signs it", async () => {
    const bucket = await bucketWith({ actions: ["*"], headers: ["Host"], params: ["all"] });
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const cos = createOutsider({ endpoint, secretId, secretKey });
    const where = { Bucket: bucket, Region: region };
    await cos.putObject({ ...where, Key: "b", Body: "text", ACL: "private" });
    const { Body } = await cos.getObject({ ...where, Key: "b" });
    assert.equal(Body.toString(), "text");
    assert.equal((await cos.getBucket({ ...where, Prefix: "b" })).Contents.length, 1);
  });
});
