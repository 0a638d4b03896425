import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { useCommandLine } from "./commandLine";

const mebibyte = 1_024 ** 2;

describe("A command that is interrupted", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  const content = randomBytes(70 * mebibyte);
  let bucket: string;

  before(async () => {
    bucket = await line.bench.createBucket();
    line.write("large.bin", content);
  });
  beforeEach(() => line.bench.emulator.clearRequests());
  afterEach(() => line.bench.emulator.clearFaults());

  const count = (operation: string) =>
    line.bench.emulator.requests.filter((request) => request.operation === operation).length;

  /** The first requests of the operation are answered, all others come too late. */
  const answerOnly = (skip: number, operation: string) =>
    line.bench.emulator.addFault({
      kind: "delay",
      milliseconds: 600_000,
      skip,
      times: 0,
      match: { operation },
    });

  it("goes on with the parts that put had sent, and sends only the others", async () => {
    answerOnly(2, "UploadPart");
    const put = ["put", "large.bin", `${bucket}/large.bin`];
    const parts = async () => {
      const { body } = await line.bench.cos.listMultipartUploads({ Bucket: bucket });
      const [upload] = body.Upload;
      const listed =
        upload &&
        (await line.bench.cos.listParts({ Bucket: bucket, Key: upload.Key, UploadId: upload.UploadId }));
      return listed?.body.Part.length ?? 0;
    };
    const interrupted = await line.run(put, { interruptWhen: () => count("UploadPart") >= 2 });
    assert.equal(interrupted.status, null);
    const held = await parts();
    assert.ok(held === 2, `${held} parts are there`);
    line.bench.emulator.clearFaults();
    line.bench.emulator.clearRequests();
    const again = await line.run(put);
    assert.deepEqual(again, { status: 0, stdout: "", stderr: "" });
    assert.equal(count("UploadPart"), 3);
    assert.equal((await line.run(["get", `${bucket}/large.bin`, "copy.bin"])).status, 0);
    assert.ok(readFileSync(path.join(line.folder, "copy.bin")).equals(content));
    assert.equal(await parts(), 0);
  });

  it("goes on with the ranges that get had received", async () => {
    answerOnly(2, "GetObject");
    const get = ["get", `${bucket}/large.bin`, "ranges.bin"];
    const journal = path.join(line.folder, "ranges.bin.part.json");
    const received = () =>
      existsSync(journal) ? Object.keys(JSON.parse(readFileSync(journal, "utf8")).done).length : 0;
    const interrupted = await line.run(get, { interruptWhen: () => received() === 2 });
    assert.equal(interrupted.status, null);
    assert.equal(existsSync(path.join(line.folder, "ranges.bin")), false);
    line.bench.emulator.clearFaults();
    line.bench.emulator.clearRequests();
    assert.equal((await line.run(get)).status, 0);
    assert.equal(count("GetObject"), 3);
    assert.ok(readFileSync(path.join(line.folder, "ranges.bin")).equals(content));
  });

  it("leaves no part of a file that cannot be gone on with", async () => {
    const slow = ["--traffic-limit", "819200", "--range", `bytes=0-${10 * mebibyte}`];
    const get = [
      "api",
      "get-object",
      "--bucket",
      bucket,
      "--key",
      "large.bin",
      "--out",
      "piece.bin",
      ...slow,
    ];
    const pieces = () => readdirSync(line.folder).filter((name) => name.startsWith("piece"));
    const { status } = await line.run(get, { interruptWhen: () => pieces().length > 0 });
    assert.equal(status, null);
    assert.deepEqual(pieces(), []);
  });
});
