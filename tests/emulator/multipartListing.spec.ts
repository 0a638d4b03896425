import assert from "node:assert/strict";
import { type Bench, elements, escapeAll, reader, startBench } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const start = async (bucket: string, key: string) => {
  const answer = await bench.ask({ method: "POST", bucket, path: `/${escapeAll(key)}`, query: "uploads" });
  return answer.one("UploadId") ?? "";
};

// https://www.tencentcloud.com/document/product/436/7747
describe("The list of an emulated upload's parts", () => {
  let bucket: string;
  let id: string;
  const list = (query = "") =>
    bench.ask({ bucket, path: "/a%20b", query: `uploadId=${id}${query && "&"}${query}` });

  before(async () => {
    bucket = await bench.createBucket();
    const headers = { "x-cos-storage-class": "STANDARD_IA" };
    const answer = await bench.ask({ method: "POST", bucket, path: "/a%20b", query: "uploads", headers });
    id = answer.one("UploadId") ?? "";
    for (const number of [10, 2, 1, 3]) {
      const query = `partNumber=${number}&uploadId=${id}`;
      await bench.ask({ method: "PUT", bucket, path: "/a%20b", query, body: "x".repeat(number) });
    }
  });

  it("goes by number, with size, day and ETag of each", async () => {
    const answer = await list();
    assert.equal(answer.one("Bucket"), bucket);
    assert.equal(answer.one("Key"), "a b");
    assert.equal(answer.one("UploadId"), id);
    assert.deepEqual(answer.all("PartNumber"), ["1", "2", "3", "10"]);
    assert.deepEqual(answer.all("Size"), ["1", "2", "3", "10"]);
    assert.equal(answer.all("ETag")[0], '"9dd4e461268c8034f5c8564e155c67a6"');
    for (const date of answer.all("LastModified")) {
      assert.match(date, /^\d{4}-.*T.*\.000Z$/);
    }
    assert.equal(answer.one("StorageClass"), "STANDARD_IA");
    assert.equal(answer.one("MaxParts"), "1000");
    assert.equal(answer.one("IsTruncated"), "false");
    const [initiator = "", owner = ""] = ["Initiator", "Owner"].map((name) => elements(answer.text, name)[0]);
    for (const person of [initiator, owner]) {
      assert.deepEqual(elements(person, "ID"), ["qcs::cam::uin/100000000001:uin/100000000001"]);
      assert.deepEqual(elements(person, "DisplayName"), ["100000000001"]);
    }
  });

  it("comes in pages", async () => {
    const first = await list("max-parts=3");
    assert.deepEqual(first.all("PartNumber"), ["1", "2", "3"]);
    assert.equal(first.one("IsTruncated"), "true");
    assert.equal(first.one("NextPartNumberMarker"), "3");
    const second = await list("max-parts=3&part-number-marker=3");
    assert.deepEqual(second.all("PartNumber"), ["10"]);
    assert.equal(second.one("PartNumberMarker"), "3");
    assert.equal(second.one("IsTruncated"), "false");
    for (const query of ["max-parts=x", "part-number-marker=x"]) {
      assert.equal((await list(query)).one("Code"), "InvalidArgument", query);
    }
  });

  // Go reads Encoding-type, Java EncodingType.
  it("can be written for URLs", async () => {
    const answer = await list("encoding-type=url");
    assert.equal(answer.one("Key"), "a%20b");
    assert.equal(answer.one("Encoding-type"), "url");
    assert.equal(answer.one("EncodingType"), "url");
  });

  it("of an upload that is not there is not found", async () => {
    const answer = await bench.ask({ bucket, path: "/a%20b", query: "uploadId=made-up" });
    assert.equal(answer.outcome, "404 NoSuchUpload");
    const denied = await bench.ask({ bucket, path: "/a%20b", query: `uploadId=${id}`, as: reader });
    assert.equal(denied.status, 403);
  });
});

