import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { startEmulator } from "../../emulator";
import { goSecretId, goSecretKey, vendorSecretId, vendorSecretKey } from "../client/vectors";
import { type Ask, asQuery, type Bench, hostOf, keyTime, qSign, signRequest, startBench } from "./http";

const vendorHost = "examplebucket-1250000000.cos.ap-beijing.myqcloud.com";
const goHost = "testbucket-125000000.cos.ap-guangzhou.myqcloud.com";
const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

// The specs sign by an implementation of their own; it must be right before it can judge the emulator.
describe("The signature that these specs write", () => {
  // The two samples of https://www.tencentcloud.com/document/product/436/7778
  it("is that of the vendor's samples", () => {
    const keys = { secretId: vendorSecretId, secretKey: vendorSecretKey };
    const upload = qSign(keys, {
      method: "PUT",
      path: "/exampleobject(腾讯云)",
      headers: [
        ["Date", "Thu, 16 May 2019 06:45:51 GMT"],
        ["Host", vendorHost],
        ["Content-Type", "text/plain"],
        ["Content-Length", "13"],
        ["Content-MD5", "mQ/fVh815F3k6TAUm8m0eg=="],
        ["x-cos-acl", "private"],
        ["x-cos-grant-read", 'uin="100000000011"'],
      ],
      keyTime: "1557989151;1557996351",
    });
    assert.equal(upload.signKey, "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f");
    assert.equal(sha1(upload.httpString), "8b2751e77f43a0995d6e9eb9477f4b685cca4172");
    assert.equal(upload.signature, "3b8851a11a569213c17ba8fa7dcf2abec6935172");
    const download = qSign(keys, {
      method: "GET",
      path: "/exampleobject(腾讯云)",
      parameters: [
        ["response-content-type", "application/octet-stream"],
        ["response-cache-control", "max-age=600"],
      ],
      headers: [
        ["Date", "Thu, 16 May 2019 06:55:53 GMT"],
        ["Host", vendorHost],
      ],
      keyTime: "1557989753;1557996953",
    });
    assert.equal(download.signature, "01681b8c9d798a678e43b685a9f1bba0f6c0e012");
  });

  // cos-go-sdk-v5, auth_test.go, TestNewAuthorization
  it("is that of the Go SDK's test", () => {
    const { signature } = qSign(
      { secretId: goSecretId, secretKey: goSecretKey },
      {
        method: "PUT",
        path: "/testfile2",
        headers: [
          ["host", goHost],
          ["x-cos-content-sha1", "db8ac1c259eb89d4a131b253bacfca5f319d54f2"],
          ["x-cos-stroage-class", "nearline"],
        ],
        keyTime: "1480932292;1481012292",
      },
    );
    assert.equal(signature, "ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a");
  });

  // Computed with Python's hmac and hashlib.
  it("encodes hard characters", () => {
    const { signature } = qSign(
      { secretId: goSecretId, secretKey: goSecretKey },
      {
        method: "GET",
        path: "/",
        parameters: [
          ["acl", ""],
          ["delimiter", "/"],
          ["max-keys", "10"],
          ["prefix", "a b/(c)!*'~é"],
        ],
        headers: [["Host", "examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com"]],
        keyTime: "1700000000;1700003600",
      },
    );
    assert.equal(signature, "6ee75c31a8b7070b8fe5990e36a012ca0490e446");
  });
});

