import assert from "node:assert/strict";
import { type Answer, type Bench, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
});
after(() => bench.close());

const document = (tags: Record<string, string>) =>
  `<Tagging><TagSet>${Object.entries(tags)
    .map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`)
    .join("")}</TagSet></Tagging>`;
const put = (path: string, body: string, query = "tagging") =>
  bench.ask({ method: "PUT", bucket, path, query, body });
const tagsOf = (answer: Answer) =>
  Object.fromEntries(answer.all("Key").map((key, index) => [key, answer.all("Value")[index]]));
const get = async (path: string, query = "tagging") => tagsOf(await bench.ask({ bucket, path, query }));
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

// https://www.tencentcloud.com/document/product/436/35709, 35710 and 35711
describe("The tags of an emulated object", () => {
  it("are put with 200, read and removed", async () => {
    await bench.put(bucket, "/a", "x");
    const tags = { team: "web site", "k/2": "+-=._:/@", 文: "" };
    const answer = await put("/a", document(tags));
    assert.equal(answer.status, 200);
    assert.deepEqual(await get("/a"), tags);
    await put("/a", document({ only: "1" }));
    assert.deepEqual(await get("/a"), { only: "1" });
    const removed = await bench.ask({ method: "DELETE", bucket, path: "/a", query: "tagging" });
    assert.equal(removed.status, 204);
    const none = await bench.ask({ bucket, path: "/a", query: "tagging" });
    assert.equal(none.status, 200);
    assert.deepEqual(tagsOf(none), {});
  });

  it("come with the object's upload", async () => {
    await bench.put(bucket, "/b", "x", { "x-cos-tagging": "a=1&b%20c=%E6%96%87" });
    assert.deepEqual(await get("/b"), { a: "1", "b c": "文" });
    const head = await bench.ask({ method: "HEAD", bucket, path: "/b" });
    assert.equal(head.headers["x-cos-tagging-count"], "2");
    await bench.put(bucket, "/b", "y");
    assert.deepEqual(await get("/b"), {});
  });

  it("belong to a version, by either spelling of its parameter", async () => {
    const versioned = await bench.createBucket();
    await bench.setVersioning(versioned, "Enabled");
    const id = (await bench.put(versioned, "/v", "1")).headers["x-cos-version-id"];
    await bench.put(versioned, "/v", "2");
    const body = document({ a: "1" });
    const query = `tagging&VersionId=${id}`;
    const answer = await bench.ask({ method: "PUT", bucket: versioned, path: "/v", query, body });
    assert.equal(answer.headers["x-cos-version-id"], id);
    const read = async (text: string) =>
      tagsOf(await bench.ask({ bucket: versioned, path: "/v", query: text }));
    assert.deepEqual(await read(`tagging&versionId=${id}`), { a: "1" });
    assert.deepEqual(await read("tagging"), {});
  });

  it("are at most ten, with keys and values of allowed length and characters", async () => {
    await bench.put(bucket, "/c", "x");
    assert.equal((await put("/c", document(many(10)))).status, 200);
    for (const tags of [many(11), { ["k".repeat(129)]: "" }, { a: "v".repeat(257) }, { "a&lt;": "" }]) {
      const answer = await put("/c", document(tags));
      assert.equal(answer.outcome, "400 InvalidTag");
    }
    const twice = document({ a: "1" }).replace("<Tag>", "<Tag><Key>a</Key><Value>2</Value></Tag><Tag>");
    assert.equal((await put("/c", twice)).one("Code"), "InvalidTag");
    assert.equal((await put("/c", "<Tagging/>")).one("Code"), "MalformedXML");
    assert.deepEqual(await get("/c"), many(10));
  });

  it("of an object that is not there are not found", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const body = method === "PUT" ? { body: document({ a: "1" }) } : {};
      const answer = await bench.ask({ method, bucket, path: "/none", query: "tagging", ...body });
      assert.equal(answer.outcome, "404 NoSuchKey");
    }
  });
});

// https://www.tencentcloud.com/document/product/436/8281, 8277 and 8286
describe("The tags of an emulated bucket", () => {
  it("are put with 204, up to fifty, and not found when there are none", async () => {
    const none = await bench.ask({ bucket, query: "tagging" });
    assert.equal(none.outcome, "404 NoSuchTagSet");
    assert.equal((await put("/", document(many(50)))).status, 204);
    assert.deepEqual(await get("/"), many(50));
    assert.equal((await put("/", document(many(51)))).one("Code"), "InvalidTag");
    for (const key of ["qcs:a", "project"]) {
      assert.equal((await put("/", document({ [key]: "1" }))).one("Code"), "InvalidTag");
    }
    for (let count = 0; count < 2; count++) {
      const answer = await bench.ask({ method: "DELETE", bucket, query: "tagging" });
      assert.equal(answer.status, 204);
    }
    assert.equal((await bench.ask({ bucket, query: "tagging" })).status, 404);
  });
});
