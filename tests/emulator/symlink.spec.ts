import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Bench, startBench } from "./http";

// https://cloud.tencent.com/document/product/436/109082, and how cos-go-sdk-v5 and cos-python-sdk-v5 ask
describe("An emulated symbolic link", () => {
  let bench: Bench;
  let bucket: string;
  const link = (path: string, target: string, headers = {}) =>
    bench.ask({
      method: "PUT",
      bucket,
      path,
      query: "symlink",
      headers: { "x-cos-symlink-target": target, ...headers },
    });
  const get = (path: string, query = "", as?: "anonymous") =>
    bench.ask({ bucket, path, query, ...(as && { as }) });
  const md5 = (text: string) => `"${createHash("md5").update(text).digest("hex")}"`;

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("shows its target's content and metadata to GET and HEAD, and itself to ?symlink and listings", async () => {
    await bench.put(bucket, "/123/myphoto.jpeg", "a picture", { "x-cos-meta-colour": "blue" });
    const put = await link("/link", "123/myphoto.jpeg");
    assert.equal(put.status, 200);
    assert.equal(put.headers.etag, md5("123/myphoto.jpeg"));
    assert.equal(put.text, "");
    const shown = await get("/link", "symlink");
    assert.equal(shown.status, 200);
    assert.equal(shown.headers["x-cos-symlink-target"], "123/myphoto.jpeg");
    assert.equal(shown.text, "");
    const read = await get("/link");
    assert.equal(read.text, "a picture");
    assert.equal(read.headers["content-type"], "image/jpeg");
    assert.equal(read.headers["x-cos-meta-colour"], "blue");
    const head = await bench.ask({ method: "HEAD", bucket, path: "/link" });
    assert.equal(head.headers["content-length"], "9");
    const part = await bench.ask({ bucket, path: "/link", headers: { range: "bytes=2-4" } });
    assert.equal(part.text, "pic");
    const listing = await get("/");
    assert.deepEqual(listing.all("Key"), ["123/myphoto.jpeg", "link"]);
    assert.deepEqual(listing.all("Size"), ["9", "16"]);
  });

  it("follows what its target becomes, and is 404 while there is none", async () => {
    await link("/link", "t");
    assert.equal((await get("/link")).outcome, "404 NoSuchKey");
    assert.equal((await get("/link", "symlink")).status, 200);
    for (const content of ["one", "two"]) {
      await bench.put(bucket, "/t", content);
      assert.equal((await get("/link")).text, content);
    }
    await bench.ask({ method: "DELETE", bucket, path: "/link" });
    assert.equal((await get("/t")).text, "two");
    assert.equal((await get("/link")).outcome, "404 NoSuchKey");
  });

  it("leads to no other link", async () => {
    await bench.put(bucket, "/t", "x");
    await link("/first", "t");
    await link("/second", "first");
    assert.equal((await get("/second")).outcome, "404 NoSuchKey");
  });

  it("takes its target percent-encoded or as it is", async () => {
    await bench.put(bucket, `/${encodeURI("文件/a b.txt")}`, "x");
    for (const target of [
      encodeURIComponent("文件/a b.txt"),
      Buffer.from("文件/a b.txt").toString("latin1"),
    ]) {
      assert.equal((await link("/link", target)).status, 200);
      assert.equal((await get("/link")).text, "x");
      const shown = (await get("/link", "symlink")).headers["x-cos-symlink-target"] ?? "";
      assert.equal(decodeURIComponent(shown), "文件/a b.txt");
    }
    assert.equal((await link("/link", "100%")).status, 200);
    assert.equal((await get("/link", "symlink")).headers["x-cos-symlink-target"], "100%25");
  });

  it("has versions of its own", async () => {
    await bench.setVersioning(bucket, "Enabled");
    await bench.put(bucket, "/a", "x");
    await bench.put(bucket, "/b", "y");
    const first = (await link("/link", "a")).headers["x-cos-version-id"] ?? "";
    await link("/link", "b");
    assert.equal((await get("/link")).text, "y");
    assert.equal((await get("/link", `symlink&versionId=${first}`)).headers["x-cos-symlink-target"], "a");
    assert.equal((await get("/link", `versionId=${first}`)).text, "x");
    assert.equal((await get("/link", "symlink&versionId=none")).outcome, "404 NoSuchVersion");
  });

  it("does not open its target to callers that may not read it", async () => {
    await bench.put(bucket, "/t", "secret");
    await link("/link", "t", { "x-cos-acl": "public-read" });
    assert.equal((await get("/link", "", "anonymous")).outcome, "403 AccessDenied");
    const open = { "x-cos-acl": "public-read" };
    await bench.ask({ method: "PUT", bucket, path: "/t", query: "acl", headers: open });
    assert.equal((await get("/link", "", "anonymous")).text, "secret");
  });

  it("is copied as what it stands for", async () => {
    await bench.put(bucket, "/t", "x");
    await link("/link", "t");
    await bench.put(bucket, "/copy", "", {
      "x-cos-copy-source": `${bucket}.cos.ap-guangzhou.myqcloud.com/link`,
    });
    await bench.ask({ method: "DELETE", bucket, path: "/t" });
    assert.equal((await get("/copy")).text, "x");
  });

  it("is refused without a target, and what is no link shows none", async () => {
    const bare = await bench.ask({ method: "PUT", bucket, path: "/link", query: "symlink" });
    assert.equal(bare.outcome, "400 InvalidArgument");
    await bench.put(bucket, "/t", "x");
    assert.equal((await get("/t", "symlink")).outcome, "400 InvalidRequest");
    assert.equal((await get("/none", "symlink")).outcome, "404 NoSuchKey");
  });
});
