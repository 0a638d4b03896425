import assert from "node:assert/strict";
import { bucketTagging } from "../../provider/resources/configurations/tagging";
import { describeBucketConfig } from "../conformance";
import { failuresOf, useConfigBench } from "./configBench";

describeBucketConfig(bucketTagging);

describe("BucketTagging", () => {
  const use = useConfigBench(bucketTagging);

  it("replaces all tags in one PUT, never by deleting them first", async () => {
    const { create, update, writes, bench } = use();
    const outputs = await create({ tags: { a: "1", b: "2" } });
    bench.sent.length = 0;
    await update(outputs, { tags: { b: "3", c: "4" } });
    assert.deepEqual(
      writes().map(({ method }) => method),
      ["PUT"],
    );
  });

  it("sees a tag that was removed in the console", async () => {
    const { create, outside, read } = use();
    const outputs = await create({ tags: { a: "1", b: "2" } });
    await outside("PUT", "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>");
    assert.deepEqual((await read(outputs))?.tags, { a: "1" });
    await outside("DELETE");
    assert.equal(await read(outputs), undefined);
  });

  it("keeps keys apart that differ in case only, and keys that look like members of an object", async () => {
    const { create } = use();
    const tags = { Team: "a", team: "b", constructor: "c", "网站 +-=._:/@": "d" };
    assert.deepEqual((await create({ tags })).tags, tags);
  });

  it("takes 50 tags and no more, keys of 128 bytes and values of 256", () => {
    const tags = (count: number) => ({
      tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"])),
    });
    assert.deepEqual(failuresOf(bucketTagging, tags(50)), []);
    assert.deepEqual(failuresOf(bucketTagging, tags(51)), ["tags: must have at most 50 entries, not 51"]);
    assert.deepEqual(failuresOf(bucketTagging, { tags: { ["k".repeat(128)]: "v".repeat(256) } }), []);
    assert.deepEqual(failuresOf(bucketTagging, { tags: { ["k".repeat(129)]: "v", b: "é".repeat(129) } }), [
      `tags.${"k".repeat(129)}: has a key of 129 bytes: a tag's key has 1 to 128`,
      "tags.b: must have at most 256 bytes, not 258",
    ]);
  });
});
