import assert from "node:assert/strict";
import { type Ask, type Bench, elements, startBench, unescapeXml } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const remove = (bucket: string, path: string, versionId?: string) =>
  bench.ask({
    method: "DELETE",
    bucket,
    path,
    ...(versionId !== undefined && { query: `versionId=${versionId}` }),
  });
const read = (bucket: string, path: string, versionId?: string) =>
  bench.ask({ bucket, path, ...(versionId !== undefined && { query: `versionId=${versionId}` }) });
const versionOf = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers["x-cos-version-id"] ?? "none";

/** `key:version` of everything in a listing, in the order of the document; `*` after the latest, `-` for markers. */
async function list(bucket: string, query = "", request: Ask = {}) {
  const answer = await bench.ask({ bucket, query: `versions${query && "&"}${query}`, ...request });
  assert.equal(answer.status, 200, answer.text);
  const items = [...answer.text.matchAll(/<(Version|DeleteMarker)>([\s\S]*?)<\/\1>/g)].map(
    ([, kind, inner = ""]) => {
      const text = (name: string) => unescapeXml(elements(inner, name)[0] ?? "");
      const latest = text("IsLatest") === "true" ? "*" : "";
      return `${text("Key")}:${text("VersionId")}${latest}${kind === "Version" ? "" : "-"}`;
    },
  );
  return { items, answer };
}

// https://www.tencentcloud.com/document/product/436/19883 and 7743
describe("An emulated bucket that never had versions", () => {
  it("says so, names none and keeps none", async () => {
    const bucket = await bench.createBucket();
    const status = await bench.ask({ bucket, query: "versioning" });
    assert.equal(status.status, 200);
    assert.match(status.text, /<VersioningConfiguration\/>$/);
    assert.equal(versionOf(await bench.put(bucket, "/a", "1")), "none");
    assert.equal(versionOf(await bench.put(bucket, "/a", "2")), "none");
    assert.equal(versionOf(await read(bucket, "/a")), "none");
    assert.deepEqual((await list(bucket)).items, ["a:*"]);
    assert.equal(versionOf(await remove(bucket, "/a")), "none");
    assert.deepEqual((await list(bucket)).items, []);
  });

  it("knows its objects by the version null", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "1");
    assert.equal((await read(bucket, "/a", "null")).text, "1");
    assert.equal((await read(bucket, "/a", "")).text, "1");
    assert.equal((await read(bucket, "/a", "other")).one("Code"), "NoSuchVersion");
    assert.equal((await remove(bucket, "/a", "null")).status, 204);
    assert.equal((await read(bucket, "/a")).status, 404);
  });
});

