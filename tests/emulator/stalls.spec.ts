import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Bench, hostOf, qSign, startBench } from "./http";

const patience = 400;

describe("A request that comes no further", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench({ patience });
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  /** The head of an upload whose body has so many bytes. */
  const head = (path: string, length: number, more = "", name = bucket) =>
    `PUT ${path} HTTP/1.1\r\nHost: ${hostOf(name)}\r\nContent-Length: ${length}\r\n${more}` +
    `Authorization: ${qSign(bench.emulator, { method: "PUT", path: path.replace(/\?.*/, "") }).authorization}\r\n\r\n`;

  /** A client that never closes, as one that has died: it only finds out that the peer is gone. */
  const connect = () => {
    const { hostname, port } = new URL(bench.emulator.url);
    const socket = net.connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on("error", () => undefined);
    socket.once("end", () => {
      const knock = setInterval(() => socket.write("x"), 50);
      socket.once("close", () => clearInterval(knock));
    });
    return socket;
  };

  /** All that the emulator says until it closes the connection. */
  async function said(text: string): Promise<string> {
    const socket = connect();
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    if (text !== "") {
      socket.write(text);
    }
    await new Promise((resolve) => socket.once("close", resolve));
    return answer;
  }

  for (const [what, text] of [
    ["before its first byte", () => ""],
    ["in its first line", () => "GET /a HT"],
    ["among its headers", () => `GET /a HTTP/1.1\r\nHost: ${hostOf(bucket)}\r\nX-A: `],
  ] as const) {
    it(`is ended ${what}`, async () => {
      assert.match(await said(text()), /^(HTTP\/1\.1 400 |$)/);
    });
  }

  it("is answered and ended in the body of an upload, of which nothing is left", async () => {
    const answer = await said(`${head("/half", 1000)}half of it`);
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.match(answer, /<Code>RequestTimeout<\/Code>/);
    assert.match(answer, /connection: close/i);
    assert.equal((await bench.ask({ method: "HEAD", bucket, path: "/half" })).status, 404);
  });

  it("is ended in the body of a document, and in one that was refused unread", async () => {
    const document = await said(`${head("/?cors", 1000)}<CORS`);
    assert.match(document, /<Code>RequestTimeout<\/Code>/);
    const refused = await said(`${head("/a", 1000, "", bench.newName())}half of it`);
    assert.match(refused, /<Code>NoSuchBucket<\/Code>/);
  });

  it("is ended in the body of a request to the emulator itself", async () => {
    const text = "POST /_emulator/faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{";
    assert.equal(await said(text), "");
  });

  it("is not one whose bytes come slowly", async () => {
    const socket = connect();
    const content = "slow but living";
    socket.write(head("/slow", content.length));
    const answered = once(socket, "data");
    for (const byte of content) {
      await wait(patience / 4);
      socket.write(byte);
    }
    const [answer] = (await answered) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 200 /);
    socket.destroy();
    assert.equal((await bench.ask({ bucket, path: "/slow" })).text, content);
  });

  it("is not one that waits for the emulator", async () => {
    bench.emulator.addFault({ kind: "delay", milliseconds: patience * 4 });
    const asked = await bench.ask({ method: "PUT", bucket, path: "/late", body: Buffer.alloc(2_000_000) });
    assert.equal(asked.status, 200);
    bench.emulator.addFault({ kind: "delay", milliseconds: patience * 4 });
    const socket = connect();
    socket.write(head("/polite", 5, "Expect: 100-continue\r\n"));
    const [told] = (await once(socket, "data")) as [Buffer];
    assert.match(told.toString(), /^HTTP\/1\.1 100 /);
    socket.write("hello");
    const [answer] = (await once(socket, "data")) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});

describe("A slow line", () => {
  it("does not stall its requests", async () => {
    const bench = await startBench({ patience, bandwidth: 100_000 });
    try {
      const bucket = await bench.createBucket();
      // Twice as long in one piece as the emulator waits for the next.
      await bench.put(bucket, "/narrow", Buffer.alloc((100_000 * patience * 2) / 1000));
    } finally {
      await bench.close();
    }
  });
});
