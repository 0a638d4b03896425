import assert from "node:assert/strict";
import { type Ask, type Bench, hostOf, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket({ "x-cos-acl": "public-read" });
  await bench.put(bucket, "/a", "x");
});
after(() => bench.close());

// https://www.tencentcloud.com/document/product/436/7730
describe("An error of the emulator", () => {
  it("says what, where and under which ids", async () => {
    const answer = await bench.ask({ bucket, path: "/not%20there", query: "versionId=&x=1" });
    assert.equal(answer.status, 404);
    assert.equal(answer.headers["content-type"], "application/xml");
    assert.equal(answer.headers["content-length"], String(answer.body.length));
    assert.match(answer.text, /^<\?xml version="1.0" encoding="UTF-8"\?>\s*<Error>/);
    assert.equal(answer.one("Code"), "NoSuchKey");
    assert.equal(answer.one("Message"), "The specified key does not exist.");
    assert.equal(answer.one("Resource"), `${hostOf(bucket)}/not%20there`);
    assert.equal(answer.one("RequestId"), answer.headers["x-cos-request-id"]);
    assert.equal(answer.one("TraceId"), answer.headers["x-cos-trace-id"]);
  });

  it("escapes what it repeats of the request", async () => {
    const answer = await bench.ask({ bucket, path: "/%26", headers: { authorization: "<&>" } });
    assert.equal(answer.status, 400);
    const other = await bench.ask({ host: "a&b", path: "/x-1250000000/<y>" });
    assert.equal(other.one("Resource"), "a&b/x-1250000000/<y>");
  });

  it("about a document says which element is wrong", async () => {
    const body = "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>";
    const answer = await bench.ask({ method: "PUT", bucket, query: "versioning", body });
    assert.equal(answer.outcome, "400 MalformedXML");
    assert.match(answer.one("Message") ?? "", /Status/);
  });
});

// https://www.tencentcloud.com/document/product/436/7729
describe("Every answer of the emulator", () => {
  it("has a date, a server and an id", async () => {
    const requests: Ask[] = [
      {},
      { bucket },
      { bucket, path: "/a" },
      { method: "HEAD", bucket, path: "/a" },
      { method: "HEAD", bucket, path: "/b" },
      { method: "DELETE", bucket, path: "/b" },
      { bucket, path: "/b", as: "anonymous" },
      { bucket: bench.newName() },
      { bucket, path: "/%FF", as: "anonymous" },
      { method: "OPTIONS", bucket, as: "anonymous" },
      { method: "PATCH", bucket },
    ];
    const ids = new Set<string>();
    for (const request of requests) {
      const { headers } = await bench.ask(request);
      assert.equal(headers.server, "tencent-cos");
      assert.ok(Math.abs(Date.parse(headers.date ?? "") - Date.now()) < 60_000, headers.date);
      const id = headers["x-cos-request-id"] ?? "";
      ids.add(id);
      // The sample NWNlYTdhOWRf… of page 7729 holds seconds and three more numbers, all in hex.
      const decoded = Buffer.from(id, "base64").toString("latin1");
      assert.match(decoded, /^[0-9a-f]{8}_[0-9a-f]+_[0-9a-f]+_[0-9a-f]+$/);
      assert.ok(Math.abs(Number.parseInt(decoded, 16) - Date.now() / 1000) < 60);
    }
    assert.equal(ids.size, requests.length);
  });
});

describe("What the emulator does not emulate", () => {
  for (const query of ["ci-process=snapshot", "style", "vod", "hotlink", "response-control"]) {
    it(`is refused by name: ?${query}`, async () => {
      const answer = await bench.ask({ bucket, query });
      assert.equal(answer.outcome, "501 NotImplemented");
      assert.ok(answer.one("Message")?.includes(`?${query.split("=")[0]}`), answer.one("Message"));
    });
  }

  it("leaves the bucket and the object as they are", async () => {
    await bench.put(bucket, "/video", "x");
    for (const request of [
      { method: "DELETE", query: "response-control" },
      { method: "PUT", query: "vod", body: "x" },
      { method: "DELETE", path: "/video", query: "decompression" },
      { method: "PUT", path: "/video", query: "torrent", body: "y" },
    ]) {
      assert.equal((await bench.ask({ bucket, ...request })).outcome, "501 NotImplemented");
    }
    assert.equal((await bench.ask({ bucket, path: "/video" })).text, "x");
  });

  for (const query of ["torrent", "style"]) {
    it(`is refused by name: ?${query} of an object`, async () => {
      const answer = await bench.ask({ method: "POST", bucket, path: "/a", query, body: "x" });
      assert.equal(answer.outcome, "501 NotImplemented");
      assert.ok(answer.one("Message")?.includes(`?${query.split("&")[0]}`), answer.one("Message"));
    });
  }

  it("is the host for image processing, and what the migration host has beside tasks", async () => {
    const image = { host: "b-1250000000.ci.ap-guangzhou.myqcloud.com" };
    const noTask = { host: "ap-guangzhou.migration.myqcloud.com", path: "/" };
    for (const request of [image, noTask, { ...noTask, method: "DELETE", path: `/${bucket}/a` }]) {
      assert.equal((await bench.ask(request)).outcome, "501 NotImplemented");
    }
  });
});

describe("A method that an emulated address does not have", () => {
  for (const [method, path, query] of [
    ["POST", "/a", ""],
    ["PATCH", "/a", ""],
    ["PATCH", "/", ""],
    ["PUT", "/", "location"],
    ["DELETE", "/", "acl"],
    ["DELETE", "/", "versioning"],
    ["PUT", "/", "versions"],
    ["GET", "/", "delete"],
    ["GET", "/a", "uploads"],
    ["GET", "/a", "append"],
    ["DELETE", "/a", "restore"],
  ] as const) {
    it(`is refused: ${method} ${path}?${query}`, async () => {
      const answer = await bench.ask({ method, bucket, path, query });
      assert.equal(answer.outcome, "405 MethodNotAllowed");
    });
  }
});

describe("The parameters of a request", () => {
  it("select a sub-resource with and without a value, in any place and case", async () => {
    for (const query of ["acl", "acl=", "x=1&acl", "ACL", "acl&x"]) {
      const answer = await bench.ask({ bucket, query });
      assert.match(answer.text, /<AccessControlPolicy>/, query);
    }
  });

  it("that are unknown are ignored", async () => {
    assert.equal((await bench.ask({ bucket, path: "/a", query: "x=1&y&&" })).text, "x");
  });

  it("do not select anything when they stand in the key", async () => {
    await bench.put(bucket, "/acl", "no rules");
    assert.equal((await bench.ask({ bucket, path: "/acl" })).text, "no rules");
  });
});

describe("A request to the emulator that is not HTTP", () => {
  it("harms no other request", async () => {
    await bench.write("nonsense\r\n\r\n");
    await bench.write("GET /a HTTP/1.1\r\n\r\n");
    assert.equal((await bench.ask({ bucket, path: "/a" })).text, "x");
  });
});
