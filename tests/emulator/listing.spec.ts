import assert from "node:assert/strict";
import { type Answer, type Bench, elements, escapeAll, startBench } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const list = async (bucket: string, query = "") => {
  const answer = await bench.ask({ bucket, query });
  assert.equal(answer.status, 200, answer.text);
  return answer;
};
const prefixes = (answer: Answer) =>
  elements(answer.text, "CommonPrefixes").flatMap((inner) => elements(inner, "Prefix"));
const bucketWith = async (...keys: string[]) => {
  const bucket = await bench.createBucket();
  for (const key of keys) {
    await bench.put(bucket, `/${escapeAll(key)}`, key);
  }
  return bucket;
};
/** All pages of a listing: keys and prefixes together, in the order in which they came. */
const walk = async (bucket: string, query: string) => {
  const pages: string[][] = [];
  let marker = "";
  for (;;) {
    const answer = await list(bucket, `${query}&encoding-type=url&marker=${marker}`);
    pages.push([...prefixes(answer), ...answer.all("Key")].map(decodeURIComponent).sort());
    assert.equal(answer.one("Marker"), marker.replaceAll("%2F", "/"));
    if (answer.one("IsTruncated") === "false") {
      return pages;
    }
    marker = escapeAll(decodeURIComponent(answer.one("NextMarker") ?? ""));
    assert.equal(decodeURIComponent(marker), pages.at(-1)?.at(-1));
  }
};

