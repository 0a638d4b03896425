import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { type Bench, hostOf, qSign, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
});
after(() => bench.close());

const md5 = (body: string | Buffer) => createHash("md5").update(body).digest("base64");
const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  bench.ask({ method: "PUT", bucket, path, body, headers });
const refusal = async (path: string, body: string, headers: Record<string, string>) => {
  return (await put(path, body, headers)).outcome;
};
const isThere = async (path: string) => (await bench.ask({ method: "HEAD", bucket, path })).status === 200;
/** A request of which everything is written by hand. */
const raw = (method: string, path: string, lines: string[], body = "") =>
  bench.write(
    [
      `${method} ${path} HTTP/1.1`,
      `Host: ${hostOf(bucket)}`,
      `Authorization: ${qSign(bench.emulator, { method, path: path.split("?")[0] ?? "" }).authorization}`,
      "Connection: close",
      ...lines,
      "",
      body,
    ].join("\r\n"),
  );

// https://www.tencentcloud.com/document/product/436/7728
describe("Writing an emulated object", () => {
  it("checks its MD5", async () => {
    assert.equal((await put("/md5", "hello", { "content-md5": md5("hello") })).status, 200);
    assert.equal(await refusal("/wrong", "hello", { "content-md5": md5("other") }), "400 BadDigest");
    assert.equal(await isThere("/wrong"), false);
    for (const digest of ["hello", md5("hello").slice(0, -2), createHash("md5").digest("hex")]) {
      assert.equal(await refusal("/wrong", "hello", { "content-md5": digest }), "400 InvalidDigest");
    }
  });

  it("takes empty headers of check sum, access rules and encryption for none", async () => {
    const headers = {
      "content-md5": "",
      "x-cos-acl": "",
      "x-cos-grant-read": "",
      "x-cos-server-side-encryption": "",
      "x-cos-server-side-encryption-cos-kms-key-id": "",
      "x-cos-server-side-encryption-customer-algorithm": "",
    };
    assert.equal((await put("/empty", "hello", headers)).status, 200);
    const head = await bench.ask({ method: "HEAD", bucket, path: "/empty" });
    assert.equal(head.headers["x-cos-server-side-encryption"], undefined);
    const acl = await bench.ask({ bucket, path: "/empty", query: "acl" });
    assert.deepEqual(acl.all("Permission"), ["FULL_CONTROL"]);
  });

  it("checks its SHA-1, which old SDKs send", async () => {
    const sha1 = createHash("sha1").update("hello").digest("hex");
    assert.equal((await put("/sha1", "hello", { "x-cos-content-sha1": sha1 })).status, 200);
    assert.equal(await refusal("/sha1", "other", { "x-cos-content-sha1": sha1 }), "400 InvalidSHA1Digest");
  });

  it("leaves the former object when it fails", async () => {
    await bench.put(bucket, "/kept", "old");
    await put("/kept", "new", { "content-md5": md5("other") });
    assert.equal((await bench.ask({ bucket, path: "/kept" })).text, "old");
  });

  it("needs a length", async () => {
    for (const [method, path] of [
      ["PUT", "/a"],
      ["POST", "/a?append&position=0"],
      ["POST", "/?delete"],
      ["PUT", "/?tagging"],
    ] as const) {
      const answer = await raw(method, path, []);
      assert.match(answer, /^HTTP\/1.1 411 [\s\S]*<Code>MissingContentLength<\/Code>/, path);
      assert.match(answer, /<Message>You must provide the Content-Length HTTP header.<\/Message>/);
    }
  });

  it("is refused at once when it says that it is larger than 5 GB", async () => {
    const answer = await raw("PUT", "/huge", [`Content-Length: ${5 * 1024 ** 3 + 1}`]);
    assert.match(answer, /^HTTP\/1.1 400 [\s\S]*<Code>EntityTooLarge<\/Code>/);
  });

  it("stores nothing when the client goes away before the end", async () => {
    const agent = new http.Agent();
    const { hostname, port } = new URL(bench.emulator.url);
    const { authorization } = qSign(bench.emulator, { method: "PUT", path: "/cut" });
    const headers = { host: hostOf(bucket), authorization, "content-length": "1000000" };
    const request = http.request({ agent, hostname, port, method: "PUT", path: "/cut", headers });
    request.on("error", () => {});
    request.write("x".repeat(100_000));
    await once(request, "socket");
    await new Promise((resolve) => setTimeout(resolve, 20));
    request.destroy();
    for (let tries = 0; !bench.emulator.requests.some(({ key }) => key === "cut") && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(bench.emulator.requests.find(({ key }) => key === "cut")?.status, 0);
    assert.equal(await isThere("/cut"), false);
  });

  // Page 7749: 2 KB in total
  it("keeps up to 2 KB of metadata", async () => {
    const value = "v".repeat(1000);
    const two = { "x-cos-meta-a": value, "x-cos-meta-b": value };
    assert.equal((await put("/meta", "x", two)).status, 200);
    assert.equal(await refusal("/meta", "x", { ...two, "x-cos-meta-c": "v".repeat(100) }), "400 KeyTooLong");
  });

  it("takes up to ten tags", async () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join("&");
    assert.equal((await put("/tags", "x", { "x-cos-tagging": tags(10) })).status, 200);
    assert.equal(await refusal("/tags", "x", { "x-cos-tagging": tags(11) }), "400 InvalidTag");
  });
});

