import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { type Answer, type Ask, type Bench, hostOf, startBench } from "./http";

let bench: Bench;
let bucket: string;
const mebibyte = 1024 * 1024;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
});
after(() => bench.close());

const start = async (path: string, headers: Record<string, string> = {}, where = bucket) => {
  const answer = await bench.ask({ method: "POST", bucket: where, path, query: "uploads", headers });
  assert.equal(answer.status, 200, answer.text);
  return answer.one("UploadId") ?? "";
};
const putPart = (
  path: string,
  uploadId: string,
  number: number | string,
  body: string | Buffer,
  request: Ask = {},
) =>
  bench.ask({
    method: "PUT",
    bucket,
    path,
    query: `partNumber=${number}&uploadId=${uploadId}`,
    body,
    ...request,
  });
const complete = (
  path: string,
  uploadId: string,
  parts: readonly (readonly [number, string])[],
  request: Ask = {},
) =>
  bench.ask({
    method: "POST",
    bucket,
    path,
    query: `uploadId=${uploadId}`,
    body: `<CompleteMultipartUpload>${parts
      .map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
      .join("")}</CompleteMultipartUpload>`,
    ...request,
  });
const abort = (path: string, uploadId: string) =>
  bench.ask({ method: "DELETE", bucket, path, query: `uploadId=${uploadId}` });
const etagOf = (answer: Answer) => answer.headers.etag ?? "";
const pieces = [Buffer.alloc(mebibyte, "a"), Buffer.alloc(mebibyte + 7, "bc"), Buffer.from("[Object Part]")];
/** Uploads some of the pieces, by their place. */
const putPieces = async (path: string, uploadId: string, numbers = [1, 2, 3]) => {
  const parts: [number, string][] = [];
  for (const number of numbers) {
    const body = pieces[(number - 1) % 3] ?? Buffer.alloc(0);
    parts.push([number, etagOf(await putPart(path, uploadId, number, body))]);
  }
  return parts;
};

