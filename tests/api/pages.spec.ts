import assert from "node:assert/strict";
import { Agent } from "undici";
import type { HttpDispatcher } from "../../provider/client";
import { type ApiBench, startApiBench } from "./bench";

describe("Pages of a listing", () => {
  let bench: ApiBench;
  let Bucket: string;
  const keys = Array.from({ length: 7 }, (_, index) => `a b/${index}&é`);

  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
    await bench.cos.putBucketVersioning({ Bucket, Body: { Status: "Enabled" } });
    for (const Key of keys) {
      await bench.cos.putObject({ Bucket, Key, Body: "1" });
    }
    await bench.cos.deleteObject({ Bucket, Key: keys[3] as string });
  });
  after(() => bench.close());

  const listings = () => bench.emulator.requests.filter(({ operation }) => operation === "GetBucket").length;

  it("hold every key once, URL-encoded on the way without being asked to", async () => {
    for (const more of [{}, { EncodingType: "url" as const }, { "encoding-type": "url" }]) {
      const found: string[] = [];
      for await (const { body, urlDecoded } of bench.cos.pages("GetBucket", {
        Bucket,
        MaxKeys: 2,
        ...more,
      })) {
        assert.ok(body.Contents.length <= 2);
        assert.equal(urlDecoded, true);
        found.push(...body.Contents.map(({ Key }) => Key));
      }
      assert.deepEqual(
        found,
        keys.filter((_, index) => index !== 3),
      );
    }
  });

  it("hold keys with characters that XML cannot hold, and markers too", async () => {
    const bucket = await bench.createBucket();
    const odd = ["a\u0001b", "a b+c", "a\u007f", "a%20", "ä"];
    for (const Key of odd) {
      await bench.cos.putObject({ Bucket: bucket, Key, Body: "1" });
    }
    for (const name of ["GetBucket", "GetBucketObjectVersions"] as const) {
      const found: string[] = [];
      for await (const { body } of bench.cos.pages(name, { Bucket: bucket, MaxKeys: 1 })) {
        const entries = "Contents" in body ? body.Contents : body.Version;
        found.push(...entries.map(({ Key }) => Key));
      }
      assert.deepEqual(found.sort(), [...odd].sort());
    }
    for (const Key of odd) {
      await bench.cos.deleteObject({ Bucket: bucket, Key });
    }
    await bench.cos.deleteBucket({ Bucket: bucket });
  });

  it("are asked for while the page before is used, one ahead", async () => {
    const before = listings();
    const pages = bench.cos.pages("GetBucket", { Bucket, MaxKeys: 1 });
    await pages.next();
    while (listings() < before + 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(listings(), before + 2);
    await pages.return?.();
  });

  it("are on their way before the page before is used, however long that takes", async () => {
    const agent = new Agent();
    let sent = 0;
    const counting: HttpDispatcher = {
      dispatch: (options, handler) => {
        sent++;
        return agent.dispatch(options, handler);
      },
    };
    const cos = bench.connect({ dispatcher: counting });
    let pages = 0;
    for await (const { body } of cos.pages("GetBucket", { Bucket, MaxKeys: 1 })) {
      pages++;
      assert.equal(sent, pages + (body.IsTruncated ? 1 : 0));
    }
    assert.equal(pages, keys.length - 1);
    await agent.close();
  });

  it("go on with all members that say where: versions, uploads, parts and buckets", async () => {
    const versions: string[] = [];
    for await (const { body } of bench.cos.pages("GetBucketObjectVersions", { Bucket, MaxKeys: 3 })) {
      versions.push(...[...body.Version, ...body.DeleteMarker].map(({ Key }) => Key));
    }
    assert.deepEqual(versions.sort(), [...keys, keys[3]].sort());

    const { body: begun } = await bench.cos.initiateMultipartUpload({ Bucket, Key: "parts" });
    const { UploadId } = begun;
    for (const PartNumber of [1, 2, 3]) {
      await bench.cos.uploadPart({ Bucket, Key: "parts", UploadId, PartNumber, Body: "x" });
    }
    await bench.cos.initiateMultipartUpload({ Bucket, Key: "parts" });
    const numbers: number[] = [];
    for await (const { body } of bench.cos.pages("ListParts", {
      Bucket,
      Key: "parts",
      UploadId,
      MaxParts: 1,
    })) {
      numbers.push(...body.Part.map(({ PartNumber }) => PartNumber));
    }
    assert.deepEqual(numbers, [1, 2, 3]);
    let uploads = 0;
    for await (const { body } of bench.cos.pages("ListMultipartUploads", { Bucket, MaxUploads: 1 })) {
      uploads += body.Upload.length;
    }
    assert.equal(uploads, 2);

    await bench.createBucket();
    const buckets: string[] = [];
    for await (const { body } of bench.cos.pages("GetService", { MaxKeys: 1 })) {
      buckets.push(...body.Buckets.Bucket.map(({ Name }) => Name));
    }
    assert.equal(new Set(buckets).size, 2);
  });

  it("end when their signal does, or when nobody wants more", async () => {
    const end = new AbortController();
    const read = async () => {
      for await (const _ of bench.cos.pages("GetBucket", { Bucket, MaxKeys: 1 }, { signal: end.signal })) {
        end.abort(new Error("enough"));
      }
    };
    await assert.rejects(read(), /enough/);
    for await (const { body } of bench.cos.pages("GetBucket", { Bucket, MaxKeys: 1 })) {
      assert.equal(body.Contents.length, 1);
      break;
    }
  });

  it("are refused of an operation that lists nothing", async () => {
    await assert.rejects(bench.cos.pages("GetBucketCors", { Bucket }).next(), /lists nothing page by page/);
  });
});
