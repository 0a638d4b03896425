import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { startBench } from "./http";

describe("An emulator", () => {
  let folder: string;
  const before_ = process.env.TMPDIR;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "emulator-spec-"));
    process.env.TMPDIR = folder;
  });
  afterEach(() => {
    if (before_ === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = before_;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

  it("keeps large bodies in one folder, drops them with their objects, and removes it when it is closed", async () => {
    const bench = await startBench();
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", Buffer.alloc(100_000));
    await bench.put(bucket, "/b", Buffer.alloc(100_000));
    await bench.put(bucket, "/small", "x");
    assert.equal(files(), 2);
    await bench.put(bucket, "/a", "small now");
    await bench.ask({ method: "DELETE", bucket, path: "/b" });
    for (let tries = 0; files() > 0 && tries < 500; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(files(), 0);
    await bench.put(bucket, "/c", Buffer.alloc(100_000));
    assert.equal(readdirSync(folder).length, 1);
    await bench.close();
    assert.deepEqual(readdirSync(folder), []);
    await bench.emulator.close();
  });

  it("leaves no bodies of refused writes behind", async () => {
    const bench = await startBench();
    const bucket = await bench.createBucket();
    const headers = { "content-md5": Buffer.alloc(16).toString("base64") };
    const body = Buffer.alloc(100_000);
    const answer = await bench.ask({ method: "PUT", bucket, path: "/a", body, headers });
    assert.equal(answer.one("Code"), "BadDigest");
    assert.equal(files(), 0);
    await bench.close();
  });

  it("can be closed while requests are being answered", async () => {
    const bench = await startBench();
    const bucket = await bench.createBucket();
    bench.emulator.addFault({ kind: "delay", milliseconds: 300 });
    const waiting = assert.rejects(bench.ask({ bucket }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await bench.emulator.close();
    await waiting;
    await assert.rejects(fetch(bench.emulator.url));
    await bench.close();
  });

  it("says when its port is taken, and leaves nothing behind", async () => {
    const emulator = await startEmulator();
    const port = Number(new URL(emulator.url).port);
    await assert.rejects(startEmulator({ port }), /EADDRINUSE/);
    assert.equal(readdirSync(folder).length, 1);
    await emulator.close();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("uses the configured region where hosts show none, and the configured latency", async () => {
    await assert.rejects(startEmulator({ region: "nowhere" }), /InvalidRegionName/);
    const emulator = await startEmulator({
      region: "ap-tokyo",
      latency: 60,
      verifySignatures: false,
      host: "127.0.0.1",
    });
    try {
      const began = performance.now();
      const url = `${emulator.url}/a-${emulator.appId}`;
      assert.equal((await fetch(url, { method: "PUT" })).status, 200);
      assert.ok(performance.now() - began >= 55);
      const head = await fetch(url, { method: "HEAD" });
      assert.equal(head.headers.get("x-cos-bucket-region"), "ap-tokyo");
    } finally {
      await emulator.close();
    }
  });
});
