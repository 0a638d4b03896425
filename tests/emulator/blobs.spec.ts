import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { BlobStore } from "../../emulator/store/blobs";
import { readBody, readPieces, release } from "../../emulator/store/body";

describe("A body of the emulator on its way to the disk", () => {
  it("takes several chunks at once while the disk is slower than they come", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "blobs-spec-"));
    try {
      const blobs = new BlobStore(folder);
      const writer = blobs.writer();
      // One read of a socket can hold several aws-chunks; each is handed over without waiting for the one before.
      const waits = Array.from({ length: 300 }, (_, index) => writer.write(Buffer.alloc(8 * 1024, index)));
      assert.ok(waits.filter(Boolean).length > 1, "the file was never busy");
      await Promise.all(waits);
      const chunks: Buffer[] = [];
      for await (const chunk of readBody(await writer.finish())) {
        chunks.push(chunk);
      }
      const whole = Buffer.concat(chunks);
      assert.equal(whole.length, 300 * 8 * 1024);
      assert.ok(whole.every((byte, index) => byte === (Math.floor(index / 8192) & 0xff)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("A body of the emulator that is given up", () => {
  for (const [how, readAll] of [
    ["chunk by chunk", readBody],
    ["through one buffer", readPieces],
  ] as const) {
    it(`stays while it is read ${how}, and goes with its last reader`, async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "blobs-spec-"));
      try {
        const blobs = new BlobStore(folder);
        const writer = blobs.writer();
        const size = 1024 * 1024;
        await writer.write(Buffer.alloc(size, "x"));
        const body = await writer.finish();
        const file = body[0]?.blob.path ?? "";
        const [whole, brokenOff] = [readAll(body), readAll(body)];
        let read = (await whole.next()).value?.length ?? 0;
        await brokenOff.next();
        release(body);
        await brokenOff.return(undefined);
        for await (const chunk of whole) {
          assert.ok(existsSync(file));
          read += chunk.length;
        }
        assert.equal(read, size);
        while (existsSync(file)) {
          await wait(5);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
