import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BlobStore } from "../../emulator/store/blobs";
import { readBody } from "../../emulator/store/body";

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
