import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ChecksumThread } from "../../provider/api/checksumThread";
import { crc64 } from "../../provider/client";

const mebibyte = 1_024 * 1_024;

describe("The CRC64 of a stretch of a file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "checksums-"));
  const file = path.join(folder, "content");
  const content = randomBytes(5 * mebibyte + 3);
  let fd: number;
  let thread: ChecksumThread;

  before(() => {
    writeFileSync(file, content);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    fd = openSync(file, "r");
    thread = new ChecksumThread();
  });
  afterEach(async () => {
    await thread.close();
    closeSync(fd);
  });

  const stretches: readonly (readonly [name: string, from: number, to: number])[] = [
    ["that is empty", 7, 7],
    ["that is small", 7, 1_000],
    ["that is large", 3, 3 * mebibyte + 1],
    ["that is the whole file", 0, content.length],
    ["that reaches beyond the end", content.length - 10, content.length + 10],
    ["that reaches far beyond the end", 1, content.length + 3 * mebibyte],
  ];
  for (const [name, from, to] of stretches) {
    it(`${name} is that of its bytes`, async () => {
      assert.equal(await thread.of({ fd, from, to }), crc64(content.subarray(from, to)));
    });
  }

  it("is answered to the one that asked, of many at the same time", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      fd,
      from: index * 1_000,
      to: 2 * mebibyte + index * 50_000,
    }));
    const answers = await Promise.all(many.map((stretch) => thread.of(stretch)));
    assert.deepEqual(
      answers,
      many.map(({ from, to }) => crc64(content.subarray(from, to))),
    );
  });

  it("is an error where the file cannot be read, small or large, and the next one is none", async () => {
    await assert.rejects(thread.of({ fd: 9_999, from: 0, to: 10 }), { code: "EBADF" });
    await assert.rejects(thread.of({ fd: 9_999, from: 0, to: 2 * mebibyte }), { code: "EBADF" });
    assert.equal(await thread.of({ fd, from: 0, to: 10 }), crc64(content.subarray(0, 10)));
  });

  it("is refused by a thread that has ended, and what it has not answered is rejected", async () => {
    const waiting = thread.of({ fd, from: 0, to: content.length });
    await Promise.all([assert.rejects(waiting, /has ended/), thread.close()]);
    await assert.rejects(thread.of({ fd, from: 0, to: content.length }), /has ended/);
  });
});
