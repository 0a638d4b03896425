import assert from "node:assert/strict";
import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type Bench, hostOf, startBench } from "./http";
import { type S3Bench, startS3Bench } from "./s3Bench";

describe("The emulator's answers on the wire", () => {
  let bench: Bench;
  let bucket: string;
  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    await bench.put(bucket, "/a", "hello");
  });
  after(() => bench.close());

  const head = (method: string, target: string, ...headers: string[]) =>
    [`${method} ${target} HTTP/1.1`, `Host: ${hostOf(bucket)}`, ...headers, "", ""].join("\r\n");

  it("spell the names of headers as COS does, for clients that look them up letter by letter", async () => {
    const answer = await bench.write(head("GET", "/a", "Connection: close"));
    for (const line of [
      /^ETag: "5d41402abc4b2a76b9719d911017c592"$/m,
      /^Content-Length: 5$/m,
      /^Content-Type: \S+$/m,
      /^Last-Modified: /m,
      /^Server: tencent-cos$/m,
      /^x-cos-request-id: /m,
      /^x-cos-hash-crc64ecma: \d+$/m,
    ]) {
      assert.match(answer.replaceAll("\r", ""), line);
    }
  });

  it("leave the connection open after an error that HEAD got", async () => {
    const answers = await bench.write(head("HEAD", "/missing") + head("GET", "/a", "Connection: close"));
    const statuses = answers.match(/^HTTP\/1\.1 \d+/gm);
    assert.deepEqual(statuses, ["HTTP/1.1 404", "HTTP/1.1 200"]);
  });

  // https://www.tencentcloud.com/document/product/436/7749
  it("come for as much of a body as was declared, and what is longer is dropped", async () => {
    const answer = await bench.write(`${head("PUT", "/long", "Content-Length: 5")}12345{surplus}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.equal((await bench.ask({ bucket, path: "/long" })).text, "12345");
  });

  it("are 400 for what is not HTTP", async () => {
    assert.match(await bench.write("{nonsense}\r\n\r\n"), /^HTTP\/1\.1 400 /);
  });
});

describe("What Amazon's SDK reads in the emulator's answers", () => {
  let use: S3Bench;
  before(async () => {
    use = await startS3Bench();
  });
  after(() => use.close());

  it("includes metadata, versions, encryption and storage class", async () => {
    const { s3, bench } = use;
    const Bucket = await use.newBucket();
    await bench.setVersioning(Bucket, "Enabled");
    const put = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: "a",
        Body: "hello",
        Metadata: { color: "blue" },
        ServerSideEncryption: "aws:kms",
        StorageClass: "STANDARD_IA",
      }),
    );
    assert.ok(put.VersionId);
    assert.equal(put.ServerSideEncryption, "aws:kms");
    const found = await s3.send(new HeadObjectCommand({ Bucket, Key: "a" }));
    assert.deepEqual(found.Metadata, { color: "blue" });
    assert.equal(found.VersionId, put.VersionId);
    assert.equal(found.StorageClass, "STANDARD_IA");
    const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: "b", CopySource: `${Bucket}/a` }));
    assert.ok(copied.VersionId);
    const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key: "b" }));
    assert.equal(await Body?.transformToString(), "hello");
    assert.deepEqual(Metadata, { color: "blue" });
  });
});
