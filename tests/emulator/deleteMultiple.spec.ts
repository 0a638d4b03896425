import assert from "node:assert/strict";
import { type Ask, type Bench, elements, powerless, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const object = (key: string, version?: string) =>
  `<Object><Key>${key}</Key>${version === undefined ? "" : `<VersionId>${version}</VersionId>`}</Object>`;
const remove = (bucket: string, body: string, request: Ask = {}) =>
  bench.ask({ method: "POST", bucket, query: "delete", body, ...request });
const keys = async (bucket: string) => (await bench.ask({ bucket })).all("Key");

// https://www.tencentcloud.com/document/product/436/8289
describe("Deleting many emulated objects at once", () => {
  it("names each, also those that never were", async () => {
    const bucket = await bench.createBucket();
    for (const path of ["/a", "/b%26%3C", "/c"]) {
      await bench.put(bucket, path);
    }
    const answer = await remove(
      bucket,
      `<Delete><Quiet>false</Quiet>${object("a")}${object("b&amp;&lt;")}${object("never")}</Delete>`,
    );
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.all("Key"), ["a", "b&<", "never"]);
    assert.equal(elements(answer.text, "Deleted").length, 3);
    assert.equal(answer.one("DeleteMarker"), undefined);
    assert.deepEqual(await keys(bucket), ["c"]);
  });

  it("says nothing when it is to be quiet and nothing went wrong", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a");
    const answer = await remove(bucket, `<Delete><Quiet>true</Quiet>${object("a")}</Delete>`);
    assert.match(answer.text, /<DeleteResult\/>$/);
    assert.deepEqual(await keys(bucket), []);
  });

  it("writes markers, and removes versions that are named", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const version = (await bench.put(bucket, "/a")).headers["x-cos-version-id"] ?? "";
    await bench.put(bucket, "/b");
    const answer = await remove(bucket, `<Delete>${object("a", version)}${object("b")}</Delete>`);
    const [first = "", second = ""] = elements(answer.text, "Deleted");
    assert.deepEqual(elements(first, "VersionId"), [version]);
    assert.deepEqual(elements(first, "DeleteMarker"), []);
    assert.deepEqual(elements(second, "VersionId"), []);
    assert.deepEqual(elements(second, "DeleteMarker"), ["true"]);
    const marker = elements(second, "DeleteMarkerVersionId")[0] ?? "";
    assert.match(marker, /^[A-Za-z0-9+/]{27}$/);
    const again = await remove(bucket, `<Delete>${object("b", marker)}</Delete>`);
    assert.equal(again.one("DeleteMarker"), "true");
    assert.equal(again.one("DeleteMarkerVersionId"), marker);
    assert.deepEqual(await keys(bucket), ["b"]);
  });

  it("takes 1,000 keys and not one more", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/k7");
    const body = (count: number) =>
      `<Delete>${Array.from({ length: count }, (_, index) => object(`k${index}`)).join("")}</Delete>`;
    const refused = await remove(bucket, body(1001));
    assert.equal(refused.outcome, "400 MalformedXML");
    assert.deepEqual(await keys(bucket), ["k7"]);
    assert.equal((await remove(bucket, body(1000))).all("Key").length, 1000);
    assert.deepEqual(await keys(bucket), []);
  });

  it("reports what is not allowed by key, also when it is to be quiet", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a");
    const body = `<Delete><Quiet>true</Quiet>${object("a")}</Delete>`;
    for (const as of [stranger, powerless, "anonymous"] as const) {
      const answer = await remove(bucket, body, { as });
      assert.equal(answer.status, 200);
      const [error = ""] = elements(answer.text, "Error");
      assert.deepEqual(elements(error, "Key"), ["a"]);
      assert.deepEqual(elements(error, "Code"), ["AccessDenied"]);
    }
    assert.deepEqual(await keys(bucket), ["a"]);
  });

  it("is refused as a whole when its document or its MD5 is wrong", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a");
    for (const [body, code] of [
      ["", "MissingRequestBodyError"],
      ["<Delete/>", "MalformedXML"],
      ["<Delete><Object/></Delete>", "MalformedXML"],
      [`<Delete>${object("")}</Delete>`, "MalformedXML"],
      [`<Delete>${object("a")}<Object><Name>b</Name></Object></Delete>`, "MalformedXML"],
      ["<Delete><Object><Key>a</Key>", "MalformedXML"],
      [`<Other>${object("a")}</Other>`, "MalformedXML"],
      ["plain", "MalformedXML"],
    ] as const) {
      const answer = await remove(bucket, body);
      assert.equal(answer.outcome, `400 ${code}`, body);
    }
    const headers = { "content-md5": Buffer.alloc(16).toString("base64") };
    const answer = await remove(bucket, `<Delete>${object("a")}</Delete>`, { headers });
    assert.equal(answer.one("Code"), "BadDigest");
    assert.deepEqual(await keys(bucket), ["a"]);
  });

  it("reads a declaration, namespaces, comments and elements in any order", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a");
    const answer = await remove(
      bucket,
      `<?xml version="1.0"?>\n<!-- x --><c:Delete xmlns:c="urn:x">\n <c:Object><c:VersionId></c:VersionId><c:Key><![CDATA[a]]></c:Key></c:Object>\n <c:Quiet>true</c:Quiet></c:Delete>`,
    );
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await keys(bucket), []);
  });
});
