import assert from "node:assert/strict";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { Bench } from "./http";
import { refused, type S3Bench, startS3Bench } from "./s3Bench";

let use: S3Bench;
let bench: Bench;
let s3: S3Client;

before(async () => {
  use = await startS3Bench();
  ({ bench, s3 } = use);
});
after(() => use.close());

// COS answers the S3 API too: https://www.tencentcloud.com/document/product/436/32537
describe("Amazon's SDK, pointed at the emulator,", () => {
  it("creates, finds, lists and deletes buckets", async () => {
    const Bucket = await use.newBucket();
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { Buckets } = await s3.send(new ListBucketsCommand());
    assert.ok(Buckets?.some(({ Name }) => Name === Bucket));
    await refused(s3.send(new CreateBucketCommand({ Bucket })), "BucketAlreadyOwnedByYou", 409);
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await refused(s3.send(new HeadBucketCommand({ Bucket })), "NotFound", 404);
  });

  it("creates a bucket in the region that its document names", async () => {
    const Bucket = bench.newName();
    const configuration = { LocationConstraint: "ap-singapore" as never };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: configuration }));
    assert.equal((await bench.ask({ method: "HEAD", bucket: Bucket, region: "ap-singapore" })).status, 200);
  });

  it("puts, reads and deletes objects with any key", async () => {
    const Bucket = await use.newBucket();
    for (const Key of ["a", "a b/c+d", "文件 (1)!*'~.txt", "x//y", "😀", "q?acl&x=1#%25"]) {
      const body = `content of ${Key}`;
      const metadata = { ContentType: "text/x-y", CacheControl: "no-cache", Metadata: { colour: "blue" } };
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: body, ...metadata }));
      assert.equal(await use.text(Bucket, Key), body);
      assert.equal(await use.text(Bucket, Key, { Range: "bytes=0-6" }), "content");
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      assert.equal(head.ContentType, "text/x-y");
      assert.equal(head.CacheControl, "no-cache");
      assert.equal(head.ContentLength, Buffer.byteLength(body));
      const seen = await bench.ask({ method: "HEAD", bucket: Bucket, path: `/${encodeURIComponent(Key)}` });
      assert.equal(seen.headers["x-cos-meta-colour"], "blue");
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await refused(s3.send(new GetObjectCommand({ Bucket, Key })), "NoSuchKey", 404);
    }
  });

  it("sends check sums, and files in chunks with the check sum behind them", async () => {
    const Bucket = await use.newBucket();
    const large = Buffer.alloc(300_000, "0123456789");
    for (const ChecksumAlgorithm of ["CRC32", "SHA1", "SHA256"] as const) {
      await s3.send(new PutObjectCommand({ Bucket, Key: ChecksumAlgorithm, Body: large, ChecksumAlgorithm }));
      assert.equal(await use.text(Bucket, ChecksumAlgorithm), large.toString());
    }
    const folder = mkdtempSync(path.join(tmpdir(), "s3-spec-"));
    try {
      const file = path.join(folder, "large");
      writeFileSync(file, large);
      const Body = createReadStream(file);
      await s3.send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentEncoding: "gzip" }));
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { headers, body } = await bench.ask({ bucket: Bucket, path: "/stream" });
    assert.ok(body.equals(large));
    assert.equal(headers["content-encoding"], "gzip");
    const put = bench.emulator.requests.find(({ key, method }) => key === "stream" && method === "PUT");
    assert.match(put?.headers["x-amz-content-sha256"] ?? "", /^STREAMING-/);
    assert.match(put?.headers["x-amz-trailer"] ?? "", /^x-amz-checksum-/);
  });

  it("sends without check sums when configured so", async () => {
    const plain = use.connect({ requestChecksumCalculation: "WHEN_REQUIRED" });
    const Bucket = await use.newBucket();
    await plain.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
    assert.equal(await use.text(Bucket, "a"), "x");
    const put = bench.emulator.requests.findLast(
      ({ method, bucket }) => method === "PUT" && bucket === Bucket,
    );
    assert.equal(put?.headers["x-amz-checksum-crc32"], undefined);
  });

  it("lists in either way, with pages, prefixes and delimiters", async () => {
    const Bucket = await use.newBucket();
    const keys = ["a/1", "a/2", "b", "c d", "文/x"];
    for (const Key of keys) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    }
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/" }));
    assert.deepEqual(
      first.CommonPrefixes?.map(({ Prefix }) => Prefix),
      ["a/", "文/"],
    );
    assert.deepEqual(
      first.Contents?.map(({ Key }) => Key),
      ["b", "c d"],
    );
    const second = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
    assert.deepEqual(
      second.CommonPrefixes?.map(({ Prefix }) => Prefix),
      ["a/", "文/"],
    );
    assert.equal(second.KeyCount, 4);
    const found: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken: token }));
      found.push(...(page.Contents ?? []).map(({ Key }) => Key));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    assert.deepEqual(found, keys);
    const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: "b" }));
    assert.deepEqual(
      after.Contents?.map(({ Key }) => Key),
      ["c d", "文/x"],
    );
  });

  it("shows owners in listings when it is asked to", async () => {
    const Bucket = await use.newBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
    const owners = async (FetchOwner: boolean | undefined) =>
      (await s3.send(new ListObjectsV2Command({ Bucket, FetchOwner }))).Contents?.map(
        ({ Owner }) => Owner?.ID,
      );
    assert.deepEqual(await owners(true), ["1250000000"]);
    assert.deepEqual(await owners(undefined), [undefined]);
  });

  it("is refused a continuation token that no page gave", async () => {
    const Bucket = await use.newBucket();
    for (const ContinuationToken of ["made-up", "YQ", Buffer.from("a").toString("base64url")]) {
      await refused(s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken })), "InvalidArgument", 400);
    }
  });

  it("copies with new metadata under either name of the directive, in any spelling", async () => {
    const Bucket = await use.newBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x", Metadata: { old: "1" } }));
    for (const [prefix, value] of [
      ["x-cos", "REPLACE"],
      ["x-cos", "Replace"],
      ["x-cos", "Replaced"],
      ["x-amz", "REPLACE"],
    ]) {
      const answer = await bench.ask({
        method: "PUT",
        bucket: Bucket,
        path: "/b",
        headers: {
          [`${prefix}-copy-source`]: `${Bucket}.cos.ap-guangzhou.myqcloud.com/a`,
          [`${prefix}-metadata-directive`]: value as string,
          [`${prefix}-meta-new`]: "2",
        },
      });
      assert.equal(answer.status, 200, answer.text);
      const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key: "b" }));
      assert.deepEqual(Metadata, { new: "2" }, `${prefix} ${value}`);
    }
  });

  it("makes a private bucket with the canned ACL default, as sync tools are set up for COS", async () => {
    for (const header of ["x-amz-acl", "x-cos-acl"]) {
      const Bucket = bench.newName();
      const made = await bench.ask({ method: "PUT", bucket: Bucket, headers: { [header]: "default" } });
      assert.equal(made.status, 200, made.text);
      const { headers } = await bench.ask({ bucket: Bucket, query: "acl" });
      assert.equal(headers["x-cos-acl"], "private");
    }
  });

  it("uploads in parts, copies parts, lists both and gives up", async () => {
    const Bucket = await use.newBucket();
    const Key = "parts";
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const piece = Buffer.alloc(1024 * 1024, "p");
    await s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: "0123456789" }));
    const one = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: piece }));
    const two = await s3.send(
      new UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber: 2,
        CopySource: `${Bucket}/source`,
        CopySourceRange: "bytes=2-5",
      }),
    );
    const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    assert.deepEqual(
      listed.Parts?.map(({ Size }) => Size),
      [piece.length, 4],
    );
    const uploads = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    assert.deepEqual(
      uploads.Uploads?.map((upload) => upload.UploadId),
      [UploadId],
    );
    const Parts = [one.ETag, two.CopyPartResult?.ETag].map((ETag, index) => ({
      ETag,
      PartNumber: index + 1,
    }));
    const completed = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    assert.match(completed.ETag ?? "", /-2"$/);
    assert.equal(await use.text(Bucket, Key), `${piece}2345`);
    const other = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: other.UploadId }));
    await refused(
      s3.send(new ListPartsCommand({ Bucket, Key, UploadId: other.UploadId })),
      "NoSuchUpload",
      404,
    );
  });
});
