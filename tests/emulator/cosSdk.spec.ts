import assert from "node:assert/strict";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import COS from "cos-nodejs-sdk-v5";
import { type Bench, startBench } from "./http";

const Region = "ap-guangzhou";

// Tencent's own SDK for Node, unchanged: what it sends and signs, and what it makes of the answers, is not ours.
for (const [way, reach] of [
  ["at its address", (url: URL): COS.COSOptions => ({ Ip: url.host })],
  ["as a proxy", (url: URL): COS.COSOptions => ({ Proxy: url.origin })],
] as const) {
  describe(`Tencent's SDK for Node, with the emulator ${way},`, () => {
    let bench: Bench;
    let cos: COS;
    let folder: string;

    before(async () => {
      bench = await startBench();
      folder = mkdtempSync(path.join(tmpdir(), "cos-sdk-spec-"));
      cos = connect();
    });
    after(async () => {
      await bench.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const connect = (options: COS.COSOptions = {}) =>
      new COS({
        SecretId: bench.emulator.secretId,
        SecretKey: bench.emulator.secretKey,
        Protocol: "http:",
        ConfCwd: folder,
        ...reach(new URL(bench.emulator.url)),
        ...options,
      });
    const newBucket = async () => {
      const Bucket = bench.newName();
      await cos.putBucket({ Bucket, Region });
      return Bucket;
    };
    const refused = (promise: Promise<unknown>, statusCode: number, code?: string) =>
      assert.rejects(promise, (error: NonNullable<COS.CosError>) => {
        assert.equal(error.statusCode, statusCode);
        if (code !== undefined) {
          assert.equal(error.code, code);
        }
        return true;
      });
    const text = async (Bucket: string, Key: string) =>
      String((await cos.getObject({ Bucket, Region, Key })).Body);

    it("creates, lists, finds and deletes buckets", async () => {
      const Bucket = await newBucket();
      await cos.headBucket({ Bucket, Region });
      const all = await cos.getService();
      assert.ok(all.Buckets.some(({ Name, Location }) => Name === Bucket && Location === Region));
      const own = await cos.getService({ Region });
      assert.ok(own.Buckets.some(({ Name }) => Name === Bucket));
      await refused(cos.putBucket({ Bucket, Region }), 409, "BucketAlreadyOwnedByYou");
      await cos.deleteBucket({ Bucket, Region });
      await refused(cos.headBucket({ Bucket, Region }), 404);
    });

    it("puts, reads and deletes objects with any key", async () => {
      const Bucket = await newBucket();
      for (const Key of ["a", "a b/c+d", "文件 (1)!*'~.txt", "x//y", "😀", "q?acl&x=1#%25"]) {
        const put = await cos.putObject({
          Bucket,
          Region,
          Key,
          Body: `content of ${Key}`,
          ContentType: "text/x-y",
          CacheControl: "no-cache",
          "x-cos-meta-colour": "blue",
        });
        assert.match(put.ETag, /^"[0-9a-f]{32}"$/);
        assert.equal(await text(Bucket, Key), `content of ${Key}`);
        const head = await cos.headObject({ Bucket, Region, Key });
        assert.equal(head.headers?.["x-cos-meta-colour"], "blue");
        assert.equal(head.headers?.["content-type"], "text/x-y");
        await cos.deleteObject({ Bucket, Region, Key });
        await refused(cos.headObject({ Bucket, Region, Key }), 404);
        await refused(cos.getObject({ Bucket, Region, Key }), 404, "NoSuchKey");
      }
    });

    it("reads ranges and on conditions, with the headers that it chooses", async () => {
      const Bucket = await newBucket();
      const Key = "a";
      const { ETag } = await cos.putObject({ Bucket, Region, Key, Body: "0123456789" });
      const part = await cos.getObject({ Bucket, Region, Key, Range: "bytes=2-4" });
      assert.equal(String(part.Body), "234");
      const chosen = await cos.getObject({ Bucket, Region, Key, ResponseContentType: "a/b c" });
      assert.equal(chosen.headers?.["content-type"], "a/b c");
      const same = await cos.getObject({ Bucket, Region, Key, IfNoneMatch: ETag }).catch((error) => error);
      assert.equal(same.statusCode, 304);
      await refused(cos.getObject({ Bucket, Region, Key, IfMatch: '"0"' }), 412, "PreconditionFailed");
    });

    it("lists with pages, prefixes and delimiters", async () => {
      const Bucket = await newBucket();
      for (const Key of ["a/1", "a/2", "b", "c d", "文/x"]) {
        await cos.putObject({ Bucket, Region, Key, Body: "x" });
      }
      const top = await cos.getBucket({ Bucket, Region, Delimiter: "/" });
      assert.deepEqual(
        top.CommonPrefixes.map(({ Prefix }) => Prefix),
        ["a/", "文/"],
      );
      assert.deepEqual(
        top.Contents.map(({ Key }) => Key),
        ["b", "c d"],
      );
      const keys: string[] = [];
      let Marker: string | undefined = "";
      while (Marker !== undefined) {
        const page: COS.GetBucketResult = await cos.getBucket({ Bucket, Region, Marker, MaxKeys: 2 });
        keys.push(...page.Contents.map(({ Key }) => Key));
        Marker = page.IsTruncated === "true" ? page.NextMarker : undefined;
      }
      assert.deepEqual(keys, ["a/1", "a/2", "b", "c d", "文/x"]);
    });

    it("uploads large files in parts, and goes on with what is there", async () => {
      const Bucket = await newBucket();
      const content = Buffer.alloc(3_500_000);
      for (let at = 0; at < content.length; at += 4) {
        content.writeUInt32BE(at, at);
      }
      const FilePath = path.join(folder, "large");
      writeFileSync(FilePath, content);
      const request = { Bucket, Region, Key: "large file", FilePath, ChunkSize: 1024 * 1024 };
      const done = await cos.sliceUploadFile(request);
      assert.match(done.ETag, /^"[0-9a-f]{32}-4"$/);
      const { Body } = await cos.getObject({ Bucket, Region, Key: "large file" });
      assert.ok(Buffer.compare(Body as Buffer, content) === 0);
      const target = path.join(folder, "downloaded");
      await cos.getObject({ Bucket, Region, Key: "large file", Output: createWriteStream(target) });
      assert.ok(readFileSync(target).equals(content));
      await cos.sliceCopyFile({
        Bucket,
        Region,
        Key: "copy",
        CopySource: `${Bucket}.cos.${Region}.myqcloud.com/large%20file`,
        CopySliceSize: 1024 * 1024,
        CopyChunkSize: 1024 * 1024,
      });
      assert.equal(
        (await cos.headObject({ Bucket, Region, Key: "copy" })).headers?.["content-length"],
        "3500000",
      );
    });

    it("uploads part by part, lists both kinds and gives up", async () => {
      const Bucket = await newBucket();
      const Key = "parts";
      const { UploadId } = await cos.multipartInit({ Bucket, Region, Key });
      const Body = Buffer.alloc(1024 * 1024, "p");
      const { ETag } = await cos.multipartUpload({ Bucket, Region, Key, UploadId, PartNumber: 1, Body });
      const parts = await cos.multipartListPart({ Bucket, Region, Key, UploadId });
      assert.deepEqual(
        parts.Part.map(({ Size }) => Size),
        [String(Body.length)],
      );
      const uploads = await cos.multipartList({ Bucket, Region, Prefix: "par", Delimiter: "/" });
      assert.deepEqual(
        uploads.Upload.map((upload) => upload.UploadId),
        [UploadId],
      );
      const Parts = [{ PartNumber: 1, ETag }];
      const done = await cos.multipartComplete({ Bucket, Region, Key, UploadId, Parts });
      assert.match(done.ETag, /-1"$/);
      const other = await cos.multipartInit({ Bucket, Region, Key });
      await cos.multipartAbort({ Bucket, Region, Key, UploadId: other.UploadId });
      await refused(
        cos.multipartAbort({ Bucket, Region, Key, UploadId: other.UploadId }),
        404,
        "NoSuchUpload",
      );
    });

    it("copies, and deletes many with their versions", async () => {
      const Bucket = await newBucket();
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await cos.putBucketVersioning({ Bucket, Region, VersioningConfiguration });
      const { VersionId } = await cos.putObject({ Bucket, Region, Key: "a b", Body: "1" });
      await cos.putObject({ Bucket, Region, Key: "a b", Body: "2" });
      const CopySource = `${Bucket}.cos.${Region}.myqcloud.com/a%20b?versionId=${VersionId}`;
      await cos.putObjectCopy({ Bucket, Region, Key: "c", CopySource });
      assert.equal(await text(Bucket, "c"), "1");
      await refused(
        cos.putObjectCopy({ Bucket, Region, Key: "c", CopySource: CopySource.replace("a%20b", "none") }),
        404,
      );
      const listing = await cos.listObjectVersions({ Bucket, Region });
      const Objects = listing.Versions.map(({ Key, VersionId: id }) => ({ Key, VersionId: id }));
      assert.equal(Objects.length, 3);
      const { Deleted, Error: errors } = await cos.deleteMultipleObject({ Bucket, Region, Objects });
      assert.equal(Deleted.length, 3);
      assert.deepEqual(errors, []);
      await cos.deleteBucket({ Bucket, Region });
    });

    it("reads and writes access rules, tags and cross-origin rules", async () => {
      const Bucket = await newBucket();
      const Key = "a";
      await cos.putObject({ Bucket, Region, Key, Body: "x", ACL: "public-read" });
      assert.equal((await cos.getObjectAcl({ Bucket, Region, Key })).ACL, "public-read");
      await cos.putObjectAcl({ Bucket, Region, Key, ACL: "default" });
      assert.equal((await cos.getObjectAcl({ Bucket, Region, Key })).ACL, "default");
      await cos.putBucketAcl({ Bucket, Region, GrantRead: 'id="100000000099"' });
      const acl = await cos.getBucketAcl({ Bucket, Region });
      assert.match(acl.GrantRead, /100000000099/);

      const Tags = [{ Key: "a", Value: "1" }];
      await cos.putBucketTagging({ Bucket, Region, Tags });
      assert.deepEqual((await cos.getBucketTagging({ Bucket, Region })).Tags, Tags);
      await cos.putObjectTagging({ Bucket, Region, Key, Tags });
      assert.deepEqual((await cos.getObjectTagging({ Bucket, Region, Key })).Tags, Tags);

      const CORSRules = [
        {
          AllowedOrigin: ["*"],
          AllowedMethod: ["GET"],
          AllowedHeader: ["*"],
          ExposeHeader: ["ETag"],
          MaxAgeSeconds: 5,
        },
      ];
      await cos.putBucketCors({ Bucket, Region, CORSRules });
      const { CORSRules: found } = await cos.getBucketCors({ Bucket, Region });
      assert.deepEqual(found[0]?.AllowedMethods, ["GET"]);
      assert.equal(found[0]?.MaxAgeSeconds, "5");
      const options = await cos.optionsObject({
        Bucket,
        Region,
        Key,
        Origin: "https://a.example",
        AccessControlRequestMethod: "GET",
        AccessControlRequestHeaders: "x-cos-acl",
      });
      assert.equal(options.AccessControlAllowOrigin, "*");
      await cos.deleteBucketCors({ Bucket, Region });
      assert.deepEqual((await cos.getBucketCors({ Bucket, Region })).CORSRules, []);
    });

    it("signs URLs that work without keys", async () => {
      const Bucket = await newBucket();
      const Key = "a b";
      await cos.putObject({ Bucket, Region, Key, Body: "x" });
      for (const options of [{}, { Query: { "response-content-type": "a/b" } }]) {
        const signed = cos.getObjectUrl(
          { Bucket, Region, Key, Sign: true, Protocol: "http:", ...options },
          () => {},
        );
        const url = new URL(signed);
        const answer = await bench.ask({
          host: url.host,
          path: url.pathname,
          query: url.search.slice(1),
          as: "anonymous",
        });
        assert.equal(answer.text, "x");
      }
    });

    it("corrects its clock by the emulator's answer, and tries again when the service is busy", async () => {
      const Bucket = await newBucket();
      const late = connect({ SystemClockOffset: -7_200_000 });
      // The SDK says so.
      const { error } = console;
      console.error = () => {};
      try {
        await late.putObject({ Bucket, Region, Key: "late", Body: "x" });
      } finally {
        console.error = error;
      }
      assert.equal(await text(Bucket, "late"), "x");
      bench.emulator.addFault({ kind: "status", status: 503, match: { bucket: Bucket } });
      await cos.putObject({ Bucket, Region, Key: "busy", Body: "x" });
      assert.equal(await text(Bucket, "busy"), "x");
    });
  });
}
