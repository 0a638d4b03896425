import assert from "node:assert/strict";
import { type Ask, type Bench, startBench } from "./http";

let bench: Bench;
let bucket: string;
let etag: string;
let modified: string;
const content = "0123456789";

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket({ "x-cos-acl": "public-read" });
  await bench.put(bucket, "/a.txt", content, { "content-type": "text/plain", "cache-control": "no-cache" });
  const head = await bench.ask({ method: "HEAD", bucket, path: "/a.txt" });
  etag = head.headers.etag ?? "";
  modified = head.headers["last-modified"] ?? "";
});
after(() => bench.close());

const read = (headers: Record<string, string>, request: Ask = {}) =>
  bench.ask({ bucket, path: "/a.txt", headers, ...request });

// https://www.tencentcloud.com/document/product/436/7753
describe("A range of an emulated object", () => {
  for (const [range, text, where] of [
    ["bytes=0-3", "0123", "0-3"],
    ["bytes=4-", "456789", "4-9"],
    ["bytes=-3", "789", "7-9"],
    ["bytes=-99", content, "0-9"],
    ["bytes=8-99", "89", "8-9"],
    ["bytes=9-9", "9", "9-9"],
  ] as const) {
    it(`${range} is ${text}`, async () => {
      const answer = await read({ range });
      assert.equal(answer.status, 206);
      assert.equal(answer.text, text);
      assert.equal(answer.headers["content-range"], `bytes ${where}/10`);
      assert.equal(answer.headers["content-length"], String(text.length));
      assert.equal(answer.headers.etag, etag);
    });
  }

  it("comes with the check sum of the whole object", async () => {
    const whole = await read({});
    const part = await read({ range: "bytes=1-2" });
    assert.equal(part.headers["x-cos-hash-crc64ecma"], whole.headers["x-cos-hash-crc64ecma"]);
  });

  it("behind the end, or of nothing, is refused", async () => {
    await bench.put(bucket, "/empty");
    for (const [path, range] of [
      ["/a.txt", "bytes=10-"],
      ["/a.txt", "bytes=10-20"],
      ["/a.txt", "bytes=-0"],
      ["/empty", "bytes=0-"],
    ] as const) {
      const answer = await read({ range }, { path });
      assert.equal(answer.outcome, "416 InvalidRange", range);
    }
  });

  it("that is none is answered with everything", async () => {
    for (const range of ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=0-1,3-4"]) {
      const answer = await read({ range });
      assert.equal(answer.status, 200, range);
      assert.equal(answer.text, content);
    }
  });

  it("of a large object is cut out of its middle", async () => {
    const large = Buffer.alloc(400_000);
    for (let at = 0; at < large.length; at += 4) {
      large.writeUInt32BE(at, at);
    }
    await bench.put(bucket, "/large", large);
    const answer = await read({ range: "bytes=199998-300001" }, { path: "/large" });
    assert.ok(answer.body.equals(large.subarray(199_998, 300_002)));
  });
});

describe("A condition on an emulated object", () => {
  const other = '"00000000000000000000000000000000"';
  const minute = 60_000;
  const shifted = (milliseconds: number) => new Date(Date.parse(modified) + milliseconds).toUTCString();

  for (const [what, headers, status] of [
    ["If-Match of its ETag holds", () => ({ "if-match": etag }), 200],
    ["If-Match of its ETag without quotes holds", () => ({ "if-match": etag.replaceAll('"', "") }), 200],
    ["If-Match of a list with its ETag holds", () => ({ "if-match": `${other}, ${etag}` }), 200],
    ["If-Match of anything holds", () => ({ "if-match": "*" }), 200],
    ["If-Match of another ETag fails", () => ({ "if-match": other }), 412],
    ["If-None-Match of its ETag means unchanged", () => ({ "if-none-match": etag }), 304],
    ["If-None-Match of another ETag holds", () => ({ "if-none-match": other }), 200],
    ["If-Modified-Since its own time means unchanged", () => ({ "if-modified-since": modified }), 304],
    ["If-Modified-Since before holds", () => ({ "if-modified-since": shifted(-minute) }), 200],
    ["If-Unmodified-Since its own time holds", () => ({ "if-unmodified-since": modified }), 200],
    ["If-Unmodified-Since before fails", () => ({ "if-unmodified-since": shifted(-minute) }), 412],
    ["a date that is none counts for nothing", () => ({ "if-unmodified-since": "yesterday" }), 200],
    // RFC 9110 §13.2.2: the ETag goes before the date.
    [
      "If-Match that holds goes before If-Unmodified-Since that fails",
      () => ({ "if-match": etag, "if-unmodified-since": shifted(-minute) }),
      200,
    ],
    [
      "If-None-Match that holds goes before If-Modified-Since that fails",
      () => ({ "if-none-match": other, "if-modified-since": modified }),
      200,
    ],
  ] as const) {
    it(what, async () => {
      for (const method of ["GET", "HEAD"]) {
        const answer = await read(headers(), { method });
        assert.equal(answer.status, status);
        if (status === 200) {
          assert.equal(answer.text, method === "GET" ? content : "");
        }
        if (status === 412 && method === "GET") {
          assert.equal(answer.one("Code"), "PreconditionFailed");
          assert.equal(answer.one("Message"), "Precondition not match.");
        }
        if (status === 304) {
          assert.equal(answer.text, "");
          assert.equal(answer.headers.etag, etag);
          assert.ok(answer.headers["x-cos-hash-crc64ecma"]);
          assert.equal(answer.headers["content-length"], undefined);
        }
      }
    });
  }
});

describe("The headers of an answer with an emulated object", () => {
  const all = {
    "cache-control": "max-age=1",
    "content-disposition": 'attachment; filename="x y"',
    "content-encoding": "br",
    "content-language": "de",
    "content-type": "application/x-thing",
    expires: "Thu, 01 Jan 1970 00:00:00 GMT",
  };
  const query = Object.entries(all)
    .map(([name, value]) => `response-${name}=${encodeURIComponent(value)}`)
    .join("&");

  it("can be chosen by the request", async () => {
    const answer = await read({}, { query });
    assert.equal(answer.status, 200);
    for (const [name, value] of Object.entries(all)) {
      assert.equal(answer.headers[name], value);
    }
    assert.equal((await read({})).headers["cache-control"], "no-cache");
  });

  it("can be chosen for a range too", async () => {
    const answer = await read({ range: "bytes=0-1" }, { query: "response-content-type=a%2Fb" });
    assert.equal(answer.status, 206);
    assert.equal(answer.headers["content-type"], "a/b");
  });

  it("cannot be chosen without a signature, though the object is public", async () => {
    assert.equal((await read({}, { as: "anonymous" })).text, content);
    const answer = await read({}, { query, as: "anonymous" });
    assert.equal(answer.status, 400);
    assert.equal(answer.one("Code"), "InvalidRequest");
  });
});
