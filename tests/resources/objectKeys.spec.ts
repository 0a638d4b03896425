import assert from "node:assert/strict";
import fc from "fast-check";
import { objectId, parseObjectId } from "../../provider/model/ids";
import { object } from "../handlers";
import { ObjectBench } from "./objectBench";
import { checked, paths, settings } from "./objectInputs";

/** Keys that clients and proxies like to change on the way. */
const hardKeys = [
  "a//b",
  "a//",
  "../x",
  "./x",
  "a/../b",
  "a/./b",
  "..",
  "/a",
  "//abc/.//def//../../",
  "a/..",
  " leading and trailing ",
  "a+b c",
  "100%",
  "%2F",
  "%252F",
  "a%20b",
  "a?b=c&d#e",
  "acl",
  "a?acl",
  "!'()*~",
  "a\\b",
  "a:b;c,d@e=f$g",
  '<&">',
  "文件/图片.png",
  "😀/👩‍👩‍👧.txt",
  "caf\u00e9",
  "cafe\u0301",
  "a\tb",
  "a\nb",
  "folder/",
  "__proto__",
  "x".repeat(850),
];

const key = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom("/", ".", "..", " ", "+", "%", "%2F", "?", "#", "&", "=", "\\", "'", "~"),
      },
      { weight: 2, arbitrary: fc.constantFrom("a", "文", "😀", "é", "e\u0301") },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((pieces) => pieces.join(""))
  .filter(
    (text) =>
      text !== "" &&
      !text.startsWith("\\") &&
      !/^(\.?\/)*\.?$/.test(text) &&
      Buffer.byteLength(text) <= 850 &&
      ![...text].some((c) => c >= "\x18" && c <= "\x1b") &&
      !text.includes("\0"),
  );

describe("The key of an object", () => {
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
    await bench.reset();
  });
  after(() => bench.bench.close());

  /** Creates, refreshes, rewrites the headers, compares and deletes. */
  async function live(name: string): Promise<void> {
    const { context } = bench.bench;
    const inputs = checked({ ...bench.target, key: name, content: `content of ${name}` });
    const { id, outputs } = await object.create(context, inputs);
    assert.deepEqual(await object.read(context, id, outputs), { id, inputs, outputs });
    const got = await context.client.send({ method: "GET", ...bench.target, key: name });
    assert.equal(got.body.toString(), `content of ${name}`);
    const news = { ...inputs, cacheControl: "no-store", tags: { a: "b" } };
    bench.bench.sent.length = 0;
    const updated = await object.update(context, id, outputs, news);
    assert.deepEqual(bench.writes(), ["PutObjectCopy"]);
    assert.deepEqual(paths(updated.outputs, news), []);
    assert.deepEqual((await object.read(context, id, updated.outputs))?.inputs, news);
    await object.delete(context, id, updated.outputs);
    assert.equal(await object.read(context, id, updated.outputs), undefined);
  }

  for (const name of hardKeys) {
    it(`may be ${JSON.stringify(name.length > 50 ? `${name.slice(0, 10)}… (${name.length})` : name)}`, () =>
      live(name));
  }

  it("may be anything that COS takes", async () => {
    await fc.assert(fc.asyncProperty(key, live), { numRuns: 60 });
  }).timeout(60_000);

  it("is refused when COS would take its path for the bucket", () => {
    for (const name of [".", "/", "./", "//.", ".//./"]) {
      const failures = object.check(settings, {}, { ...bench.target, key: name, content: "x" }).failures;
      assert.deepEqual(
        failures.map(({ path }) => path),
        ["key"],
        name,
      );
    }
  });

  it("never collides with another key", async () => {
    const names = ["x//a", "x/a", "x/./a", "x/../x/a", "caf\u00e9", "cafe\u0301", "a b", "a+b", "a%20b"];
    const { context } = bench.bench;
    for (const name of names) {
      await object.create(context, checked({ ...bench.target, key: name, content: name }));
    }
    for (const name of names) {
      const { body } = await context.client.send({ method: "GET", ...bench.target, key: name });
      assert.equal(body.toString(), name);
    }
  });

  it("comes back from the id of the object", () => {
    fc.assert(
      fc.property(key, (name) => {
        const address = { region: "ap-guangzhou", bucket: "b-1250000000", key: name };
        assert.deepEqual(parseObjectId(objectId(address)), address);
      }),
    );
  });
});