// https://www.tencentcloud.com/document/product/436/7736
describe("The list of unfinished emulated uploads", () => {
  const list = (bucket: string, query = "") => bench.ask({ bucket, query: `uploads${query && "&"}${query}` });
  const prefixes = (text: string) =>
    elements(text, "CommonPrefixes").flatMap((inner) => elements(inner, "Prefix"));

  it("goes by key, with id, day and people of each", async () => {
    const bucket = await bench.createBucket();
    const ids = [await start(bucket, "b"), await start(bucket, "a")];
    const answer = await list(bucket);
    assert.equal(answer.one("Bucket"), bucket);
    assert.deepEqual(answer.all("Key"), ["a", "b"]);
    assert.deepEqual(answer.all("UploadId"), [...ids].reverse());
    assert.deepEqual(answer.all("StorageClass"), ["STANDARD", "STANDARD"]);
    for (const date of answer.all("Initiated")) {
      assert.ok(Math.abs(Date.parse(date) - Date.now()) < 60_000);
    }
    assert.equal(answer.one("MaxUploads"), "1000");
    assert.equal(answer.one("IsTruncated"), "false");
    const [upload = ""] = elements(answer.text, "Upload");
    assert.deepEqual(elements(upload, "DisplayName"), ["100000000001", "100000000001"]);
  });

  it("comes in pages of any size, none twice and none missing", async () => {
    const bucket = await bench.createBucket();
    const expected: string[] = [];
    for (const key of ["a", "b", "b", "b", "c/1", "文"]) {
      expected.push(`${key} ${await start(bucket, key)}`);
    }
    for (const size of [1, 2, 4, 6]) {
      const found: string[] = [];
      let marker = "";
      for (;;) {
        const answer = await list(bucket, `max-uploads=${size}${marker}`);
        const [keys, ids] = [answer.all("Key"), answer.all("UploadId")];
        found.push(...keys.map((key, index) => `${key} ${ids[index]}`));
        if (answer.one("IsTruncated") === "false") {
          break;
        }
        marker = `&key-marker=${escapeAll(answer.one("NextKeyMarker") ?? "")}&upload-id-marker=${answer.one("NextUploadIdMarker")}`;
      }
      assert.deepEqual(found.sort(), [...expected].sort(), `pages of ${size}`);
    }
    const skipped = await list(bucket, "key-marker=b");
    assert.deepEqual(skipped.all("Key"), ["c/1", "文"]);
  });

  it("goes on after an upload that was aborted meanwhile", async () => {
    const bucket = await bench.createBucket();
    for (let count = 0; count < 5; count++) {
      await start(bucket, "k");
    }
    let marker = "";
    for (let pages = 0; pages < 10; pages++) {
      const answer = await list(bucket, `max-uploads=2${marker}`);
      for (const id of answer.all("UploadId").filter((text) => text !== "")) {
        await bench.ask({ method: "DELETE", bucket, path: "/k", query: `uploadId=${id}` });
      }
      if (answer.one("IsTruncated") === "false") {
        break;
      }
      marker = `&key-marker=k&upload-id-marker=${answer.one("NextUploadIdMarker")}`;
    }
    assert.deepEqual((await list(bucket)).all("Key"), []);
  });

  it("has prefixes and delimiters", async () => {
    const bucket = await bench.createBucket();
    for (const key of ["a/1", "a/2", "b", "c/1"]) {
      await start(bucket, key);
    }
    const answer = await list(bucket, "delimiter=%2F");
    assert.deepEqual(prefixes(answer.text), ["a/", "c/"]);
    assert.deepEqual(answer.all("Key"), ["b"]);
    assert.deepEqual((await list(bucket, "prefix=a%2F")).all("Key"), ["a/1", "a/2"]);
    const found: string[] = [];
    let marker = "";
    for (;;) {
      const page = await list(bucket, `delimiter=%2F&max-uploads=1${marker}`);
      found.push(...prefixes(page.text), ...page.all("Key"));
      if (page.one("IsTruncated") === "false") {
        break;
      }
      marker = `&key-marker=${escapeAll(page.one("NextKeyMarker") ?? "")}&upload-id-marker=${page.one("NextUploadIdMarker")}`;
    }
    assert.deepEqual(found, ["a/", "b", "c/"]);
  });

  it("can be written for URLs", async () => {
    const bucket = await bench.createBucket();
    await start(bucket, "a b/文");
    const answer = await list(bucket, "encoding-type=url&prefix=a%20b");
    assert.deepEqual(answer.all("Key"), ["a%20b/%E6%96%87"]);
    assert.equal(answer.one("Encoding-Type"), "url");
    assert.ok(elements(answer.text, "Prefix").includes("a%20b"));
  });
});
