import assert from "node:assert/strict";
import { unlinkSync } from "node:fs";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";
import { ObjectBench } from "./objectBench";
import { asset, checked, everything, Files, paths } from "./objectInputs";

describe("Object, created and read,", () => {
  const files = new Files();
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(() => bench.reset());
  after(async () => {
    files.remove();
    await bench.bench.close();
  });

  it("answers its inputs and what COS computed", async () => {
    const { outputs, inputs, id } = await bench.create({ ...everything, content: "123456789" });
    assert.deepEqual(outputs, {
      ...inputs,
      etag: "25f9e794323b453885f5181f1b624d0b",
      // The check value of CRC-64/XZ in the RevEng catalogue (995dc9bbdf1939fa).
      crc64: "11051210869376104954",
      contentLength: 9,
      url: bench.bench.context.client.objectUrl({ ...bench.target, key: "a.txt" }),
    });
    assert.equal(id, `${bench.target.region}/${bench.target.bucket}/a.txt`);
    assert.equal(await bench.content(), "123456789");
    assert.deepEqual(paths(outputs, inputs), []);
  });

  it("sends everything in one PUT, looks before and after, and nothing more", async () => {
    const inputs = bench.inputs({ ...everything, content: "x" });
    await object.create(bench.bench.context, inputs);
    const operations = bench.bench.sent.map(({ operation }) => operation);
    assert.deepEqual(
      operations.filter((name) => name !== "GetObjectTagging" && name !== "GetObjectAcl"),
      ["HeadObject", "PutObject", "HeadObject"],
    );
    const put = bench.bench.sent.find(({ operation }) => operation === "PutObject");
    // Header names and forms: https://www.tencentcloud.com/document/product/436/7749
    assert.deepEqual(put?.headers, {
      "Content-Type": "text/x-test",
      "Cache-Control": "max-age=60",
      "Content-Disposition": 'attachment; filename="a.txt"',
      "Content-Encoding": "identity",
      "Content-Language": "zh-CN",
      Expires: "Thu, 31 Jan 2030 16:00:00 GMT",
      "x-cos-meta-author": "me",
      "x-cos-meta-build-id": "a b;c=d",
      "x-cos-storage-class": "STANDARD_IA",
      "x-cos-acl": "public-read",
      "x-cos-tagging": "env=test&%E9%A1%B9%E7%9B%AE%20a=x%2By%3Dz%2F%40",
    });
  });

  it("shows no change when an unchanged object is refreshed", async () => {
    for (const content of [
      { content: "inline" },
      { contentBase64: "AAEC" },
      { source: files.asset("refresh.txt", "file") },
      { source: asset({ text: "text" }, "text") },
    ]) {
      const news = { ...everything, ...content, key: `refresh-${Object.keys(content)}` };
      const { outputs, inputs, id } = await bench.create(news);
      assert.deepEqual(await bench.read(outputs), { id, inputs, outputs });
    }
  });

  it("shows no change when an object with nothing declared is refreshed", async () => {
    const { outputs, inputs, id } = await bench.create({ content: "" });
    assert.deepEqual(
      Object.keys(outputs).sort(),
      [...Object.keys(inputs), "etag", "crc64", "contentLength", "url"].sort(),
    );
    assert.deepEqual(await bench.read(outputs), { id, inputs, outputs });
  });

  it("keeps a spelling that means the same", async () => {
    const news = {
      content: "x",
      expires: "2030-02-01T00:00:00+08:00",
      tags: {},
      metadata: {},
      acl: "default",
    };
    const { outputs, inputs, id } = await bench.create(news);
    assert.deepEqual(await bench.read(outputs), { id, inputs, outputs });
  });

  it("is read from its id alone", async () => {
    const { outputs, inputs, id } = await bench.create({ ...everything, content: "x" });
    const { content: _, ...rest } = inputs;
    const live = await object.read(bench.bench.context, id, {});
    assert.deepEqual(live?.inputs, { ...rest, expires: "Thu, 31 Jan 2030 16:00:00 GMT" });
    assert.deepEqual(paths({ ...live?.outputs }, inputs), []);
    assert.equal(live?.outputs.etag, outputs.etag);
  });

  it("stays small in the state", async () => {
    const { outputs, inputs } = await bench.create({
      source: files.asset("state.html", "x"),
      key: "state.html",
    });
    assert.ok(JSON.stringify(outputs).length + JSON.stringify(inputs).length < 1_000);
  });

  it("is gone when somebody deleted it", async () => {
    const { outputs } = await bench.create({ content: "x" });
    await bench.outside({ method: "DELETE" });
    assert.equal(await bench.read(outputs), undefined);
  });

  it("is gone when the bucket is gone, and deleting it then succeeds", async () => {
    const { outputs, id } = await bench.create({ content: "x" });
    await bench.outside({ method: "DELETE" });
    await bench.bench.context.client.send({ method: "DELETE", ...bench.target });
    assert.equal(await bench.read(outputs), undefined);
    await object.delete(bench.bench.context, id, outputs);
  });

  it("is deleted, and deleted again", async () => {
    const { outputs, id } = await bench.create({ content: "x" });
    await object.delete(bench.bench.context, id, outputs);
    await assert.rejects(bench.content(), { code: "NoSuchKey" });
    await object.delete(bench.bench.context, id, outputs);
  });

  it("knows its version in a bucket with versioning, and leaves a delete marker there", async () => {
    const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    await bench.bench.context.client.send({
      method: "PUT",
      ...bench.target,
      query: { versioning: "" },
      body,
    });
    const { outputs, inputs, id } = await bench.create({ content: "x" });
    assert.equal(typeof outputs.versionId, "string");
    assert.deepEqual(await bench.read(outputs), { id, inputs, outputs });
    await object.delete(bench.bench.context, id, outputs);
    assert.equal(await bench.read(outputs), undefined);
    const old = await bench.outside({ method: "GET", query: { versionId: String(outputs.versionId) } });
    assert.equal(old.body.toString(), "x");
  });

  it("reports a bucket that does not exist, and names the region it is in", async () => {
    const missing = { ...bench.inputs({ content: "x" }), bucket: bench.bench.newName() };
    await assert.rejects(object.create(bench.bench.context, missing), { code: "NoSuchBucket" });
    const elsewhere = { ...bench.inputs({ content: "x" }), region: "ap-beijing" };
    await assert.rejects(
      object.create(bench.bench.context, elsewhere),
      /is in ap-guangzhou, not in ap-beijing/,
    );
  });
});

