import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { folder } from "../../provider/resources/folder";
import { FolderBench, incomplete } from "./folderBench";
import { ObjectBench } from "./objectBench";
import { paths } from "./objectInputs";

describe("A write of which nobody knows how it ended", () => {
  describe("in a folder", () => {
    let bench: FolderBench;
    before(async () => {
      bench = await FolderBench.start();
    });
    beforeEach(() => bench.reset());
    after(() => bench.close());

    it("is looked at again, also when the file is as it was before", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      bench.write({ "a.txt": "22" });
      bench.bench.emulator.addFault({ kind: "loseAnswer", match: { operation: "PutObject" }, times: 100 });
      const failed = await incomplete(bench.update(outputs));
      bench.forget();
      assert.deepEqual(await bench.contents(), { "a.txt": "22" });
      bench.write({ "a.txt": "1" });
      assert.notDeepEqual(folder.diff(bench.id, failed.outputs, await bench.inputs()).differences, []);
      await bench.update(failed.outputs);
      assert.deepEqual(await bench.contents(), { "a.txt": "1" });
    });

    it("leaves nothing behind of a large file that changed while it was sent", async () => {
      const size = 1.5 * 1024 * 1024;
      bench.write({ "new.bin": Buffer.alloc(size, "1") });
      const inputs = await bench.inputs();
      writeFileSync(path.join(bench.source, "new.bin"), Buffer.alloc(size, "2"));
      const failed = await incomplete(folder.create(bench.bench.context, inputs));
      assert.match(failed.message, /new\.bin changed while the folder was being uploaded/);
      await bench.delete(failed.outputs);
      assert.deepEqual(await bench.keys(), []);
    });

    it("does not make it forget what was sent before a removal that is refused", async () => {
      bench.write({ "old.txt": "1" });
      const outputs = await bench.create();
      bench.remove("old.txt");
      bench.write({ "new.txt": "2" });
      bench.bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        match: { operation: "DeleteMultipleObjects" },
        times: 1,
      });
      const failed = await incomplete(bench.update(outputs));
      assert.match(failed.message, /old\.txt.*AccessDenied/s);
      await bench.delete(failed.outputs);
      assert.deepEqual(await bench.keys(), []);
    });
  });

  describe("of an object", () => {
    let bench: ObjectBench;
    before(async () => {
      bench = await ObjectBench.start();
    });
    beforeEach(() => bench.reset());
    after(() => bench.bench.close());

    it("is a difference from then on", async () => {
      const { outputs, inputs } = await bench.create({ content: "1" });
      bench.bench.emulator.addFault({ kind: "loseAnswer", match: { operation: "PutObject" }, times: 100 });
      const failed = await incomplete(bench.update(outputs, bench.inputs({ content: "22" })));
      bench.bench.emulator.clearFaults();
      assert.equal(await bench.content(), "22");
      assert.deepEqual(paths(failed.outputs, inputs), ["content"]);
      await bench.update(failed.outputs, inputs);
      assert.equal(await bench.content(), "1");
    });
  });
});
