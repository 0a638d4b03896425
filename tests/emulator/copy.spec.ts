import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Ask, type Bench, escapeAll, hostOf, powerless, startBench, stranger } from "./http";

let bench: Bench;
let source: string;
let target: string;

before(async () => {
  bench = await startBench();
  source = await bench.createBucket();
  target = await bench.createBucket();
  await bench.put(source, "/a.txt", "[Object Content]", {
    "content-type": "text/x-source",
    "cache-control": "no-cache",
    "x-cos-meta-colour": "blue",
    "x-cos-tagging": "team=x",
    "x-cos-storage-class": "STANDARD_IA",
    "x-cos-acl": "public-read",
    "x-cos-server-side-encryption": "AES256",
  });
});
after(() => bench.close());

const etag = '"ee8de918d05640145b18f70f4c3aa602"';
const copy = (from: string, headers: Record<string, string> = {}, path = "/copy", request: Ask = {}) =>
  bench.ask({
    method: "PUT",
    bucket: target,
    path,
    headers: { "content-length": "0", "x-cos-copy-source": from, ...headers },
    ...request,
  });
const from = (path: string, where = source) => `${hostOf(where)}${path}`;
const outcome = async (answer: ReturnType<typeof copy>) => (await answer).outcome;
const head = (path = "/copy", bucket = target) => bench.ask({ method: "HEAD", bucket, path });

