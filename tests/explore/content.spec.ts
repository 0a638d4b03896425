import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Problem, SendAnswer } from "../../cli/explore/wire";
import { begin, type CallBench, draftOf, exchange, startCallBench, startEndless, startSlow } from "./calls";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

describe("The content of an object", () => {
  it("is shown when it is text, cut after a mebibyte", async () => {
    const line = "The quick brown fox jumps over the lazy dog — Größe 文件\n";
    const long = line.repeat(40_000);
    await bench.cos.putObject({ Bucket, Key: "long.txt", Body: long });
    const { response } = await bench.send({
      operation: "GetObject",
      parameters: { Bucket, Key: "long.txt" },
    });
    assert.equal(response?.cut, true);
    assert.equal(response?.bytes, Buffer.byteLength(long));
    assert.ok(long.startsWith(response?.text ?? "?"));
    const shown = Buffer.byteLength(response?.text ?? "");
    assert.ok(shown > 1024 * 1024 - 4 && shown <= 1024 * 1024, String(shown));
  });

  it("is asked for no longer than it is shown", async () => {
    const endless = await startEndless();
    const explorer = await bench.start({ env: { ...bench.env, TENCENTCOS_ENDPOINT: endless.url } });
    for (const piece of ["text ", "\0"]) {
      endless.piece = piece;
      const call = draftOf({ operation: "GetObject", parameters: { Bucket, Key: "endless" } });
      const { response } = (await bench.ask("POST", "/api/send", call, explorer)).json<SendAnswer>();
      assert.equal(response?.text?.slice(0, 10), piece === "\0" ? undefined : "text text ");
      await endless.ended;
    }
    await endless.close();
  });

  it("is not shown when it is not text", async () => {
    for (const Body of [randomBytes(100_000), Buffer.from("a\0b"), Buffer.from([0xff, 0xfe, 0x41, 0])]) {
      await bench.cos.putObject({ Bucket, Key: "binary", Body });
      const { response } = await bench.send({
        operation: "GetObject",
        parameters: { Bucket, Key: "binary" },
      });
      assert.deepEqual([response?.status, response?.text, response?.bytes], [200, undefined, Body.length]);
    }
  });

  it("is data, also when it is markup or empty", async () => {
    const Body = "<html><script>alert(1)</script></html>";
    await bench.cos.putObject({ Bucket, Key: "page.html", Body, ContentType: "text/html" });
    const told = await bench.ask(
      "POST",
      "/api/send",
      draftOf({ operation: "GetObject", parameters: { Bucket, Key: "page.html" } }),
    );
    assert.match(String(told.headers["content-type"]), /^application\/json/);
    assert.equal(told.json<SendAnswer>().response?.text, Body);
    await bench.cos.putObject({ Bucket, Key: "empty", Body: "" });
    const { response } = await bench.send({ operation: "GetObject", parameters: { Bucket, Key: "empty" } });
    assert.deepEqual([response?.text, response?.cut], ["", false]);
  });

  it("is described by its headers alone with HEAD", async () => {
    await bench.cos.putObject({ Bucket, Key: "head", Body: "12345", Meta: { colour: "blue" } });
    const { response } = await bench.send({ operation: "HeadObject", parameters: { Bucket, Key: "head" } });
    assert.deepEqual(
      [response?.status, response?.headers["content-length"], response?.headers["x-cos-meta-colour"]],
      [200, "5", "blue"],
    );
    const gone = await bench.send({ operation: "HeadObject", parameters: { Bucket, Key: "not there" } });
    assert.deepEqual([gone.response?.status, gone.error?.code], [404, "NotFound"]);
  });

  it("is selected from, and the records are shown as text", async () => {
    await bench.cos.putObject({ Bucket, Key: "people.csv", Body: "Ann,1\nBob,2\n" });
    const { response, error } = await bench.send({
      operation: "SelectObjectContent",
      parameters: { Bucket, Key: "people.csv" },
      body: {
        format: "json",
        text: JSON.stringify({
          Expression: "SELECT * FROM COSObject",
          ExpressionType: "SQL",
          InputSerialization: { CSV: {} },
          OutputSerialization: { CSV: {} },
        }),
      },
    });
    assert.equal(error, undefined);
    assert.equal(response?.text, "Ann,1\nBob,2\n");
  });

  it("comes from a file of the browser, with its length", async () => {
    const content = randomBytes(300_000);
    const call = {
      operation: "PutObject",
      parameters: { Bucket, Key: "file" },
      content: { file: "photo.png", length: content.length },
    };
    const { response, request } = (await bench.upload(call, content, content.length)).json<SendAnswer>();
    assert.equal(response?.status, 200);
    assert.equal(request?.headers["content-length"], "300000");
    assert.equal(request?.bodyBytes, 300_000);
    const form = {
      ...call,
      operation: "PostObject",
      parameters: { Bucket, Key: "form", SuccessActionStatus: "201" },
    };
    const posted = (await bench.upload(form, content, content.length)).json<SendAnswer>();
    assert.equal(posted.response?.status, 201, JSON.stringify(posted.error));
    assert.equal(posted.signatures[0]?.carrier, "form");
    assert.ok((posted.signatures[0]?.steps.length ?? 0) > 0);
    for (const Key of ["file", "form"]) {
      const { body } = await bench.cos.getObject({ Bucket, Key });
      assert.deepEqual(Buffer.concat(await body.toArray()), content);
    }
    const empty = { ...call, parameters: { Bucket, Key: "none" }, content: { file: "none", length: 0 } };
    assert.equal((await bench.upload(empty, Buffer.alloc(0), 0)).json<SendAnswer>().response?.status, 200);
  });

  it("is refused where the file is missing or has another length than before", async () => {
    const call = {
      operation: "PutObject",
      parameters: { Bucket, Key: "file" },
      content: { file: "a.txt", length: 3 },
    };
    const missing = await bench.ask("POST", "/api/send", draftOf(call));
    assert.equal(missing.status, 400);
    assert.match(missing.json<Problem>().message, /a\.txt/);
    assert.equal((await bench.upload(call, Buffer.from("four"), 4)).status, 400);
  });

  it("is held back while COS does not take it, so that none of it piles up", async function () {
    this.timeout(60_000);
    const length = 128 * 1024 * 1024;
    const piece = randomBytes(256 * 1024);
    let given = 0;
    const pieces = Readable.from(
      (function* () {
        for (; given < length; given += piece.length) {
          yield piece;
        }
      })(),
    );
    const slow = await startSlow();
    const explorer = await bench.start({ env: { ...bench.env, TENCENTCOS_ENDPOINT: slow.url } });
    const call = draftOf({ operation: "PutObject", parameters: { Bucket, Key: "large" } });
    const answer = exchange(explorer, "POST", "/api/send", pieces, {
      "content-length": String(length),
      "x-explorer-call": Buffer.from(JSON.stringify(call)).toString("base64url"),
    });
    await slow.asked;
    let before = -1;
    while (given !== before) {
      before = given;
      await wait(200);
    }
    assert.ok(given < length / 2, `${given} bytes were taken from the browser`);
    slow.takeAll();
    const { response, error } = (await answer).json<SendAnswer>();
    assert.equal(response?.status, 200, JSON.stringify(error));
    assert.equal(slow.taken, length);
    await slow.close();
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await wait(5);
  }
}

describe("A call that the page cancels", () => {
  it("ends on the way to COS, and nothing is made", async () => {
    const call = draftOf({ operation: "PutObject", parameters: { Bucket, Key: "cancelled" } });
    const { sent, answer } = begin(bench.explorer, "POST", "/api/send", {
      "content-length": String(8 * 1024 * 1024),
      "x-explorer-call": Buffer.from(JSON.stringify(call)).toString("base64url"),
    });
    answer.catch(() => undefined);
    bench.emulator.clearRequests();
    sent.write(randomBytes(1024 * 1024));
    await wait(100);
    sent.destroy();
    await until(() => bench.emulator.requests.length > 0);
    assert.equal(bench.emulator.requests[0]?.status, 0);
    await assert.rejects(bench.cos.headObject({ Bucket, Key: "cancelled" }), { code: "NotFound" });
    const { code, draft } = await newestOf("PutObject");
    assert.deepEqual([code, draft.parameters.Key], ["Cancelled", "cancelled"]);
  });

  it("ends also while COS lets it wait", async () => {
    bench.emulator.addFault({
      kind: "delay",
      milliseconds: 30_000,
      match: { operation: "GetBucketTagging" },
    });
    const call = JSON.stringify(draftOf({ operation: "GetBucketTagging", parameters: { Bucket } }));
    const { sent, answer } = begin(bench.explorer, "POST", "/api/send", {
      "content-type": "application/json",
    });
    answer.catch(() => undefined);
    sent.end(call);
    await wait(100);
    sent.destroy();
    assert.equal((await newestOf("GetBucketTagging")).code, "Cancelled");
    bench.emulator.clearFaults();
  });

  async function newestOf(operation: string) {
    for (;;) {
      const [newest] = await bench.history();
      if (newest?.draft.operation === operation) {
        return newest;
      }
      await wait(5);
    }
  }
});
