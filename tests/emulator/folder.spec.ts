import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../../emulator";

// A program that uses the emulator and never closes it.
const emulator = `require(${JSON.stringify(path.resolve("emulator"))}).startEmulator()`;
// The same of its folder alone, which loads in a tenth of the time.
const bare = `Promise.resolve(require(${JSON.stringify(path.resolve("emulator/store/folder"))}).makeFolder()).then(() => setInterval(() => {}, 1_000))`;

describe("The folder of an emulator that is not closed", () => {
  let folder: string;
  const running: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "emulator-folder-"));
  });
  afterEach(() => {
    for (const child of running.splice(0)) {
      child.kill("SIGKILL");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  // Node and ts-node keep files of their own beside them.
  const folders = () => readdirSync(folder).filter((name) => name.startsWith("cos-emulator-"));

  async function start(use = bare, more = ""): Promise<ChildProcess> {
    const program = `${use}.then(() => { ${more}; console.log("started"); })`;
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", program], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "ignore"],
    });
    running.push(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    assert.equal(folders().length, 1);
    return child;
  }

  it("goes when the process ends by itself or by an uncaught error", async () => {
    for (const end of ["process.exit(3)", "throw new Error('of the program')"]) {
      const child = await start(bare, `setTimeout(() => { ${end} }, 50)`);
      await once(child, "exit");
      assert.deepEqual(folders(), [], end);
    }
  });

  for (const [signal, use] of [
    ["SIGTERM", emulator],
    ["SIGINT", bare],
    ["SIGHUP", bare],
  ] as const) {
    it(`goes with ${signal}, which ends the process as ever`, async () => {
      const child = await start(use);
      child.kill(signal);
      assert.deepEqual(await once(child, "exit"), [null, signal]);
      assert.deepEqual(folders(), []);
    }).timeout(60_000);
  }

  it("stays while a program handles the signal itself", async () => {
    const count =
      "require('fs').readdirSync(process.env.TMPDIR).filter((name) => name.startsWith('cos-emulator-')).length";
    const child = await start(
      bare,
      `process.once('SIGTERM', () => { console.log(${count}); setTimeout(() => process.exit(7), 50); })`,
    );
    child.kill("SIGTERM");
    const [seen] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    assert.equal(String(seen).trim(), "1");
    assert.deepEqual(await once(child, "exit"), [7, null]);
    assert.deepEqual(folders(), []);
  });

  it("goes at the next start when the process was killed, and those of living ones stay", async () => {
    const killed = await start();
    killed.kill("SIGKILL");
    await once(killed, "exit");
    assert.equal(folders().length, 1);
    const [left] = folders();
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      const one = await startEmulator();
      const other = await startEmulator();
      assert.equal(folders().length, 2);
      assert.ok(!folders().includes(left as string));
      await one.close();
      await other.close();
      assert.deepEqual(folders(), []);
    } finally {
      if (before === undefined) {
        delete process.env.TMPDIR;
      } else {
        process.env.TMPDIR = before;
      }
    }
  });

  it("leaves no listener behind once all are closed", async () => {
    const count = () => ["exit", "SIGINT", "SIGTERM", "SIGHUP"].map((event) => process.listenerCount(event));
    const before = count();
    const emulators = await Promise.all([startEmulator(), startEmulator(), startEmulator()]);
    for (const each of emulators) {
      await each.close();
    }
    assert.deepEqual(count(), before);
  });
});
