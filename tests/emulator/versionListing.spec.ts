import assert from "node:assert/strict";
import { type Bench, elements, startBench, unescapeXml } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const list = async (bucket: string, query: string) => {
  const answer = await bench.ask({ bucket, query: `versions&${query}` });
  assert.equal(answer.status, 200, answer.text);
  return answer;
};
/** Keys and ids of versions and markers, in the order of the document. */
const entries = (xml: string) =>
  [...xml.matchAll(/<(Version|DeleteMarker)>([\s\S]*?)<\/\1>/g)].map(([, , inner = ""]) => {
    const [key = "", id = ""] = ["Key", "VersionId"].map((name) => elements(inner, name)[0]);
    return [unescapeXml(key), id] as const;
  });

// https://www.tencentcloud.com/document/product/436/31551
describe("The list of emulated versions", () => {
  let bucket: string;
  const everything: (readonly [string, string])[] = [];

  before(async () => {
    bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    for (const path of ["/b", "/a", "/dir/x", "/b", "/dir/y", "/b"]) {
      await bench.put(bucket, path, path);
    }
    await bench.ask({ method: "DELETE", bucket, path: "/a" });
    everything.push(...entries((await list(bucket, "")).text));
  });

  it("goes by key, and from the newest to the oldest of each", async () => {
    assert.equal(everything.map(([key]) => key).join(" "), "a a b b b dir/x dir/y");
    const answer = await list(bucket, "");
    assert.equal(answer.one("Name"), bucket);
    assert.equal(answer.one("MaxKeys"), "1000");
    assert.equal(answer.one("IsTruncated"), "false");
    assert.equal(answer.headers["x-cos-bucket-region"], "ap-guangzhou");
    const [marker = "", version = ""] = [
      elements(answer.text, "DeleteMarker")[0],
      elements(answer.text, "Version")[0],
    ];
    assert.match(elements(version, "ETag")[0] ?? "", /^&quot;[0-9a-f]{32}&quot;$/);
    assert.deepEqual(elements(marker, "Size"), []);
    assert.deepEqual(elements(version, "Size"), ["2"]);
    assert.deepEqual(elements(version, "StorageClass"), ["STANDARD"]);
    // Listings name the owner by APPID.
    assert.deepEqual(elements(version, "ID"), ["1250000000"]);
  });

  it("comes in pages of any size, none twice and none missing", async () => {
    for (const size of [1, 2, 3, 4, 100]) {
      const found: (readonly [string, string])[] = [];
      let marker = "";
      for (;;) {
        const answer = await list(bucket, `max-keys=${size}${marker}`);
        const page = entries(answer.text);
        assert.ok(page.length <= size);
        found.push(...page);
        if (answer.one("IsTruncated") === "false") {
          break;
        }
        const [key, id] = [answer.one("NextKeyMarker"), answer.one("NextVersionIdMarker")];
        assert.deepEqual([key, id], page.at(-1));
        marker = `&key-marker=${encodeURIComponent(key ?? "")}&version-id-marker=${id}`;
      }
      assert.deepEqual(found, everything, `pages of ${size}`);
    }
  });

  it("skips a whole key when only the key is marked", async () => {
    const answer = await list(bucket, "key-marker=b");
    assert.equal(
      entries(answer.text)
        .map(([key]) => key)
        .join(" "),
      "dir/x dir/y",
    );
    assert.equal(answer.one("KeyMarker"), "b");
  });

  it("goes on after a version that was deleted meanwhile", async () => {
    const own = await bench.createBucket();
    await bench.setVersioning(own, "Enabled");
    for (let count = 0; count < 5; count++) {
      await bench.put(own, "/k", String(count));
    }
    let marker = "";
    let pages = 0;
    for (; pages < 10; pages++) {
      const answer = await list(own, `max-keys=2${marker}`);
      for (const [key, id] of entries(answer.text)) {
        await bench.ask({ method: "DELETE", bucket: own, path: `/${key}`, query: `versionId=${id}` });
      }
      if (answer.one("IsTruncated") === "false") {
        break;
      }
      marker = `&key-marker=${answer.one("NextKeyMarker")}&version-id-marker=${answer.one("NextVersionIdMarker")}`;
    }
    assert.deepEqual(entries((await list(own, "")).text), []);
    assert.equal(pages, 2);
  });

  it("rolls keys up to common prefixes, over pages", async () => {
    const answer = await list(bucket, "delimiter=%2F");
    assert.equal(
      entries(answer.text)
        .map(([key]) => key)
        .join(" "),
      "a a b b b",
    );
    assert.deepEqual(
      elements(answer.text, "CommonPrefixes").map((inner) => elements(inner, "Prefix")[0]),
      ["dir/"],
    );
    const last = await list(bucket, "delimiter=%2F&max-keys=6");
    assert.equal(last.one("IsTruncated"), "false");
    const page = await list(bucket, "delimiter=%2F&max-keys=1&key-marker=b");
    assert.equal(elements(page.text, "CommonPrefixes").length, 1);
    assert.equal(page.one("IsTruncated"), "false");
    const after = await list(bucket, "delimiter=%2F&key-marker=dir%2F");
    assert.equal(elements(after.text, "CommonPrefixes").length, 0);
    assert.deepEqual(entries(after.text), []);
  });

  it("can be narrowed to a prefix and written for URLs", async () => {
    await bench.put(bucket, "/dir/%E6%96%87%20%2B", "x");
    const answer = await list(bucket, "prefix=dir%2F&encoding-type=url");
    assert.deepEqual(
      entries(answer.text).map(([key]) => key),
      ["dir/x", "dir/y", "dir/%E6%96%87%20%2B"],
    );
    assert.equal(answer.one("EncodingType"), "url");
    await bench.ask({ method: "DELETE", bucket, path: "/dir/%E6%96%87%20%2B" });
  });
});