describe("Object, changed behind Pulumi's back,", () => {
  let bench: ObjectBench;
  let created: { outputs: Props; inputs: Props };
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(async () => {
    await bench.reset();
    created = await bench.create({ ...everything, content: "x" });
  });
  after(() => bench.bench.close());

  const drift = async () => {
    const live = await bench.read(created.outputs);
    assert.ok(live !== undefined);
    return { live, paths: paths(live.outputs, created.inputs) };
  };

  const heal = async () => {
    const { live } = await drift();
    const { outputs, operations } = await bench.update(live.outputs, created.inputs);
    assert.deepEqual((await bench.read(outputs))?.inputs, created.inputs);
    return operations;
  };

  /** Somebody copies the object onto itself with other headers. */
  const rewrite = async (change: Record<string, string | undefined>) => {
    const { bucket, region } = bench.target;
    const put = bench.bench.sent.length;
    await bench.outside({
      method: "PUT",
      headers: {
        "Content-Type": "text/x-test",
        "Cache-Control": "max-age=60",
        "Content-Disposition": 'attachment; filename="a.txt"',
        "Content-Encoding": "identity",
        "Content-Language": "zh-CN",
        Expires: "Thu, 31 Jan 2030 16:00:00 GMT",
        "x-cos-meta-author": "me",
        "x-cos-meta-build-id": "a b;c=d",
        "x-cos-storage-class": "STANDARD_IA",
        "x-cos-acl": "public-read",
        "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/a.txt`,
        "x-cos-metadata-directive": "Replaced",
        ...change,
      },
    });
    bench.bench.sent.splice(put);
  };

  const headers: readonly (readonly [string, Record<string, string | undefined>])[] = [
    ["contentType", { "Content-Type": "text/plain" }],
    ["cacheControl", { "Cache-Control": undefined }],
    ["contentDisposition", { "Content-Disposition": "inline" }],
    ["contentEncoding", { "Content-Encoding": undefined }],
    ["contentLanguage", { "Content-Language": "en" }],
    ["expires", { Expires: "Thu, 31 Jan 2030 16:00:01 GMT" }],
    ["metadata.author", { "x-cos-meta-author": "you" }],
    ["metadata.more", { "x-cos-meta-more": "x" }],
    ["storageClass", { "x-cos-storage-class": "STANDARD" }],
  ];
  for (const [at, change] of headers) {
    it(`shows ${at}, and heals it without sending the content`, async () => {
      await rewrite(change);
      assert.deepEqual((await drift()).paths, [at]);
      assert.deepEqual(await heal(), ["PutObjectCopy"]);
    });
  }

  it("shows tags, and heals them with one PUT", async () => {
    const body =
      "<Tagging><TagSet><Tag><Key>env</Key><Value>prod</Value></Tag><Tag><Key>new</Key><Value>1</Value></Tag></TagSet></Tagging>";
    await bench.outside({ method: "PUT", query: { tagging: "" }, body });
    assert.deepEqual((await drift()).paths.sort(), ["tags.env", "tags.new", 'tags["项目 a"]']);
    assert.deepEqual(await heal(), ["PutObjectTagging"]);
  });

  it("shows tags that were removed", async () => {
    await bench.outside({ method: "DELETE", query: { tagging: "" } });
    assert.deepEqual((await drift()).paths, ["tags"]);
    assert.deepEqual(await heal(), ["PutObjectTagging"]);
  });

  it("shows access rules, canned and not, and heals them", async () => {
    await bench.outside({ method: "PUT", query: { acl: "" }, headers: { "x-cos-acl": "private" } });
    assert.deepEqual((await drift()).paths, ["acl"]);
    assert.deepEqual(await heal(), ["PutObjectAcl"]);
    const grant = 'id="100000000099"';
    await bench.outside({ method: "PUT", query: { acl: "" }, headers: { "x-cos-grant-read": grant } });
    assert.deepEqual((await drift()).paths, ["acl"]);
    assert.deepEqual(await heal(), ["PutObjectAcl"]);
  });

  it("shows that an account was let in beside a canned ACL", async () => {
    await bench.outside({ method: "PUT", body: "x", headers: { "x-cos-grant-read": 'id="100000000099"' } });
    assert.ok((await drift()).paths.includes("acl"));
  });

  it("shows other content, drops what was recorded of it, and uploads again", async () => {
    await bench.outside({ method: "PUT", body: "defaced!" });
    const { live, paths: at } = await drift();
    assert.equal("content" in live.outputs || "content" in live.inputs, false);
    assert.equal(live.outputs.contentLength, 8);
    assert.notEqual(live.outputs.crc64, created.outputs.crc64);
    assert.ok(at.includes("content"));
    assert.deepEqual(await heal(), ["PutObject+body"]);
    assert.equal(await bench.content(), "x");
  });

  it("does not see the class and the encryption that COS chose", async () => {
    const { outputs, inputs } = await bench.create({ content: "x", key: "plain" });
    await bench.outside({
      method: "PUT",
      key: "plain",
      headers: {
        "Content-Type": "application/octet-stream",
        "x-cos-storage-class": "ARCHIVE",
        "x-cos-server-side-encryption": "AES256",
      },
      body: "x",
    });
    const live = await bench.read(outputs);
    assert.deepEqual(live?.inputs, inputs);
  });

  it("ignores a Content-Disposition that COS forces onto its own domains", async () => {
    const { outputs, inputs } = await bench.create({ content: "x", key: "plain" });
    const context = bench.through(async (_request, send) => {
      const answer = await send();
      return {
        ...answer,
        headers: { ...answer.headers, "content-disposition": "attachment", "x-cos-force-download": "true" },
      };
    });
    const live = await object.read(context, bench.id("plain"), outputs);
    assert.deepEqual(live?.inputs, inputs);
  });
});

