import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { unknownValue } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { readLive } from "../../provider/resources/object/live";
import { copyObject } from "../../provider/resources/object/serverCopy";
import { objectCopy } from "../handlers";
import { region, startBench, type TestBench } from "../support";

const mebibyte = 1024 * 1024;

describe("ObjectCopy", () => {
  let bench: TestBench;
  let [from, to] = [
    { bucket: "", region },
    { bucket: "", region },
  ];
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bench.emulator.clearFaults();
    [from, to] = [await bench.createBucket(), await bench.createBucket()];
    await put("hello", {
      "cache-control": "max-age=5",
      "x-cos-meta-author": "me",
      "x-cos-tagging": "a=1&b=2",
    });
    bench.sent.length = 0;
    bench.warnings.length = 0;
  });

  const settings = { region, appId: "1250000000" };
  const put = (body: string | Uint8Array, headers: Record<string, string> = {}, key = "source.txt") =>
    bench.context.client.send({ method: "PUT", ...from, key, body, headers });
  const checkedInputs = (news: Props = {}): Props => {
    const given = { ...to, key: "copy.txt", source: { ...from, key: "source.txt" }, ...news };
    const { inputs, failures } = objectCopy.check(settings, {}, given);
    assert.deepEqual(failures, []);
    return inputs;
  };
  const failures = (news: Props) =>
    objectCopy
      .check(settings, {}, { ...to, key: "copy.txt", source: { ...from, key: "source.txt" }, ...news })
      .failures.map(({ path, reason }) => `${path}: ${reason}`);
  const create = async (news: Props = {}) =>
    (await objectCopy.create(bench.context, checkedInputs(news))).outputs;
  const id = () => `${region}/${to.bucket}/copy.txt`;
  const read = async (olds: Props) => (await objectCopy.read(bench.context, id(), olds))?.outputs;
  const paths = (olds: Props | undefined, news: Props = {}) =>
    objectCopy.diff("", olds ?? {}, checkedInputs(news)).differences.map(({ path }) => path);
  const head = async (key = "copy.txt") =>
    (await bench.context.client.send({ method: "HEAD", ...to, key })).headers;
  const tagsOf = async () =>
    (await bench.context.client.send({ method: "GET", ...to, key: "copy.txt", query: { tagging: "" } })).body
      .toString()
      .replace(/.*<TagSet\/?>|<\/TagSet>.*/gs, "");
  const copies = () =>
    bench.sent.filter(({ headers }) => headers?.["x-cos-copy-source"] !== undefined).length;

  it("compares with what was read alone, as after an import", async () => {
    const outputs = await create();
    const imported = await objectCopy.read(bench.context, id(), {});
    assert.ok(imported);
    assert.deepEqual(paths(imported.outputs), ["source.bucket", "source.region", "source.key"]);
    assert.deepEqual(
      (await objectCopy.update(bench.context, id(), imported.outputs, checkedInputs())).outputs,
      outputs,
    );
  });

  it("ends where the source has no CRC64, as very old objects", async () => {
    const { send } = bench.context.client;
    bench.context.client.send = (async (request: Parameters<typeof send>[0]) => {
      const response = await send.call(bench.context.client, request);
      if (request.method === "HEAD" && request.key === "source.txt") {
        delete response.headers["x-cos-hash-crc64ecma"];
      }
      return response;
    }) as typeof send;
    try {
      assert.equal((await create()).upToDate, true);
    } finally {
      bench.context.client.send = send;
    }
  });

  it("copies content, headers and tags, and is the same when it is read again", async () => {
    const outputs = await create();
    const headers = await head();
    assert.equal(headers["cache-control"], "max-age=5");
    assert.equal(headers["x-cos-meta-author"], "me");
    assert.match(await tagsOf(), /<Key>a<\/Key><Value>1<\/Value>/);
    assert.deepEqual(paths(outputs), []);
    assert.deepEqual(await read(outputs), outputs);
    assert.equal(outputs.upToDate, true);
    assert.equal(outputs.contentLength, 5);
  });

  it("copies nothing when COS holds the copy already", async () => {
    await create();
    bench.sent.length = 0;
    await create();
    assert.equal(copies(), 0);
    assert.ok(bench.sent.every(({ method }) => method !== "PUT"));
  });

  it("gives the copy the program's headers and tags with Replaced", async () => {
    const news = {
      metadataDirective: "Replaced",
      taggingDirective: "Replaced",
      contentType: "text/x-copy",
      metadata: { Copied: "yes" },
      tags: { c: "3" },
      storageClass: "STANDARD_IA",
      acl: "public-read",
    };
    const outputs = await create(news);
    const headers = await head();
    assert.equal(headers["content-type"], "text/x-copy");
    assert.equal(headers["x-cos-meta-copied"], "yes");
    assert.equal(headers["cache-control"], undefined);
    assert.equal(headers["x-cos-meta-author"], undefined);
    assert.equal(headers["x-cos-storage-class"], "STANDARD_IA");
    assert.equal(await tagsOf(), "<Tag><Key>c</Key><Value>3</Value></Tag>");
    assert.deepEqual(paths(outputs, news), []);
    assert.deepEqual(paths(outputs, { ...news, contentType: "text/y" }), ["contentType"]);
    assert.deepEqual(paths(outputs), ["metadataDirective", "taggingDirective", "acl"]);
  });

  it("has the type of its key with Replaced, when none is given", async () => {
    const news = { metadataDirective: "Replaced", cacheControl: "no-cache", key: "copy.html" };
    const outputs = await create(news);
    assert.equal((await head("copy.html"))["content-type"], "text/html; charset=utf-8");
    assert.deepEqual(paths(outputs, news), []);
  });

  it("copies again when a refresh finds that the source has changed", async () => {
    const outputs = await create();
    await put("changed");
    const live = await read(outputs);
    assert.equal(live?.upToDate, false);
    assert.deepEqual(paths(live), ["source"]);
    const healed = await objectCopy.update(bench.context, id(), live ?? {}, checkedInputs());
    assert.equal(healed.outputs.contentLength, 7);
    assert.deepEqual(paths(healed.outputs), []);
  });

  it("copies again when somebody overwrote the copy, and shows it", async () => {
    const outputs = await create();
    await bench.context.client.send({ method: "PUT", ...to, key: "copy.txt", body: "theirs" });
    const live = await read(outputs);
    assert.notEqual(live?.crc64, outputs.crc64);
    assert.deepEqual(paths(live), ["source"]);
    await objectCopy.update(bench.context, id(), live ?? {}, checkedInputs());
    assert.deepEqual(paths(await read(outputs)), []);
  });

  it("is not a change when the same content was written to the source again", async () => {
    const outputs = await create();
    await put("hello");
    assert.deepEqual(paths(await read(outputs)), []);
  });

  it("sees a pinned CRC64 change without a refresh, and copies nothing that does not have it", async () => {
    const crc = String((await create()).crc64);
    const outputs = await create({ sourceCrc64: crc });
    assert.deepEqual(paths(outputs, { sourceCrc64: crc }), []);
    assert.deepEqual(paths(outputs, { sourceCrc64: "42" }), ["sourceCrc64"]);
    assert.deepEqual(paths(outputs, { sourceCrc64: unknownValue }), ["sourceCrc64"]);
    await assert.rejects(create({ sourceCrc64: "42" }), /has the CRC64 \d+, not 42 as sourceCrc64 says/);
  });

  it("copies one version for ever when it is named", async () => {
    const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    await bench.context.client.send({ method: "PUT", ...from, query: { versioning: "" }, body });
    const { headers } = await put("first");
    await put("second");
    const news = { source: { ...from, key: "source.txt", versionId: headers["x-cos-version-id"] } };
    const outputs = await create(news);
    assert.equal(outputs.contentLength, 5);
    await put("third");
    assert.deepEqual(paths(await read(outputs), news), []);
  });

  it("copies from another region, and keys with any characters", async () => {
    const far = { bucket: bench.newName(), region: "ap-beijing" };
    await bench.context.client.send({ method: "PUT", ...far });
    const key = "a b/ü+%/../#?&=.txt";
    await bench.context.client.send({ method: "PUT", ...far, key, body: "far" });
    const news = { source: { ...far, key } };
    const outputs = await create(news);
    assert.equal(outputs.contentLength, 3);
    assert.deepEqual(paths(outputs, news), []);
  });

  it("copies in parts what is larger than one request may copy, with all headers", async () => {
    const content = randomBytes(2 * mebibyte + 5);
    await put(content, { "content-type": "x/y" }, "large");
    const source = await readLive(bench.context, { ...from, key: "large" }, { tags: "never", acl: "never" });
    assert.ok(source);
    const limits = { single: mebibyte, part: mebibyte, inFlight: 2 };
    const copy = {
      from: { ...from, key: "large" },
      source,
      headers: { "content-type": "x/y" },
      metadataDirective: "Replaced" as const,
      taggingDirective: "Replaced" as const,
      isDone: () => false,
    };
    await copyObject(bench.context, { ...to, key: "large" }, copy, limits);
    const { "x-cos-hash-crc64ecma": crc64, "content-type": type, etag } = await head("large");
    assert.deepEqual([crc64, type], [source.crc64, "x/y"]);
    assert.match(etag ?? "", /-3"$/);
  });

  it("fails clearly when there is no source, and keeps the copy when the source goes later", async () => {
    await assert.rejects(create({ source: { ...from, key: "nothing" } }), /there is no object nothing in t/);
    const outputs = await create();
    await bench.context.client.send({ method: "DELETE", ...from, key: "source.txt" });
    const live = await read(outputs);
    assert.deepEqual(paths(live), []);
    assert.match(
      bench.warnings.join(),
      /the source of copy\.txt .* is gone or may not be read; the copy stays/,
    );
  });

  it("names what may be missing on either side when COS refuses a copy", async () => {
    bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      match: { operation: "PutObjectCopy" },
      times: 1,
    });
    await assert.rejects(create(), (error: Error) => {
      assert.match(error.message, /lacks the CAM action name\/cos:PutObject on t/);
      assert.match(error.message, /name\/cos:GetObject on its source, ap-guangzhou\/t\w+-\d+\/source\.txt/);
      return true;
    });
  });

  it("is gone when somebody deleted it, and deleting it twice succeeds", async () => {
    const outputs = await create();
    await objectCopy.delete(bench.context, id(), outputs);
    await objectCopy.delete(bench.context, id(), outputs);
    assert.equal(await read(outputs), undefined);
  });

  it("refuses headers and tags that Copy would ignore, and wrong places, all at once", () => {
    assert.deepEqual(
      failures({ cacheControl: "x", tags: { a: "b" }, sourceCrc64: "x", source: { bucket: "-b", region } }),
      [
        "source.bucket: must be a bucket's name: lower-case letters, digits and hyphens, no hyphen at either end, such as site-1250000000",
        "source.key: is required",
        "sourceCrc64: must be a CRC64 as COS writes it: a decimal number",
        'cacheControl: needs metadataDirective "Replaced"; with "Copy" the source\'s own counts',
        'tags: needs taggingDirective "Replaced"; with "Copy" the source\'s own counts',
      ],
    );
    const { failures: found } = objectCopy.check(
      {},
      {},
      { ...to, key: "k", source: { bucket: "b-1", key: "s" } },
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      ["source.region"],
    );
    assert.match(found[0]?.reason ?? "", /tencentcos:region/);
  });
});
