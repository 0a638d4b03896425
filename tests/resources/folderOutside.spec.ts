import assert from "node:assert/strict";
import { FolderBench } from "./folderBench";

describe("What somebody set on the objects of a folder besides the program", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(() => bench.reset());
  after(() => bench.close());

  const get = async (key: string, query: string) =>
    (
      await bench.bench.context.client.send({ method: "GET", ...bench.target, key, query: { [query]: "" } })
    ).body.toString();
  const set = async (key: string, headers: Record<string, string>) => {
    await bench.outside({ method: "PUT", key, query: { acl: "" }, headers });
    await bench.outside({
      method: "PUT",
      key,
      query: { tagging: "" },
      body: "<Tagging><TagSet><Tag><Key>cost</Key><Value>a+b</Value></Tag></TagSet></Tagging>",
    });
  };
  const isOpen = async (key: string) =>
    (await fetch(`${bench.bench.emulator.url}/${bench.target.bucket}/${key}`)).status === 200;

  it("stays when content or headers change, and is reported once for all files", async () => {
    bench.write({ "a.txt": "1", "b.txt": "2", "c.css": "3", "d.css": "4" });
    const outputs = await bench.create();
    await set("a.txt", { "x-cos-acl": "public-read" });
    await set("c.css", { "x-cos-grant-read": 'id="100000000099"' });
    bench.write({ "a.txt": "changed", "b.txt": "changed" });
    const { outputs: next } = await bench.update(outputs, {
      rules: [{ match: "*.css", cacheControl: "no-cache" }],
    });
    assert.ok(await isOpen("a.txt"));
    assert.ok(!(await isOpen("b.txt")));
    assert.match(await get("c.css", "acl"), /100000000099/);
    for (const key of ["a.txt", "c.css"]) {
      assert.match(await get(key, "tagging"), /<Key>cost<\/Key><Value>a\+b<\/Value>/, key);
    }
    assert.equal(bench.bench.warnings.length, 1);
    assert.match(
      bench.bench.warnings.join(),
      /: 2 files in \S+ kept settings that no rule declares, made outside the program:\n {2}a\.txt: access rules \(public-read\) and tags \(cost\)\n {2}c\.css: access rules \(custom\) and tags \(cost\)$/,
    );
    bench.forget();
    assert.deepEqual((await bench.read(next))?.outputs, next);
  });

  it("gives way to what a rule declares, and to what it no longer does", async () => {
    bench.write({ "a.txt": "1", "b.txt": "2" });
    const rules = [{ match: "a.txt", acl: "public-read" }];
    const outputs = await bench.create({ rules });
    await bench.outside({
      method: "PUT",
      key: "b.txt",
      query: { acl: "" },
      headers: { "x-cos-acl": "public-read" },
    });
    const declared = { rules: [...rules, { match: "b.txt", acl: "private" }] };
    const { outputs: closed } = await bench.update(outputs, declared);
    assert.ok(!(await isOpen("b.txt")));
    await bench.update(closed, {});
    assert.ok(!(await isOpen("a.txt")));
    assert.deepEqual(bench.bench.warnings, []);
  });

  it("is said to be lost where it may not be read", async () => {
    bench.write({ "a.txt": "1" });
    const outputs = await bench.create();
    for (const operation of ["GetObjectAcl", "GetObjectTagging"]) {
      bench.bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 0,
        match: { operation },
      });
    }
    bench.write({ "a.txt": "changed" });
    await bench.update(outputs);
    assert.match(
      bench.bench.warnings.join(),
      /1 file in \S+ overwritten, whose access rules or tags may not be read/,
    );
    assert.deepEqual(await bench.contents(), { "a.txt": "changed" });
  });

  it("is not lost without a word when grants cannot be put back", async () => {
    bench.write({ "a.txt": "1" });
    const outputs = await bench.create();
    await set("a.txt", { "x-cos-grant-read": 'id="100000000099"' });
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      match: { operation: "PutObjectAcl" },
    });
    bench.write({ "a.txt": "changed" });
    await assert.rejects(
      bench.update(outputs),
      /name\/cos:PutObjectACL.*may not have been restored\. They were: .*100000000099/s,
    );
  });
});
