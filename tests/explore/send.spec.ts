import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Problem, SendAnswer } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { wireSamples } from "../api/wireSamples";
import { begin, type CallBench, draftOf, exchange, startCallBench, startEndless, startSlow } from "./calls";
import { sampleDraft } from "./sampleDrafts";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

const region = "ap-guangzhou";

describe("A call from the page", () => {
  for (const operation of operations) {
    const { name, body } = operation;

    it(`of ${name} reaches COS as that operation`, async () => {
      const sample = sampleDraft(operation, name === "PutBucket" ? "other-1250000000" : Bucket);
      bench.emulator.clearRequests();
      const answer = await bench.send({ ...sample, target: "cos", confirmed: true });
      assert.deepEqual(
        bench.emulator.requests.map((request) => request.operation),
        [name],
        JSON.stringify(answer.error),
      );
      const [seen] = bench.emulator.requests;
      assert.equal(answer.response?.status, seen?.status);
      assert.equal(answer.response?.requestId, seen?.requestId);
      assert.equal(answer.error === undefined, Number(seen?.status) < 400);
      assert.equal(answer.response?.status === 501, name in wireSamples);
      assert.equal(answer.request?.method, operation.method);
      assert.equal(answer.signatures.length, operation.unsigned && body?.kind !== "form" ? 0 : 1);
      if (name === "DeleteBucket") {
        Bucket = await bench.createBucket();
      }
    });
  }

  it("shows one answer as text, as JSON and as XML", async () => {
    await bench.cos.putObject({ Bucket, Key: "a b/<script>alert(1)</script>", Body: "x" });
    bench.emulator.clearRequests();
    const { response, milliseconds, attempts } = await bench.send({
      operation: "GetBucket",
      parameters: { Bucket, Prefix: "a b/", EncodingType: "url" },
    });
    assert.equal(bench.emulator.requests.length, 1);
    assert.match(response?.text ?? "", /^<\?xml.*<Key>a%20b\/%3Cscript%3E/s);
    assert.equal(JSON.parse(response?.json ?? "").Contents[0].Key, "a b/<script>alert(1)</script>");
    assert.match(response?.xml ?? "", /^<ListBucketResult>\n {2}<Name>/);
    assert.equal(response?.contentType, "application/xml");
    assert.equal(response?.bytes, Buffer.byteLength(response?.text ?? ""));
    assert.equal(response?.cut, false);
    assert.ok(milliseconds >= 0);
    assert.equal(attempts, 1);
  });

  it("shows the request as it went out, without what is secret, and the steps of its signature", async () => {
    const { request, signatures } = await bench.send({
      operation: "PutObject",
      parameters: {
        Bucket,
        Key: "secret",
        ServerSideEncryptionCustomerAlgorithm: "AES256",
        ServerSideEncryptionCustomerKey: Buffer.alloc(32, 7).toString("base64"),
        ServerSideEncryptionCustomerKeyMD5: "a",
      },
      content: { text: "typed" },
    });
    const { requests } = bench.emulator;
    assert.equal(request?.headers.host, requests.at(-1)?.headers.host);
    assert.match(request?.headers.authorization ?? "", /q-signature=[\da-f]{40}$/);
    assert.equal(request?.headers["x-cos-server-side-encryption-customer-key"], "***");
    assert.equal(request?.body, "typed");
    const [{ carrier, steps } = { carrier: "", steps: [] }] = signatures;
    assert.equal(carrier, "header");
    const signature = steps.find(({ name }) => name === "Signature")?.value;
    assert.ok(request?.headers.authorization?.endsWith(`q-signature=${signature}`));
    assert.ok(!JSON.stringify({ request, signatures }).includes(bench.emulator.secretKey));
    const { request: document } = await bench.send({
      operation: "PutBucketDomainCertificate",
      parameters: { Bucket },
      body: {
        format: "json",
        text: JSON.stringify({
          CertificateInfo: {
            CertType: "CustomCert",
            CustomCert: { Cert: "public", PrivateKey: "hush-hush" },
          },
          DomainList: { DomainName: "www.example.com" },
        }),
      },
    });
    assert.match(document?.body ?? "", /<PrivateKey>\*\*\*<\/PrivateKey>/);
  });

  it("names everything that is wrong with its fields at once, and sends nothing", async () => {
    bench.emulator.clearRequests();
    const { id, error, request, response } = await bench.send({
      operation: "PutBucketCors",
      parameters: { Bucket: "" },
      body: { format: "json", text: '{"CORSRule": [{"AllowedMethod": ["FETCH"]}]}' },
    });
    assert.deepEqual([id, request, response], ["", undefined, undefined]);
    const paths = error?.failures.map(({ path }) => path) ?? [];
    assert.ok(paths.includes("Bucket"), paths.join());
    assert.ok(paths.includes("Body.CORSRule[0].AllowedMethod[0]"), paths.join());
    assert.ok(paths.includes("Body.CORSRule[0].AllowedOrigin"), paths.join());
    const broken = await bench.send({
      operation: "PutBucketCors",
      parameters: { Bucket },
      body: { format: "json", text: "{" },
    });
    assert.deepEqual(
      broken.error?.failures.map(({ path }) => path),
      ["Body"],
    );
    assert.equal(bench.emulator.requests.length, 0);
  });

  it("says what an error of COS means and what to do, and shows its document", async () => {
    const { error, response } = await bench.send({ operation: "GetBucketCors", parameters: { Bucket } });
    assert.equal(error?.code, "NoSuchCORSConfiguration");
    assert.match(error?.page ?? "", /^https:\/\/www\.tencentcloud\.com\/document\/product\/436\/\d+$/);
    assert.deepEqual(error?.failures, []);
    assert.equal(response?.status, 404);
    assert.match(response?.text ?? "", /<Code>NoSuchCORSConfiguration<\/Code>/);
    assert.equal(JSON.parse(response?.json ?? "").Error.Code, "NoSuchCORSConfiguration");
    assert.notEqual(response?.requestId, "");
    const missing = await bench.send({
      operation: "GetObject",
      parameters: { Bucket: "gone-1250000000", Key: "a" },
    });
    assert.equal(missing.error?.code, "NoSuchBucket");
    assert.notEqual(missing.error?.meaning, undefined);
    assert.match(missing.error?.remedy ?? "", /region/);
  });

  it("says what differs when the signature does not match", async () => {
    const wrong = await bench.start({
      env: { ...bench.env, TENCENTCLOUD_SECRET_KEY: "another-key-than-the-account-has" },
    });
    const call = draftOf({ operation: "GetBucketCors", parameters: { Bucket } });
    const { error } = (await bench.ask("POST", "/api/send", call, wrong)).json<SendAnswer>();
    assert.equal(error?.code, "SignatureDoesNotMatch");
    assert.equal(error?.verdict?.holds, false);
    assert.ok(
      error?.verdict?.findings.some(({ cause }) => cause === "wrongKey"),
      JSON.stringify(error?.verdict),
    );
    assert.equal(error?.verdict?.corrected, undefined);
    assert.ok(!JSON.stringify(error).includes("another-key-than"));
  });

  it("says what to do when no answer comes", async () => {
    const nowhere = await bench.start({
      env: { ...bench.env, TENCENTCOS_ENDPOINT: "http://127.0.0.1:1" },
    });
    const call = draftOf({
      operation: "AppendObject",
      parameters: { Bucket, Key: "a", Position: "0" },
      content: { text: "x" },
    });
    const told = await bench.ask("POST", "/api/send", call, nowhere);
    const { error, response, request, attempts } = told.json<SendAnswer>();
    assert.equal(error?.code, "ECONNREFUSED");
    assert.match(error?.remedy ?? "", /endpoint/);
    assert.equal(response, undefined);
    assert.notEqual(request, undefined);
    assert.ok(attempts >= 1);
  });

  it("with a free request reaches what the table does not know, and shows what came", async () => {
    const free = {
      method: "GET",
      bucket: Bucket,
      region,
      key: "",
      query: [["location", ""]],
      headers: [["x-cos-note", "1"]],
      text: "",
    } as const;
    const { response, request } = await bench.send({ operation: "", free });
    assert.equal(bench.emulator.requests.at(-1)?.operation, "GetBucketLocation");
    assert.match(response?.json ?? "", /ap-guangzhou/);
    assert.match(response?.xml ?? "", /<LocationConstraint>/);
    assert.equal(request?.headers["x-cos-note"], "1");
    const refused = await bench.send({ operation: "", free: { ...free, query: [["cors", ""]] } });
    assert.equal(refused.error?.code, "NoSuchCORSConfiguration");
    const put = await bench.send({
      operation: "",
      free: { ...free, method: "PUT", key: "free", query: [], text: "by hand" },
    });
    assert.equal(put.response?.status, 200);
    const read = await bench.send({ operation: "", free: { ...free, key: "free", query: [] } });
    assert.equal(read.response?.text, "by hand");
  });
});

