import assert from "node:assert/strict";
import { handlers } from "../../provider/resources";

describe("A bucket's name that is written in full from now on", () => {
  for (const token of ["BucketCors", "Object", "ObjectCopy", "Folder"]) {
    it(`leaves ${token} where it is`, () => {
      const handler = handlers.get(token);
      assert.ok(handler);
      const tail = token === "BucketCors" ? "" : token === "Folder" ? "/" : "/a.txt";
      const props = {
        bucket: "site",
        region: "ap-guangzhou",
        key: "a.txt",
        prefix: "",
        source: { bucket: "from-1250000000", region: "ap-guangzhou", key: "a.txt" },
        rules: [],
      };
      const { differences } = handler.diff(`ap-guangzhou/site-1250000000${tail}`, props, {
        ...props,
        bucket: "site-1250000000",
      });
      assert.deepEqual(
        differences.filter(({ path: at }) => at === "bucket"),
        [],
      );
      const moved = handler.diff(`ap-guangzhou/site-1250000000${tail}`, props, {
        ...props,
        bucket: "site-2-1250000000",
      });
      assert.deepEqual(moved.differences[0], { path: "bucket", kind: "replace" });
    });
  }
});
