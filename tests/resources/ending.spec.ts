import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CosRequest } from "../../provider/client";
import { Claims } from "../../provider/model/claims";
import type { Client, Context } from "../../provider/model/context";
import { DeadlineError, endingWith } from "../../provider/model/ending";
import type { Props } from "../../provider/model/props";
import { bucketCors } from "../../provider/resources/configurations/cors";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { IncompleteError } from "../../provider/resources/handler";
import { serialise } from "../../provider/resources/writeQueue";
import { folder, object } from "../handlers";
import { startBench, type TestBench } from "../support";

const reason = new Error("cancelled by the user");
const mebibyte = 1024 * 1024;

describe("A call that its host ends", () => {
  let bench: TestBench;
  let target: { bucket: string; region: string };
  let files: string;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    target = await bench.createBucket();
    files = mkdtempSync(path.join(tmpdir(), "ending-"));
    bench.sent.length = 0;
  });
  afterEach(() => {
    bench.emulator.clearFaults();
    rmSync(files, { recursive: true, force: true });
  });

  /** A context that is ended while the request is under way that `isLast` finds; requests are counted from 1 for each operation. */
  const endedAt = (isLast: (request: CosRequest, count: number) => boolean): Context => {
    const controller = new AbortController();
    const counts = new Map<string, number>();
    const { client } = bench.context;
    const send = (request: CosRequest & { responseBody: "stream" }) => {
      const operation = request.operation ?? "";
      const count = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, count);
      const answer = client.send(request);
      if (isLast(request, count)) {
        controller.abort(reason);
      }
      return answer;
    };
    const base = {
      ...bench.context,
      client: { ...client, send: send as Client["send"], objectUrl: () => "" },
    };
    return endingWith(base, { signal: controller.signal });
  };
  const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
    await work.then(
      () => assert.fail("succeeded"),
      (error: unknown) => error,
    );
  const incompleteOf = async (work: Promise<unknown>): Promise<IncompleteError> => {
    const error = await failureOf(work);
    assert.ok(error instanceof IncompleteError, String(error));
    return error;
  };
  const checked = async (
    handler: typeof object | typeof folder,
    olds: Props,
    news: Props,
  ): Promise<Props> => {
    const { inputs, failures } = await handler.check(bench.context.settings, olds, { ...target, ...news });
    assert.deepEqual(failures, []);
    return inputs;
  };
  const answerTo = async (request: Omit<Partial<CosRequest>, "responseBody">) =>
    (await bench.context.client.send({ method: "GET", ...target, ...request })).body.toString();
  const largeFile = (): Props => {
    const file = path.join(files, "large.bin");
    writeFileSync(file, Buffer.alloc(40 * mebibyte, "large"));
    return {
      "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
      hash: "1".repeat(64),
      path: file,
    };
  };

  describe("in the middle of an upload in parts", () => {
    const endedInUpload = () => endedAt(({ operation }, count) => operation === "UploadPart" && count === 2);

    it("removes the parts, and says why it ended", async () => {
      const news = await checked(object, {}, { key: "large.bin", source: largeFile() });
      const error = await incompleteOf(object.create(endedInUpload(), news));
      assert.equal(error.cause, reason);
      assert.equal(error.message, reason.message);
      assert.equal((await answerTo({ query: { uploads: "" } })).includes("<UploadId>"), false);
      assert.equal(bench.sent.filter(({ operation }) => operation === "CompleteMultipartUpload").length, 0);
    });

    it("keeps the object in the state as COS has it, and the next update sends it", async () => {
      const small = await checked(object, {}, { key: "large.bin", content: "small" });
      const { id, outputs } = await object.create(bench.context, small);
      const news = await checked(object, small, { key: "large.bin", source: largeFile() });
      const error = await incompleteOf(object.update(endedInUpload(), id, outputs, news));
      assert.equal(error.cause, reason);
      assert.equal(error.outputs.crc64, outputs.crc64);
      const updated = await object.update(bench.context, id, error.outputs, news);
      assert.equal(updated.outputs.contentLength, 40 * mebibyte);
    });

    it("leaves to the next one the upload that COS did not let it remove", async () => {
      bench.emulator.addFault({
        kind: "status",
        status: 403,
        match: { operation: "AbortMultipartUpload" },
      });
      const news = await checked(object, {}, { key: "large.bin", source: largeFile() });
      const error = await incompleteOf(object.create(endedInUpload(), news));
      assert.match(error.message, /^cancelled by the user\nThe unfinished upload .* stays/);
      const { outputs } = await object.update(bench.context, error.id, error.outputs, news);
      assert.equal(outputs.contentLength, 40 * mebibyte);
      assert.equal((await answerTo({ query: { uploads: "" } })).includes("<UploadId>"), false);
    });
  });

  describe("while it waits until COS shows what was written", () => {
    const handler = configHandler(bucketCors);
    const rules = [{ allowedOrigins: ["https://example.com"], allowedMethods: ["GET"] }];
    beforeEach(() => {
      bench.emulator.addFault({
        kind: "stale",
        milliseconds: 3_600_000,
        match: { operation: "PutBucketCors" },
      });
    });

    it("keeps what it has written in the state", async () => {
      const context = endedAt(({ operation }, count) => operation === "GetBucketCors" && count === 4);
      const error = await incompleteOf(handler.create(context, { ...target, rules }));
      assert.equal(error.cause, reason);
      assert.equal(error.id, `${target.region}/${target.bucket}`);
      assert.deepEqual(error.outputs.rules, rules);
    });

    it("ends in a pause between two looks as well", async () => {
      const controller = new AbortController();
      const context = endingWith(bench.context, { signal: controller.signal });
      const looked = () => bench.sent.filter(({ operation }) => operation === "GetBucketCors").length;
      const work = incompleteOf(handler.create(context, { ...target, rules }));
      // The pauses grow to 2 s, so that nearly all of the time is a pause.
      while (looked() < 6) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await answerTo({ query: { acl: "" } });
      controller.abort(reason);
      assert.equal((await work).cause, reason);
      assert.equal(looked(), 6);
    });

    it("ends by itself when its time is over, and names the time-out", async () => {
      const context = endingWith(bench.context, { timeoutMs: 400 });
      const error = await incompleteOf(handler.create(context, { ...target, rules }));
      assert.ok(error.cause instanceof DeadlineError);
      assert.equal(error.message, "not done within the time-out of 0.4 s");
    });
  });

  describe("in the middle of a folder", () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.txt`);
    const objectsOf = async () =>
      [...(await answerTo({})).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
    beforeEach(() => {
      for (const name of names) {
        writeFileSync(path.join(files, name), `content of ${name}`);
      }
    });

    it("begins no further file, keeps those in the state that are there, and the next update brings the rest", async () => {
      const news = await checked(folder, {}, { source: files, concurrency: 4 });
      const context = endedAt(({ operation }, count) => operation === "PutObject" && count === 12);
      const error = await incompleteOf(folder.create(context, news));
      assert.equal(error.cause, reason);
      assert.match(error.message, /cancelled by the user/);
      assert.equal(bench.sent.filter(({ operation }) => operation === "PutObject").length, 12);
      const there = await objectsOf();
      assert.ok(there.length >= 8 && there.length <= 12, String(there.length));
      const again = await checked(folder, error.outputs, { source: files, concurrency: 4 });
      const { outputs } = await folder.update(bench.context, error.id, error.outputs, again);
      assert.equal(outputs.fileCount, names.length);
      assert.equal((await objectsOf()).length, names.length);
      // All that is there is this folder's, so that a destroy leaves nothing.
      await folder.delete(bench.context, error.id, outputs);
      assert.deepEqual(await objectsOf(), []);
    });

    it("rejects a refresh and a destroy with the reason, which change nothing in the state", async () => {
      const news = await checked(folder, {}, { source: files });
      const { id, outputs } = await folder.create(bench.context, news);
      const inListing = endedAt(({ operation }) => operation === "GetBucket");
      assert.equal(await failureOf(folder.read(inListing, id, outputs)), reason);
      const inRemoval = endedAt(({ operation }) => operation === "DeleteMultipleObjects");
      assert.equal(await failureOf(folder.delete(inRemoval, id, outputs)), reason);
    });
  });

  it("asks for no further page of a listing", async () => {
    const key = "k".repeat(20);
    const keys = Array.from({ length: 1_001 }, (_, index) => `${key}${index}`);
    await Promise.all(keys.map((name) => answerTo({ method: "PUT", key: name, body: "x" })));
    bench.sent.length = 0;
    const context = endedAt(({ operation }, count) => operation === "GetBucket" && count === 2);
    assert.equal(
      await failureOf(folder.read(context, `${target.region}/${target.bucket}/${key}`, {})),
      reason,
    );
    assert.equal(bench.sent.length, 2);
  });

  it("sends nothing when it was ended before it began", async () => {
    const context = endingWith(bench.context, { signal: AbortSignal.abort(reason) });
    const news = await checked(object, {}, { key: "a.txt", content: "a" });
    assert.equal(await failureOf(object.create(context, news)), reason);
    assert.equal(
      await failureOf(object.read(context, `${target.region}/${target.bucket}/a.txt`, {})),
      reason,
    );
    assert.deepEqual(
      await bench.context.client.send({ method: "GET", ...target }).then(({ status }) => status),
      200,
    );
    assert.equal((await answerTo({})).includes("<Contents>"), false);
  });

  it("waits no longer for its turn to write, and lets no other go before its own", async () => {
    const done: string[] = [];
    let endFirst = () => {};
    const first = serialise({}, "a queue", async () => {
      await new Promise<void>((resolve) => (endFirst = resolve));
      done.push("first");
    });
    const controller = new AbortController();
    const second = serialise({ signal: controller.signal }, "a queue", async () => void done.push("second"));
    const third = serialise({}, "a queue", async () => void done.push("third"));
    controller.abort(reason);
    assert.equal(await failureOf(second), reason);
    assert.deepEqual(done, []);
    endFirst();
    await Promise.all([first, third]);
    assert.deepEqual(done, ["first", "third"]);
  });

  it("waits no longer for a removal of the same thing, and then holds nothing", async () => {
    const claims = new Claims();
    const thing = { kind: "BucketCors", address: target, name: "", label: "the CORS rules" };
    const { log } = bench.context;
    let endRemoval = () => {};
    const removal = claims.remove(
      thing,
      { log },
      () => new Promise<void>((resolve) => (endRemoval = resolve)),
    );
    await Promise.resolve();
    const controller = new AbortController();
    const hold = claims.hold(thing, controller.signal);
    controller.abort(reason);
    assert.equal(await failureOf(hold), reason);
    endRemoval();
    await removal;
    await assert.rejects(
      claims.remove(thing, { log }, async () => {}),
      /another resource of this program was to take it over, and failed/,
    );
  });
});
