import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
});
after(() => bench.close());

// https://www.tencentcloud.com/document/product/436/12633
describe("An archived emulated object", () => {
  const archive = (path: string, storageClass: string) =>
    bench.put(bucket, path, "cold", { "x-cos-storage-class": storageClass });
  const restore = (path: string, tier: string, days = "2") =>
    bench.ask({
      method: "POST",
      bucket,
      path,
      query: "restore",
      body: `<RestoreRequest><Days>${days}</Days><CASJobParameters><Tier>${tier}</Tier></CASJobParameters></RestoreRequest>`,
    });

  it("cannot be read, though HEAD finds it", async () => {
    for (const storageClass of ["ARCHIVE", "DEEP_ARCHIVE"]) {
      await archive("/cold", storageClass);
      const answer = await bench.ask({ bucket, path: "/cold" });
      assert.equal(answer.outcome, "403 InvalidObjectState");
      assert.equal(answer.headers["x-cos-storage-class"], storageClass);
      const head = await bench.ask({ method: "HEAD", bucket, path: "/cold" });
      assert.equal(head.status, 200);
      assert.equal(head.headers["x-cos-restore"], undefined);
    }
  });

  it("can be read after a restore, until its day", async () => {
    await archive("/warm", "ARCHIVE");
    const answer = await restore("/warm", "Expedited");
    assert.equal(answer.status, 202);
    assert.equal(answer.text, "");
    assert.equal((await bench.ask({ bucket, path: "/warm" })).text, "cold");
    const head = await bench.ask({ method: "HEAD", bucket, path: "/warm" });
    const [, until = ""] =
      /^ongoing-request="false", expiry-date="([^"]+)"$/.exec(head.headers["x-cos-restore"] ?? "") ?? [];
    const days = (Date.parse(until) - Date.now()) / 86_400_000;
    assert.ok(days > 1.9 && days <= 2.1, until);
    assert.equal((await bench.ask({ bucket, query: "prefix=warm" })).one("RestoreStatus"), "DONE");
    assert.equal((await restore("/warm", "Standard", "5")).status, 202);
  });

  it("takes the tiers of its class", async () => {
    await archive("/deep", "DEEP_ARCHIVE");
    assert.equal((await restore("/deep", "Expedited")).outcome, "400 InvalidArgument");
    assert.equal((await restore("/deep", "Bulk")).outcome, "202");
  });

  it("is not what other objects are", async () => {
    await bench.put(bucket, "/hot", "x");
    assert.equal((await restore("/hot", "Standard")).outcome, "405 RestoreNonArchiveObject");
    assert.equal((await restore("/none", "Standard")).outcome, "404 NoSuchKey");
  });

  it("is not restored by a document that says nothing of days", async () => {
    await archive("/cold", "ARCHIVE");
    for (const [body, code] of [
      ["<RestoreRequest/>", "400 MalformedXML"],
      ["<RestoreRequest><Days>0</Days></RestoreRequest>", "400 MalformedXML"],
      ["<Restore/>", "400 MalformedXML"],
      ["", "400 MissingRequestBodyError"],
    ] as const) {
      const answer = await bench.ask({ method: "POST", bucket, path: "/cold", query: "restore", body });
      assert.equal(answer.outcome, code, body);
    }
    const body = "<RestoreRequest><Days>1</Days></RestoreRequest>";
    const answer = await bench.ask({ method: "POST", bucket, path: "/cold", query: "restore", body });
    assert.equal(answer.status, 202);
  });
});

