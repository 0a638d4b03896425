import assert from "node:assert/strict";
import { type Ask, type Bench, hostOf, powerless, reader, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

type Who = "owner" | "visitor" | "stranger" | "powerless" | "reader";
const everyone: readonly Who[] = ["owner", "visitor", "stranger", "powerless", "reader"];
const as: Readonly<Record<Who, Ask["as"]>> = {
  owner: undefined,
  visitor: "anonymous",
  stranger,
  powerless,
  reader,
};

/** Who of all gets through. */
const admitted = async (request: Ask) => {
  const found: Who[] = [];
  for (const who of everyone) {
    const asWho = as[who];
    const { status } = await bench.ask({ ...request, ...(asWho !== undefined && { as: asWho }) });
    if (status < 300) {
      found.push(who);
    } else {
      assert.equal(status, 403, who);
    }
  }
  return found.join(" ");
};
const bucketWith = async (bucketAcl: string, objectAcl?: string) => {
  const bucket = await bench.createBucket({ "x-cos-acl": bucketAcl });
  await bench.put(bucket, "/o", "x", objectAcl === undefined ? {} : { "x-cos-acl": objectAcl });
  return bucket;
};

// https://www.tencentcloud.com/document/product/436/30583
describe("An emulated object can be read", () => {
  for (const [bucketAcl, objectAcl, who] of [
    ["private", undefined, "owner reader"],
    ["private", "private", "owner reader"],
    ["private", "public-read", "owner visitor stranger powerless reader"],
    ["private", "authenticated-read", "owner stranger powerless reader"],
    ["public-read", undefined, "owner visitor stranger powerless reader"],
    ["public-read", "default", "owner visitor stranger powerless reader"],
    // An object's own rules go before its bucket's.
    ["public-read", "private", "owner reader"],
    ["authenticated-read", undefined, "owner stranger powerless reader"],
    ["public-read-write", undefined, "owner visitor stranger powerless reader"],
  ] as const) {
    it(`by ${who} when it is ${objectAcl ?? "as new"} in a bucket that is ${bucketAcl}`, async () => {
      const bucket = await bucketWith(bucketAcl, objectAcl);
      assert.equal(await admitted({ bucket, path: "/o" }), who);
      assert.equal(await admitted({ method: "HEAD", bucket, path: "/o" }), who);
    });
  }

  it("by those whom a grant names", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/o", "x", { "x-cos-grant-read": `id="${stranger.uin}"` });
    assert.equal(await admitted({ bucket, path: "/o" }), "owner stranger reader");
    assert.equal(await admitted({ bucket, path: "/o", query: "acl" }), "owner");
    await bench.put(bucket, "/o", "x", { "x-cos-grant-full-control": `id="${stranger.uin}"` });
    assert.equal(await admitted({ bucket, path: "/o", query: "acl" }), "owner stranger");
  });

  it("in a bucket by a sub-account that its rules name", async () => {
    const bucket = await bench.createBucket({ "x-cos-grant-read": 'id="100000000001/100000000011"' });
    await bench.put(bucket, "/o", "x");
    assert.equal(await admitted({ bucket, path: "/o" }), "owner powerless reader");
    assert.equal(await admitted({ bucket }), "owner powerless");
  });

  it("in an older version only as its own rules say, whatever those of the newest are", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const ids = [];
    for (const acl of ["private", "public-read", "private", "public-read"]) {
      const { headers } = await bench.put(bucket, "/o", acl, { "x-cos-acl": acl });
      ids.push(headers["x-cos-version-id"]);
    }
    const visit = async (versionId?: string) =>
      (
        await bench.ask({
          bucket,
          path: "/o",
          as: "anonymous",
          ...(versionId !== undefined && { query: `versionId=${versionId}` }),
        })
      ).status;
    assert.equal(await visit(), 200);
    assert.deepEqual(await Promise.all(ids.map(visit)), [403, 200, 403, 200]);
    await bench.put(bucket, "/o", "now private", { "x-cos-acl": "private" });
    assert.equal(await visit(), 403);
    assert.deepEqual(await Promise.all(ids.map(visit)), [403, 200, 403, 200]);
    // Strangers do not learn which versions there are.
    assert.equal(await visit("MTg0NDUxNTc1NTE1MjI3NjQ3MTE"), 403);
  });
});

describe("An emulated bucket", () => {
  for (const [acl, lists, writes] of [
    ["private", "owner", "owner"],
    ["public-read", "owner visitor stranger powerless reader", "owner"],
    [
      "public-read-write",
      "owner visitor stranger powerless reader",
      "owner visitor stranger powerless reader",
    ],
    ["authenticated-read", "owner stranger powerless reader", "owner"],
  ] as const) {
    it(`that is ${acl} is listed by ${lists}, and written by ${writes}`, async () => {
      const bucket = await bucketWith(acl);
      for (const request of [{ method: "HEAD" }, {}, { query: "versions" }, { query: "uploads" }]) {
        assert.equal(await admitted({ bucket, ...request }), lists, JSON.stringify(request));
      }
      for (const request of [
        { method: "PUT", path: "/new", body: "x" },
        { method: "POST", path: "/new", query: "uploads" },
        { method: "DELETE", path: "/new" },
      ]) {
        assert.equal(await admitted({ bucket, ...request }), writes, JSON.stringify(request));
      }
    });
  }

  it("shows and changes its access rules to those who may", async () => {
    const bucket = await bench.createBucket({
      "x-cos-acl": "public-read-write",
      "x-cos-grant-read-acp": `id="${stranger.uin}"`,
    });
    assert.equal(await admitted({ bucket, query: "acl" }), "owner stranger");
    const change = { method: "PUT", bucket, query: "acl", headers: { "x-cos-acl": "private" } };
    assert.equal(await admitted(change), "owner");
  });

  it("keeps its settings to its owner, however public it is", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    for (const query of ["versioning", "location"]) {
      assert.equal(await admitted({ bucket, query }), "owner");
    }
    const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    assert.equal(await admitted({ method: "PUT", bucket, query: "versioning", body }), "owner");
  });
});

describe("What somebody else writes into a public emulated bucket", () => {
  it("belongs to them, and the bucket's owner reads it all the same", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    const answer = await bench.ask({ method: "PUT", bucket, path: "/theirs", body: "x", as: stranger });
    assert.equal(answer.status, 200);
    const acl = await bench.ask({ bucket, path: "/theirs", query: "acl" });
    assert.equal(acl.one("ID"), `qcs::cam::uin/${stranger.uin}:uin/${stranger.uin}`);
    assert.equal((await bench.ask({ bucket, path: "/theirs" })).text, "x");
  });

  it("can be copied from a bucket that is public", async () => {
    const source = await bucketWith("public-read");
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    const headers = { "x-cos-copy-source": `${hostOf(source)}/o`, "content-length": "0" };
    const answer = await bench.ask({ method: "PUT", bucket, path: "/c", headers, as: "anonymous" });
    assert.equal(answer.status, 200);
  });
});
