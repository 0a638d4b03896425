import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type CosApi, CosParameterError, errorDocument } from "../../provider/hosts/api";
import { type ApiBench, startApiBench } from "./bench";

const mebibyte = 1_024 ** 2;

describe("An upload", () => {
  let bench: ApiBench;
  let cos: CosApi;
  let Bucket: string;
  let file: string;
  let folder: string;
  const content = randomBytes(4 * mebibyte + 12_345);
  const inParts = { partBytes: mebibyte };

  before(async () => {
    bench = await startApiBench();
    ({ cos } = bench);
    Bucket = await bench.createBucket();
    folder = mkdtempSync(path.join(tmpdir(), "upload-"));
    file = path.join(folder, "large.bin");
    writeFileSync(file, content);
  });
  beforeEach(() => bench.emulator.clearRequests());
  afterEach(() => bench.emulator.clearFaults());
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await bench.close();
  });

  const read = async (Key: string) => buffer((await cos.getObject({ Bucket, Key })).body);
  const sent = (operation: string) =>
    bench.emulator.requests.filter((request) => request.operation === operation);
  const unfinished = async () => (await cos.listMultipartUploads({ Bucket })).body.Upload;

  it("goes in one request when it is small, and answers what COS has", async () => {
    const uploaded = await cos.upload(
      { Bucket, Key: "small", ContentType: "text/plain" },
      Buffer.from("abc"),
    );
    assert.equal(uploaded.size, 3);
    assert.equal(sent("PutObject").length, 1);
    assert.equal(sent("InitiateMultipartUpload").length, 0);
    const { head } = await cos.headObject({ Bucket, Key: "small" });
    assert.deepEqual(
      [head.ETag, head.HashCrc64ecma, head.ContentType],
      [uploaded.ETag, uploaded.crc64, "text/plain"],
    );
  });

  for (const [kind, source] of [
    ["a file", () => file],
    ["bytes", () => content],
    ["a stream", () => Readable.from([content.subarray(0, 1_000_001), content.subarray(1_000_001)])],
  ] as const) {
    it(`goes in parts, checked by its CRC64, when it is large: ${kind}`, async () => {
      const told: (readonly [number, number | undefined])[] = [];
      const uploaded = await cos.upload({ Bucket, Key: "large", Meta: { a: "b" } }, source(), {
        ...inParts,
        onProgress: (bytes, total) => told.push([bytes, total]),
      });
      assert.ok((await read("large")).equals(content));
      const { head } = await cos.headObject({ Bucket, Key: "large" });
      assert.deepEqual(
        [head.ETag, head.HashCrc64ecma, head.Meta],
        [uploaded.ETag, uploaded.crc64, { a: "b" }],
      );
      assert.ok(sent("UploadPart").length >= 4);
      assert.deepEqual(told.at(-1), [content.length, kind === "a stream" ? undefined : content.length]);
      assert.deepEqual(await unfinished(), []);
    });
  }

  it("answers the version that was written", async () => {
    const versioned = await bench.createBucket();
    await cos.putBucketVersioning({ Bucket: versioned, Body: { Status: "Enabled" } });
    for (const options of [{}, inParts]) {
      const { VersionId } = await cos.upload({ Bucket: versioned, Key: "v" }, file, options);
      const { head } = await cos.headObject({ Bucket: versioned, Key: "v" });
      assert.equal(VersionId, head.VersionId);
    }
  });

  it("sends each header with the requests that take it", async () => {
    await cos.upload({ Bucket, Key: "slow", TrafficLimit: 838_860_800, StorageClass: "STANDARD_IA" }, file, {
      ...inParts,
    });
    const limits = (operation: string) =>
      sent(operation).map(({ headers }) => [headers["x-cos-traffic-limit"], headers["x-cos-storage-class"]]);
    assert.deepEqual(limits("InitiateMultipartUpload"), [[undefined, "STANDARD_IA"]]);
    assert.deepEqual(limits("UploadPart")[0], ["838860800", undefined]);
  });

  it("leaves no parts behind when one is refused, and when it is ended", async () => {
    bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      skip: 2,
      match: { operation: "UploadPart" },
    });
    const refused = await cos.upload({ Bucket, Key: "refused" }, file, inParts).catch((error) => error);
    const { Code, Status, Operation, Explanation } = errorDocument(refused);
    assert.deepEqual([Code, Status, Operation], ["AccessDenied", 403, "UploadPart"]);
    assert.ok(Explanation);
    const end = new AbortController();
    const ended = cos.upload({ Bucket, Key: "ended" }, file, {
      ...inParts,
      parallel: 1,
      signal: end.signal,
      onProgress: (bytes) => {
        if (bytes > 2 * mebibyte) {
          end.abort(new Error("stopped"));
        }
      },
    });
    await assert.rejects(ended, /stopped/);
    assert.deepEqual(await unfinished(), []);
    for (const Key of ["refused", "ended"]) {
      await assert.rejects(cos.headObject({ Bucket, Key }), { status: 404 });
    }
  });

  it("lets the parts of another upload of the key be", async () => {
    const { body } = await cos.initiateMultipartUpload({ Bucket, Key: "shared" });
    const { UploadId } = body;
    await cos.uploadPart({ Bucket, Key: "shared", UploadId, PartNumber: 1, Body: "theirs" });
    bench.emulator.advance(1);
    await cos.upload({ Bucket, Key: "shared" }, file, inParts);
    assert.deepEqual(
      (await unfinished()).map((upload) => upload.UploadId),
      [UploadId],
    );
    await cos.abortMultipartUpload({ Bucket, Key: "shared", UploadId });
  });

  it("says so when COS has other content than was sent, and keeps no part of it", async () => {
    const other = bench.connect({
      doubt: (_, { headers }) => {
        Object.assign(headers, { "x-cos-hash-crc64ecma": "1" });
        return undefined;
      },
    });
    for (const options of [{}, inParts]) {
      const error = await other.upload({ Bucket, Key: "wrong" }, file, options).catch((caught) => caught);
      assert.match(errorDocument(error).Message, /CRC64 is 1, not \d+/);
    }
    assert.deepEqual(await unfinished(), []);
  });

  it("names everything that is wrong at once, a file that is not there too, and sends nothing", async () => {
    // Parts of earlier uploads that were given up may still be on their way to the other emulator.
    const { cos, emulator, close } = await startApiBench();
    try {
      const wrong = { Bucket, ContentSha1: "0", StorageClas: "ARCHIVE" };
      const error = await cos
        .upload(wrong as never, file, { partBytes: 5, parallel: 0 })
        .catch((caught) => caught);
      assert.ok(error instanceof CosParameterError);
      assert.deepEqual(
        error.failures.map(({ path: at }) => at),
        ["StorageClas", "Key", "x-cos-content-sha1", "partBytes", "parallel"],
      );
      await assert.rejects(cos.upload({ Bucket, Key: "a" }, path.join(folder, "none")), /there is no file/);
      await assert.rejects(cos.upload({ Bucket, Key: "a" }, folder), /names a folder, not a file/);
      assert.equal(emulator.requests.length, 0);
    } finally {
      await close();
    }
    assert.deepEqual(readdirSync(folder), ["large.bin"]);
    assert.ok(readFileSync(file).equals(content));
  });
});
