import assert from "node:assert/strict";
import type { EmulatorAccount, LoggedRequest } from "../../emulator";
import { RequestLog } from "../../emulator/http/log";
import { asQuery, type Bench, hostOf, signRequest, startBench, stranger } from "./http";

const temporary: EmulatorAccount = {
  secretId: "AKIDtemporary",
  secretKey: "temporary-key",
  appId: "1250000000",
  uin: "100000000001",
  token: "token-that-is-secret",
};

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench({ accounts: [stranger, temporary] });
  bucket = await bench.createBucket();
});
after(() => bench.close());
beforeEach(() => bench.emulator.clearRequests());

const last = () => {
  const entry = bench.emulator.requests.at(-1);
  assert.ok(entry);
  return entry;
};

describe("The emulator's log", () => {
  it("records what each request asked and what was answered", async () => {
    const body = "hello";
    await bench.ask({ method: "PUT", bucket, path: "/a%20b", query: "x=%2F&y=1", body });
    const entry = last();
    const { headers, time, duration, requestId, number, ...rest } = entry;
    assert.deepEqual(rest, {
      method: "PUT",
      host: hostOf(bucket),
      path: "/a%20b",
      query: "x=%2F&y=1",
      bucket,
      key: "a b",
      operation: "PutObject",
      caller: bench.emulator.secretId,
      status: 200,
      code: undefined,
      bytesIn: 5,
      bytesOut: 0,
      faults: [],
      ignored: [],
    });
    assert.ok(Math.abs(time - Date.now()) < 60_000);
    assert.ok(duration >= 0);
    assert.equal(headers["content-length"], "5");
    const answer = await bench.ask({ bucket, path: "/a%20b" });
    assert.equal(last().requestId, answer.headers["x-cos-request-id"]);
    assert.notEqual(last().requestId, requestId);
    assert.equal(last().number, number + 1);
    assert.equal(last().bytesOut, 5);
  });

  it("names the operation as CAM does, the error and the caller", async () => {
    const told = async (request: Parameters<Bench["ask"]>[0]) => {
      await bench.ask(request);
      const { operation, status, code, caller } = last();
      return [operation, status, code, caller];
    };
    const { secretId } = bench.emulator;
    assert.deepEqual(await told({}), ["GetService", 200, undefined, secretId]);
    assert.deepEqual(await told({ bucket, query: "cors" }), [
      "GetBucketCors",
      404,
      "NoSuchCORSConfiguration",
      secretId,
    ]);
    assert.deepEqual(await told({ bucket, path: "/n", as: "anonymous" }), [
      "GetObject",
      403,
      "AccessDenied",
      undefined,
    ]);
    assert.deepEqual(await told({ bucket, as: stranger }), [
      "GetBucket",
      403,
      "AccessDenied",
      "AKIDstranger",
    ]);
    const [operation, status] = await told({ method: "OPTIONS", bucket, as: "anonymous" });
    assert.deepEqual([operation, status], ["OptionsObject", 400]);
  });

  it("records which faults were injected, and requests without an answer", async () => {
    bench.emulator.addFault({ kind: "noRequestId" });
    bench.emulator.addFault({ kind: "drop" });
    await assert.rejects(bench.ask({ bucket }));
    assert.deepEqual(last().faults, ["noRequestId", "drop"]);
    assert.equal(last().status, 0);
  });

  it("shows who signed, but no signature and no token", async () => {
    const assertClean = (entry: LoggedRequest, ...secrets: string[]) => {
      const text = JSON.stringify(entry);
      assert.ok(text.includes(temporary.secretId), text);
      for (const secret of [temporary.token ?? "", temporary.secretKey, ...secrets]) {
        assert.ok(!text.includes(secret), text);
      }
    };
    const signed = signRequest(temporary, { method: "GET", path: "/", query: "", headers: {} });
    await bench.ask({ bucket, as: temporary, headers: { authorization: signed.authorization } });
    assert.equal(last().status, 200);
    assertClean(last(), signed.signature);
    const query = `${asQuery(signed.authorization)}&x-cos-security-token=${temporary.token}`;
    await bench.ask({ bucket, as: "anonymous", query });
    assert.equal(last().status, 200);
    assertClean(last(), signed.signature);
    const merged = `sign=${encodeURIComponent(signed.authorization)}&x-cos-security-token=${temporary.token}`;
    await bench.ask({ bucket, as: "anonymous", query: merged });
    assert.equal(last().status, 200);
    assert.ok(!JSON.stringify(last()).includes(signed.signature));
    const amazon = `AWS4-HMAC-SHA256 Credential=${temporary.secretId}/20260101/ap-guangzhou/s3/aws4_request, SignedHeaders=host, Signature=0123456789abcdef`;
    await bench.ask({
      bucket,
      headers: {
        authorization: amazon,
        "x-amz-date": "20260101T000000Z",
        "x-amz-security-token": temporary.token ?? "",
      },
    });
    assertClean(last(), "0123456789abcdef");
    await bench.ask({
      bucket,
      as: "anonymous",
      query: `X-Amz-Credential=${temporary.secretId}&X-Amz-Signature=0123456789abcdef&X-Amz-Security-Token=${temporary.token}`,
    });
    assertClean(last(), "0123456789abcdef");
  });

  it("hides other authorizations, cookies and keys for encryption", async () => {
    const secret = "VerySecretValueOfThirtyTwoBytes!";
    for (const name of [
      "authorization",
      "cookie",
      "x-cos-server-side-encryption-customer-key",
      "x-cos-copy-source-server-side-encryption-customer-key",
      "x-amz-server-side-encryption-customer-key",
    ]) {
      await bench.ask({ bucket, path: "/n", headers: { [name]: secret }, as: "anonymous" });
      assert.ok(name in last().headers, name);
      assert.ok(!JSON.stringify(last()).includes(secret), name);
    }
  });

  it("can be forgotten, and goes on counting", async () => {
    await bench.ask({});
    const { number } = last();
    bench.emulator.clearRequests();
    assert.deepEqual(bench.emulator.requests, []);
    await bench.ask({});
    assert.equal(last().number, number + 1);
  });

  it("keeps the newest 5,000", () => {
    const log = new RequestLog();
    for (let count = 0; count < 25_000; count++) {
      log.add({ ...({} as LoggedRequest) });
    }
    assert.ok(log.entries.length >= 5_000 && log.entries.length <= 5_500);
    assert.equal(log.entries.at(-1)?.number, 25_000);
  });

  it("can be read and forgotten over HTTP, which is not logged itself", async () => {
    await bench.ask({ bucket });
    const url = `${bench.emulator.url}/_emulator/requests`;
    const [entry, ...more] = (await (await fetch(url)).json()) as LoggedRequest[];
    assert.deepEqual(more, []);
    assert.deepEqual(entry, JSON.parse(JSON.stringify(last())));
    assert.equal((await fetch(url, { method: "DELETE" })).status, 204);
    assert.deepEqual(await (await fetch(url)).json(), []);
  });
});

describe("The emulator's own addresses", () => {
  it("are named when something else is asked", async () => {
    for (const path of ["/_emulator", "/_emulator/", "/_emulator/nothing"]) {
      const response = await fetch(bench.emulator.url + path);
      assert.equal(response.status, 404);
      assert.match(await response.text(), /GET \/requests, .*POST \/faults/);
    }
    assert.equal((await fetch(`${bench.emulator.url}/_emulator/faults`, { method: "PUT" })).status, 404);
  });

  it("refuse what is not JSON", async () => {
    const url = `${bench.emulator.url}/_emulator/faults`;
    assert.equal((await fetch(url, { method: "POST", body: "{" })).status, 400);
    assert.equal((await fetch(url, { method: "POST", body: "x".repeat(70_000) })).status, 400);
  });

  it("are an ordinary key in a bucket", async () => {
    await bench.put(bucket, "/_emulator/requests", "mine");
    assert.equal((await bench.ask({ bucket, path: "/_emulator/requests" })).text, "mine");
  });
});
