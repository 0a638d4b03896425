/** `pulumi-tencentcos doctor` on stacks of the real engine, and its policies given to real sub-accounts. */
import assert from "node:assert/strict";
import { type Emulator, type EmulatorAccount, startEmulator } from "../../emulator";
import { type TestStack, useEngine } from "./harness";

const project = "tests/engine/programs/drift";
const secrets = { "shop:note": "nobody may read this" };
/** Keys of the stack's configuration that COS does not take, and that must never be seen. */
const canary = {
  "tencentcos:secretId": "AKIDsomebodyElse",
  "tencentcos:secretKey": "canary-key-of-somebody",
};

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly id: string; readonly status: string; readonly found: string }[];
  readonly policies: { readonly read: object; readonly write: object } | null;
}

/** A sub-account with a policy. */
function subAccount(emulator: Emulator, name: string, policy: object): EmulatorAccount {
  const { appId, uin } = emulator;
  const subUin = `10000000002${name.length}`;
  return { secretId: `AKID${name}OfTheStack`, secretKey: `key-of-the-${name}`, appId, uin, subUin, policy };
}

const keysOf = ({ secretId, secretKey }: EmulatorAccount) => ({
  TENCENTCLOUD_SECRET_ID: secretId,
  TENCENTCLOUD_SECRET_KEY: secretKey,
});

