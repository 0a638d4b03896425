import assert from "node:assert/strict";
import { type Ask, type Bench, powerless, region, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const outcome = async (request: Ask) => (await bench.ask(request)).outcome;
const create = (request: Ask) => outcome({ method: "PUT", ...request });

// https://www.tencentcloud.com/document/product/436/7738
describe("Creating an emulated bucket", () => {
  it("answers 200 with nothing", async () => {
    const answer = await bench.ask({ method: "PUT", bucket: bench.newName() });
    assert.equal(answer.status, 200);
    assert.equal(answer.text, "");
    assert.equal(answer.headers["content-length"], "0");
  });

  it("keeps the access rules and tags of its headers", async () => {
    const bucket = await bench.createBucket({
      "x-cos-acl": "public-read",
      "x-cos-grant-write": 'id="100000000099"',
      "x-cos-tagging": "team=web%20site&%E6%96%87=1",
    });
    const acl = await bench.ask({ bucket, query: "acl" });
    assert.deepEqual(acl.all("Permission"), ["READ", "WRITE"]);
    assert.equal(acl.headers["x-cos-acl"], "public-read");
    assert.ok(acl.all("ID").includes("qcs::cam::uin/100000000099:uin/100000000099"));
    const tags = await bench.ask({ bucket, query: "tagging" });
    assert.deepEqual(tags.all("Key"), ["team", "文"]);
    assert.deepEqual(tags.all("Value"), ["web site", "1"]);
  });

  it("makes several zones or metadata acceleration of its document", async () => {
    const bucket = bench.newName();
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig><BucketArchConfig>OFS</BucketArchConfig></CreateBucketConfiguration>";
    assert.equal(await create({ bucket, body }), "200");
    const head = await bench.ask({ method: "HEAD", bucket });
    assert.equal(head.headers["x-cos-bucket-az-type"], "MAZ");
    assert.equal(head.headers["x-cos-bucket-arch"], "OFS");
    const plain = await bench.ask({ method: "HEAD", bucket: await bench.createBucket() });
    assert.equal(plain.headers["x-cos-bucket-az-type"], undefined);
    assert.equal(plain.headers["x-cos-bucket-arch"], undefined);
  });

  it("is refused several zones where the region has only one", async () => {
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>";
    assert.equal(
      await create({ bucket: bench.newName(), region: "ap-chengdu", body }),
      "400 MultiAZFeatureNotSupport",
    );
  });

  it("is refused a document that is none of its own", async () => {
    for (const body of ["<CreateBucketConfiguration>", "<Other/>"]) {
      assert.equal(await create({ bucket: bench.newName(), body }), "400 MalformedXML");
    }
  });

  it("may have a name of 50 characters, as long as it is one label with its APPID", async () => {
    const { appId } = bench.emulator;
    assert.equal(await create({ bucket: `${"a".repeat(50)}-${appId}` }), "200");
    assert.equal(await create({ bucket: `${"a".repeat(51)}-${appId}` }), "400 BucketNameTooLong");
    // An APPID of 13 digits leaves 49 characters; the name is looked at before whose it is.
    const long = "1250000000123";
    assert.equal(await create({ bucket: `${"a".repeat(49)}-${long}` }), "403 AccessDenied");
    assert.equal(await create({ bucket: `${"a".repeat(50)}-${long}` }), "400 BucketNameTooLong");
  });

  // Some accounts are held to 60 characters: https://www.tencentcloud.com/document/product/436/13312
  it("is refused a name that makes the host longer than 60 characters, where the account is held to it", async () => {
    const strict = await startBench({ strictNames: true });
    try {
      const { appId } = strict.emulator;
      const outcomes = await Promise.all(
        [
          { bucket: `${"a".repeat(19)}-${appId}` },
          { bucket: `${"a".repeat(20)}-${appId}` },
          { bucket: `${"a".repeat(21)}-${appId}`, region: "ap-beijing" },
          { bucket: `${"a".repeat(22)}-${appId}`, region: "ap-beijing" },
        ].map(async (request) => (await strict.ask({ method: "PUT", ...request })).one("Code")),
      );
      assert.deepEqual(outcomes, [undefined, "BucketNameTooLong", undefined, "BucketNameTooLong"]);
    } finally {
      await strict.close();
    }
  });

  it("is refused a name of other characters or without an APPID", async () => {
    const { appId } = bench.emulator;
    for (const name of [`Upper-${appId}`, `a_b-${appId}`, `-a-${appId}`, "no-number", "digits1250000000"]) {
      // In the path, where letter case is kept.
      const request = { host: `cos.${region}.myqcloud.com`, path: `/${name}` };
      assert.equal(await create(request), "400 InvalidBucketName", name);
    }
  });

  it("is refused a region that cannot be one", async () => {
    assert.equal(await create({ bucket: bench.newName(), region: "guangzhou" }), "400 InvalidRegionName");
  });

  it("is refused a second time, by the same account or another", async () => {
    const bucket = await bench.createBucket();
    assert.equal(await create({ bucket }), "409 BucketAlreadyOwnedByYou");
    assert.equal(await create({ bucket, region: "ap-beijing" }), "409 BucketAlreadyOwnedByYou");
    const answer = await bench.ask({ method: "PUT", bucket, as: stranger });
    assert.equal(answer.one("Code"), "BucketAlreadyExists");
    assert.equal(answer.one("Message"), "The requested bucket name is not available.");
  });

  it("is refused to visitors, to sub-accounts without the right, and under another's APPID", async () => {
    assert.equal(await create({ bucket: bench.newName(), as: "anonymous" }), "403 AccessDenied");
    assert.equal(await create({ bucket: bench.newName(), as: powerless }), "403 AccessDenied");
    assert.equal(await create({ bucket: bench.newName(), as: stranger }), "403 AccessDenied");
    assert.equal(await create({ bucket: `a-${stranger.appId}`, as: stranger }), "200");
  });

  it("is refused unknown access rules, grantees and tags", async () => {
    const refused = (headers: Record<string, string>) => create({ bucket: bench.newName(), headers });
    assert.equal(await refused({ "x-cos-acl": "bucket-owner-read" }), "400 InvalidArgument");
    assert.equal(await refused({ "x-cos-grant-read": "everybody" }), "400 InvalidArgument");
    assert.equal(await refused({ "x-cos-grant-read": 'id="abc"' }), "400 InvalidArgument");
    assert.equal(await refused({ "x-cos-tagging": "a=1&a=2" }), "400 InvalidTag");
    assert.equal(await refused({ "x-cos-tagging": "a=%" }), "400 InvalidTag");
  });

  // https://www.tencentcloud.com/document/product/436/14518
  it("is refused after the 200th of an account", async () => {
    const other = await startBench();
    try {
      for (let count = 0; count < 200; count++) {
        await other.createBucket();
      }
      const answer = await other.ask({ method: "PUT", bucket: other.newName() });
      assert.equal(answer.outcome, "400 TooManyBuckets");
    } finally {
      await other.close();
    }
  });
});

// https://www.tencentcloud.com/document/product/436/7735 and 8275
describe("An emulated bucket", () => {
  it("says its region in HEAD and as its location", async () => {
    const bucket = await bench.createBucket();
    const head = await bench.ask({ method: "HEAD", bucket });
    assert.equal(head.status, 200);
    assert.equal(head.headers["x-cos-bucket-region"], region);
    const location = await bench.ask({ bucket, query: "location" });
    assert.equal(location.one("LocationConstraint"), region);
  });

  it("answers HEAD with 404 when it is not there, and 403 when it is somebody else's", async () => {
    for (const [request, status] of [
      [{ bucket: bench.newName() }, 404],
      [{ bucket: await bench.createBucket(), as: stranger }, 403],
      [{ bucket: await bench.createBucket(), as: "anonymous" }, 403],
    ] as const) {
      const answer = await bench.ask({ method: "HEAD", ...request });
      assert.equal(answer.status, status);
      assert.equal(answer.text, "");
    }
  });
});

// https://www.tencentcloud.com/document/product/436/7732
describe("Deleting an emulated bucket", () => {
  const remove = (bucket: string, as?: Ask["as"]) =>
    outcome({ method: "DELETE", bucket, ...(as !== undefined && { as }) });

  it("answers 204, and then the bucket and its settings are gone", async () => {
    const bucket = await bench.createBucket({ "x-cos-tagging": "a=1", "x-cos-acl": "public-read" });
    assert.equal(await remove(bucket), "204");
    assert.equal(await remove(bucket), "404 NoSuchBucket");
    assert.equal(await outcome({ bucket }), "404 NoSuchBucket");
    assert.equal(await create({ bucket, region: "ap-beijing" }), "200");
    assert.equal(await outcome({ bucket, region: "ap-beijing", query: "tagging" }), "404 NoSuchTagSet");
    const acl = await bench.ask({ bucket, region: "ap-beijing", query: "acl" });
    assert.equal(acl.headers["x-cos-acl"], "private");
  });

  it("is refused while there is an object", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a");
    const answer = await bench.ask({ method: "DELETE", bucket });
    assert.equal(answer.status, 409);
    assert.equal(answer.one("Code"), "BucketNotEmpty");
    assert.equal(await outcome({ method: "DELETE", bucket, path: "/a" }), "204");
    assert.equal(await remove(bucket), "204");
  });

  it("is refused while there are old versions or delete markers", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const { headers } = await bench.put(bucket, "/a");
    const marker = await bench.ask({ method: "DELETE", bucket, path: "/a" });
    assert.equal(await remove(bucket), "409 BucketNotEmpty");
    const version = headers["x-cos-version-id"];
    await bench.ask({ method: "DELETE", bucket, path: "/a", query: `versionId=${version}` });
    assert.equal(await remove(bucket), "409 BucketNotEmpty");
    const id = marker.headers["x-cos-version-id"];
    await bench.ask({ method: "DELETE", bucket, path: "/a", query: `versionId=${id}` });
    assert.equal(await remove(bucket), "204");
  });

  it("is refused while there is an unfinished upload", async () => {
    const bucket = await bench.createBucket();
    const upload = await bench.ask({ method: "POST", bucket, path: "/a", query: "uploads" });
    assert.equal(await remove(bucket), "409 BucketNotEmpty");
    await bench.ask({ method: "DELETE", bucket, path: "/a", query: `uploadId=${upload.one("UploadId")}` });
    assert.equal(await remove(bucket), "204");
  });

  it("is only for its owner", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    for (const as of [stranger, powerless, "anonymous"] as const) {
      assert.equal(await remove(bucket, as), "403 AccessDenied");
    }
  });
});
