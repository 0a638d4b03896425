import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { type CosClientOptions, CosNetworkError, CosServiceError } from "../../provider/client";
import { type Bench, startBench } from "../emulator/http";
import { bucket, refusal, region, type Server, startServer, type Told } from "./server";

let server: Server;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const get = { method: "GET", bucket } as const;
const ok = { status: 200, body: "fine" };

describe("An observer of a request", () => {
  it("is told of each attempt as it went out and of each answer, and of no secret", async () => {
    const securityToken = "token-of/temporary-keys";
    const echo = (token: string) => refusal("SlowDown", `x-cos-security-token=${token}`);
    server.tell({ status: 503, body: echo(encodeURIComponent(securityToken)) }, ok);
    const told: string[] = [];
    const client = server.connect({
      credentials: { secretId: "AKIDobserver", secretKey: "key-of-observer", securityToken },
    });
    await client.send({
      ...get,
      observer: {
        sent: (attempt) => told.push(JSON.stringify(attempt)),
        answered: ({ status, body }, redact) => told.push(redact(`${status} ${body}`)),
      },
    });
    const [first = "", refused, second = "", answered] = told;
    assert.deepEqual([refused, answered], [`503 ${echo("***")}`, "200 fine"]);
    const sent = server.seen.map(({ headers }) => headers.authorization);
    assert.deepEqual(
      [first, second].map((text) => JSON.parse(text).headers.authorization),
      sent,
    );
    assert.equal(JSON.parse(first).headers["x-cos-security-token"], "***");
    assert.ok(!told.join().includes(securityToken) && !told.join().includes("key-of-observer"));
  });
});

describe("The client tries again", () => {
  for (const [status, code] of [
    [408, "RequestTimeout"],
    [429, "TooManyRequests"],
    [500, "InternalError"],
    [502, ""],
    [503, "SlowDown"],
    [503, "ServiceUnavailable"],
    [504, ""],
    [400, "RequestTimeout"],
    [409, "PathConflict"],
    [500, "KmsInternalException"],
    [503, "KmsFreqControl"],
  ] as const) {
    it(`after ${status} ${code}`, async () => {
      server.tell({ status, body: code && refusal(code) }, ok);
      const { body, attempts } = await server.connect().send(get);
      assert.deepEqual([body.toString(), attempts], ["fine", 2]);
      assert.equal(server.seen.length, 2);
    });
  }

  it("after a connection was cut before and amid the answer", async () => {
    server.tell(
      (request) => request.socket.destroy(),
      (_request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
        setTimeout(() => response.destroy(), 5);
      },
      (request) => request.socket.end("no HTTP at all\r\n\r\n"),
      ok,
    );
    const { body, attempts } = await server.connect().send(get);
    assert.deepEqual([body.toString(), attempts], ["fine", 4]);
  });

  it("when nothing listens, and says so in the end", async () => {
    const gone = await startServer();
    const { url } = gone;
    await gone.close();
    const client = server.connect({ endpoint: url, retry: { maxAttempts: 3 } });
    await assert.rejects(client.send(get), (error: CosNetworkError) => {
      assert.ok(CosNetworkError.isInstance(error));
      assert.equal(error.code, "ECONNREFUSED");
      assert.equal(error.attempts, 3);
      assert.match(error.message, /no answer from .*3 attempts.*\n.*endpoint/s);
      return true;
    });
  });

  it("with a signature of its own each time", async () => {
    let now = 1_700_000_000_000;
    server.tell({ status: 503 }, { status: 503 }, ok);
    const client = server.connect({
      now: () => {
        now += 61_000;
        return now;
      },
    });
    await client.send(get);
    const times = server.seen.map(
      ({ headers }) => /q-sign-time=(\d+)/.exec(headers.authorization ?? "")?.[1],
    );
    assert.equal(new Set(times).size, 3);
  });

  it("with its body read anew from the start", async () => {
    server.tell({ status: 500 }, ok);
    let opened = 0;
    const body = {
      length: 6,
      async *open() {
        opened++;
        yield Buffer.from("abc");
        yield Buffer.from("def");
      },
    };
    await server.connect().send({ method: "PUT", bucket, key: "k", body });
    assert.equal(opened, 2);
    assert.deepEqual(
      server.seen.map((seen) => seen.body.toString()),
      ["abcdef", "abcdef"],
    );
  });

  it("after 200 with an error inside, where COS answers so, and only there", async () => {
    const inside = { status: 200, body: refusal("InternalError", "Oops.") };
    server.tell(inside, { status: 200, body: "<CopyObjectResult/>" });
    const { body } = await server.connect().send({ method: "PUT", bucket, key: "k", errorIn200: true });
    assert.equal(body.toString(), "<CopyObjectResult/>");
    server.tell(inside);
    assert.equal((await server.connect().send(get)).status, 200);
  });

  // docs/promises.md#conflicts-are-retried
  it("after the conflicts of parallel configuration writes, when asked to", async () => {
    for (const code of ["InvalidBucketState", "OperationAborted"]) {
      server.tell({ status: 409, body: refusal(code) }, ok);
      const { attempts } = await server.connect().send({ ...get, retryConflicts: true });
      assert.equal(attempts, 2);
      server.tell({ status: 409, body: refusal(code) }, ok);
      await assert.rejects(server.connect().send(get), { code });
    }
  });

  it("after a large transfer that took longer than the time for an answer", async () => {
    const slowly = (request: IncomingMessage) => setTimeout(() => request.destroy(), 300);
    server.tell(slowly, { status: 200 });
    const client = server.connect({ retry: { baseDelayMs: 1, maxDelayMs: 1, deadlineMs: 100 } });
    const body = Buffer.alloc(2 * 1024 * 1024);
    const { attempts } = await client.send({ method: "PUT", bucket, key: "large", body });
    assert.equal(attempts, 2);
  });

  it("after a wait in line that took longer than the time for an answer", async () => {
    const slowly: Told = (request, response) => {
      request.resume();
      setTimeout(() => response.end(), 300);
    };
    server.tell({ status: 503, body: refusal("SlowDown") }, slowly, { status: 200 });
    const client = server.connect({
      parallelism: 1,
      retry: { baseDelayMs: 1, maxDelayMs: 1, deadlineMs: 100 },
    });
    const small = client.send(get);
    const large = client.send({ method: "PUT", bucket, key: "large", body: Buffer.alloc(2 * 1024 * 1024) });
    assert.deepEqual([(await small).attempts, (await large).attempts], [2, 1]);
  });
});