describe("What is not a call", () => {
  it("is refused as such", async () => {
    const whole = draftOf({ operation: "GetService" });
    for (const [address, body] of [
      ["/api/send", null],
      ["/api/send", { ...whole, operation: 5 }],
      ["/api/send", { ...whole, parameters: { Bucket: 5 } }],
      ["/api/send", { ...whole, target: undefined }],
      ["/api/send", { ...whole, target: "elsewhere" }],
      ["/api/send", { ...whole, body: { format: "xml" } }],
      ["/api/send", { ...whole, operation: "", free: {} }],
      ["/api/send", { ...whole, operation: "NoSuchOperation" }],
      ["/api/send", { ...whole, operation: "" }],
      ["/api/downloads", []],
      ["/api/suggest", { field: "Bucket" }],
      ["/api/history/export", {}],
    ] as const) {
      const { status, json } = await bench.ask("POST", address, body);
      assert.equal(status, 400, `${address} ${JSON.stringify(body)}`);
      assert.notEqual(json<Problem>().message, "");
    }
    const { status } = await exchange(bench.explorer, "POST", "/api/send", "x", {
      "content-length": "1",
      "x-explorer-call": "no call",
    });
    assert.equal(status, 400);
  });
});

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

describe("What changes or destroys", () => {
  it("is refused by an explorer that only reads, whoever asks", async () => {
    const reader = await bench.start({ readOnly: true });
    bench.emulator.clearRequests();
    for (const { name, effect } of operations) {
      const call = draftOf({ operation: name, parameters: { Bucket }, confirmed: true });
      const { status } = await bench.ask("POST", "/api/send", call, reader);
      assert.equal(status, effect === "reads" ? 200 : 403, name);
    }
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE"] as const) {
      const free = { method, bucket: Bucket, region, key: "free", query: [], headers: [], text: "" };
      const { status } = await bench.ask("POST", "/api/send", draftOf({ free, confirmed: true }), reader);
      assert.equal(status, /^(GET|HEAD|OPTIONS)$/.test(method) ? 200 : 403, method);
    }
    const methods = new Set(bench.emulator.requests.map(({ method }) => method));
    assert.ok(!methods.has("PUT") && !methods.has("DELETE"));
  });

  it("has to be confirmed, also as a free request", async () => {
    await bench.cos.putObject({ Bucket, Key: "keep", Body: "x" });
    const call = draftOf({ operation: "DeleteObject", parameters: { Bucket, Key: "keep" } });
    const { status, json } = await bench.ask("POST", "/api/send", call);
    assert.equal(status, 409);
    assert.match(json<Problem>().message, /DeleteObject/);
    const free = { bucket: Bucket, region, headers: [], text: "" } as const;
    for (const danger of [
      { ...free, method: "DELETE", key: "keep", query: [] },
      { ...free, method: "POST", key: "", query: [["delete", ""]] },
      { ...free, method: "PUT", key: "", query: [["versioning", ""]] },
      { ...free, method: "PUT", key: "keep", query: [["retention", ""]] },
    ] as const) {
      assert.equal((await bench.ask("POST", "/api/send", draftOf({ free: danger }))).status, 409);
    }
    await bench.cos.headObject({ Bucket, Key: "keep" });
    assert.equal((await bench.ask("POST", "/api/send", { ...call, confirmed: true })).status, 200);
    await assert.rejects(bench.cos.headObject({ Bucket, Key: "keep" }));
  });
});
