import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

const ofs = "<CreateBucketConfiguration><BucketArchConfig>OFS</BucketArchConfig></CreateBucketConfiguration>";

describe("Folders of a bucket with metadata acceleration", () => {
  let bench: Bench;
  let bucket: string;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  beforeEach(async () => {
    bucket = bench.newName();
    assert.equal((await bench.ask({ method: "PUT", bucket, body: ofs })).status, 200);
    for (const key of ["a/", "a/1", "a/b/2", "a-b", "ab"]) {
      await bench.put(bucket, `/${key}`, key, { "x-cos-meta-from": key });
    }
  });

  const keys = async (where = bucket) => (await bench.ask({ bucket: where })).all("Key");
  const rename = (to: string, from: string, where = bucket) =>
    bench.ask({
      method: "PUT",
      bucket: where,
      path: to,
      query: "rename",
      headers: { "x-cos-rename-source": from },
    });

  it("are deleted with all below them, and nothing beside them", async () => {
    for (const path of ["/a/b/", "/a"]) {
      assert.equal((await bench.ask({ method: "DELETE", bucket, path, query: "recursive" })).status, 204);
      assert.equal((await bench.ask({ bucket, path: "/a/b/2" })).outcome, "404 NoSuchKey");
    }
    assert.deepEqual(await keys(), ["a-b", "ab"]);
    assert.equal(
      (await bench.ask({ method: "DELETE", bucket, path: "/none", query: "recursive=" })).status,
      204,
    );
  });

  it("are renamed with all below them; content and metadata stay", async () => {
    assert.equal((await rename("/n%C3%A4mlich/c/", "/a")).status, 200);
    assert.deepEqual(await keys(), ["a-b", "ab", "nämlich/c/", "nämlich/c/1", "nämlich/c/b/2"]);
    const read = await bench.ask({ bucket, path: "/n%C3%A4mlich/c/b/2" });
    assert.deepEqual([read.text, read.headers["x-cos-meta-from"]], ["a/b/2", "a/b/2"]);
    assert.equal((await rename("/x", "n%C3%A4mlich/c/1")).status, 200);
    assert.deepEqual(await keys(), ["a-b", "ab", "nämlich/c/", "nämlich/c/b/2", "x"]);
  });

  it("are neither renamed onto something, nor into themselves, nor from nothing", async () => {
    assert.equal((await rename("/ab", "a")).outcome, "409 FileAlreadyExists");
    assert.equal((await rename("/a/b/c", "a")).outcome, "400 InvalidArgument");
    assert.equal((await rename("/x", "none")).outcome, "404 NoSuchKey");
    assert.equal((await rename("/x", "")).outcome, "400 InvalidArgument");
    assert.deepEqual(await keys(), ["a-b", "a/", "a/1", "a/b/2", "ab"]);
  });

  it("are not there in other buckets, which refuse and keep everything", async () => {
    const plain = await bench.createBucket();
    await bench.put(plain, "/a", "1");
    await bench.put(plain, "/a/b", "2");
    const deleted = await bench.ask({ method: "DELETE", bucket: plain, path: "/a", query: "recursive" });
    assert.equal(deleted.outcome, "405 MethodNotAllowed");
    assert.match(deleted.one("Message") ?? "", /metadata acceleration/);
    assert.equal((await rename("/x", "a", plain)).outcome, "405 MethodNotAllowed");
    assert.deepEqual(await keys(plain), ["a", "a/b"]);
  });

  it("are never the bucket itself", async () => {
    const empty = bench.newName();
    await bench.ask({ method: "PUT", bucket: empty, body: ofs });
    assert.equal(
      (await bench.ask({ method: "DELETE", bucket: empty, query: "recursive" })).outcome,
      "501 NotImplemented",
    );
    assert.equal((await bench.ask({ method: "HEAD", bucket: empty })).status, 200);
  });
});
