/** What a user of the real engine reads when something is wrong. */
import assert from "node:assert/strict";
import path from "node:path";
import { createOutsider } from "../../tools/outsider";
import { assertShows } from "./example";
import { region, useEngine } from "./harness";

const programs = "tests/engine/programs";

describe("errors on the real engine", function () {
  this.timeout(120_000);
  const stranger = {
    secretId: "AKIDstranger",
    secretKey: "stranger-key",
    appId: "1259999999",
    uin: "100000000099",
  };
  const engine = useEngine({ accounts: [stranger] });

  it("a wrong key is reported with the string to sign, and never with the key", async () => {
    const wrongKey = "not-the-key-of-this-account";
    const stack = await engine.newStack(`${programs}/oneBucket`, {
      env: { TENCENTCLOUD_SECRET_KEY: wrongKey },
    });
    const { output } = await stack.up([], { exits: 1 });
    assertShows(output, "SignatureDoesNotMatch");
    assertShows(output, /sha1\\?n?\s*\d+;\d+/);
    assert.ok(!output.includes(wrongKey), `the key is shown:\n${output}`);
    assert.ok(!output.includes(engine.emulator.secretKey));
  });

  it("missing credentials are reported with the settings that would give them", async () => {
    const stack = await engine.newStack(`${programs}/oneBucket`, {
      env: { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" },
    });
    const { output } = await stack.up([], { exits: 1 });
    assertShows(output, "tencentcos:secretId");
    assertShows(output, "TENCENTCLOUD_SECRET_ID");
  });

  it("a name that is taken already is reported as such, with the way to take the bucket over", async () => {
    const bucket = `taken-${engine.emulator.appId}`;
    await engine.outsider.putBucket({ Bucket: bucket, Region: region });
    const stack = await engine.newStack(`${programs}/namedBucket`, {
      config: { "namedBucket:name": bucket },
    });
    const { output } = await stack.up([], { exits: 1 });
    assertShows(output, bucket);
    assertShows(output, "adoptExisting");
  });

  it("a bucket of somebody else is reported as such", async () => {
    const bucket = `theirs-${stranger.appId}`;
    await createOutsider({ endpoint: engine.emulator.url, ...stranger }).putBucket({
      Bucket: bucket,
      Region: region,
    });
    const stack = await engine.newStack(`${programs}/namedBucket`, {
      config: { "namedBucket:name": bucket },
    });
    const { output } = await stack.up([], { exits: 1 });
    assertShows(output, bucket);
    assertShows(output, stranger.appId);
  });

  it("a source file that is not there is reported at preview, with its path", async () => {
    const stack = await engine.newStack(`${programs}/missingFile`);
    const { output } = await stack.preview([], { exits: 1 });
    assertShows(output, path.join("reports", "2026.pdf"));
    assert.deepEqual(
      await stack.resources().then((all) => all.filter(({ type }) => type.includes("tencentcos"))),
      [],
    );
  });
});