// https://www.tencentcloud.com/document/product/436/7746, 7750 and 7742
describe("An emulated upload in parts", () => {
  it("is read to its end by all who began, though one breaks off and the object is deleted meanwhile", async () => {
    const large = [1, 2, 3].map(() => randomBytes(6 * mebibyte));
    const uploadId = await start("/large", { "x-cos-acl": "public-read" });
    const parts: [number, string][] = [];
    for (const [index, content] of large.entries()) {
      parts.push([index + 1, etagOf(await putPart("/large", uploadId, index + 1, content))]);
    }
    await complete("/large", uploadId, parts);
    const { hostname: host, port } = new URL(bench.emulator.url);
    const begin = async (range?: string) => {
      const headers = { host: hostOf(bucket), ...(range && { range }) };
      const [answer] = await once(http.get({ host, port, path: "/large", headers }), "response");
      return answer as IncomingMessage;
    };
    const [one, other, ranged, brokenOff] = [
      await begin(),
      await begin(),
      await begin(`bytes=${mebibyte + 1}-${17 * mebibyte}`),
      await begin(),
    ];
    await bench.ask({ method: "DELETE", bucket, path: "/large" });
    brokenOff.destroy();
    const read = async (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    };
    const whole = Buffer.concat(large);
    const contents = await Promise.all([one, other, ranged].map(read));
    const expected = [whole, whole, whole.subarray(mebibyte + 1, 17 * mebibyte + 1)];
    assert.deepEqual(
      contents.map((content, index) => content.equals(expected[index] as Buffer)),
      [true, true, true],
    );
  });

  it("becomes an object when it is completed", async () => {
    const initiated = await bench.ask({ method: "POST", bucket, path: "/whole%20one", query: "uploads" });
    assert.equal(initiated.one("Bucket"), bucket);
    assert.equal(initiated.one("Key"), "whole one");
    const id = initiated.one("UploadId") ?? "";
    assert.match(id, /^\d{10}[0-9a-f]{64}$/);
    const part = await putPart("/whole%20one", id, 3, pieces[2] ?? "");
    // The sample of page 7750.
    assert.equal(part.headers.etag, '"108f528eb63b65e734f27ae331f5ffaa"');
    assert.equal(part.headers["x-cos-hash-crc64ecma"], "4510578591875220731");
    assert.equal(part.text, "");
    const parts = await putPieces("/whole%20one", id);
    assert.equal((await bench.ask({ bucket, path: "/whole%20one" })).status, 404);
    const answer = await complete("/whole%20one", id, parts);
    assert.equal(answer.status, 200);
    assert.match(
      answer.text,
      /<CompleteMultipartUploadResult xmlns="http:\/\/www\.qcloud\.com\/document\/product\/436\/7751">/,
    );
    assert.equal(answer.one("Location"), `http://${hostOf(bucket)}/whole%20one`);
    assert.equal(answer.one("Key"), "whole one");
    assert.match(answer.one("ETag") ?? "", /^"[0-9a-f]{32}-3"$/);
    const whole = await bench.ask({ bucket, path: "/whole%20one" });
    assert.ok(whole.body.equals(Buffer.concat(pieces)));
    assert.equal(whole.headers.etag, answer.one("ETag"));
    // The check sum is that of the content, as if it had been put at once.
    const once = await bench.put(bucket, "/once", Buffer.concat(pieces));
    assert.equal(whole.headers["x-cos-hash-crc64ecma"], once.headers["x-cos-hash-crc64ecma"]);
    assert.equal(answer.headers["x-cos-hash-crc64ecma"], once.headers["x-cos-hash-crc64ecma"]);
    const range = `bytes=${mebibyte - 2}-${mebibyte + 1}`;
    assert.equal((await bench.ask({ bucket, path: "/whole%20one", headers: { range } })).text, "aabc");
  });

  it("keeps what its beginning said of the object", async () => {
    const id = await start("/template", {
      "content-type": "text/x-parts",
      "x-cos-meta-a": "1",
      "x-cos-storage-class": "STANDARD_IA",
      "x-cos-acl": "public-read",
      "x-cos-tagging": "t=1",
    });
    assert.equal((await complete("/template", id, await putPieces("/template", id, [1]))).status, 200);
    const head = await bench.ask({ method: "HEAD", bucket, path: "/template" });
    assert.equal(head.headers["content-type"], "text/x-parts");
    assert.equal(head.headers["x-cos-meta-a"], "1");
    assert.equal(head.headers["x-cos-storage-class"], "STANDARD_IA");
    assert.equal((await bench.ask({ bucket, path: "/template", as: "anonymous" })).status, 200);
    const tags = await bench.ask({ bucket, path: "/template", query: "tagging" });
    assert.deepEqual(tags.all("Key"), ["t"]);
  });

  it("takes a part that is sent again instead of the former one", async () => {
    const id = await start("/again");
    const [[, first = ""] = []] = await putPieces("/again", id, [1]);
    const second = etagOf(await putPart("/again", id, 1, "new"));
    assert.equal((await complete("/again", id, [[1, first]])).outcome, "400 InvalidPart");
    assert.equal((await complete("/again", id, [[1, second]])).outcome, "200");
    assert.equal((await bench.ask({ bucket, path: "/again" })).text, "new");
  });

  it("leaves out parts that its completion does not name", async () => {
    const id = await start("/some");
    const [one = [1, ""]] = await putPieces("/some", id);
    assert.equal((await complete("/some", id, [one])).outcome, "200");
    assert.ok((await bench.ask({ bucket, path: "/some" })).body.equals(pieces[0] ?? Buffer.alloc(0)));
  });

  it("is refused parts out of order, with gaps, unknown or of another ETag", async () => {
    const id = await start("/order");
    const [one = [1, ""], two = [2, ""], three = [3, ""]] = await putPieces("/order", id);
    const refused = async (...parts: (readonly [number, string])[]) =>
      (await complete("/order", id, parts)).outcome;
    assert.equal(await refused(two, one), "400 InvalidPartOrder");
    assert.equal(await refused(one, one), "400 InvalidPartOrder");
    assert.equal(await refused(one, three), "400 InvalidPart");
    assert.equal(await refused(one, two, three, [4, three[1]]), "400 InvalidPart");
    assert.equal(await refused([1, two[1]]), "400 InvalidPart");
    assert.equal(await refused(), "400 MalformedXML");
    assert.equal(await refused(one, two, three), "200");
  });

  it("takes ETags without their quotes", async () => {
    const id = await start("/bare");
    const [[, etag = ""] = []] = await putPieces("/bare", id, [1]);
    assert.equal((await complete("/bare", id, [[1, etag.replaceAll('"', "")]])).outcome, "200");
  });

  it("needs parts of 1 MB at least, but for the last", async () => {
    const id = await start("/small");
    const small = etagOf(await putPart("/small", id, 1, Buffer.alloc(mebibyte - 1)));
    const last = etagOf(await putPart("/small", id, 2, "x"));
    assert.equal(
      (
        await complete("/small", id, [
          [1, small],
          [2, last],
        ])
      ).outcome,
      "400 EntityTooSmall",
    );
    assert.equal((await complete("/small", id, [[1, small]])).outcome, "200");
  });

  it("has parts 1 to 10,000", async () => {
    const id = await start("/numbers");
    for (const number of [0, 10_001, -1, "x", ""]) {
      assert.equal((await putPart("/numbers", id, number, "x")).outcome, "400 InvalidArgument");
    }
    assert.equal((await putPart("/numbers", id, 10_000, "x")).outcome, "200");
  });

  it("checks the MD5 of a part", async () => {
    const id = await start("/md5");
    const good = createHash("md5").update("x").digest("base64");
    const headers = (digest: string) => ({ headers: { "content-md5": digest } });
    assert.equal((await putPart("/md5", id, 1, "y", headers(good))).outcome, "400 BadDigest");
    assert.equal((await putPart("/md5", id, 1, "x", headers(good))).outcome, "200");
  });

  it("cannot be completed twice, nor after it was aborted", async () => {
    const id = await start("/twice");
    const parts = await putPieces("/twice", id, [1]);
    assert.equal((await complete("/twice", id, parts)).outcome, "200");
    assert.equal((await complete("/twice", id, parts)).outcome, "404 NoSuchUpload");
    const other = await start("/aborted");
    const its = await putPieces("/aborted", other, [1]);
    assert.equal((await abort("/aborted", other)).status, 204);
    assert.equal((await complete("/aborted", other, its)).outcome, "404 NoSuchUpload");
    assert.equal((await putPart("/aborted", other, 2, "x")).outcome, "404 NoSuchUpload");
    assert.equal((await abort("/aborted", other)).outcome, "404 NoSuchUpload");
    assert.equal((await bench.ask({ method: "HEAD", bucket, path: "/aborted" })).status, 404);
  });

  it("belongs to its key and its bucket", async () => {
    const id = await start("/own");
    assert.equal((await putPart("/other", id, 1, "x")).outcome, "404 NoSuchUpload");
    const elsewhere = { bucket: await bench.createBucket() };
    assert.equal((await putPart("/own", id, 1, "x", elsewhere)).outcome, "404 NoSuchUpload");
    assert.equal((await putPart("/own", "made-up", 1, "x")).outcome, "404 NoSuchUpload");
  });

  it("does not stand in the way of another upload or object of the key", async () => {
    const [first, second] = [await start("/shared"), await start("/shared")];
    assert.notEqual(first, second);
    const [one, two] = [await putPieces("/shared", first, [1]), await putPieces("/shared", second, [1])];
    await bench.put(bucket, "/shared", "put");
    assert.equal((await bench.ask({ bucket, path: "/shared" })).text, "put");
    assert.equal((await complete("/shared", second, two)).outcome, "200");
    assert.equal((await complete("/shared", first, one)).outcome, "200");
  });

  it("has a version where there are versions, also while they are suspended", async () => {
    const versioned = await bench.createBucket();
    for (const [status, expected] of [
      ["Enabled", /^[A-Za-z0-9+/]{27}$/],
      ["Suspended", /^null$/],
    ] as const) {
      await bench.setVersioning(versioned, status);
      const id = await start("/v", {}, versioned);
      const etag = etagOf(await putPart("/v", id, 1, status, { bucket: versioned }));
      const answer = await complete("/v", id, [[1, etag]], { bucket: versioned });
      assert.match(answer.headers["x-cos-version-id"] ?? "", expected);
    }
    assert.equal((await bench.ask({ bucket: versioned, path: "/v" })).text, "Suspended");
  });
});

