import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { CosServiceError } from "../../provider/client";
import { IncompleteError } from "../../provider/resources/handler";
import { object } from "../handlers";
import { ObjectBench } from "./objectBench";
import { asset, everything, Files, paths } from "./objectInputs";

describe("An Object when requests fail", () => {
  const files = new Files();
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(() => bench.reset());
  afterEach(() => bench.bench.emulator.clearFaults());
  after(async () => {
    files.remove();
    await bench.bench.close();
  });

  /** The path behind an open file of this process. */
  const opened = (descriptor: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      return undefined;
    }
  };

  const deny = (operation: string, times = 0) =>
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times,
      match: { operation },
    });

  it("converges without sending content again when the process died after the PUT", async () => {
    for (const content of [
      { content: "x" },
      { source: files.asset("died.txt", "x") },
      { source: asset({ text: "x" }, "x") },
    ]) {
      const inputs = bench.inputs({ ...everything, ...content });
      const first = await object.create(bench.bench.context, inputs);
      bench.bench.sent.length = 0;
      const second = await object.create(bench.bench.context, inputs);
      assert.deepEqual(bench.writes(), []);
      assert.deepEqual(second, first);
    }
  });

  it("takes over what is there and writes only what differs", async () => {
    await bench.outside({
      method: "PUT",
      body: "x",
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
    bench.bench.sent.length = 0;
    await object.create(bench.bench.context, bench.inputs({ content: "x", tags: { a: "b" } }));
    assert.deepEqual(bench.writes(), ["PutObjectTagging"]);
  });

  it("replaces what is there when its size or its content is another", async () => {
    for (const there of ["12345", "4321"]) {
      await bench.outside({ method: "PUT", body: there });
      await object.create(bench.bench.context, bench.inputs({ source: files.asset("size.txt", "1234") }));
      assert.equal(await bench.content(), "1234");
    }
  });

  it("takes away access rules of the object that it replaces", async () => {
    const { outputs } = await bench.create({ content: "x", acl: "public-read" });
    await bench.update(outputs, bench.inputs({ content: "y" }));
    const put = bench.bench.sent.find(({ operation }) => operation === "PutObject");
    assert.equal(put?.headers?.["x-cos-acl"], "default");
  });

  it("leaves no file open", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    const source = files.asset("open.txt", "content");
    const open = () => readdirSync("/proc/self/fd").filter((fd) => opened(fd) === source.path).length;
    const { outputs } = await bench.create({ source });
    await bench.update(outputs, bench.inputs({ source: files.asset("open.txt", "other") }));
    deny("PutObject");
    await assert.rejects(bench.create({ source, key: "b" }));
    assert.equal(open(), 0);
  });

  it("survives a lost answer", async () => {
    bench.bench.emulator.addFault({ kind: "loseAnswer", match: { method: "PUT", key: "a.txt" } });
    const { outputs } = await bench.create({ source: files.asset("lost.txt", "content") });
    assert.equal(await bench.content(), "content");
    assert.equal(outputs.contentLength, 7);
  });

  it("waits for tags that COS shows late", async () => {
    const { outputs } = await bench.create({ content: "x", tags: { a: "b" } });
    bench.bench.emulator.addFault({
      kind: "stale",
      milliseconds: 300,
      match: { operation: "PutObjectTagging" },
    });
    const updated = await bench.update(outputs, bench.inputs({ content: "x", tags: { a: "c" } }));
    assert.deepEqual(updated.operations, ["PutObjectTagging"]);
    assert.deepEqual(updated.outputs.tags, { a: "c" });
  });

  it("never treats 403 as gone", async () => {
    const { outputs } = await bench.create({ content: "x" });
    deny("HeadObject");
    await assert.rejects(bench.read(outputs), (error) => {
      assert.ok(CosServiceError.isInstance(error));
      assert.equal(error.status, 403);
      assert.match(error.message, /HeadObject/);
      return true;
    });
  });

  it("refreshes without the right to read tags and access rules that it does not manage", async () => {
    const { outputs, inputs } = await bench.create({ content: "x" });
    deny("GetObjectTagging");
    deny("GetObjectAcl");
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
  });

  it("names the right that is missing to read the tags and access rules that it manages", async () => {
    const { outputs } = await bench.create({ content: "x", tags: { a: "b" }, acl: "private" });
    deny("GetObjectTagging");
    await assert.rejects(bench.read(outputs), /name\/cos:GetObjectTagging/);
    bench.bench.emulator.clearFaults();
    deny("GetObjectAcl");
    await assert.rejects(bench.read(outputs), /name\/cos:GetObjectACL/);
  });

  it("writes changed tags without the right to read them", async () => {
    const { outputs } = await bench.create({ content: "x", tags: { a: "b" } });
    deny("GetObjectTagging");
    const { operations } = await bench.update(outputs, bench.inputs({ content: "x", tags: { a: "c" } }));
    assert.deepEqual(operations, ["PutObjectTagging"]);
  });

  const incomplete = async (attempt: Promise<unknown>) => {
    const error: unknown = await attempt.then(
      () => assert.fail("must fail"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof IncompleteError, String(error));
    assert.equal(error.id, bench.id("a.txt"));
    return error;
  };

  it("is kept as incomplete when its tags were written and its access rules were not", async () => {
    await bench.outside({
      method: "PUT",
      body: "x",
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
    deny("PutObjectAcl");
    const news = bench.inputs({ content: "x", tags: { a: "b" }, acl: "private" });
    const error = await incomplete(object.create(bench.bench.context, news));
    assert.match(error.message, /name\/cos:PutObjectACL/);
    assert.deepEqual(error.outputs.tags, { a: "b" });
    assert.deepEqual(paths(error.outputs, news), ["acl"]);
    bench.bench.emulator.clearFaults();
    assert.deepEqual((await bench.update(error.outputs, news)).operations, ["PutObjectAcl"]);
  });

  it("is kept as incomplete when it was sent and cannot be looked at", async () => {
    deny("HeadObject");
    const news = bench.inputs({ content: "x", tags: { a: "b" } });
    const error = await incomplete(object.create(bench.bench.context, news));
    assert.match(error.message, /name\/cos:HeadObject/);
    bench.bench.emulator.clearFaults();
    const { operations, outputs } = await bench.update(error.outputs, news);
    assert.deepEqual(operations, []);
    assert.deepEqual(paths(outputs, news), []);
  });

  it("leaves nothing in the state when nothing was written", async () => {
    deny("PutObject");
    await assert.rejects(
      bench.create({ content: "x" }),
      (error) => CosServiceError.isInstance(error) && !(error instanceof IncompleteError),
    );
  });

  it("uploads although a missing object answers 403 without the right to list", async () => {
    deny("HeadObject", 1);
    const { outputs } = await bench.create({ content: "x" });
    assert.equal(outputs.contentLength, 1);
  });

  it("writes nothing over an object that it may no longer look at", async () => {
    const { outputs } = await bench.create({ content: "x" });
    deny("HeadObject");
    await assert.rejects(bench.update(outputs, bench.inputs({ content: "y" })), { status: 403 });
    assert.deepEqual(bench.writes(), []);
  });

  it("takes a 404 that means no tags for no tags, and one that means no object for gone", async () => {
    const { outputs, inputs } = await bench.create({ content: "x" });
    const tagging = (code: string) =>
      bench.bench.emulator.addFault({
        kind: "status",
        status: 404,
        code,
        match: { operation: "GetObjectTagging" },
      });
    tagging("NoSuchTagSet");
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
    tagging("NoSuchKey");
    assert.equal(await bench.read(outputs), undefined);
  });

  it("explains that an archived object must be restored before its headers can change", async () => {
    const { outputs } = await bench.create({ content: "x" });
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "InvalidObjectState",
      match: { method: "PUT", key: "a.txt" },
    });
    await assert.rejects(
      bench.update(outputs, bench.inputs({ content: "x", cacheControl: "no-store" })),
      /restored/,
    );
  });
});
