import assert from "node:assert/strict";
import type { Props } from "../../provider/model/props";
import { objectCopy } from "../handlers";
import { ObjectBench } from "./objectBench";

const canned = (acl: string) => ({ "x-cos-acl": acl });

describe("What somebody set on an object besides the program", () => {
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(() => bench.reset());
  afterEach(() => bench.bench.emulator.clearFaults());
  after(() => bench.bench.close());

  const setAcl = (headers: Record<string, string>) =>
    bench.outside({ method: "PUT", query: { acl: "" }, headers });
  const setTags = () =>
    bench.outside({
      method: "PUT",
      query: { tagging: "" },
      body: "<Tagging><TagSet><Tag><Key>cost</Key><Value>a+b</Value></Tag></TagSet></Tagging>",
    });
  const acl = async () => {
    const { headers, body } = await bench.outside({ method: "GET", query: { acl: "" } });
    return { canned: headers["x-cos-acl"], grants: body.toString() };
  };
  const tags = async () => (await bench.outside({ method: "GET", query: { tagging: "" } })).body.toString();
  const deny = (operation: string) =>
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 0,
      match: { operation },
    });

  for (const [what, change, write] of [
    ["a header", { content: "x", cacheControl: "no-store" }, "PutObjectCopy"],
    ["the content", { content: "y" }, "PutObject"],
  ] as const) {
    it(`stays when ${what} changes: a canned ACL and tags, with a warning that names them`, async () => {
      const { outputs } = await bench.create({ content: "x" });
      await setAcl(canned("public-read"));
      await setTags();
      const news = bench.inputs(change);
      const updated = await bench.update(outputs, news);
      assert.equal((await acl()).canned, "public-read");
      assert.match(await tags(), /<Key>cost<\/Key><Value>a\+b<\/Value>/);
      assert.match(
        bench.bench.warnings.join("\n"),
        /a\.txt .*has access rules \(public-read\) and tags \(cost\) that the program does not declare; they were kept/,
      );
      // One PUT or copy carries all of it.
      assert.deepEqual(
        updated.operations.map((name) => name.replace("+body", "")),
        [write],
      );
      assert.equal(updated.outputs.acl, undefined);
      assert.equal(updated.outputs.tags, undefined);
    });

    it(`stays when ${what} changes: grants to accounts`, async () => {
      const { outputs } = await bench.create({ content: "x" });
      await setAcl({ "x-cos-grant-read": 'id="100000000099"' });
      const before = (await acl()).grants;
      await bench.update(outputs, bench.inputs(change));
      assert.match(before, /100000000099/);
      assert.equal((await acl()).grants, before);
    });
  }

  it("is drift after a refresh, and the next up takes it away", async () => {
    const { outputs, inputs } = await bench.create({ content: "x" });
    await setAcl(canned("public-read"));
    await setTags();
    const refreshed = (await bench.read(outputs))?.outputs as Props;
    assert.equal(refreshed.acl, "public-read");
    await bench.update(refreshed, inputs);
    assert.equal((await acl()).canned, "default");
    assert.doesNotMatch(await tags(), /cost/);
  });

  it("gives way to what the program begins to declare", async () => {
    const { outputs } = await bench.create({ content: "x" });
    await setAcl(canned("public-read"));
    await setTags();
    await bench.update(outputs, bench.inputs({ content: "y", acl: "private", tags: { a: "b" } }));
    assert.equal((await acl()).canned, "private");
    assert.doesNotMatch(await tags(), /cost/);
    assert.deepEqual(bench.bench.warnings, []);
  });

  it("goes with a warning when it may not be read", async () => {
    const { outputs } = await bench.create({ content: "x" });
    deny("GetObjectAcl");
    deny("GetObjectTagging");
    await bench.update(outputs, bench.inputs({ content: "y" }));
    assert.match(bench.bench.warnings.join("\n"), /its access rules and tags may not be read/);
  });

  it("is reported when it was lost on the way: the grants are in the message", async () => {
    const { outputs } = await bench.create({ content: "x" });
    await setAcl({ "x-cos-grant-read": 'id="100000000099"' });
    deny("PutObjectAcl");
    await assert.rejects(bench.update(outputs, bench.inputs({ content: "y" })), /They were: .*100000000099/s);
  });

  it("stays on a copy that is made again", async () => {
    await bench.outside({ method: "PUT", key: "from", body: "x" });
    const inputs = objectCopy.check(
      {},
      {},
      { ...bench.target, key: "a.txt", source: { ...bench.target, key: "from" } },
    ).inputs;
    const { id, outputs } = await objectCopy.create(bench.bench.context, inputs);
    await setAcl(canned("public-read"));
    await bench.outside({ method: "PUT", key: "from", body: "y" });
    await objectCopy.update(bench.bench.context, id, outputs, inputs);
    assert.equal(await bench.content(), "y");
    assert.equal((await acl()).canned, "public-read");
    assert.match(bench.bench.warnings.join("\n"), /access rules \(public-read\)/);
  });
});