describe("Object, updated,", () => {
  const files = new Files();
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(() => bench.reset());
  after(async () => {
    files.remove();
    await bench.bench.close();
  });

  it("sends only headers when only headers changed, and loses none of the others", async () => {
    const source = files.asset("head.txt", "content");
    const { outputs } = await bench.create({ ...everything, source });
    const news = bench.inputs({
      ...everything,
      source,
      cacheControl: "no-store",
      metadata: { author: "you" },
    });
    const updated = await bench.update(outputs, news);
    assert.deepEqual(updated.operations, ["PutObjectCopy"]);
    assert.deepEqual((await bench.read(updated.outputs))?.inputs, news);
    assert.equal(await bench.content(), "content");
  });

  it("reads neither file nor address for a change of headers", async () => {
    const source = files.asset("gone.txt", "content");
    const { outputs } = await bench.create({ source });
    const news = bench.inputs({ source, cacheControl: "no-store" });
    unlinkSync(String(source.path));
    const { operations } = await bench.update(outputs, news);
    assert.deepEqual(operations, ["PutObjectCopy"]);
  });

  it("sends only tags or only access rules when only they changed", async () => {
    const { outputs } = await bench.create({ content: "x", tags: { a: "b" } });
    const tagged = await bench.update(outputs, bench.inputs({ content: "x", tags: { a: "c" } }));
    assert.deepEqual(tagged.operations, ["PutObjectTagging"]);
    const untagged = await bench.update(tagged.outputs, bench.inputs({ content: "x" }));
    assert.deepEqual(untagged.operations, ["DeleteObjectTagging"]);
    assert.equal("tags" in untagged.outputs, false);
    const readable = await bench.update(untagged.outputs, bench.inputs({ content: "x", acl: "public-read" }));
    assert.deepEqual(readable.operations, ["PutObjectAcl"]);
    const inherited = await bench.update(readable.outputs, bench.inputs({ content: "x" }));
    assert.deepEqual(inherited.operations, ["PutObjectAcl"]);
    assert.equal("acl" in inherited.outputs, false);
  });

  it("keeps class and encryption that COS chose when it rewrites headers", async () => {
    const { outputs } = await bench.create({ content: "x" });
    await bench.outside({
      method: "PUT",
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "x-cos-storage-class": "STANDARD_IA",
        "x-cos-server-side-encryption": "AES256",
      },
      body: "x",
    });
    await bench.update(outputs, bench.inputs({ content: "x", cacheControl: "no-store" }));
    const { headers } = await bench.outside({ method: "HEAD" });
    assert.equal(headers["x-cos-storage-class"], "STANDARD_IA");
    assert.equal(headers["x-cos-server-side-encryption"], "AES256");
    assert.equal(headers["cache-control"], "no-store");
  });

  it("encrypts and chooses a class without sending the content", async () => {
    const { outputs } = await bench.create({ content: "x" });
    const news = bench.inputs({ content: "x", serverSideEncryption: "AES256", storageClass: "STANDARD_IA" });
    const updated = await bench.update(outputs, news);
    assert.deepEqual(updated.operations, ["PutObjectCopy"]);
    assert.equal(updated.outputs.serverSideEncryption, "AES256");
    assert.deepEqual((await bench.read(updated.outputs))?.inputs, news);
  });

  it("sends the encryption context in base64 and never asks for it again", async () => {
    const kms = {
      content: "x",
      serverSideEncryption: "cos/kms",
      kmsKeyId: "key-1",
      encryptionContext: '{"a":"b"}',
    };
    const inputs = bench.inputs(kms);
    const { outputs } = await object.create(bench.bench.context, inputs);
    const put = bench.bench.sent.find(({ operation }) => operation === "PutObject");
    assert.equal(put?.headers?.["x-cos-server-side-encryption-context"], "eyJhIjoiYiJ9");
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
    const updated = await bench.update(outputs, bench.inputs({ ...kms, encryptionContext: '{"a":"c"}' }));
    assert.deepEqual(updated.operations, ["PutObjectCopy"]);
    assert.deepEqual(
      (await bench.update(updated.outputs, bench.inputs({ ...kms, encryptionContext: '{"a":"c"}' })))
        .operations,
      [],
    );
  });

  it("uploads new content with all headers, tags and access rules", async () => {
    const { outputs } = await bench.create({ ...everything, content: "one" });
    const news = bench.inputs({ ...everything, content: "two" });
    const updated = await bench.update(outputs, news);
    assert.deepEqual(updated.operations, ["PutObject+body"]);
    assert.deepEqual((await bench.read(updated.outputs))?.inputs, news);
  });

  it("drops tags and access rules that the new content shall not have", async () => {
    const { outputs } = await bench.create({ ...everything, content: "one" });
    const news = bench.inputs({ content: "two" });
    const updated = await bench.update(outputs, news);
    assert.deepEqual((await bench.read(updated.outputs))?.inputs, news);
  });

  it("uploads an edited file and leaves one that only moved", async () => {
    const { outputs } = await bench.create({ source: files.asset("e.txt", "one") });
    const edited = await bench.update(outputs, bench.inputs({ source: files.asset("e.txt", "two") }));
    assert.deepEqual(edited.operations, ["PutObject+body"]);
    assert.equal(await bench.content(), "two");
    assert.deepEqual(
      (await bench.update(edited.outputs, bench.inputs({ source: files.asset("f.txt", "two") }))).operations,
      [],
    );
  });

  it("looks again when somebody rewrites the object at the same moment", async () => {
    const { outputs } = await bench.create({ content: "x" });
    bench.bench.emulator.addFault({
      kind: "status",
      status: 412,
      code: "PreconditionFailed",
      match: { method: "PUT", key: "a.txt" },
    });
    const { operations } = await bench.update(
      outputs,
      bench.inputs({ content: "x", cacheControl: "no-store" }),
    );
    assert.deepEqual(operations, ["PutObjectCopy", "PutObjectCopy"]);
    const copies = bench.bench.sent.filter(({ headers }) => headers?.["x-cos-copy-source"] !== undefined);
    assert.equal(copies.length, 2);
    assert.equal(copies[0]?.headers?.["x-cos-copy-source-If-Match"], `"${outputs.etag}"`);
  });

  it("sees a copy that failed with status 200", async () => {
    const { outputs } = await bench.create({ content: "x" });
    bench.bench.emulator.addFault({ kind: "errorBody", times: 1, match: { key: "a.txt" } });
    await bench.update(outputs, bench.inputs({ content: "x", cacheControl: "no-store" }));
    const { headers } = await bench.outside({ method: "HEAD" });
    assert.equal(headers["cache-control"], "no-store");
  });
});

describe("Object, given by a short bucket name,", () => {
  it("keeps the name as the program says it", async () => {
    const bench = await ObjectBench.start();
    try {
      await bench.reset();
      const short = bench.target.bucket.replace(/-\d+$/, "");
      const inputs = { ...checked({ ...bench.target, key: "a", content: "x" }), bucket: short };
      const { outputs, id } = await object.create(bench.bench.context, inputs);
      assert.equal(outputs.bucket, short);
      assert.equal(id, bench.id("a"));
      assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
    } finally {
      await bench.bench.close();
    }
  });
});
