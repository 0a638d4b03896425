import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { MockAgent } from "undici";
import { CosClient, crc64 } from "../../provider/client";
import { type Bench, startBench } from "../emulator/http";
import { bucket, keys, refusal, region, type Server, startServer } from "./server";

let server: Server;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const get = { method: "GET", bucket } as const;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("The client's connections", () => {
  for (const connections of [1, 3, 8]) {
    it(`carry never more than ${connections} requests at once when so many are allowed`, async () => {
      let [inFlight, most] = [0, 0];
      server.tell(async (request, response) => {
        inFlight++;
        most = Math.max(most, inFlight);
        request.resume();
        await wait(5);
        inFlight--;
        response.end();
      });
      const client = server.connect({ parallelism: connections });
      const answers = await Promise.all(Array.from({ length: 40 }, () => client.send(get)));
      assert.equal(answers.length, 40);
      assert.equal(most, connections);
      // undici uses a connection again one turn of the event loop after its answer; a second one may be open by then.
      assert.ok(new Set(server.seen.map(({ port }) => port)).size <= 2 * connections);
    });
  }

  // docs/promises.md#bounded-not-throttled
  it("carry 64 when nothing is said", async () => {
    let [inFlight, most] = [0, 0];
    const waiting: (() => void)[] = [];
    server.tell((request, response) => {
      inFlight++;
      most = Math.max(most, inFlight);
      request.resume();
      waiting.push(() => {
        inFlight--;
        response.end();
      });
    });
    const client = server.connect();
    const sent = Promise.all(Array.from({ length: 100 }, () => client.send(get)));
    while (waiting.length < 64) {
      await wait(5);
    }
    await wait(50);
    assert.equal(most, 64);
    let answered = 0;
    while (answered < 100) {
      for (const finish of waiting.splice(0)) {
        finish();
        answered++;
      }
      await wait(5);
    }
    await sent;
  });

  it("are given back by requests that failed", async () => {
    server.tell((request) => request.socket.destroy());
    const client = server.connect({ parallelism: 2, retry: { maxAttempts: 2 } });
    const failed = await Promise.allSettled(Array.from({ length: 10 }, () => client.send(get)));
    assert.ok(failed.every(({ status }) => status === "rejected"));
    server.tell({ status: 200, body: "fine" });
    assert.equal((await client.send(get)).body.toString(), "fine");
  });

  it("are kept for requests one after another, whatever they are and however they end", async () => {
    server.tell(
      { status: 200 },
      { status: 404 },
      { status: 404, body: refusal("NoSuchKey") },
      { status: 204 },
      { status: 200, body: "x" },
      { status: 412, body: refusal("PreconditionFailed") },
      { status: 200 },
    );
    const client = server.connect();
    for (const method of ["HEAD", "HEAD", "GET", "DELETE", "PUT", "GET", "HEAD"] as const) {
      await client.send({ method, bucket, key: "k", ...(method === "PUT" && { body: "x" }) }).catch(() => {});
    }
    assert.equal(server.seen.length, 7);
    assert.ok(new Set(server.seen.map(({ port }) => port)).size <= 2);
  });

  it("are closed by close, after what is in flight", async () => {
    server.tell(async (request, response) => {
      request.resume();
      await wait(50);
      response.end("fine");
    });
    const client = server.connect();
    const sent = client.send(get);
    while (server.seen.length === 0) {
      await wait(5);
    }
    await client.close();
    assert.equal((await sent).body.toString(), "fine");
    await assert.rejects(client.send(get), { code: "ClientClosed" });
    await client.close();
    assert.equal(server.seen.length, 1);
  });

  it("of a dispatcher that was handed in are left open", async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    const pool = agent.get(() => true);
    pool
      .intercept({ path: () => true })
      .reply(200, "fine")
      .times(2);
    for (let count = 0; count < 2; count++) {
      const client = new CosClient({ credentials: keys, region, dispatcher: agent });
      await client.send(get);
      await client.close();
    }
    await agent.close();
  });

  it("to this machine need no proxy, whatever the environment says of one", async () => {
    const before_ = process.env.HTTP_PROXY;
    process.env.HTTP_PROXY = "http://127.0.0.1:1";
    try {
      assert.equal((await server.connect().send(get)).status, 200);
    } finally {
      if (before_ === undefined) {
        delete process.env.HTTP_PROXY;
      } else {
        process.env.HTTP_PROXY = before_;
      }
    }
  });
});