// https://www.tencentcloud.com/document/product/436/8287
describe("A part of an emulated upload", () => {
  const copyPart = (uploadId: string, number: number, headers: Record<string, string>) =>
    bench.ask({
      method: "PUT",
      bucket,
      path: "/joined",
      query: `partNumber=${number}&uploadId=${uploadId}`,
      headers: { "content-length": "0", ...headers },
    });

  it("can be copied from an object, whole or a range of it", async () => {
    const content = Buffer.concat([...pieces, Buffer.alloc(mebibyte, "xyz")]);
    await bench.put(bucket, "/source", content);
    const from = { "x-cos-copy-source": `${hostOf(bucket)}/source` };
    const id = await start("/joined");
    // cos-python-sdk-v5 sends an empty range for the whole object.
    const wholeToo = await copyPart(id, 1, { ...from, "x-cos-copy-source-range": "" });
    const whole = await copyPart(id, 1, from);
    assert.equal(wholeToo.one("ETag"), whole.one("ETag"));
    assert.equal(whole.one("ETag"), `"${createHash("md5").update(content).digest("hex")}"`);
    assert.ok(!Number.isNaN(Date.parse(whole.one("LastModified") ?? "")));
    const range = await copyPart(id, 2, { ...from, "x-cos-copy-source-range": "bytes=5-1048999" });
    const expected = content.subarray(5, 1_049_000);
    assert.equal(range.one("ETag"), `"${createHash("md5").update(expected).digest("hex")}"`);
    const parts = [whole, range].map((part, index) => [index + 1, part.one("ETag") ?? ""] as const);
    assert.equal((await complete("/joined", id, parts)).outcome, "200");
    const joined = await bench.ask({ bucket, path: "/joined" });
    assert.ok(joined.body.equals(Buffer.concat([content, expected])));
    const once = await bench.put(bucket, "/once", joined.body);
    assert.equal(joined.headers["x-cos-hash-crc64ecma"], once.headers["x-cos-hash-crc64ecma"]);
  });

  it("cannot be copied from beyond the end, by a range that is none, or from nothing", async () => {
    await bench.put(bucket, "/source", "0123456789");
    const id = await start("/joined");
    const from = { "x-cos-copy-source": `${hostOf(bucket)}/source` };
    const ranged = async (range: string) =>
      (await copyPart(id, 1, { ...from, "x-cos-copy-source-range": range })).outcome;
    assert.equal(await ranged("bytes=5-10"), "416 InvalidRange");
    assert.equal(await ranged("bytes=5-"), "400 InvalidArgument");
    assert.equal(await ranged("bytes=5-2"), "400 InvalidArgument");
    assert.equal(await ranged("bytes=5-9"), "200");
    const missing = { "x-cos-copy-source": `${hostOf(bucket)}/missing` };
    assert.equal((await copyPart(id, 1, missing)).outcome, "404 NoSuchKey");
    assert.equal((await copyPart("made-up", 1, from)).outcome, "404 NoSuchUpload");
  });

  it("can be copied from a version and on a condition", async () => {
    const versioned = await bench.createBucket();
    await bench.setVersioning(versioned, "Enabled");
    const old = (await bench.put(versioned, "/v", "old")).headers["x-cos-version-id"];
    await bench.put(versioned, "/v", "new");
    const id = await start("/joined");
    const from = { "x-cos-copy-source": `${hostOf(versioned)}/v?versionId=${old}` };
    const part = await copyPart(id, 1, from);
    assert.equal(part.headers["x-cos-copy-source-version-id"], old);
    assert.equal(part.one("ETag"), `"${createHash("md5").update("old").digest("hex")}"`);
    const failed = await copyPart(id, 1, { ...from, "x-cos-copy-source-if-match": '"0"' });
    assert.equal(failed.outcome, "412 PreconditionFailed");
  });
});
