import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
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

describe("Amazon's SDK, pointed at the emulator,", () => {
  it("copies and deletes many, with versions", async () => {
    const Bucket = await use.newBucket();
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, "Enabled");
    await s3.send(new PutObjectCommand({ Bucket, Key: "a b", Body: "1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "a b", Body: "2" }));
    const listing = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const old = listing.Versions?.find(({ IsLatest }) => !IsLatest)?.VersionId ?? "";
    assert.equal(await use.text(Bucket, "a b", { VersionId: old }), "1");
    const copied = await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: "c",
        CopySource: `${Bucket}/a%20b?versionId=${old}`,
        MetadataDirective: "REPLACE",
        ContentType: "text/new",
      }),
    );
    assert.ok(copied.CopyObjectResult?.ETag);
    assert.equal(await use.text(Bucket, "c"), "1");
    assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key: "c" }))).ContentType, "text/new");
    const all = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = (all.Versions ?? []).map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.equal(Deleted?.length, 3);
    assert.equal(Errors, undefined);
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });

  it("reads and writes access rules, tags and cross-origin rules", async () => {
    const Bucket = await use.newBucket();
    const Key = "a";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ACL: "public-read", Tagging: "k=v" }));
    const acl = await s3.send(new GetObjectAclCommand({ Bucket, Key }));
    assert.ok(acl.Grants?.some(({ Grantee }) => Grantee?.URI?.endsWith("/AllUsers")));
    await s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: "private" }));
    assert.equal((await s3.send(new GetObjectAclCommand({ Bucket, Key }))).Grants?.length, 1);
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
    const { Grants, Owner } = await s3.send(new GetBucketAclCommand({ Bucket }));
    assert.equal(Grants?.length, 2);
    await s3.send(new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Grants, Owner } }));
    assert.equal((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants?.length, 2);

    const object = await s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
    assert.deepEqual(object.TagSet, [{ Key: "k", Value: "v" }]);
    const TagSet = [{ Key: "a", Value: "1" }];
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
    assert.deepEqual((await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet, TagSet);
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    assert.deepEqual((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet, TagSet);
    await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    await refused(s3.send(new GetBucketTaggingCommand({ Bucket })), "NoSuchTagSet", 404);

    const CORSRules = [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 5 }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    assert.deepEqual((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules, CORSRules);
    await refused(
      s3.send(new GetBucketCorsCommand({ Bucket: await use.newBucket() })),
      "NoSuchCORSConfiguration",
      404,
    );
  });

  it("signs URLs that work without keys until they expire", async () => {
    const Bucket = await use.newBucket();
    const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "a b", ContentType: "text/x" }));
    const uploaded = await fetch(put, { method: "PUT", body: "x", headers: { "content-type": "text/x" } });
    assert.equal(uploaded.status, 200, await uploaded.text());
    const get = await getSignedUrl(
      s3,
      new GetObjectCommand({ Bucket, Key: "a b", ResponseContentType: "text/y" }),
      { expiresIn: 60 },
    );
    const read = await fetch(get);
    assert.equal(await read.text(), "x");
    assert.equal(read.headers.get("content-type"), "text/y");
    const changed = await fetch(get.replace("text%2Fy", "text%2Fz"));
    assert.match(await changed.text(), /<Code>SignatureDoesNotMatch</);
    const old = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "a b" }), {
      expiresIn: 60,
      signingDate: new Date(Date.now() - 3_600_000),
    });
    const expired = await fetch(old);
    assert.equal(expired.status, 403);
    assert.match(await expired.text(), /Request has expired/);
  });

  it("speaks to a bucket's own host as well", async () => {
    const Bucket = await use.newBucket();
    const port = new URL(bench.emulator.url).port;
    // Not every resolver knows names below localhost.
    const lookup: net.LookupFunction = (_host, _options, found) =>
      found(null, [{ address: "127.0.0.1", family: 4 }]);
    const virtual = use.connect({
      endpoint: `http://localhost:${port}`,
      forcePathStyle: false,
      requestHandler: { httpAgent: new http.Agent({ lookup }) },
    });
    await virtual.send(new PutObjectCommand({ Bucket, Key: "v", Body: "x" }));
    assert.equal(await use.text(Bucket, "v"), "x");
    const put = bench.emulator.requests.findLast(({ key }) => key === "v");
    assert.ok(put);
    assert.ok(bench.emulator.requests.some(({ host }) => host === `${Bucket}.localhost:${port}`));
  });
});

describe("Amazon's signature is refused by the emulator", () => {
  const list = (options: S3ClientConfig) => use.connect(options).send(new ListBucketsCommand());
  const credentials = () => ({
    accessKeyId: bench.emulator.secretId,
    secretAccessKey: bench.emulator.secretKey,
  });

  it("by a wrong key or an unknown id", async () => {
    const wrong = { ...credentials(), secretAccessKey: "wrong" };
    await refused(list({ credentials: wrong }), "SignatureDoesNotMatch", 403);
    const nobody = { ...credentials(), accessKeyId: "AKIDnobody" };
    await refused(list({ credentials: nobody }), "InvalidAccessKeyId", 403);
  });

  it("when the clock is wrong by more than 15 minutes", async () => {
    // The SDK corrects its clock and tries again, if it may.
    await refused(list({ systemClockOffset: 3_600_000 }), "RequestTimeTooSkewed", 403);
    await refused(list({ systemClockOffset: -3_600_000 }), "RequestTimeTooSkewed", 403);
    await list({ systemClockOffset: 600_000 });
  });

  it("when the content is another than was signed", async () => {
    const Bucket = await use.newBucket();
    const client = use.connect();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body?: unknown }).body = "other!";
        return next(args);
      },
      { step: "finalizeRequest", priority: "low", name: "tamper" },
    );
    await refused(
      client.send(new PutObjectCommand({ Bucket, Key: "a", Body: "signed" })),
      "XAmzContentSHA256Mismatch",
      400,
    );
  });

  it("when it is malformed", async () => {
    for (const authorization of [
      "AWS4-HMAC-SHA256 x",
      "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
    ]) {
      const answer = await bench.ask({ headers: { authorization } });
      assert.equal(answer.outcome, "400 InvalidArgument");
    }
  });
});
