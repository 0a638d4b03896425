import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { IncompleteError } from "../../provider/resources/handler";
import { folder, object, objectCopy } from "../handlers";
import { FolderBench, incomplete } from "./folderBench";
import { ObjectBench } from "./objectBench";
import { paths } from "./objectInputs";

describe("A write with an unknown outcome", () => {
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

    it("leaves a new file in the state, so that a destroy removes it", async () => {
      bench.write({ "new.txt": "1" });
      bench.bench.emulator.addFault({ kind: "loseAnswer", match: { operation: "PutObject" }, times: 100 });
      const failed = await incomplete(folder.create(bench.bench.context, await bench.inputs()));
      bench.forget();
      assert.deepEqual(await bench.contents(), { "new.txt": "1" });
      await bench.delete(failed.outputs);
      assert.deepEqual(await bench.keys(), []);
    });

    it("leaves out of the state what certainly is somebody else's", async () => {
      await bench.outside({ method: "PUT", key: "new.txt", body: "theirs" });
      bench.write({ "new.txt": "1" });
      bench.bench.emulator.addFault({ kind: "drop", match: { operation: "PutObject" }, times: 100 });
      const failed = await incomplete(folder.create(bench.bench.context, await bench.inputs()));
      bench.forget();
      await bench.delete(failed.outputs);
      assert.deepEqual(await bench.contents(), { "new.txt": "theirs" });
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

    const lose = (times: number) =>
      bench.bench.emulator.addFault({ kind: "loseAnswer", match: { operation: "PutObject" }, times });
    const isThere = async (key: string) =>
      await bench.outside({ method: "HEAD", key }).then(
        () => true,
        () => false,
      );

    it("is kept in the state on create, so that a destroy removes it", async () => {
      lose(100);
      const failed = await incomplete(bench.create({ content: "1" }));
      bench.bench.emulator.clearFaults();
      assert.ok(await isThere("a.txt"));
      await object.delete(bench.bench.context, failed.id, failed.outputs);
      assert.ok(!(await isThere("a.txt")));
    });

    it("is kept in the state on create when only a repetition was refused", async () => {
      lose(1);
      bench.bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        match: { operation: "PutObject" },
        skip: 1,
      });
      const failed = await incomplete(bench.create({ content: "1" }));
      bench.bench.emulator.clearFaults();
      assert.equal(
        (await bench.update(failed.outputs, bench.inputs({ content: "1" }))).outputs.etag !== "",
        true,
      );
    });

    it("is not an object in the state when COS refuses, or when somebody else's stands there as before", async () => {
      bench.bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        match: { operation: "PutObject" },
      });
      await assert.rejects(bench.create({ content: "1" }), (error) => !(error instanceof IncompleteError));
      await bench.outside({ method: "PUT", body: "theirs" });
      bench.bench.emulator.addFault({ kind: "drop", match: { operation: "PutObject" }, times: 100 });
      await assert.rejects(bench.create({ content: "1" }), (error) => !(error instanceof IncompleteError));
      bench.bench.emulator.clearFaults();
    });

    it("of a copy is kept in the state on create, so that a destroy removes it", async () => {
      await bench.outside({ method: "PUT", key: "from", body: "x" });
      const source = { ...bench.target, key: "from" };
      const { inputs } = objectCopy.check({}, {}, { ...bench.target, key: "a.txt", source });
      for (const operation of ["PutObjectCopy", "PutObject", "CopyObject"]) {
        bench.bench.emulator.addFault({ kind: "loseAnswer", match: { operation }, times: 100 });
      }
      const failed = await incomplete(objectCopy.create(bench.bench.context, inputs));
      bench.bench.emulator.clearFaults();
      assert.ok(await isThere("a.txt"));
      const { outputs } = await objectCopy.update(bench.bench.context, failed.id, failed.outputs, inputs);
      assert.deepEqual(objectCopy.diff(failed.id, outputs, inputs).differences, []);
      await objectCopy.delete(bench.bench.context, failed.id, failed.outputs);
      assert.ok(!(await isThere("a.txt")));
    });

    it("of a copy that cannot be looked at is kept in the state", async () => {
      await bench.outside({ method: "PUT", key: "from", body: "x" });
      const source = { ...bench.target, key: "from" };
      const { inputs } = objectCopy.check({}, {}, { ...bench.target, key: "a.txt", source });
      bench.bench.emulator.addFault({
        kind: "status",
        status: 503,
        code: "SlowDown",
        match: { operation: "HeadObject", key: "a.txt" },
        skip: 1,
        times: 100,
      });
      const failed = await incomplete(objectCopy.create(bench.bench.context, inputs));
      assert.equal(failed.id, bench.id("a.txt"));
      bench.bench.emulator.clearFaults();
      await objectCopy.delete(bench.bench.context, failed.id, failed.outputs);
      assert.ok(!(await isThere("a.txt")));
    });

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
