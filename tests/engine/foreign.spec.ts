/** What the real engine shows of rules that others have made, where a create replaces or refuses them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { region, type TestStack, useEngine } from "./harness";

describe("CORS rules that somebody else has made, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  let stack: TestStack;
  const Bucket = "foreign-1250000000";
  const where = { Bucket, Region: region };
  const origins = async () => {
    const { CORSRules } = await engine.outsider.getBucketCors(where);
    // The SDK answers other names than its types have.
    return (CORSRules as unknown as { AllowedOrigins: string[] }[]).flatMap(
      ({ AllowedOrigins }) => AllowedOrigins,
    );
  };
  const set = (key: string, value: string) => stack.pulumi(["config", "set", key, value]);

  it("are refused where the stack's configuration says so, and stay", async () => {
    await engine.outsider.putBucket(where);
    const CORSRules = [{ AllowedOrigin: ["https://theirs.example"], AllowedMethod: ["GET"] }];
    await engine.outsider.putBucketCors({ ...where, CORSRules });
    const config = {
      "foreignRules:bucket": Bucket,
      "foreignRules:name": "rules",
      "foreignRules:origin": "https://ours.example",
    };
    stack = await engine.newStack("tests/engine/programs/foreignRules", { config });
    await set("tencentcos:onForeign", "refuse");
    const { output } = await stack.up([], { exits: 1 });
    assert.match(output, /onForeign is refuse.*theirs\.example/);
    assert.deepEqual(await origins(), ["https://theirs.example"]);
  });

  it("are refused a setting that is misspelt, at preview", async () => {
    await set("tencentcos:onForeign", "never");
    const { output } = await stack.preview([], { exits: "any" });
    assert.match(output, /tencentcos:onForeign .* must be replace or refuse/);
  });

  it("are shown when they are replaced, and saved whole in a file", async () => {
    await set("tencentcos:onForeign", "replace");
    const { output } = await stack.up();
    assert.match(output, /warning: Replaced in foreign-1250000000 .*theirs\.example/);
    const [, file = ""] = /The whole of it is in (\S+)\.\s/.exec(output) ?? [];
    assert.match(readFileSync(file, "utf8"), /https:\/\/theirs\.example/);
    assert.deepEqual(await origins(), ["https://ours.example"]);
  });

  it("are not this stack's own under another name of the program, though they change with it", async () => {
    await set("tencentcos:onForeign", "refuse");
    await set("foreignRules:name", "renamed");
    await set("foreignRules:origin", "https://newer.example");
    await stack.up();
    assert.deepEqual(await origins(), ["https://newer.example"]);
    await stack.destroy();
    await engine.outsider.deleteBucket(where);
  });
});