describe("The client does not try again", () => {
  for (const [status, code] of [
    [400, "MalformedXML"],
    [403, "AccessDenied"],
    [403, "SignatureDoesNotMatch"],
    [403, "InvalidAccessKeyId"],
    [404, "NoSuchBucket"],
    [409, "BucketAlreadyExists"],
    [409, "BucketNotEmpty"],
    [412, "PreconditionFailed"],
    [416, "InvalidRange"],
    [501, "NotImplemented"],
    [304, "Http304"],
  ] as const) {
    it(`after ${status} ${code}`, async () => {
      server.tell({ status, body: status === 304 ? "" : refusal(code) }, ok);
      const failed = server.connect().send({ ...get, retryConflicts: true });
      await assert.rejects(failed, { code, status, attempts: 1 });
      assert.equal(server.seen.length, 1);
    });
  }

  it("after 200 with an error inside that stays true", async () => {
    server.tell({ status: 200, body: refusal("NoSuchKey", "Gone.") }, ok);
    const failed = server.connect().send({ method: "PUT", bucket, key: "k", errorIn200: true });
    await assert.rejects(failed, (error: CosServiceError) => {
      assert.ok(CosServiceError.isInstance(error));
      assert.deepEqual([error.status, error.code, error.serverMessage], [200, "NoSuchKey", "Gone."]);
      return true;
    });
  });

  it("with a stream that is gone after one try", async () => {
    server.tell({ status: 503, body: refusal("SlowDown") }, ok);
    const body = Readable.from([Buffer.from("once")]);
    await assert.rejects(server.connect().send({ method: "PUT", bucket, key: "k", body }), {
      code: "SlowDown",
      attempts: 1,
    });
    assert.equal(server.seen[0]?.body.toString(), "once");
    assert.equal(server.seen[0]?.headers["transfer-encoding"], "chunked");
  });

  it("when the body itself cannot be read", async () => {
    const body = {
      length: 10,
      // biome-ignore lint/correctness/useYield: it fails before
      async *open(): AsyncGenerator<Uint8Array> {
        throw new Error("no such file");
      },
    };
    server.tell((request) => request.resume());
    const failed = server.connect().send({ method: "PUT", bucket, key: "k", body });
    await assert.rejects(failed, { code: "BodyFailed", attempts: 1, message: /no such file/ });
  });

  it("when the body is shorter or longer than was said", async () => {
    for (const length of [3, 7]) {
      const body = {
        length,
        async *open() {
          yield Buffer.from("12345");
        },
      };
      server.tell((request) => request.resume());
      const failed = server.connect().send({ method: "PUT", bucket, key: "k", body });
      await assert.rejects(failed, { code: "BodyLengthMismatch", attempts: 1 });
    }
  });

  it("more often than it may", async () => {
    server.tell({ status: 503, body: refusal("SlowDown", "Slower.") });
    for (const maxAttempts of [1, 2, 4]) {
      server.seen.length = 0;
      const failed = server.connect({ retry: { maxAttempts } }).send(get);
      await assert.rejects(failed, { code: "SlowDown", attempts: maxAttempts });
      assert.equal(server.seen.length, maxAttempts);
    }
    server.seen.length = 0;
    await assert.rejects(server.connect().send(get), { attempts: 6, message: /\(6 attempts\)/ });
  });

  it("after its time is over", async () => {
    server.tell({ status: 503, body: refusal("SlowDown") });
    const retry: CosClientOptions["retry"] = {
      maxAttempts: 1_000_000,
      baseDelayMs: 20,
      maxDelayMs: 20,
      deadlineMs: 150,
    };
    await assert.rejects(server.connect({ retry, random: () => 1 }).send(get), (error: CosServiceError) => {
      assert.equal(error.code, "SlowDown");
      assert.ok(error.attempts > 1 && error.attempts < 20, String(error.attempts));
      return true;
    });
  });
});

describe("What the emulator breaks, the client mends:", () => {
  let bench: Bench;
  let name: string;

  before(async () => {
    bench = await startBench();
    name = await bench.createBucket();
  });
  after(() => bench.close());

  for (const fault of [
    { kind: "status", status: 503 },
    { kind: "drop" },
    { kind: "loseAnswer" },
    { kind: "status", status: 500, times: 3 },
    { kind: "noRequestId" },
    { kind: "clockSkew", seconds: 7200, times: 0 },
    { kind: "clockSkew", seconds: -7200, times: 0 },
  ] as const) {
    it(JSON.stringify(fault), async () => {
      const { url: endpoint, secretId, secretKey } = bench.emulator;
      const client = server.connect({ credentials: { secretId, secretKey }, endpoint, region });
      bench.emulator.addFault(fault);
      await client.send({ method: "PUT", bucket: name, key: "k", body: JSON.stringify(fault) });
      const { body } = await client.send({ method: "GET", bucket: name, key: "k" });
      assert.equal(body.toString(), JSON.stringify(fault));
      bench.emulator.clearFaults();
    });
  }
});
