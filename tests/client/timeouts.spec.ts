import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import net from "node:net";
import { pipeline } from "node:stream/promises";
import { CosNetworkError } from "../../provider/client";
import { bucket, type Server, startServer } from "./server";

let server: Server;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const get = { method: "GET", bucket } as const;
const ok = { status: 200, body: "fine" };
const once_ = { maxAttempts: 1 };
const short = { connectMs: 100, headersMs: 100, bodyMs: 100 };
const patient = { connectMs: 300, headersMs: 300, bodyMs: 300 };
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const failsWith = (code: string, message: RegExp) => (error: CosNetworkError) => {
  assert.ok(CosNetworkError.isInstance(error));
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

describe("The client gives up", () => {
  it("on a server that does not shake hands", async () => {
    const sockets: net.Socket[] = [];
    const silent = net.createServer((socket) => sockets.push(socket.on("error", () => {})));
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const endpoint = `https://localhost:${(silent.address() as net.AddressInfo).port}`;
    const client = server.connect({ endpoint, timeouts: short, retry: once_ });
    await assert.rejects(client.send(get), failsWith("ConnectTimeout", /no connection .*\n.*proxy/s));
    for (const socket of sockets) {
      socket.destroy();
    }
    silent.close();
  });

  it("on a connection that never comes", async () => {
    const dispatcher = { dispatch: () => true };
    const client = server.connect({ dispatcher, timeouts: short, retry: once_ });
    await assert.rejects(client.send(get), failsWith("ConnectTimeout", /no connection for 0.1 s/));
  });

  it("on an answer that does not begin", async () => {
    server.tell((request) => request.resume());
    const client = server.connect({ timeouts: short, retry: once_ });
    await assert.rejects(
      client.send(get),
      failsWith("HeadersTimeout", /sent, but no answer began for 0.1 s/),
    );
  });

  it("on an answer that stops amid its body, read at once or as a stream", async () => {
    server.tell((request, response) => {
      request.resume();
      response.writeHead(200, { "content-length": "10" });
      response.write("12345");
    });
    const client = server.connect({ timeouts: short, retry: once_ });
    await assert.rejects(client.send(get), failsWith("BodyTimeout", /the answer stood still for 0.1 s/));
    const { body } = await client.send({ ...get, responseBody: "stream" });
    await assert.rejects(async () => {
      for await (const _ of body) {
      }
    }, /the answer stood still/);
  });

  it("on an upload that the server does not read", async () => {
    server.tell((request) => request.pause());
    const client = server.connect({ timeouts: { ...short, headersMs: 10_000 }, retry: once_ });
    const body = Buffer.alloc(64 * 1024 * 1024);
    await assert.rejects(
      client.send({ method: "PUT", bucket, key: "k", body }),
      failsWith("SendTimeout", /the upload stood still for 0.1 s/),
    );
  });

  it("on a body that stops coming from its source", async () => {
    server.tell((request) => request.resume());
    const body = {
      length: 10,
      async *open() {
        yield Buffer.from("12345");
        await new Promise(() => {});
      },
    };
    const client = server.connect({ timeouts: short, retry: once_ });
    await assert.rejects(
      client.send({ method: "PUT", bucket, key: "k", body }),
      failsWith("SendTimeout", /the upload stood still/),
    );
  });

  it("on an answer without end before that fills the memory, and does not ask for it again", async () => {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, "x");
    const endless = function* () {
      for (;;) {
        sent += piece.length;
        yield piece;
      }
    };
    server.tell((request, response) => {
      request.resume();
      pipeline(endless, response).catch(() => {}); // the client goes away
    });
    await assert.rejects(
      server.connect().send(get),
      failsWith("AnswerTooLong", /more than 64 MiB; no document of COS is that large/),
    );
    assert.equal(server.seen.length, 1);
    assert.ok(sent < 100 * 1024 * 1024, `${sent} bytes were taken`);
  });

  it("when its time is over, though bytes trickle in", async () => {
    server.tell(async (request, response) => {
      request.resume();
      response.writeHead(200, { "content-length": "1000" });
      while (!response.destroyed) {
        response.write(".");
        await wait(20);
      }
    });
    const client = server.connect({ retry: { deadlineMs: 200 } });
    await assert.rejects(client.send(get), failsWith("Deadline", /the deadline passed/));
  });
});