// https://www.tencentcloud.com/document/product/436/10881
describe("Copying an emulated object", () => {
  it("takes content, headers and metadata along, but not class, access rules and encryption", async () => {
    const answer = await copy(from("/a.txt"));
    assert.equal(answer.status, 200);
    assert.equal(answer.one("ETag"), etag);
    assert.equal(answer.one("CRC64"), "16749565679157681890");
    assert.match(answer.one("LastModified") ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(answer.one("VersionId"), undefined);
    const copied = await bench.ask({ bucket: target, path: "/copy" });
    assert.equal(copied.text, "[Object Content]");
    assert.equal(copied.headers["content-type"], "text/x-source");
    assert.equal(copied.headers["cache-control"], "no-cache");
    assert.equal(copied.headers["x-cos-meta-colour"], "blue");
    assert.equal(copied.headers["x-cos-storage-class"], undefined);
    assert.equal(copied.headers["x-cos-server-side-encryption"], undefined);
    const acl = await bench.ask({ bucket: target, path: "/copy", query: "acl" });
    assert.equal(acl.headers["x-cos-acl"], "default");
    const tags = await bench.ask({ bucket: target, path: "/copy", query: "tagging" });
    assert.deepEqual(tags.all("Value"), ["x"]);
  });

  it("replaces headers and metadata when told so, in any spelling", async () => {
    for (const directive of ["Replaced", "replaced", "REPLACED"]) {
      const headers = {
        "x-cos-metadata-directive": directive,
        "x-cos-meta-size": "l",
        "content-type": "a/b",
      };
      assert.equal((await copy(from("/a.txt"), headers)).status, 200);
      const copied = await head();
      assert.equal(copied.headers["content-type"], "a/b");
      assert.equal(copied.headers["cache-control"], undefined);
      assert.equal(copied.headers["x-cos-meta-colour"], undefined);
      assert.equal(copied.headers["x-cos-meta-size"], "l");
    }
    assert.equal(
      await outcome(copy(from("/a.txt"), { "x-cos-metadata-directive": "Mix" })),
      "400 InvalidArgument",
    );
  });

  it("replaces tags when told so", async () => {
    await copy(from("/a.txt"), { "x-cos-tagging-directive": "Replaced", "x-cos-tagging": "b=1" });
    const tags = await bench.ask({ bucket: target, path: "/copy", query: "tagging" });
    assert.deepEqual(tags.all("Key"), ["b"]);
  });

  it("takes the class, the access rules and the encryption of its own headers", async () => {
    await copy(from("/a.txt"), {
      "x-cos-storage-class": "INTELLIGENT_TIERING",
      "x-cos-acl": "private",
      "x-cos-server-side-encryption": "AES256",
    });
    const copied = await head();
    assert.equal(copied.headers["x-cos-storage-class"], "INTELLIGENT_TIERING");
    assert.equal(copied.headers["x-cos-server-side-encryption"], "AES256");
    const acl = await bench.ask({ bucket: target, path: "/copy", query: "acl" });
    assert.equal(acl.headers["x-cos-acl"], "private");
  });

  it("of an object onto itself needs new headers", async () => {
    await bench.put(target, "/self", "x", { "x-cos-meta-a": "1" });
    const self = (headers: Record<string, string>) => copy(from("/self", target), headers, "/self");
    assert.match(await outcome(self({})), /^400 /);
    assert.equal(await outcome(self({ "x-cos-metadata-directive": "Replaced", "x-cos-meta-b": "2" })), "200");
    const answer = await bench.ask({ bucket: target, path: "/self" });
    assert.equal(answer.text, "x");
    assert.equal(answer.headers["x-cos-meta-a"], undefined);
    assert.equal(answer.headers["x-cos-meta-b"], "2");
  });

  it("finds its source by any host, escaped once, and by bucket and key alone", async () => {
    const key = "ü 文/+?%25.txt";
    await bench.put(source, `/${escapeAll(key)}`, "odd");
    for (const text of [
      `${hostOf(source)}/${escapeAll(key)}`,
      `${hostOf(source)}/${escapeAll(key).replaceAll("%2F", "/")}`,
      `https://${hostOf(source)}/${escapeAll(key)}`,
      `${source}.cos.ap-guangzhou.tencentcos.cn/${escapeAll(key)}`,
      `${source}.localhost:9000/${escapeAll(key)}`,
      `127.0.0.1:9000/${source}/${escapeAll(key)}`,
      `/${source}/${escapeAll(key)}`,
      `${source}/${escapeAll(key)}`,
    ]) {
      assert.equal(await outcome(copy(text)), "200", text);
    }
    const raw = Buffer.from(`${hostOf(source)}/ü 文/+%3F%2525.txt`).toString("latin1");
    assert.equal(await outcome(copy(raw)), "200");
    assert.equal((await bench.ask({ bucket: target, path: "/copy" })).text, "odd");
  });

  it("is refused without a source, and from one that is not there", async () => {
    assert.equal(await outcome(copy(from("/missing"))), "404 NoSuchKey");
    assert.equal(await outcome(copy(from("/a", bench.newName()))), "404 NoSuchBucket");
    assert.equal(await outcome(copy(`${hostOf(source, "ap-beijing")}/a.txt`)), "404 NoSuchBucket");
    for (const text of ["", "nothing", `${hostOf(source)}/`, `${hostOf(source)}/%FF`]) {
      assert.equal(await outcome(copy(text)), "400 InvalidCopySource", text);
    }
  });

  it("reaches over regions", async () => {
    const far = bench.newName();
    await bench.ask({ method: "PUT", bucket: far, region: "eu-frankfurt" });
    const answer = await copy(from("/a.txt"), {}, "/far", { bucket: far, region: "eu-frankfurt" });
    assert.equal(answer.one("ETag"), etag);
    assert.equal(await outcome(copy(`${hostOf(far, "eu-frankfurt")}/far`)), "200");
  });

  it("needs the right to read its source", async () => {
    const hidden = await bench.createBucket();
    await bench.put(hidden, "/p", "x");
    const theirs = `b-${stranger.appId}`;
    await bench.ask({ method: "PUT", bucket: theirs, as: stranger });
    const request = { bucket: theirs, as: stranger };
    assert.equal(await outcome(copy(from("/p", hidden), {}, "/copy", request)), "403 AccessDenied");
    // Its ACL says public-read.
    assert.equal(await outcome(copy(from("/a.txt"), {}, "/copy", request)), "200");
    assert.equal(await outcome(copy(from("/a.txt"), {}, "/copy", { as: powerless })), "403 AccessDenied");
  });

  it("is refused from an archived object until that is restored", async () => {
    await bench.put(source, "/cold", "x", { "x-cos-storage-class": "ARCHIVE" });
    assert.equal(await outcome(copy(from("/cold"))), "403 InvalidObjectState");
    const body = "<RestoreRequest><Days>1</Days></RestoreRequest>";
    await bench.ask({ method: "POST", bucket: source, path: "/cold", query: "restore", body });
    assert.equal(await outcome(copy(from("/cold"))), "200");
  });

  it("needs the customer's key of its source", async () => {
    const key = Buffer.alloc(32, "k");
    const headers = (prefix: string) => ({
      [`${prefix}-customer-algorithm`]: "AES256",
      [`${prefix}-customer-key`]: key.toString("base64"),
      [`${prefix}-customer-key-md5`]: createHash("md5").update(key).digest("base64"),
    });
    await bench.put(source, "/keyed", "x", headers("x-cos-server-side-encryption"));
    assert.equal(await outcome(copy(from("/keyed"))), "400 SsecDecryptHeaderInvalid");
    assert.equal(
      await outcome(copy(from("/keyed"), headers("x-cos-copy-source-server-side-encryption"))),
      "200",
    );
    assert.equal((await bench.ask({ bucket: target, path: "/copy" })).text, "x");
  });

  it("goes on when its source is deleted or written over afterwards", async () => {
    const large = Buffer.alloc(100_000, "xyz");
    await bench.put(source, "/fleeting", large);
    await copy(from("/fleeting"));
    await bench.put(source, "/fleeting", "short");
    await bench.ask({ method: "DELETE", bucket: source, path: "/fleeting" });
    assert.ok((await bench.ask({ bucket: target, path: "/copy" })).body.equals(large));
  });
});

describe("A condition on the source of an emulated copy", () => {
  const shifted = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString();
  const hour = 3_600_000;

  for (const [what, headers, result] of [
    ["If-Match holds", { "x-cos-copy-source-If-Match": etag }, "200"],
    ["If-Match fails", { "x-cos-copy-source-If-Match": '"0"' }, "412 PreconditionFailed"],
    ["If-None-Match holds", { "x-cos-copy-source-If-None-Match": '"0"' }, "200"],
    ["If-None-Match fails", { "x-cos-copy-source-If-None-Match": etag }, "412 PreconditionFailed"],
    ["If-Modified-Since holds", { "x-cos-copy-source-If-Modified-Since": shifted(-hour) }, "200"],
    [
      "If-Modified-Since fails",
      { "x-cos-copy-source-If-Modified-Since": shifted(hour) },
      "412 PreconditionFailed",
    ],
    ["If-Unmodified-Since holds", { "x-cos-copy-source-If-Unmodified-Since": shifted(hour) }, "200"],
    [
      "If-Unmodified-Since fails",
      { "x-cos-copy-source-If-Unmodified-Since": shifted(-hour) },
      "412 PreconditionFailed",
    ],
  ] as const) {
    it(what, async () => assert.equal(await outcome(copy(from("/a.txt"), headers)), result));
  }
});

describe("Copying emulated versions", () => {
  it("reads the one that is named and names both", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const old = (await bench.put(bucket, "/v", "old")).headers["x-cos-version-id"] ?? "";
    await bench.put(bucket, "/v", "new");
    const answer = await copy(`${from("/v", bucket)}?versionId=${old}`, {}, "/w", { bucket });
    assert.equal(answer.headers["x-cos-copy-source-version-id"], old);
    assert.ok(answer.headers["x-cos-version-id"]);
    assert.equal(answer.one("VersionId"), answer.headers["x-cos-version-id"]);
    assert.equal((await bench.ask({ bucket, path: "/w" })).text, "old");
    // An old version may be copied onto its own key: that is how it comes back.
    const back = await copy(`${from("/v", bucket)}?versionId=${old}`, {}, "/v", { bucket });
    assert.equal(back.status, 200, back.text);
    assert.equal((await bench.ask({ bucket, path: "/v" })).text, "old");
    const none = copy(`${from("/v", bucket)}?versionId=other`, {}, "/w", { bucket });
    assert.equal(await outcome(none), "404 NoSuchVersion");
    await bench.ask({ method: "DELETE", bucket, path: "/v" });
    assert.equal(await outcome(copy(from("/v", bucket), {}, "/w", { bucket })), "404 NoSuchKey");
  });
});
