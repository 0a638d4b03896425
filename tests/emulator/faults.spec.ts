import assert from "node:assert/strict";
import type { Fault } from "../../emulator";
import { type Ask, type Bench, hostOf, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
  await bench.put(bucket, "/a", "x");
});
after(() => bench.close());
afterEach(() => bench.emulator.clearFaults());

const long = 600_000;
const read = async (request: Ask = {}) => (await bench.ask({ bucket, path: "/a", ...request })).outcome;
const isCut = (request: Ask) =>
  bench.ask(request).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === "ECONNRESET",
  );
/** Asks until the answer is another one. */
const until = async (wanted: string, ask: () => Promise<string>) => {
  for (let tries = 0; tries < 500; tries++) {
    if ((await ask()) === wanted) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`never ${wanted}`);
};
const overHttp = async (fault: Fault) => {
  const response = await fetch(`${bench.emulator.url}/_emulator/faults`, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  assert.equal(response.status, 204, await response.text());
};

for (const [way, add] of [
  ["switched on in the program", async (fault: Fault) => bench.emulator.addFault(fault)],
  ["switched on over HTTP", overHttp],
] as const) {
  describe(`A fault ${way}`, () => {
    it("answers with a status, by its usual code", async () => {
      for (const [status, code] of [
        [503, "SlowDown"],
        [500, "InternalError"],
        [403, "AccessDenied"],
        [409, "OperationAborted"],
        [502, "ServiceUnavailable"],
        [400, "InvalidRequest"],
      ] as const) {
        await add({ kind: "status", status });
        assert.equal(await read(), `${status} ${code}`);
        assert.equal(await read(), "200");
      }
    });

    it("answers with the configured code, message and Retry-After", async () => {
      await add({ kind: "status", status: 429, code: "TooMany", message: "Later.", retryAfter: 7 });
      const answer = await bench.ask({ bucket, path: "/a" });
      assert.equal(answer.outcome, "429 TooMany");
      assert.equal(answer.one("Message"), "Later.");
      assert.equal(answer.headers["retry-after"], "7");
    });

    it("leaves the work undone that it refuses", async () => {
      await add({ kind: "status", status: 500 });
      const write = { method: "PUT", path: "/undone", body: "x" };
      assert.equal(await read(write), "500 InternalError");
      assert.equal(await read({ path: "/undone" }), "404 NoSuchKey");
    });

    it("closes the connection without doing the work", async () => {
      await add({ kind: "drop" });
      assert.ok(await isCut({ method: "PUT", bucket, path: "/dropped", body: "x" }));
      assert.equal(await read({ path: "/dropped" }), "404 NoSuchKey");
    });

    it("does the work and loses the answer", async () => {
      await add({ kind: "loseAnswer" });
      assert.ok(await isCut({ method: "PUT", bucket, path: "/lost", body: "x" }));
      assert.equal(await read({ path: "/lost" }), "200");
    });

    it("answers late", async () => {
      await add({ kind: "delay", milliseconds: 100 });
      const began = performance.now();
      assert.equal(await read(), "200");
      assert.ok(performance.now() - began >= 95);
    });

    it("lets readers see the old state of a configuration, an object, an ACL for a while", async () => {
      await add({ kind: "stale", milliseconds: long, times: 3, match: { bucket } });
      const cors = { query: "cors", path: "/" };
      const body =
        "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
      assert.equal(await read({ method: "PUT", ...cors, body }), "200");
      assert.equal(await read(cors), "404 NoSuchCORSConfiguration");
      assert.equal(await read({ method: "PUT", path: "/stale", body: "x" }), "200");
      assert.equal(await read({ path: "/stale" }), "404 NoSuchKey");
      const acl = { query: "acl", path: "/" };
      assert.equal(await read({ method: "PUT", ...acl, headers: { "x-cos-acl": "public-read" } }), "200");
      const seen = () => bench.ask({ bucket, ...acl }).then(({ headers }) => headers["x-cos-acl"]);
      assert.equal(await seen(), "private");
      bench.emulator.clearFaults();
      assert.equal(await read(cors), "200");
      assert.equal(await read({ path: "/stale" }), "200");
      assert.equal(await seen(), "public-read");
      for (const request of [
        { method: "DELETE", ...cors },
        { method: "DELETE", path: "/stale" },
        { method: "PUT", ...acl, headers: { "x-cos-acl": "private" } },
      ]) {
        assert.match(await read(request), /^20/);
      }
    });

    it("lets the old content of an object be read until it ends", async () => {
      const old = "o".repeat(50_000);
      await bench.put(bucket, "/body", old);
      await add({ kind: "stale", milliseconds: 200, match: { key: "body" } });
      await bench.put(bucket, "/body", "new");
      assert.equal((await bench.ask({ bucket, path: "/body" })).text, old);
      await until("new", async () => (await bench.ask({ bucket, path: "/body" })).text);
    });

    it("answers a copy and a completion with 200 and an error, undone", async () => {
      await add({ kind: "errorBody", times: 2 });
      assert.equal(await read(), "200");
      const headers = { "x-cos-copy-source": `${hostOf(bucket)}/a`, "content-length": "0" };
      assert.equal(await read({ method: "PUT", path: "/copied", headers }), "200 InternalError");
      assert.equal(await read({ path: "/copied" }), "404 NoSuchKey");
      const upload = await bench.ask({ method: "POST", bucket, path: "/parts", query: "uploads" });
      const query = `uploadId=${upload.one("UploadId")}`;
      const part = { method: "PUT", bucket, path: "/parts", query: `partNumber=1&${query}`, body: "x" };
      const { etag } = (await bench.ask(part)).headers;
      const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
      const complete = { method: "POST", path: "/parts", query, body };
      assert.equal(await read(complete), "200 InternalError");
      assert.equal(await read(complete), "200");
      await add({ kind: "errorBody", code: "SlowDown", message: "Slower." });
      const slow = await bench.ask({ method: "PUT", bucket, path: "/copied", headers });
      assert.equal(`${slow.outcome} ${slow.one("Message")}`, "200 SlowDown Slower.");
    });

    it("answers a completion with 200 and blanks before its document, which may be an error", async () => {
      await bench.ask({ method: "DELETE", bucket, path: "/slow" });
      const upload = await bench.ask({ method: "POST", bucket, path: "/slow", query: "uploads" });
      const query = `uploadId=${upload.one("UploadId")}`;
      const part = { method: "PUT", bucket, path: "/slow", query: `partNumber=1&${query}`, body: "x" };
      const { etag } = (await bench.ask(part)).headers;
      const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
      const complete = () => bench.ask({ method: "POST", bucket, path: "/slow", query, body });
      await add({ kind: "slowCompletion", milliseconds: 250, code: "InternalError", message: "Late." });
      const failed = await complete();
      assert.equal(`${failed.outcome} ${failed.one("Message")}`, "200 InternalError Late.");
      assert.match(failed.text, /^ +<Error>/);
      assert.equal(failed.headers["content-length"], undefined);
      assert.equal(await read({ path: "/slow" }), "404 NoSuchKey");
      await add({ kind: "slowCompletion", milliseconds: 250 });
      const done = await complete();
      assert.match(done.text, /^ +<CompleteMultipartUploadResult /);
      assert.equal((await bench.ask({ bucket, path: "/slow" })).text, "x");
      // What is refused before the work begins is refused at once.
      await add({ kind: "slowCompletion", milliseconds: 60_000 });
      assert.equal((await complete()).outcome, "404 NoSuchUpload");
    });

    it("hides a new bucket for a while", async () => {
      const name = bench.newName();
      await add({ kind: "notFoundAfterCreate", milliseconds: long });
      assert.equal(await read({ method: "PUT", bucket: name, path: "/" }), "200");
      for (const request of [{ path: "/" }, { path: "/", query: "acl" }, { method: "PUT", body: "x" }]) {
        assert.equal(await read({ bucket: name, ...request }), "404 NoSuchBucket");
      }
      bench.emulator.clearFaults();
      assert.equal(await read({ bucket: name, path: "/" }), "200");
      const other = bench.newName();
      await add({ kind: "notFoundAfterCreate", milliseconds: 100 });
      await read({ method: "PUT", bucket: other, path: "/" });
      await until("200", () => read({ bucket: other, path: "/" }));
    });

    it("keeps a deleted bucket's name taken for a while", async () => {
      const name = await bench.createBucket();
      const [create, remove] = [
        { method: "PUT", bucket: name, path: "/" },
        { method: "DELETE", bucket: name, path: "/" },
      ];
      await add({ kind: "conflictAfterDelete", milliseconds: long });
      assert.equal(await read(remove), "204");
      assert.equal(await read(create), "409 OperationAborted");
      bench.emulator.clearFaults();
      assert.equal(await read(create), "200");
      await add({ kind: "conflictAfterDelete", milliseconds: 100, code: "BucketAlreadyExists" });
      assert.equal(await read(remove), "204");
      assert.equal(await read(create), "409 BucketAlreadyExists");
      await until("200", () => read(create));
    });

    it("lets HEAD still find a deleted bucket", async () => {
      const name = await bench.createBucket();
      await add({ kind: "stale", milliseconds: long });
      assert.equal(await read({ method: "DELETE", bucket: name, path: "/" }), "204");
      assert.equal(await read({ method: "HEAD", bucket: name, path: "/" }), "200");
      assert.equal(await read({ bucket: name, path: "/" }), "404 NoSuchBucket");
      bench.emulator.clearFaults();
      assert.equal(await read({ method: "HEAD", bucket: name, path: "/" }), "404");
    });

    it("leaves out the ids of an answer", async () => {
      await add({ kind: "noRequestId", times: 2 });
      for (const path of ["/a", "/none"]) {
        const { headers } = await bench.ask({ bucket, path });
        assert.equal(headers["x-cos-request-id"], undefined);
        assert.equal(headers["x-cos-trace-id"], undefined);
      }
    });

    it("sets the service's clock wrong until it is cleared", async () => {
      await add({ kind: "clockSkew", seconds: -3600 });
      for (let count = 0; count < 2; count++) {
        const answer = await bench.ask({ bucket, path: "/a" });
        assert.equal(answer.outcome, "403 RequestTimeTooSkewed");
        const behind = Date.now() - Date.parse(answer.headers.date ?? "");
        assert.ok(behind > 3_500_000 && behind < 3_700_000);
      }
      bench.emulator.clearFaults();
      await add({ kind: "clockSkew", seconds: 7200, times: 1 });
      const late = await bench.ask({ bucket, path: "/a" });
      assert.equal(late.one("Message"), "Request has expired");
      assert.equal(await read(), "200");
    });

    it("waits for the request that it is meant for", async () => {
      await add({
        kind: "status",
        status: 500,
        match: { method: "get", bucket, key: "a", operation: "GetObject" },
      });
      assert.equal(await read({ path: "/b" }), "404 NoSuchKey");
      assert.equal(await read({ method: "HEAD" }), "200");
      assert.equal(await read({ query: "acl" }), "200");
      assert.equal(await read({}), "500 InternalError");
    });

    it("comes as often as configured, after as many requests as configured", async () => {
      await add({ kind: "status", status: 500, skip: 1, times: 2 });
      const codes = [await read(), await read(), await read(), await read()];
      assert.deepEqual(codes, ["200", "500 InternalError", "500 InternalError", "200"]);
      await add({ kind: "status", status: 500, times: 0 });
      for (let count = 0; count < 5; count++) {
        assert.equal(await read(), "500 InternalError");
      }
    });
  });
}

describe("Faults", () => {
  it("that refuse follow each other, others come together", async () => {
    const { emulator } = bench;
    emulator.addFault({ kind: "status", status: 500 });
    emulator.addFault({ kind: "status", status: 503 });
    emulator.addFault({ kind: "noRequestId" });
    const first = await bench.ask({ bucket, path: "/a" });
    assert.equal(first.outcome, "500 InternalError");
    assert.equal(first.headers["x-cos-request-id"], undefined);
    assert.equal(await read(), "503 SlowDown");
    assert.equal(await read(), "200");
  });

  it("that are none are refused, in the program and over HTTP", async () => {
    for (const [fault, message] of [
      [{}, /kind must be one of status, drop/],
      [{ kind: "explode" }, /kind must be one of/],
      [{ kind: "status" }, /needs status to be a number/],
      [{ kind: "delay", milliseconds: "1" }, /needs milliseconds to be a number/],
      [{ kind: "drop", milliseconds: 1 }, /Unknown member milliseconds/],
      [{ kind: "drop", match: { opration: "x" } }, /Unknown member opration/],
      [{ kind: "drop", times: "all" }, /times must be a number/],
      [null, /A fault is an object/],
    ] as const) {
      assert.throws(() => bench.emulator.addFault(fault as never), message);
      const url = `${bench.emulator.url}/_emulator/faults`;
      const response = await fetch(url, { method: "POST", body: JSON.stringify(fault) });
      assert.equal(response.status, 400);
      assert.match(await response.text(), message);
    }
    assert.equal(await read(), "200");
  });

  it("can be cleared over HTTP", async () => {
    bench.emulator.addFault({ kind: "status", status: 500, times: 0 });
    assert.equal(await read(), "500 InternalError");
    const response = await fetch(`${bench.emulator.url}/_emulator/faults`, { method: "DELETE" });
    assert.equal(response.status, 204);
    assert.equal(await read(), "200");
  });
});
