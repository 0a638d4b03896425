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
  const deputy = {
    secretId: "AKIDdeputy",
    secretKey: "deputy-key",
    appId: "1250000000",
    uin: "100000000001",
    subUin: "100000000013",
    actions: ["name/cos:*"],
  };
  const engine = useEngine({ accounts: [stranger, deputy] });

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

  // docs/promises.md#failures-name-no-secret-value: the engine prints the value of a property that a failure names, also one that the program made a secret.
  for (const [mistake, told] of Object.entries({
    "two that exclude each other": "privateKey cannot be given together with certId",
    "a secret of the program's own": "sseAlgorithm must be one of",
    "a list with a secret far below": "rules must be a list",
    "a value inside of others": "rules[0].allowedMethods[0] must be one of",
    "an archive": "source is an archive",
  })) {
    it(`${mistake}: refused with the path, and without the value, which may be secret or unreadable`, async () => {
      const stack = await engine.newStack(`${programs}/mistakes`, {
        config: { "mistakes:mistake": mistake },
      });
      const { output } = await stack.preview([], { exits: 1 });
      assertShows(output, told);
      for (const hidden of ["hush", "<nil>", "{0x", "&{", "value {"]) {
        assert.ok(!output.includes(hidden), `${hidden} is shown:\n${output}`);
      }
    });
  }

  it("a configuration that may no longer be read names the action, and the others are refreshed", async () => {
    const { secretId, secretKey, uin, subUin, appId } = deputy;
    const stack = await engine.newStack(`${programs}/website`, {
      env: { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey },
    });
    await stack.up();
    const where = { Bucket: String((await stack.outputs()).bucket), Region: region };
    const denied = {
      Effect: "deny",
      Principal: { qcs: [`qcs::cam::uin/${uin}:uin/${subUin}`] },
      Action: ["name/cos:GetBucketCORS"],
      Resource: [`qcs::cos:${region}:uid/${appId}:${where.Bucket}/*`],
    };
    await engine.outsider.putBucketPolicy({ ...where, Policy: { version: "2.0", Statement: [denied] } });
    await engine.outsider.putBucketAcl({ ...where, ACL: "private" });
    await engine.outsider.putObject({ ...where, Key: "index.html", Body: "theirs" });

    // One after another, so that the refusal comes while others are still to be read.
    const { output } = await stack.refresh(["--parallel", "1"], { exits: 1 });
    assertShows(output, "name/cos:GetBucketCORS");
    const resources = await stack.resources();
    const find = (token: string) => {
      const found = resources.find(({ type }) => type.endsWith(`/tencentcos:${token}`));
      assert.ok(found, `${token} has vanished from the state`);
      return found;
    };
    assert.equal(find("BucketAcl").outputs?.acl, "private");
    assert.equal(find("Object").outputs?.contentLength, 6);
    assert.ok(find("BucketCors").outputs?.rules, "what could not be read is as it was");
  });
});