describe("doctor on the real engine", function () {
  this.timeout(240_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  let stack: TestStack;
  let report: Report;
  const examine = async (exits = 0): Promise<Report> =>
    JSON.parse((await stack.tencentcos(["doctor", "--json"], { exits })).stdout) as Report;
  const found = (id: string) => report.checks.find((check) => check.id === id)?.found;

  it("says of a new stack that there is nothing to say about its policies yet", async () => {
    stack = await engine.newStack(project, { secrets });
    report = await examine();
    assert.match(String(found("stack")), /^test-\S+ of shop, 0 resources of COS$/);
    assert.equal(report.policies, null);
    const { stdout, stderr } = await stack.tencentcos(["doctor", "--policy", "read"], { exits: 1 });
    assert.equal(stdout, "");
    assert.match(stderr, /has no resources of COS yet/);
  });

  it("is content with a stack that works, and writes its policies", async () => {
    await stack.up();
    const { stdout } = await stack.tencentcos(["doctor"]);
    assert.doesNotMatch(stdout, /^[✗!]|\u001B/m);
    assert.match(stdout, /^✓ bucket +shop-site-1250000000 is in ap-guangzhou$/m);
    assert.match(stdout, /^✓ GetBucketCORS +allowed at 1 place$/m);
    assert.match(stdout, /^- actions +not probed: .*PutBucketCORS/m);
    assert.ok(!stdout.includes(engine.emulator.secretKey));
    report = await examine();
    assert.equal(report.ok, true);
    for (const kind of ["read", "write"] as const) {
      const alone = await stack.tencentcos(["doctor", "--policy", kind]);
      assert.deepEqual(JSON.parse(alone.stdout), report.policies?.[kind]);
    }
  });

  it("says that keys of the configuration count before the environment's, and never shows them", async () => {
    for (const [name, value] of Object.entries(canary)) {
      await stack.pulumi(["config", "set", "--secret", name, value]);
    }
    const { output } = await stack.tencentcos(["doctor"], { exits: 1 });
    const wrong = await stack.tencentcos(["doctor", "--json"], { exits: 1 });
    report = JSON.parse(wrong.stdout) as Report;
    assert.match(
      String(found("credentials")),
      /^SecretId AKIDso…Else, from the stack's configuration \(tencentcos:secretId\), TENCENTCLOUD_SECRET_ID does not count/,
    );
    assert.match(String(found("account")), /InvalidAccessKeyId/);
    assert.match(
      String(found("recorded")),
      /^refresh, drift and destroy still use the configuration that the last pulumi up recorded, where tencentcos:secretId, tencentcos:secretKey are out of date$/,
    );
    await stack.pulumi(["config", "set", "--secret", "tencentcos:secretId", engine.emulator.secretId]);
    const key = await stack.tencentcos(["doctor"], { exits: 1 });
    assert.match(key.output, /SignatureDoesNotMatch/);
    await stack.pulumi(["config", "rm", "tencentcos:secretId"]);
    const half = await stack.tencentcos(["doctor"], { exits: 1 });
    assert.match(half.output, /^✗ credentials +tencentcos:secretId \(TENCENTCLOUD_SECRET_ID\) is missing/m);
    for (const text of [output, wrong.output, key.output, half.output]) {
      assert.ok(!text.includes(canary["tencentcos:secretKey"]), "the key is shown");
      assert.ok(!text.includes(secrets["shop:note"]), "a secret of the stack is shown");
    }
    await stack.pulumi(["config", "rm", "tencentcos:secretKey"]);
  });

  it("finds what is wrong with the stack's configuration", async () => {
    await stack.pulumi(["config", "set", "tencentcos:appId", "1259999999"]);
    report = await examine(1);
    assert.match(
      String(found("appId")),
      /^1259999999 \(tencentcos:appId\), but the account's own is 1250000000/,
    );
    const missing = await stack.tencentcos(["doctor", "--stack", "nowhere"], { exits: 1 });
    assert.match(missing.output, /^✗ stack +.*nowhere/m);
  });

  it("writes policies with which sub-accounts can deploy, refresh and destroy, and nothing else", async () => {
    const { read, write } = report.policies ?? {};
    assert.ok(read && write);
    const [deployer, reader] = [
      subAccount(engine.emulator, "deployer", write),
      subAccount(engine.emulator, "reader", read),
    ];
    const emulator = await startEmulator({ accounts: [deployer, reader] });
    const refused = ({ secretId }: EmulatorAccount) =>
      emulator.requests
        .filter(({ caller, status }) => caller === secretId && status === 403)
        .map(({ operation, path }) => `${operation} ${path}`);
    try {
      const config = { "tencentcos:endpoint": emulator.url };
      const deployed = await engine.newStack(project, { secrets, config, env: keysOf(deployer) });
      await deployed.up();
      const as = async ({ secretId, secretKey }: EmulatorAccount) => {
        await deployed.pulumi(["config", "set", "--secret", "tencentcos:secretId", secretId]);
        await deployed.pulumi(["config", "set", "--secret", "tencentcos:secretKey", secretKey]);
        // What runs no program goes by what this records; nothing is asked of COS for it.
        await deployed.up();
      };
      await as(reader);
      await deployed.preview(["--refresh", "--expect-no-changes"]);
      await deployed.refresh(["--expect-no-changes"]);
      await deployed.tencentcos(["drift"]);
      assert.deepEqual(refused(reader), []);
      assert.ok(emulator.requests.filter(({ caller }) => caller === reader.secretId).length > 30);
      const { stdout } = await deployed.tencentcos(["doctor"]);
      assert.match(stdout, /^! GetObject +refused at .*; only a deployment needs it$/m);
      await deployed.destroy([], { exits: 1 });
      assert.equal((await deployed.resources()).length > 10, true);
      await as(deployer);
      await deployed.up(["--refresh"]);
      await deployed.destroy();
      assert.deepEqual(refused(deployer), []);
    } finally {
      await emulator.close();
    }
  });

  it("writes a policy for names that Pulumi makes up", async () => {
    const first = await engine.newStack("tests/engine/programs/website");
    await first.up();
    const { stdout } = await first.tencentcos(["doctor", "--policy", "write"]);
    await first.destroy();
    const deployer = subAccount(engine.emulator, "deployer", JSON.parse(stdout));
    const emulator = await startEmulator({ accounts: [deployer] });
    try {
      const config = { "tencentcos:endpoint": emulator.url };
      const next = await engine.newStack("tests/engine/programs/website", { config, env: keysOf(deployer) });
      await next.up();
      await next.destroy();
      assert.deepEqual(
        emulator.requests.filter(({ status }) => status === 403),
        [],
      );
    } finally {
      await emulator.close();
    }
  });
});