describe("An emulated bucket with versions", () => {
  it("keeps every version, and reads the newest or the one that is named", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "before");
    await bench.setVersioning(bucket, "Enabled");
    const first = versionOf(await bench.put(bucket, "/a", "1", { "x-cos-meta-n": "1" }));
    const second = versionOf(await bench.put(bucket, "/a", "2"));
    assert.deepEqual((await list(bucket)).items, [`a:${second}*`, `a:${first}`, "a:null"]);
    assert.equal((await read(bucket, "/a")).text, "2");
    assert.equal(versionOf(await read(bucket, "/a")), second);
    const old = await read(bucket, "/a", first);
    assert.equal(old.text, "1");
    assert.equal(versionOf(old), first);
    assert.equal(old.headers["x-cos-meta-n"], "1");
    assert.equal((await read(bucket, "/a", "null")).text, "before");
    assert.equal((await bench.ask({ bucket, path: "/a", query: `VersionId=${first}` })).text, "1");
    assert.deepEqual((await bench.ask({ bucket })).all("Key"), ["a"]);
  });

  it("answers DELETE with a marker that hides the object", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const version = versionOf(await bench.put(bucket, "/a", "1"));
    const answer = await remove(bucket, "/a");
    assert.equal(answer.status, 204);
    assert.equal(answer.headers["x-cos-delete-marker"], "true");
    const marker = versionOf(answer);
    assert.deepEqual((await list(bucket)).items, [`a:${marker}*-`, `a:${version}`]);
    for (const method of ["GET", "HEAD"]) {
      for (const query of ["", `versionId=${marker}`]) {
        const hidden = await bench.ask({ method, bucket, path: "/a", query });
        assert.equal(hidden.status, 404);
        assert.equal(hidden.headers["x-cos-delete-marker"], "true");
      }
    }
    assert.equal((await read(bucket, "/a", version)).text, "1");
    assert.deepEqual((await bench.ask({ bucket })).all("Key"), []);
  });

  it("writes a marker each time, also for a key that never was", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const [one, two] = [versionOf(await remove(bucket, "/a")), versionOf(await remove(bucket, "/a"))];
    assert.notEqual(one, two);
    assert.deepEqual((await list(bucket)).items, [`a:${two}*-`, `a:${one}-`]);
  });

  it("removes a version that is named for good, and brings back what it hid", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const ids: string[] = [];
    for (const body of ["1", "2", "3"]) {
      ids.push(versionOf(await bench.put(bucket, "/a", body)));
    }
    const marker = versionOf(await remove(bucket, "/a"));
    const gone = await remove(bucket, "/a", marker);
    assert.equal(gone.headers["x-cos-delete-marker"], "true");
    assert.equal(versionOf(gone), marker);
    assert.equal((await read(bucket, "/a")).text, "3");
    const middle = await remove(bucket, "/a", ids[1]);
    assert.equal(middle.headers["x-cos-delete-marker"], undefined);
    assert.deepEqual((await list(bucket)).items, [`a:${ids[2]}*`, `a:${ids[0]}`]);
    await remove(bucket, "/a", ids[2]);
    assert.equal((await read(bucket, "/a")).text, "1");
    assert.equal((await remove(bucket, "/a", ids[2])).status, 204);
    assert.equal((await remove(bucket, "/a", ids[0])).status, 204);
    assert.deepEqual((await list(bucket)).items, []);
  });

  // Page 31551 prints MTg0NDUxNTc1NjIzMTQ1MDAwODg for a version of 2020-04-10: base64 of 2^64 less the microseconds.
  it("gives its versions ids of the documented form, later ones first", async () => {
    const number = (id: string) => BigInt(Buffer.from(id, "base64").toString("latin1"));
    const sample = Number((1n << 64n) - number("MTg0NDUxNTc1NjIzMTQ1MDAwODg"));
    assert.equal(new Date(sample / 1000).toISOString().slice(0, 10), "2020-04-10");
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const ids: bigint[] = [];
    for (let count = 0; count < 5; count++) {
      const id = versionOf(await bench.put(bucket, "/a", "x"));
      assert.match(id, /^[A-Za-z0-9+/]{27}$/);
      ids.push(number(id));
    }
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => (a > b ? -1 : 1)),
    );
    const time = Number((1n << 64n) - (ids[0] ?? 0n)) / 1000;
    assert.ok(Math.abs(time - Date.now()) < 60_000);
  });
});

describe("An emulated bucket whose versions are suspended", () => {
  it("keeps the old ones and writes over null", async () => {
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const kept = versionOf(await bench.put(bucket, "/a", "kept"));
    await bench.setVersioning(bucket, "Suspended");
    // Page 7749: PUT names its version only while versions are on.
    assert.equal(versionOf(await bench.put(bucket, "/a", "null 1")), "none");
    await bench.put(bucket, "/a", "null 2");
    assert.deepEqual((await list(bucket)).items, ["a:null*", `a:${kept}`]);
    assert.equal((await read(bucket, "/a", "null")).text, "null 2");
    assert.equal((await read(bucket, "/a", kept)).text, "kept");
    assert.equal((await bench.ask({ bucket, query: "versioning" })).one("Status"), "Suspended");
  });

  it("writes a marker with the version null, over the null there was", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "before");
    await bench.setVersioning(bucket, "Enabled");
    const kept = versionOf(await bench.put(bucket, "/a", "kept"));
    await bench.setVersioning(bucket, "Suspended");
    const answer = await remove(bucket, "/a");
    assert.equal(answer.headers["x-cos-delete-marker"], "true");
    assert.equal(versionOf(answer), "null");
    assert.deepEqual((await list(bucket)).items, ["a:null*-", `a:${kept}`]);
    assert.equal((await read(bucket, "/a", "null")).status, 404);
    await bench.put(bucket, "/a", "after");
    assert.deepEqual((await list(bucket)).items, ["a:null*", `a:${kept}`]);
    await bench.setVersioning(bucket, "Enabled");
    const newest = versionOf(await bench.put(bucket, "/a", "new"));
    assert.deepEqual((await list(bucket)).items, [`a:${newest}*`, "a:null", `a:${kept}`]);
    await remove(bucket, "/a", kept);
    assert.deepEqual((await list(bucket)).items, [`a:${newest}*`, "a:null"]);
  });
});
