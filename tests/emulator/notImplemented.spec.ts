import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
  await bench.put(bucket, "/k", "kept");
});
after(() => bench.close());

/** The whole answer is a refusal by name, and bucket and object are as they were. */
async function refusedByName(ask: Parameters<Bench["ask"]>[0], name: string): Promise<void> {
  const answer = await bench.ask({ bucket, ...ask });
  const what = `${ask.method} ${ask.path ?? "/"}?${ask.query ?? ""} ${JSON.stringify(ask.headers ?? {})}`;
  assert.equal(answer.outcome, "501 NotImplemented", what);
  assert.ok(answer.one("Message")?.toLowerCase().includes(name.toLowerCase()), answer.text);
  assert.equal((await bench.ask({ bucket, path: "/k" })).text, "kept");
}

describe("What the emulator does not emulate", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
  const ofBuckets = [
    "abac",
    "analytics",
    "metadataConfiguration",
    "metadataTable",
    "metrics",
    "ownershipControls",
    "policyStatus",
    "publicAccessBlock",
    "requestPayment",
  ];
  for (const name of ofBuckets) {
    it(`is refused by name: ?${name} of S3's buckets`, async () => {
      for (const method of ["GET", "PUT", "DELETE"]) {
        await refusedByName({ method, query: name, ...(method === "PUT" && { body: "<X/>" }) }, name);
      }
      await refusedByName({ method: "DELETE", query: `${name}&id=a` }, name);
      await refusedByName({ method: "DELETE", query: `${name}=` }, name);
    });
  }

  for (const name of ["attributes", "legal-hold", "renameObject", "torrent"]) {
    it(`is refused by name: ?${name} of objects`, async () => {
      for (const method of ["GET", "PUT", "DELETE"]) {
        await refusedByName(
          { method, path: "/k", query: name, ...(method === "PUT" && { body: "x" }) },
          name,
        );
      }
    });
  }

  it("is refused by name when a write names an unknown sub-resource", async () => {
    for (const method of ["PUT", "DELETE"]) {
      await refusedByName({ method, query: "someday" }, "someday");
      await refusedByName({ method, path: "/k", query: "versionId=&someday=" }, "someday");
      await refusedByName({ method, path: "/k", query: "acl&someday" }, "someday");
    }
    await refusedByName({ method: "POST", path: "/k", query: "someday" }, "someday");
  });

  it("is passed over where it has a value or the request only reads", async () => {
    const read = await bench.ask({ bucket, path: "/k", query: "someday" });
    assert.equal(read.text, "kept");
    const written = await bench.ask({
      method: "PUT",
      bucket,
      path: "/other",
      query: "x-id=PutObject",
      body: "x",
    });
    assert.equal(written.status, 200);
  });

  // https://www.tencentcloud.com/document/product/436/36364
  const processing = [
    "imageMogr2/thumbnail/!50p",
    "imageView2/1/w/400",
    "imageInfo",
    "exif",
    "watermark/2/text/abc",
    "ci-process=snapshot&time=1",
    "imageMogr2/thumbnail/!50p|imageInfo",
  ];
  for (const query of processing) {
    it(`is refused by name: data processing with ?${query}`, async () => {
      const encoded = query.replace(
        /[!|]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      );
      await refusedByName({ path: "/k", query: encoded }, query.split(/[=/&]/)[0] as string);
    });
  }

  it("is refused by name: custom answers, callbacks, and operations on pictures at upload", async () => {
    for (const name of ["x-cos-return-body", "x-cos-callback", "Pic-Operations"]) {
      await refusedByName(
        { method: "PUT", path: "/k", headers: { [name.toLowerCase()]: "e30=" }, body: "x" },
        name,
      );
    }
  });

  it("is refused by name: conditions of writes, which would lock nothing when ignored", async () => {
    const source = `${bucket}.cos.ap-guangzhou.myqcloud.com/k`;
    for (const headers of [{ "if-none-match": "*" }, { "if-match": '"abc"' }] as Record<string, string>[]) {
      const [name = ""] = Object.keys(headers);
      await refusedByName({ method: "PUT", path: "/k", headers, body: "x" }, name);
      await refusedByName(
        { method: "PUT", path: "/k", headers: { ...headers, "x-cos-copy-source": source } },
        name,
      );
      await refusedByName({ method: "DELETE", path: "/k", headers }, name);
      await refusedByName({ method: "POST", path: "/k", query: "uploadId=1", headers, body: "<X/>" }, name);
    }
    assert.equal((await bench.ask({ bucket, path: "/k", headers: { "if-none-match": "*" } })).status, 304);
  });
});
