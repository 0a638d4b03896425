import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeFolder } from "../../provider/model/cacheFolder";
import { FolderBench } from "./folderBench";

/** Longer than a file is too young to be remembered. */
const untilOldMs = 2_100;

// docs/promises.md#changed-files-are-sent
describe("Check sums that a folder remembers", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(async () => {
    await bench.reset();
    rmSync(bench.cache, { recursive: true });
  });
  after(() => bench.close());

  const fixedDate = new Date("1980-01-01T00:00:00Z");
  /** As a reproducible build does: the same names, lengths and times whatever is in them. */
  const build = (content: string) => {
    const pages = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}.html`, content]));
    bench.write(pages);
    for (const name of Object.keys(pages)) {
      utimesSync(path.join(bench.source, name), fixedDate, fixedDate);
    }
  };
  const digest = async () => (await bench.inputs()).digest;
  const hashes = () => path.join(bench.cache, "hashes");
  const file = () => path.join(hashes(), readdirSync(hashes())[0] as string);
  /** Makes what is remembered wrong, so that it shows whether it is believed. */
  const falsify = (change: (cache: { version: number; entries: Record<string, unknown[]> }) => void) => {
    const cache = JSON.parse(readFileSync(file(), "utf8"));
    change(cache);
    writeFileSync(file(), JSON.stringify(cache));
  };
  const falsifySums = () =>
    falsify(({ entries }) => {
      for (const entry of Object.values(entries)) {
        entry[entry.length - 1] = "1";
      }
    });

  it("never hide a change, though a build sets all times to one date", async () => {
    build("old");
    const outputs = await bench.create();
    build("new");
    const { sent } = await bench.update(outputs);
    assert.equal(bench.keysOf("PutObject", sent).length, 9);
  });

  it("never hide a change of a file that had been there for long, with its times set back", async () => {
    build("old");
    await delay(untilOldMs);
    const before = await digest();
    assert.equal(Object.keys(JSON.parse(readFileSync(file(), "utf8")).entries).length, 9);
    build("new");
    assert.notEqual(await digest(), before);
    rmSync(bench.source, { recursive: true });
    mkdirSync(bench.source);
    build("old");
    assert.equal(await digest(), before);
  });

  it("are for this user alone, and not believed where somebody else can write to them", async () => {
    build("old");
    await delay(untilOldMs);
    const right = await digest();
    assert.equal(statSync(bench.cache).mode & 0o777, 0o700);
    assert.equal(statSync(hashes()).mode & 0o777, 0o700);
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    falsifySums();
    assert.notEqual(await digest(), right, "what is remembered is believed here");

    for (const item of [file(), hashes(), bench.cache]) {
      const { mode } = statSync(item);
      for (const open of [0o020, 0o002]) {
        chmodSync(item, mode | open);
        const now = await digest();
        assert.equal(now, right, `${item} with ${open.toString(8)}`);
        chmodSync(item, mode);
        // One that is not believed is written anew.
        falsifySums();
      }
    }
    for (const item of [file(), hashes(), bench.cache]) {
      renameSync(item, `${item}-elsewhere`);
      symlinkSync(`${item}-elsewhere`, item);
      assert.equal(await digest(), right, `a link at ${item}`);
      rmSync(item, { recursive: true });
      renameSync(`${item}-elsewhere`, item);
    }
  });

  it("of an earlier version are not believed", async () => {
    build("old");
    await delay(untilOldMs);
    const right = await digest();
    falsify((cache) => {
      cache.version = 1;
      for (const [size, mtime, , inode] of Object.values(cache.entries)) {
        cache.entries = { ...cache.entries, "0.html": [size, mtime, inode, "1"] };
      }
    });
    assert.equal(await digest(), right);
  });

  it("are left out where there can be no cache, instead of waiting for ever", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    build("old");
    const before = process.env.PULUMI_TENCENTCOS_CACHE;
    try {
      for (const place of ["/proc/x", "/dev/null/x"]) {
        process.env.PULUMI_TENCENTCOS_CACHE = place;
        assert.match(String(await digest()), /^[0-9a-f]{64}$/);
        assert.throws(() => makeFolder(place), { code: /ENOENT|ENOTDIR/ });
      }
    } finally {
      process.env.PULUMI_TENCENTCOS_CACHE = before;
    }
  });
});

describe("A folder with things in it that are not files", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(() => bench.reset());
  after(() => bench.close());

  const at = (name: string) => path.join(bench.source, name);
  const makePipe = (name: string) => assert.equal(spawnSync("mkfifo", [at(name)]).status, 0);
  const reason = async (news = {}) => (await bench.check(news)).failures[0]?.reason ?? "";

  it("names pipes and devices, and does not wait for them", async () => {
    bench.write({ "a.txt": "1" });
    makePipe("pipe");
    symlinkSync("/dev/zero", at("zero"));
    const found = await reason({ followSymlinks: true });
    assert.match(
      found,
      /pipe: is a pipe, which holds nothing that can be uploaded; leave it out with exclude/,
    );
    assert.match(found, /zero: is a device/);
    const { failures } = await bench.check({ followSymlinks: true, exclude: ["pipe", "zero"] });
    assert.deepEqual(failures, []);
  });

  it("refuses a .cosignore that is a pipe, or never ends", async () => {
    makePipe(".cosignore");
    assert.match(await reason(), /\.cosignore: is not a file of patterns/);
    bench.remove(".cosignore");
    symlinkSync("/dev/zero", at(".cosignore"));
    assert.match(await reason(), /\.cosignore: is not a file of patterns/);
    bench.remove(".cosignore");
    bench.write({ ".cosignore": Buffer.alloc(1_000_001, "a\n"), "a.txt": "1" });
    assert.match(await reason(), /\.cosignore: .*1 MB/);
  });

  it("names a file whose name is not UTF-8 byte for byte, and leaves it out when told so", async () => {
    mkdirSync(at("ü"));
    const name = Buffer.from([0x66, 0xff, 0x5c, 0x0a, 0x2e, 0x62]);
    writeFileSync(Buffer.concat([Buffer.from(`${bench.source}/ü/`), name]), "1");
    const shown = String.raw`ü/f\xff\x5c\x0a.b: has a name that is not UTF-8`;
    assert.ok((await reason()).includes(shown), await reason());
    assert.deepEqual((await bench.check({ exclude: ["*.b"] })).failures, []);
  });
});