// https://www.tencentcloud.com/document/product/436/30614
describe("The list of emulated objects", () => {
  it("shows of each what the service shows", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "[Object Content]");
    await bench.put(bucket, "/b", "", { "x-cos-storage-class": "STANDARD_IA" });
    const answer = await list(bucket);
    assert.equal(answer.one("Name"), bucket);
    assert.equal(answer.one("MaxKeys"), "1000");
    assert.equal(answer.one("IsTruncated"), "false");
    assert.equal(answer.one("NextMarker"), undefined);
    assert.equal(answer.one("EncodingType"), undefined);
    assert.equal(answer.one("Delimiter"), undefined);
    assert.equal(answer.headers["x-cos-bucket-region"], "ap-guangzhou");
    const [first = "", second = ""] = elements(answer.text, "Contents");
    const of = (contents: string, name: string) => elements(contents, name)[0];
    assert.equal(of(first, "Key"), "a");
    assert.equal(of(first, "Size"), "16");
    assert.equal(of(first, "ETag"), "&quot;ee8de918d05640145b18f70f4c3aa602&quot;");
    assert.match(of(first, "LastModified") ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    assert.equal(of(first, "StorageClass"), "STANDARD");
    assert.equal(of(second, "StorageClass"), "STANDARD_IA");
    // The owner by APPID, unlike everywhere else.
    assert.deepEqual(elements(first, "ID"), ["1250000000"]);
  });

  it("goes by the bytes of UTF-8", async () => {
    // U+FF5E is EF BD 9E, U+1F600 is F0 9F 98 80; UTF-16 would have them the other way round.
    const ordered = ["!", "A", "Z", "a", "a!", "a/", "a0", "~", "é", "文", "～", "😀", "😀b"];
    const bucket = await bucketWith(...[...ordered].reverse());
    assert.deepEqual((await list(bucket)).all("Key"), ordered);
    assert.deepEqual((await walk(bucket, "max-keys=1")).flat(), ordered);
    assert.deepEqual((await list(bucket, `marker=${escapeAll("～")}`)).all("Key"), ["😀", "😀b"]);
  });

  it("holds what begins with a prefix", async () => {
    const bucket = await bucketWith("a", "ab", "abc", "b", "ab/c", "文", "文件");
    assert.deepEqual((await list(bucket, "prefix=ab")).all("Key"), ["ab", "ab/c", "abc"]);
    assert.deepEqual((await list(bucket, `prefix=${escapeAll("文")}`)).all("Key"), ["文", "文件"]);
    assert.deepEqual((await list(bucket, "prefix=zz")).all("Key"), []);
    assert.equal((await list(bucket, "prefix=ab")).one("Prefix"), "ab");
  });

  it("rolls keys up behind a delimiter of any one character", async () => {
    const bucket = await bucketWith("a/1", "a/2", "a/b/3", "c", "d-e", "f/", "文/x");
    const top = await list(bucket, "delimiter=%2F");
    assert.deepEqual(prefixes(top), ["a/", "f/", "文/"]);
    assert.deepEqual(top.all("Key"), ["c", "d-e"]);
    assert.equal(top.one("Delimiter"), "/");
    const below = await list(bucket, "delimiter=%2F&prefix=a%2F");
    assert.deepEqual(prefixes(below), ["a/b/"]);
    assert.deepEqual(below.all("Key"), ["a/1", "a/2"]);
    const half = await list(bucket, "delimiter=%2F&prefix=a");
    assert.deepEqual(prefixes(half), ["a/"]);
    assert.deepEqual(prefixes(await list(bucket, "delimiter=-")), ["d-"]);
    assert.deepEqual(prefixes(await list(bucket, `delimiter=${escapeAll("文")}`)), ["文"]);
    const long = await bench.ask({ bucket, query: "delimiter=ab" });
    assert.equal(long.outcome, "400 InvalidDelimiter");
  });

  it("goes on after a marker, whether there is such a key or not", async () => {
    const bucket = await bucketWith("a", "b", "c");
    assert.deepEqual((await list(bucket, "marker=a")).all("Key"), ["b", "c"]);
    assert.deepEqual((await list(bucket, "marker=aa")).all("Key"), ["b", "c"]);
    assert.deepEqual((await list(bucket, "marker=c")).all("Key"), []);
    assert.deepEqual((await list(bucket, "marker=a&prefix=c")).all("Key"), ["c"]);
    assert.deepEqual((await list(bucket, "marker=z&prefix=a")).all("Key"), []);
  });

  it("counts common prefixes, and never names one on two pages", async () => {
    const keys = ["a/1", "a/2", "b", "c/1", "c/2", "c/3", "d", "e/1"];
    const bucket = await bucketWith(...keys);
    for (const size of [1, 2, 3, 5]) {
      const pages = await walk(bucket, `delimiter=%2F&max-keys=${size}`);
      assert.ok(pages.every((page) => page.length <= size));
      assert.deepEqual(pages.flat(), ["a/", "b", "c/", "d", "e/"], `pages of ${size}`);
    }
  });

  it("goes on behind the object that is the folder itself", async () => {
    const bucket = await bucketWith("f/", "f/1", "f/2", "f/g/3");
    assert.deepEqual((await walk(bucket, "prefix=f%2F&delimiter=%2F&max-keys=1")).flat(), [
      "f/",
      "f/1",
      "f/2",
      "f/g/",
    ]);
  });

  it("writes keys for URLs when it is asked to, but for slashes", async () => {
    const bucket = await bucketWith("a b/ü+&.txt");
    const answer = await list(bucket, "encoding-type=url&prefix=a%20b%2F");
    assert.equal(answer.one("EncodingType"), "url");
    assert.deepEqual(answer.all("Key"), ["a%20b/%C3%BC%2B%26.txt"]);
    assert.equal(answer.one("Prefix"), "a%20b/");
    const other = await bench.ask({ bucket, query: "encoding-type=base64" });
    assert.equal(other.one("Code"), "InvalidArgument");
  });

  it("takes at most 1,000 at a time, and no count that is none", async () => {
    const bucket = await bucketWith("a");
    assert.equal((await list(bucket, "max-keys=5000")).one("MaxKeys"), "1000");
    assert.equal((await list(bucket, "max-keys=")).one("MaxKeys"), "1000");
    for (const count of ["-1", "x", "1.5"]) {
      const answer = await bench.ask({ bucket, query: `max-keys=${count}` });
      assert.equal(answer.outcome, "400 InvalidArgument");
    }
  });

  it("leaves out what only markers are left of, also as a prefix", async () => {
    const bucket = await bucketWith("a/1", "b");
    await bench.setVersioning(bucket, "Enabled");
    await bench.ask({ method: "DELETE", bucket, path: "/a/1" });
    const answer = await list(bucket, "delimiter=%2F&max-keys=1");
    assert.deepEqual(prefixes(answer), []);
    assert.deepEqual(answer.all("Key"), ["b"]);
    assert.equal(answer.one("IsTruncated"), "false");
  });

  it("pages over 2,500 keys in three pages, each key once, in order", async () => {
    const bucket = await bench.createBucket();
    const keys = Array.from({ length: 2500 }, (_, index) => `k/${String(index).padStart(5, "0")}`);
    for (let at = 0; at < keys.length; at += 250) {
      await Promise.all(keys.slice(at, at + 250).map((key) => bench.put(bucket, `/${key}`)));
    }
    const pages = await walk(bucket, "");
    assert.deepEqual(
      pages.map((page) => page.length),
      [1000, 1000, 500],
    );
    assert.deepEqual(pages.flat(), keys);
    assert.deepEqual(await walk(bucket, "delimiter=%2F"), [["k/"]]);
    // A page that ends exactly at the end is the last one.
    assert.equal((await walk(bucket, "prefix=k%2F020&max-keys=100")).length, 1);
  }).timeout(30_000);
});