describe("A client that asks before it sends a body", () => {
  const talk = async (path: string, authorization: string) => {
    const agent = new http.Agent();
    const { hostname, port } = new URL(bench.emulator.url);
    const headers = { host: hostOf(bucket), authorization, "content-length": "5", expect: "100-continue" };
    const request = http.request({ agent, hostname, port, method: "PUT", path, headers });
    let continued = false;
    request.on("continue", () => {
      continued = true;
      request.end("hello");
    });
    request.flushHeaders();
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    response.resume();
    await once(response, "end");
    request.destroy();
    return { status: response.statusCode, continued };
  };

  it("gets 100 Continue", async () => {
    const { authorization } = qSign(bench.emulator, { method: "PUT", path: "/asked" });
    assert.deepEqual(await talk("/asked", authorization), { status: 200, continued: true });
    assert.equal((await bench.ask({ bucket, path: "/asked" })).text, "hello");
  });

  it("is refused without having sent it", async () => {
    const { authorization } = qSign(bench.emulator, { method: "PUT", path: "/elsewhere" });
    assert.deepEqual(await talk("/refused", authorization), { status: 403, continued: false });
    assert.equal(await isThere("/refused"), false);
  });
});

describe("A connection to the emulator", () => {
  it("serves on after refused requests with bodies", async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const { hostname, port } = new URL(bench.emulator.url);
    const ports = new Set<number | undefined>();
    const send = async (method: string, path: string, body?: Buffer) => {
      const { authorization } = qSign(bench.emulator, { method, path });
      const headers = { host: hostOf(bucket), authorization };
      const request = http.request({ agent, hostname, port, method, path, headers });
      request.end(body);
      const [response] = (await once(request, "response")) as [http.IncomingMessage];
      ports.add(request.socket?.localPort);
      response.resume();
      await once(response, "end");
      return response.statusCode;
    };
    const body = Buffer.alloc(200_000);
    assert.equal(await send("PUT", "/checked", body), 200);
    assert.equal(await send("PUT", `/${"k".repeat(851)}`, body), 400);
    assert.equal(await send("GET", "/missing"), 404);
    assert.equal(await send("HEAD", "/checked"), 200);
    assert.equal(await send("DELETE", "/missing"), 204);
    assert.equal(await send("POST", "/missing", body), 405);
    assert.equal(await send("PUT", "/there", body), 200);
    assert.equal(ports.size, 1);
    agent.destroy();
  });
});

// https://www.tencentcloud.com/document/product/436/7728, the headers of server-side encryption
describe("Encryption of an emulated object", () => {
  const sse = "x-cos-server-side-encryption";
  const key = Buffer.alloc(32, "k");
  const customer = {
    [`${sse}-customer-algorithm`]: "AES256",
    [`${sse}-customer-key`]: key.toString("base64"),
    [`${sse}-customer-key-md5`]: md5(key),
  };
  const read = (path: string, headers: Record<string, string> = {}, as?: "anonymous") =>
    bench.ask({ bucket, path, headers, ...(as && { as }) });

  it("by COS is echoed, and leaves the ETag an MD5", async () => {
    const answer = await put("/sse-cos", "hello", { [sse]: "AES256" });
    assert.equal(answer.headers[sse], "AES256");
    assert.equal(answer.headers.etag, '"5d41402abc4b2a76b9719d911017c592"');
    assert.equal((await read("/sse-cos")).headers[sse], "AES256");
  });

  it("by KMS is echoed with its key, and changes the ETag", async () => {
    const headers = { [sse]: "cos/kms", [`${sse}-cos-kms-key-id`]: "key-1" };
    const answer = await put("/sse-kms", "hello", headers);
    assert.equal(answer.headers[sse], "cos/kms");
    assert.equal(answer.headers[`${sse}-cos-kms-key-id`], "key-1");
    assert.notEqual(answer.headers.etag, '"5d41402abc4b2a76b9719d911017c592"');
    assert.equal(
      answer.headers["x-cos-hash-crc64ecma"],
      (await put("/plain", "hello")).headers["x-cos-hash-crc64ecma"],
    );
  });

  it("by the customer never shows the key, and asks for it again", async () => {
    const answer = await put("/sse-c", "hello", customer);
    assert.equal(answer.headers[`${sse}-customer-algorithm`], "AES256");
    assert.equal(answer.headers[`${sse}-customer-key-md5`], md5(key));
    assert.equal(answer.headers[`${sse}-customer-key`], undefined);
    const without = await read("/sse-c");
    assert.equal(without.outcome, "400 SsecDecryptHeaderInvalid");
    assert.equal((await read("/sse-c", customer)).text, "hello");
    const other = Buffer.alloc(32, "o");
    const wrong = await read("/sse-c", {
      ...customer,
      [`${sse}-customer-key`]: other.toString("base64"),
      [`${sse}-customer-key-md5`]: md5(other),
    });
    assert.equal(wrong.status, 403);
  });

  it("is refused with an unknown method, key or context", async () => {
    assert.match(await refusal("/sse", "x", { [sse]: "ROT13" }), /^400 /);
    assert.match(await refusal("/sse", "x", { ...customer, [`${sse}-customer-key`]: "short" }), /^400 /);
    assert.match(
      await refusal("/sse", "x", { ...customer, [`${sse}-customer-key-md5`]: md5("other") }),
      /^400 /,
    );
    assert.match(await refusal("/sse", "x", { [sse]: "cos/kms", [`${sse}-context`]: "!" }), /^400 /);
  });

  // Page 7753: an encrypted object is never for visitors.
  it("by COS keeps visitors out though the object is public", async () => {
    await put("/sse-public", "x", { [sse]: "AES256", "x-cos-acl": "public-read" });
    await put("/public", "x", { "x-cos-acl": "public-read" });
    assert.equal((await read("/public", {}, "anonymous")).status, 200);
    assert.equal((await read("/sse-public", {}, "anonymous")).status, 403);
  });
});