// https://www.tencentcloud.com/document/product/436/7741
describe("Appending to an emulated object", () => {
  const append = (path: string, position: string, body: string, where = bucket, headers = {}) =>
    bench.ask({ method: "POST", bucket: where, path, query: `append&position=${position}`, body, headers });

  it("makes it, piece after piece", async () => {
    const first = await append("/log", "0", "[Object ", bucket, { "content-type": "text/x-log" });
    assert.equal(first.status, 200);
    assert.equal(first.headers["x-cos-next-append-position"], "8");
    const second = await append("/log", "8", "Content]");
    assert.equal(second.headers["x-cos-next-append-position"], "16");
    const answer = await bench.ask({ bucket, path: "/log" });
    assert.equal(answer.text, "[Object Content]");
    assert.equal(answer.headers["content-type"], "text/x-log");
    assert.equal(answer.headers["x-cos-object-type"], "appendable");
    // The check sum of the whole: the sample of page 7749.
    assert.equal(answer.headers["x-cos-hash-crc64ecma"], "16749565679157681890");
    assert.equal(answer.headers.etag, second.headers.etag);
  });

  // cos-go-sdk-v5 compares it with the MD5 of the piece, whatever its name says.
  it("answers the MD5 of the piece", async () => {
    await append("/md5", "0", "x");
    const { headers } = await append("/md5", "1", "[Object Part]");
    assert.equal(headers["x-cos-content-sha1"], "108f528eb63b65e734f27ae331f5ffaa");
  });

  it("needs the position at its end", async () => {
    await append("/end", "0", "abc");
    for (const position of ["0", "2", "4"]) {
      assert.equal((await append("/end", position, "x")).outcome, "409 AppendPositionErr");
    }
    assert.equal((await append("/new", "1", "x")).outcome, "409 AppendPositionErr");
    for (const position of ["", "-1", "x"]) {
      assert.equal((await append("/end", position, "x")).outcome, "400 InvalidArgument");
    }
    assert.equal((await bench.ask({ bucket, path: "/end" })).text, "abc");
  });

  it("lets only one of two at the same position through", async () => {
    await append("/both", "0", "a");
    const answers = await Promise.all([append("/both", "1", "b"), append("/both", "1", "c")]);
    assert.deepEqual(answers.map(({ outcome }) => outcome).sort(), ["200", "409 AppendPositionErr"]);
  });

  it("is not for objects that were put, and a PUT makes it one of them", async () => {
    await bench.put(bucket, "/put", "abc");
    const refused = await append("/put", "3", "x");
    assert.equal(refused.outcome, "409 ObjectNotAppendable");
    assert.equal(refused.one("Message"), "The operation is not valid for the current state of the object.");
    await append("/turned", "0", "abc");
    await bench.put(bucket, "/turned", "x");
    const head = await bench.ask({ method: "HEAD", bucket, path: "/turned" });
    assert.equal(head.headers["x-cos-object-type"], "normal");
  });

  for (const status of ["Enabled", "Suspended"] as const) {
    it(`makes no versions while versioning is ${status}, and begins anew after a delete marker`, async () => {
      const versioned = await bench.createBucket();
      await bench.setVersioning(versioned, status);
      const ids = async () => (await bench.ask({ bucket: versioned, query: "versions" })).all("VersionId");
      assert.equal((await append("/a", "0", "one", versioned)).outcome, "200");
      assert.equal((await append("/a", "3", "two", versioned)).outcome, "200");
      assert.equal((await bench.ask({ bucket: versioned, path: "/a" })).text, "onetwo");
      assert.equal((await ids()).length, 1);
      await bench.ask({ method: "DELETE", bucket: versioned, path: "/a" });
      assert.equal((await bench.ask({ bucket: versioned, path: "/a" })).status, 404);
      assert.equal((await append("/a", "6", "x", versioned)).outcome, "409 AppendPositionErr");
      assert.equal((await append("/a", "0", "new", versioned)).outcome, "200");
      assert.equal((await bench.ask({ bucket: versioned, path: "/a" })).text, "new");
      // What was put has versions as ever, and cannot be appended to.
      await bench.put(versioned, "/a", "put");
      assert.equal((await append("/a", "3", "x", versioned)).outcome, "409 ObjectNotAppendable");
    });
  }

  it("shows the next position in its own answer, and not in HEAD and GET", async () => {
    const { headers } = await append("/next", "0", "abc");
    assert.equal(headers["x-cos-next-append-position"], "3");
    for (const method of ["HEAD", "GET"]) {
      const answer = await bench.ask({ method, bucket, path: "/next" });
      assert.equal(answer.headers["x-cos-object-type"], "appendable");
      assert.equal(answer.headers["x-cos-next-append-position"], undefined);
    }
  });

  it("is not for buckets of several zones", async () => {
    const zones = bench.newName();
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>";
    await bench.ask({ method: "PUT", bucket: zones, body });
    assert.match((await append("/a", "0", "x", zones)).outcome, /^409 /);
  });

  it("checks the MD5 of the piece", async () => {
    const wrong = Buffer.alloc(16).toString("base64");
    assert.equal(
      (await append("/checked", "0", "x", bucket, { "content-md5": wrong })).outcome,
      "400 BadDigest",
    );
    assert.equal((await bench.ask({ method: "HEAD", bucket, path: "/checked" })).status, 404);
  });
});
