/** What the real engine makes of accidents: things removed by hand, COS out of reach, a provider that dies. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { commandLine } from "../../tools/processes";
import { assertShows } from "./example";
import { changesFound, killProviders, providers, region, type TestStack, useEngine } from "./harness";

const programs = "tests/engine/programs";

describe("a website that meets accidents, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  let stack: TestStack;
  const where = async () => ({ Bucket: String((await stack.outputs()).bucket), Region: region });

  it("keeps no key in its state", async () => {
    stack = await engine.newStack(`${programs}/website`);
    await stack.up();
    const { stdout } = await stack.pulumi(["stack", "export"]);
    assert.ok(!stdout.includes(engine.emulator.secretKey));
    assert.ok(!stdout.includes(engine.emulator.secretId));
  });

  it("gets back a configuration that was removed by hand", async () => {
    await engine.outsider.deleteBucketCors(await where());
    await stack.up(["--refresh"]);
    assert.equal((await engine.outsider.getBucketCors(await where())).CORSRules.length, 1);
  });

  it("gets back a bucket that was removed by hand, with all its configurations and objects", async () => {
    const old = await where();
    await engine.outsider.deleteObject({ ...old, Key: "index.html" });
    await engine.outsider.deleteBucket(old);
    await stack.preview(["--refresh", "--expect-no-changes"], { exits: changesFound });

    await stack.up(["--refresh"]);
    const made = await where();
    assert.equal((await engine.outsider.getBucketAcl(made)).ACL, "public-read");
    assert.equal((await engine.outsider.getBucketCors(made)).CORSRules.length, 1);
    const page = await engine.outsider.getObject({ ...made, Key: "index.html" });
    assert.equal(String(page.Body), "<h1>Hello</h1>\n");
  });

  it("loses nothing of its state when COS does not answer", async () => {
    const ids = async () => (await stack.resources()).map(({ urn, id }) => [urn, id]);
    const before = await ids();
    engine.emulator.addFault({ kind: "drop", times: 0 });
    const { output } = await stack.up(["--refresh"], { exits: 1 });
    assertShows(output, "no answer from");
    engine.emulator.clearFaults();
    assert.deepEqual(await ids(), before);
    await stack.preview(["--refresh", "--expect-no-changes"]);
  });

  it("is destroyed, and nothing is left over", async () => {
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});

describe("a provider that is killed between PUT and answer, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();

  it("leaves nothing to repair by hand: the next up takes the bucket as its own", async () => {
    const { emulator } = engine;
    const bucket = `killed-${emulator.appId}`;
    const stack = await engine.newStack(`${programs}/namedBucket`, {
      config: { "namedBucket:name": bucket },
    });
    // The bucket is there at once; no answer ever comes, however often the provider asks again.
    emulator.addFault({ kind: "loseAnswer", times: 0, match: { operation: "PutBucket" } });
    let killed = 0;
    await stack.up([], {
      exits: 1,
      onStart: async ({ pid }) => {
        while (!(await engine.buckets()).includes(bucket)) {
          await delay(50);
        }
        killed = killProviders(pid as number);
      },
    });
    emulator.clearFaults();
    assert.ok(killed > 0, "no provider was running");
    assert.deepEqual(await engine.buckets(), [bucket]);

    await stack.up();
    await stack.preview(["--refresh", "--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});

describe("a provider that is killed in the middle of a large file, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "film-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("sends with the next up only the parts that COS does not hold, and leaves no upload behind", async () => {
    const { emulator, outsider } = engine;
    const part = 16 * 1024 * 1024;
    const parts = 8;
    const file = path.join(folder, "film.bin");
    writeFileSync(
      file,
      Buffer.concat(Array.from({ length: parts }, (_, index) => Buffer.alloc(part, index))),
    );
    const stack = await engine.newStack(`${programs}/largeFile`, { config: { "largeFile:file": file } });
    const sent = () => emulator.requests.filter(({ operation }) => operation === "UploadPart");
    // The first parts come through, the others never do.
    emulator.addFault({
      kind: "delay",
      milliseconds: 60_000,
      times: 0,
      skip: 3,
      match: { operation: "UploadPart" },
    });
    let killed = 0;
    await stack.up([], {
      exits: 1,
      onStart: async ({ pid }) => {
        while (sent().length < 3) {
          await delay(20);
        }
        killed = killProviders(pid as number);
      },
    });
    assert.ok(killed > 0, "no provider was running");
    emulator.clearFaults();
    const where = { Bucket: String((await engine.buckets())[0]), Region: region };
    const uploads = async () =>
      (await outsider.multipartList({ ...where, Prefix: "", Delimiter: "" })).Upload.length;
    assert.equal(await uploads(), 1);

    emulator.clearRequests();
    await stack.up();
    assert.equal(sent().length, parts - 3);
    assert.equal(await uploads(), 0);
    const found = createHash("sha256");
    const { Body } = await outsider.getObject({ ...where, Key: "film.bin" });
    const wanted = createHash("sha256");
    for await (const chunk of createReadStream(file)) {
      wanted.update(chunk);
    }
    assert.equal(found.update(Body).digest("hex"), wanted.digest("hex"));
    await stack.preview(["--refresh", "--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});

// docs/promises.md#no-orphaned-writers
describe("a provider whose engine is killed in the middle of an upload, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "film-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("ends, and asks COS for nothing more", async () => {
    const { emulator } = engine;
    const file = path.join(folder, "film.bin");
    writeFileSync(file, Buffer.alloc(400 * 1024 * 1024));
    const stack = await engine.newStack(`${programs}/largeFile`, { config: { "largeFile:file": file } });
    const sent = () => emulator.requests.filter(({ operation }) => operation === "UploadPart").length;
    // Slow enough that the upload would go on for long.
    emulator.addFault({ kind: "delay", milliseconds: 2_000, times: 0, match: { operation: "UploadPart" } });
    let orphans: number[] = [];
    await stack.up([], {
      exits: "any",
      onStart: async ({ pid }) => {
        while (sent() < 3) {
          await delay(20);
        }
        orphans = providers(pid as number);
        process.kill(pid as number, "SIGKILL");
      },
    });
    assert.ok(orphans.length > 0, "no provider was running");
    const deadline = Date.now() + 20_000;
    const alive = () => orphans.filter((pid) => commandLine(pid).includes("dynamic-provider"));
    while (alive().length > 0 && Date.now() < deadline) {
      await delay(20);
    }
    assert.deepEqual(alive(), []);
    const ended = Date.now();
    await delay(3_000); // also for those that the emulator was still busy with
    assert.deepEqual(
      emulator.requests.filter(({ time }) => time > ended).map(({ operation }) => operation),
      [],
    );

    emulator.clearFaults();
    await stack.pulumi(["cancel", "--yes"]);
    await stack.up();
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});

describe("a provider that is killed before a large file has a part, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "film-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("does not prevent destroying the stack, although the upload was never reported", async () => {
    const { emulator, outsider } = engine;
    const file = path.join(folder, "film.bin");
    writeFileSync(file, Buffer.alloc(40 * 1024 * 1024, 7));
    const stack = await engine.newStack(`${programs}/largeFile`, { config: { "largeFile:file": file } });
    emulator.addFault({ kind: "loseAnswer", times: 0, match: { operation: "InitiateMultipartUpload" } });
    const begun = () => emulator.requests.some(({ operation }) => operation === "InitiateMultipartUpload");
    let killed = 0;
    await stack.up([], {
      exits: 1,
      onStart: async ({ pid }) => {
        while (!begun()) {
          await delay(20);
        }
        killed = killProviders(pid as number);
      },
    });
    assert.ok(killed > 0, "no provider was running");
    emulator.clearFaults();
    const where = { Bucket: String((await engine.buckets())[0]), Region: region };
    const { Upload } = await outsider.multipartList({ ...where, Prefix: "", Delimiter: "" });
    assert.ok(Upload.length > 0, "nothing was begun");
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
