import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { defaultAccount } from "../../emulator/emulator";
import { createOutsider } from "../../tools/outsider";

const root = path.resolve(__dirname, "../..");

/** The command in a process of its own, as npx has it. */
function command(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [path.join(root, "lib/cli/index.js"), "emulator", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    output += text;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

async function listening(output: () => string): Promise<string> {
  for (;;) {
    const [, url] = /^COS emulator listening on (\S+)$/m.exec(output()) ?? [];
    if (url !== undefined) {
      return url;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("The command emulator", function () {
  this.timeout(30_000);
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) {
      child.kill("SIGKILL");
    }
  });

  it("keeps what is stored in the folder of --data when it is killed", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "emulator-command-"));
    try {
      const where = { Bucket: `kept-${defaultAccount.appId}`, Region: "ap-guangzhou", Key: "a" };
      const start = async () => {
        const { child, ended, output } = command(["--port", "0", "--data", folder]);
        running.push(child);
        const outsider = createOutsider({ endpoint: await listening(output), ...defaultAccount });
        return { child, ended, output, outsider };
      };
      const killed = await start();
      await killed.outsider.putBucket(where);
      await killed.outsider.putObject({ ...where, Body: "hello" });
      killed.child.kill("SIGKILL");
      await killed.ended;
      const next = await start();
      assert.equal(String((await next.outsider.getObject(where)).Body), "hello");
      const second = command(["--port", "0", "--data", folder]);
      assert.equal(await second.ended, 1);
      assert.match(second.output(), /is in use by process \d+/);
      next.child.kill("SIGINT");
      assert.equal(await next.ended, 0);
      assert.ok(next.output().includes(`what it stored stays in ${folder}`), next.output());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("shows with --tls the certificate by which it can be verified", async () => {
    const { child, output } = command(["--port", "0", "--tls"]);
    running.push(child);
    const url = await listening(output);
    while (!output().includes("Ctrl-C")) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const [ca] = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(output()) ?? [];
    const [answer] = await once(https.get(`${url}/_emulator/certificate`, { ca, agent: false }), "response");
    let text = "";
    for await (const chunk of answer) {
      text += chunk;
    }
    assert.equal(text.trim(), ca);
    assert.match(output(), /NODE_EXTRA_CA_CERTS=/);
  });

  it("serves Tencent's own SDK with the keys that it was given, says how, and what was asked when it ends", async () => {
    const account = { secretId: "AKIDof-the-command", secretKey: "key-of-the-command", appId: "1250000001" };
    const { child, ended, output } = command(["--port", "0", "--latency", "5ms"], {
      COS_EMULATOR_SECRET_ID: account.secretId,
      COS_EMULATOR_SECRET_KEY: account.secretKey,
      COS_EMULATOR_APP_ID: account.appId,
      COS_EMULATOR_UIN: "100000000007",
    });
    running.push(child);
    const endpoint = await listening(output);
    const where = { Bucket: `shop-${account.appId}`, Region: "ap-guangzhou" };
    const outsider = createOutsider({ endpoint, ...account });
    await outsider.putBucket(where);
    await outsider.putObject({ ...where, Key: "a", Body: "hello" });
    await assert.rejects(Promise.resolve(outsider.headObject({ ...where, Key: "b" })));
    child.kill("SIGINT");
    assert.equal(await ended, 0, output());
    assert.match(output(), /pulumi config set tencentcos:endpoint http:/);
    assert.ok(!output().includes(account.secretKey), "the key is shown");
    assert.match(output(), /^PutObject +1 +0 +1 +5 +0 +\d/m);
    assert.match(output(), /^HeadObject +1 +1 +1 +0 +0 +\d/m);
  });

  it("shows no key that is given as a flag either, and the region that is", async () => {
    for (const flags of [["--secret-key", "key-of-a-flag"], ["--secret-key=key-of-a-flag"]]) {
      const { child, output } = command(["--port", "0", "--region", "ap-beijing", ...flags]);
      running.push(child);
      await listening(output);
      while (!output().includes("Ctrl-C")) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.ok(!output().includes("key-of-a-flag"), "the key is shown");
      assert.match(output(), /tencentcos:region ap-beijing$/m);
    }
  });

  it("refuses flags that it does not understand, saying what would be right", async () => {
    const wrong: readonly [string[], RegExp][] = [
      [["--port", "70000"], /--port.*0 to 65535/],
      [["--latency", "soon"], /--latency.*such as 20ms/],
      [["--bandwidth", "fast"], /--bandwidth.*such as 500kB or 10MB/],
      [["--app-id", "me"], /--app-id.*digits/],
      [["--verbose"], /unknown option '--verbose'\n.*--help lists the options/],
      [["--host", ""], /--host.*must not be empty/],
      [["--secret-id", ""], /--secret-id.*must not be empty/],
      [["--secret-key", " "], /--secret-key.*must not be empty/],
      [["--region", "Guangzhou"], /--region.*such as ap-guangzhou/],
      [
        ["--host", "no-such-host.invalid"],
        /cannot listen on no-such-host\.invalid:9000: the name is not known/,
      ],
    ];
    await Promise.all(
      wrong.map(async ([args, message]) => {
        const { ended, output } = command(args);
        assert.equal(await ended, 1, output());
        assert.match(output(), message);
      }),
    );
  });

  it("says which port is taken", async () => {
    const first = command(["--port", "0"]);
    running.push(first.child);
    const { port } = new URL(await listening(first.output));
    const { ended, output } = command(["--port", port]);
    assert.equal(await ended, 1, output());
    assert.match(output(), new RegExp(`cannot listen on 127.0.0.1:${port}: the port is taken; --port 0`));
  });
});