describe("The emulator takes a signature", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a.txt", "hello");
  });
  after(() => bench.close());

  const read = async (request: Ask) => {
    const answer = await bench.ask({ bucket, path: "/a.txt", ...request });
    assert.equal(answer.status, 200, answer.text);
    return answer.text;
  };
  const authorization = (request: { query?: string; headers?: Record<string, string> } = {}) =>
    signRequest(bench.emulator, { method: "GET", path: "/a.txt", query: "", headers: {}, ...request })
      .authorization;

  it("in the Authorization header", async () => {
    const query = "response-cache-control=max-age%3D600&response-content-type=application%2Foctet-stream";
    const answer = await bench.ask({ bucket, path: "/a.txt", query, headers: { range: "bytes=0-1" } });
    assert.equal(answer.status, 206);
    assert.equal(answer.text, "he");
    assert.equal(answer.headers["cache-control"], "max-age=600");
  });

  it("in the Authorization header with escaped semicolons", async () => {
    const escaped = authorization({ headers: { host: hostOf(bucket) } }).replaceAll(";", "%3B");
    assert.equal(await read({ headers: { authorization: escaped } }), "hello");
  });

  it("in a pre-signed URL, with the host signed and without", async () => {
    for (const headers of [{ host: hostOf(bucket) }, {}] as Record<string, string>[]) {
      const query = asQuery(authorization({ headers }));
      assert.equal(await read({ query, as: "anonymous" }), "hello");
    }
    const parameter = "response-expires=never";
    const query = `${parameter}&${asQuery(authorization({ query: parameter }))}`;
    const answer = await bench.ask({ bucket, path: "/a.txt", query, as: "anonymous" });
    assert.equal(answer.headers.expires, "never");
  });

  // cos-go-sdk-v5, PresignedURLOptions.SignMerged
  it("merged into one parameter called sign", async () => {
    const sign = encodeURIComponent(authorization({ headers: { host: hostOf(bucket) } }));
    assert.equal(await read({ query: `sign=${sign}`, as: "anonymous" }), "hello");
  });

  // Anything that is not listed may be added: https://www.tencentcloud.com/document/product/436/7778
  it("whatever is sent besides what it covers", async () => {
    const headers = { authorization: authorization(), "x-cos-traffic-limit": "819200", "x-extra": "1" };
    assert.equal(await read({ query: "extra=1", headers }), "hello");
  });

  it("whose lists have names that Node's SDK escaped once more", async () => {
    // cos-nodejs-sdk-v5, util.js getAuth: the list holds encodeURIComponent of names that were encoded before.
    const { httpString } = qSign(bench.emulator, {
      method: "GET",
      path: "/a.txt",
      parameters: [["x y/ü", "1"]],
    });
    assert.match(httpString, /\nx%20y%2f%c3%bc=1\n/);
    const plain = authorization({ query: "x%20y%2F%C3%BC=1" });
    assert.ok(plain.includes("q-url-param-list=x%20y%2f%c3%bc&"));
    const query = "x%20y%2F%C3%BC=1";
    assert.equal(await read({ query, headers: { authorization: plain } }), "hello");
    assert.equal(await read({ query: `${query}&${asQuery(plain)}`, as: "anonymous" }), "hello");
  });

  it("of parameters in any case and of repeated ones", async () => {
    assert.equal(await read({ query: "VersionId=&b=2&b=1" }), "hello");
  });

  it("of header values in UTF-8", async () => {
    const value = Buffer.from("grüße 文").toString("latin1");
    await bench.put(bucket, "/utf8", "x", { "x-cos-meta-word": value });
    const head = await bench.ask({ method: "HEAD", bucket, path: "/utf8" });
    assert.equal(Buffer.from(head.headers["x-cos-meta-word"] ?? "", "latin1").toString(), "grüße 文");
  });

  it("that begins up to 15 minutes from now", async () => {
    const time = keyTime(60 + 14 * 60);
    const { authorization: early } = signRequest(
      bench.emulator,
      { method: "GET", path: "/a.txt", query: "", headers: {} },
      time,
    );
    assert.equal(await read({ headers: { authorization: early } }), "hello");
  });

  it("of anybody, and none, when checks are off", async () => {
    const emulator = await startEmulator({ verifySignatures: false });
    try {
      const url = `${emulator.url}/trust-${emulator.appId}`;
      assert.equal((await fetch(url, { method: "PUT" })).status, 200);
      const put = await fetch(`${url}/a`, {
        method: "PUT",
        body: "x",
        headers: { authorization: authorization() },
      });
      assert.equal(put.status, 200);
      assert.equal(await (await fetch(`${url}/a`)).text(), "x");
    } finally {
      await emulator.close();
    }
  });
});