describe("The client's bodies", () => {
  let bench: Bench;
  let name: string;
  let client: CosClient;
  const large = Buffer.alloc(5_000_000);

  before(async () => {
    for (let at = 0; at < large.length; at += 4) {
      large.writeUInt32BE(at, at);
    }
    bench = await startBench();
    name = await bench.createBucket();
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    client = new CosClient({ credentials: { secretId, secretKey }, region, endpoint });
  });
  after(async () => {
    await client.close();
    await bench.close();
  });

  const object = () => ({ bucket: name, key: "k" });
  const sources = {
    "a text": () => "größe ".repeat(100_000),
    bytes: () => large,
    nothing: () => "",
    "something that can be opened": () => ({
      length: large.length,
      async *open() {
        for (let at = 0; at < large.length; at += 99_999) {
          yield large.subarray(at, at + 99_999);
        }
      },
    }),
    "a stream": () => Readable.from([large.subarray(0, 1_000_000), large.subarray(1_000_000)]),
  };
  for (const [what, body] of Object.entries(sources)) {
    it(`can be ${what}, and come back the same`, async () => {
      const sent = body();
      const expected =
        typeof sent === "string" ? Buffer.from(sent) : sent instanceof Uint8Array ? sent : large;
      const { headers } = await client.send({ method: "PUT", ...object(), body: body() });
      assert.equal(headers.etag, `"${createHash("md5").update(expected).digest("hex")}"`);
      assert.equal(headers["x-cos-hash-crc64ecma"], crc64(expected).toString());
      const { body: received } = await client.send({ method: "GET", ...object() });
      assert.ok(received.equals(expected));
    });
  }

  it("come as streams that read no faster than they are read", async () => {
    await client.send({ method: "PUT", ...object(), body: large });
    const { body, headers, status } = await client.send({
      method: "GET",
      ...object(),
      responseBody: "stream",
    });
    assert.equal(status, 200);
    assert.equal(headers["content-length"], String(large.length));
    await wait(50);
    assert.ok(body.readableLength < large.length);
    const hash = createHash("md5");
    for await (const chunk of body) {
      hash.update(chunk as Buffer);
    }
    assert.equal(headers.etag, `"${hash.digest("hex")}"`);
  });

  it("of errors come as errors, also when a stream was asked for", async () => {
    const missing = client.send({ method: "GET", bucket: name, key: "missing", responseBody: "stream" });
    await assert.rejects(missing, { code: "NoSuchKey", status: 404 });
  });

  it("can be left unread, and the next request goes on", async () => {
    const { body } = await client.send({ method: "GET", ...object(), responseBody: "stream" });
    body.destroy();
    const { body: whole } = await client.send({ method: "GET", ...object() });
    assert.ok(whole.equals(large));
  });

  it("can be piped from a download into an upload, with one connection allowed", async () => {
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const narrow = new CosClient({ credentials: { secretId, secretKey }, region, endpoint, parallelism: 1 });
    const { body } = await narrow.send({ method: "GET", ...object(), responseBody: "stream" });
    const { headers } = await narrow.send({ method: "PUT", bucket: name, key: "piped", body });
    assert.equal(headers["x-cos-hash-crc64ecma"], crc64(large).toString());
    await narrow.close();
  });

  it("tell how far they have gone out, from zero with every try", async () => {
    bench.emulator.addFault({ kind: "status", status: 503 });
    const steps: number[] = [];
    const { attempts } = await client.send({
      method: "PUT",
      ...object(),
      body: large,
      onProgress: (bytes) => steps.push(bytes),
    });
    assert.equal(attempts, 2);
    assert.equal(steps.at(-1), large.length);
    const falls = steps.filter((step, index) => index > 0 && step < (steps[index - 1] ?? 0));
    assert.equal(falls.length, 1, steps.join());
    const small: number[] = [];
    await client.send({ method: "PUT", ...object(), body: "tiny", onProgress: (bytes) => small.push(bytes) });
    assert.deepEqual(small, [4]);
  });

  it("of long error answers are read only as far as they are needed", async () => {
    server.tell({ status: 403, body: refusal("AccessDenied", "x".repeat(1_000_000)) });
    const failed = server.connect().send(get);
    await assert.rejects(failed, (error: Error & { code?: string; serverMessage?: string }) => {
      assert.equal(error.code, "AccessDenied");
      assert.ok(error.message.length < 100_000);
      return true;
    });
  });
});
