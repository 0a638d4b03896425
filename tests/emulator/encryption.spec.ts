import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, surprises } from "./configurations";
import { type Bench, region, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/33459, 33460 and 33461
describe("An emulated bucket's default encryption", () => {
  let bench: Bench;
  let bucket: string;
  const encryption = documentsOf(() => bench, "encryption");
  const header = "x-cos-server-side-encryption";
  const by = (method: string, rest = "") =>
    `<ServerSideEncryptionConfiguration><Rule>${rest}<ApplyServerSideEncryptionByDefault>${method}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
  const aes = "<SSEAlgorithm>AES256</SSEAlgorithm>";
  const kms = "<SSEAlgorithm>KMS</SSEAlgorithm>";
  const key = "<KMSMasterKeyID>key-1</KMSMasterKeyID>";
  const shown = async (path: string) => (await bench.ask({ method: "HEAD", bucket, path })).headers[header];

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is put, read back, and deleted even twice", async () => {
    assert.equal(await encryption.get(bucket), "404 NoSuchEncryptionConfiguration");
    assert.equal(await encryption.put(bucket, by(aes)), "200");
    assert.equal(await encryption.get(bucket), by(aes));
    assert.equal(await encryption.remove(bucket), "204");
    assert.equal(await encryption.remove(bucket), "204");
    assert.equal(await encryption.get(bucket), "404 NoSuchEncryptionConfiguration");
  });

  it("takes what the page and the SDKs have, and nothing else", async () => {
    const wrong = await surprises(
      (body) => encryption.put(bucket, body),
      [
        ["200", by(kms)],
        [
          "200",
          by(`${kms}${key}<KMSAlgorithm>SM4</KMSAlgorithm>`, "<BucketKeyEnabled>true</BucketKeyEnabled>"),
        ],
        ["200", by("<SSEAlgorithm>SM4</SSEAlgorithm>")],
        ["400 MalformedXML", by("<SSEAlgorithm>cos/kms</SSEAlgorithm>")],
        ["400 MalformedXML", by("")],
        ["400 MalformedXML", "<ServerSideEncryptionConfiguration/>"],
        ["400 InvalidArgument", by(`${aes}${key}`)],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("reaches what is written afterwards, in one piece, in parts and by copying", async () => {
    await bench.put(bucket, "/before", "x");
    await encryption.put(bucket, by(aes));
    assert.equal((await bench.put(bucket, "/put", "x")).headers[header], "AES256");
    const source = { "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/before` };
    await bench.ask({ method: "PUT", bucket, path: "/copy", headers: source });
    const started = await bench.ask({ method: "POST", bucket, path: "/parts", query: "uploads" });
    const id = started.one("UploadId") ?? "";
    const part = await bench.ask({
      method: "PUT",
      bucket,
      path: "/parts",
      query: `partNumber=1&uploadId=${id}`,
      body: "x",
    });
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
    await bench.ask({ method: "POST", bucket, path: "/parts", query: `uploadId=${id}`, body });
    for (const path of ["/put", "/copy", "/parts"]) {
      assert.equal(await shown(path), "AES256", path);
    }
    assert.equal((await bench.ask({ bucket, path: "/put" })).headers[header], "AES256");
    assert.equal(await shown("/before"), undefined);
    await encryption.remove(bucket);
    await bench.put(bucket, "/after", "x");
    assert.equal(await shown("/after"), undefined);
    assert.equal(await shown("/put"), "AES256");
  });

  it("gives way to what a request says itself", async () => {
    await encryption.put(bucket, by(`${kms}${key}`));
    const plain = await bench.put(bucket, "/kms", "x");
    assert.deepEqual(
      [plain.headers[header], plain.headers[`${header}-cos-kms-key-id`]],
      ["cos/kms", "key-1"],
    );
    const md5 = createHash("md5").update("x").digest("hex");
    assert.notEqual(plain.headers.etag, `"${md5}"`);
    const own = await bench.put(bucket, "/own", "x", { [header]: "AES256" });
    assert.deepEqual([own.headers[header], own.headers.etag], ["AES256", `"${md5}"`]);
  });

  it("keeps unsigned readers from a public object", async () => {
    await encryption.put(bucket, by(aes));
    await bench.put(bucket, "/a", "x", { "x-cos-acl": "public-read" });
    const answer = await bench.ask({ bucket, path: "/a", as: "anonymous" });
    assert.equal(answer.one("Code"), "AccessDenied");
  });

  it("is understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    const Rule = [{ ApplySideEncryptionConfiguration: { SSEAlgorithm: "AES256" } }];
    await cos.putBucketEncryption({ ...where, ServerSideEncryptionConfiguration: { Rule } } as never);
    assert.equal(await encryption.get(bucket), by(aes));
    // It looks for the rules in a document of another name, and finds none even where there are some.
    const read = (await cos.getBucketEncryption(where)) as object as { EncryptionConfiguration: unknown };
    assert.deepEqual(read.EncryptionConfiguration, { Rules: [] });
    await cos.deleteBucketEncryption(where);
    assert.equal(await encryption.get(bucket), "404 NoSuchEncryptionConfiguration");
  });
});