describe("The client does not give up", () => {
  it("while bytes keep coming", async () => {
    server.tell(async (request, response) => {
      request.resume();
      response.writeHead(200);
      for (let count = 0; count < 12; count++) {
        response.write("x");
        await wait(40);
      }
      response.end();
    });
    const { body } = await server.connect({ timeouts: patient, retry: once_ }).send(get);
    assert.equal(body.toString(), "x".repeat(12));
  });

  it("while its body keeps coming from the source", async () => {
    server.tell(ok);
    const body = {
      length: 12,
      async *open() {
        for (let count = 0; count < 12; count++) {
          await wait(40);
          yield Buffer.from("x");
        }
      },
    };
    await server.connect({ timeouts: patient, retry: once_ }).send({ method: "PUT", bucket, key: "k", body });
    assert.equal(server.seen[0]?.body.toString(), "x".repeat(12));
  });

  it("while the reader of a stream takes its time", async () => {
    const content = Buffer.alloc(4 * 1024 * 1024, "x");
    server.tell({ status: 200, body: content });
    const client = server.connect({ timeouts: short, retry: once_ });
    const { body } = await client.send({ ...get, key: "k", responseBody: "stream" });
    await wait(300);
    let size = 0;
    for await (const chunk of body) {
      size += (chunk as Buffer).length;
    }
    assert.equal(size, content.length);
  });

  it("after silence, when it may try again", async () => {
    server.tell((request) => request.resume(), ok);
    const { body, attempts } = await server.connect({ timeouts: short }).send(get);
    assert.deepEqual([body.toString(), attempts], ["fine", 2]);
  });
});

describe("The caller can give up", () => {
  const hang = (request: IncomingMessage) => request.resume();
  const begin = (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    response.writeHead(200, { "content-length": "10" });
    response.write("12345");
  };
  const client = () => server.connect();
  const reason = new Error("changed my mind");

  it("before anything is sent", async () => {
    await assert.rejects(client().send({ ...get, signal: AbortSignal.abort(reason) }), reason);
    assert.equal(server.seen.length, 0);
  });

  for (const [when, told] of [
    ["while the answer is awaited", hang],
    ["amid the answer", begin],
  ] as const) {
    it(when, async () => {
      server.tell(told);
      const control = new AbortController();
      const sent = client().send({ ...get, signal: control.signal });
      while (server.seen.length === 0) {
        await wait(5);
      }
      control.abort(reason);
      await assert.rejects(sent, reason);
      assert.equal(server.seen.length, 1);
    });
  }

  it("amid a stream", async () => {
    server.tell(begin);
    const control = new AbortController();
    const { body } = await client().send({ ...get, responseBody: "stream", signal: control.signal });
    control.abort(reason);
    await assert.rejects(async () => {
      for await (const _ of body) {
      }
    }, reason);
  });

  it("amid an upload, whose source is then closed", async () => {
    server.tell((request) => request.pause());
    const control = new AbortController();
    let closed = false;
    const body = {
      length: 1024 ** 3,
      async *open() {
        try {
          for (;;) {
            yield Buffer.alloc(1024 * 1024);
          }
        } finally {
          closed = true;
        }
      },
    };
    const sent = client().send({ method: "PUT", bucket, key: "k", body, signal: control.signal });
    while (server.seen.length === 0) {
      await wait(5);
    }
    control.abort(reason);
    await assert.rejects(sent, reason);
    for (let tries = 0; !closed && tries < 100; tries++) {
      await wait(10);
    }
    assert.ok(closed);
  });

  it("by time, with the signal's own reason", async () => {
    server.tell(hang);
    const sent = client().send({ ...get, signal: AbortSignal.timeout(50) });
    await assert.rejects(sent, { name: "TimeoutError" });
  });

  it("while in line", async () => {
    server.tell(hang);
    const narrow = server.connect({ parallelism: 1 });
    const control = new AbortController();
    const first = narrow.send({ ...get, signal: control.signal });
    const second = narrow.send({ ...get, signal: control.signal });
    while (server.seen.length === 0) {
      await wait(5);
    }
    control.abort(reason);
    await assert.rejects(first, reason);
    await assert.rejects(second, reason);
    assert.equal(server.seen.length, 1);
    server.tell(ok);
    assert.equal((await narrow.send(get)).status, 200);
  });
});
