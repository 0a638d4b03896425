import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import http, { type Server } from "node:http";
import type { AddressInfo } from "node:net";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { doctorCommand } from "../../cli/doctor";
import { examine } from "../../cli/doctor/examine";
import { isWell, reportAsJson, reportAsText } from "../../cli/doctor/report";
import { checkCli, checkNode, checkPackages } from "../../cli/doctor/tools";
import type { EmulatorAccount } from "../../emulator";
import { keysOf, line, printed, useDoctor, worker } from "./doctorChecks";

const ended: EmulatorAccount = {
  ...worker,
  secretId: "AKIDtemporaryKeysOfTheDoctor",
  secretKey: "canary-temporary-key",
  token: "canary-token",
  tokenExpires: 1,
};

describe("doctor, of keys,", () => {
  const doctor = useDoctor([worker, ended]);

  it("shows which count, whose they are, and never the key", async () => {
    const { bucket } = await doctor.bench.createBucket();
    const found = await doctor.examine();
    assert.equal(
      line(found.checks, "credentials"),
      "ok: SecretId AKIDCo…ator, from the environment (TENCENTCLOUD_SECRET_ID)",
    );
    assert.equal(line(found.checks, "account"), "ok: UIN 100000000001, APPID 1250000000, 1 bucket");
    assert.ok(!printed(found).includes(doctor.bench.emulator.secretKey));
    assert.ok(!printed(found).includes(bucket), "buckets of others are nobody's business");
  });

  it("takes them for good when all that they may not do is to list buckets", async () => {
    const found = await doctor.examine(keysOf(worker));
    assert.match(
      line(found.checks, "account"),
      /^ok: COS takes the keys; whose they are .*name\/cos:GetService/,
    );
    assert.ok(!printed(found).includes(worker.secretKey));
  });

  it("explains a wrong key, an unknown id and a token that has ended, without showing either", async () => {
    const wrong = await doctor.examine({ TENCENTCLOUD_SECRET_KEY: "canary-wrong-key" });
    assert.match(
      line(wrong.checks, "account"),
      /^failed: GetService: .*403 SignatureDoesNotMatch.* → Check that the SecretKey .* belongs to SecretId AKIDCo…ator.*The service signed the text "sha1/,
    );
    const unknown = await doctor.examine({ ...keysOf(worker), TENCENTCLOUD_SECRET_ID: "AKIDnobody" });
    assert.match(
      line(unknown.checks, "account"),
      /^failed: .*403 InvalidAccessKeyId.* → .* is unknown or disabled/,
    );
    const over = await doctor.examine(keysOf(ended));
    assert.match(line(over.checks, "credentials"), /temporary, with a token/);
    assert.match(line(over.checks, "account"), /^failed: .*400 ExpiredToken.* → /);
    const secrets = ["canary-wrong-key", worker.secretKey, ended.secretKey, "canary-token"];
    for (const text of [wrong, unknown, over].map(printed)) {
      for (const secret of secrets) {
        assert.ok(!text.includes(secret), secret);
      }
    }
  });

  it("says which half of a pair is missing, and when the two are the wrong way round", async () => {
    const half = await doctor.examine({ TENCENTCLOUD_SECRET_KEY: "" });
    assert.match(
      line(half.checks, "credentials"),
      /^failed: .*TENCENTCLOUD_SECRET_KEY is not set.* → Set both/,
    );
    assert.equal(line(half.checks, "account"), "skipped: not asked without keys");
    const swapped = await doctor.examine({
      TENCENTCLOUD_SECRET_ID: worker.secretKey,
      TENCENTCLOUD_SECRET_KEY: worker.secretId,
    });
    assert.equal(
      line(swapped.checks, "credentials"),
      "failed: SecretId and SecretKey are the wrong way round → The id is the one that begins with AKID.",
    );
  });

  it("asks nothing more about a stack whose keys COS does not take", async () => {
    const id = "ap-guangzhou/site-1250000000";
    const checks = await doctor.ask([{ token: "BucketCors", id }], { TENCENTCLOUD_SECRET_KEY: "wrong" });
    for (const name of [`bucket:${id}`, "action:GetBucketCORS", "action:PutBucketCORS"]) {
      assert.equal(line(checks, name), "skipped: not known: COS does not take the keys");
    }
    const without = await doctor.ask([{ token: "BucketCors", id }], { TENCENTCLOUD_SECRET_KEY: "" });
    assert.equal(line(without, `bucket:${id}`), "skipped: not known: there are no keys to ask with");
  });

  it("compares the APPID with the account's own, and says where it comes from", async () => {
    const appId = async (digits: string, keys = {}) =>
      line((await doctor.examine({ TENCENTCLOUD_APP_ID: digits, ...keys })).checks, "appId");
    await doctor.bench.createBucket();
    assert.equal(await appId("1250000000"), "ok: 1250000000 (TENCENTCLOUD_APP_ID)");
    assert.match(
      await appId("1259999999"),
      /^failed: .* the account's own is 1250000000.* → Correct it with pulumi config set tencentcos:appId 1250000000/,
    );
    assert.match(await appId(""), /^ok: 1250000000, from the account's own buckets; .*name\/cos:GetService/);
    assert.match(
      await appId("", keysOf(worker)),
      /^warning: it is not configured.* → Find it in the console/,
    );
    assert.match(await appId("1250000000", keysOf(worker)), /^ok: .* no bucket of the account was seen/);
    assert.match(await appId("", { TENCENTCLOUD_SECRET_KEY: "wrong" }), /^skipped: /);
  });

  it("refuses settings that cannot be used", async () => {
    const { checks } = await doctor.examine({ TENCENTCLOUD_APP_ID: "my-app" });
    assert.match(
      line(checks, "settings"),
      /^failed: tencentcos:appId \(TENCENTCLOUD_APP_ID\) is not a number/,
    );
  });
});

describe("doctor, of the way to COS,", () => {
  const doctor = useDoctor();
  const servers: (Server | net.Server)[] = [];
  const serve = async (server: Server | net.Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  after(() => {
    for (const server of servers) {
      server.close();
    }
  });
  const endpoint = async (url: string, host = new URL(url).host) => {
    const { checks } = await doctor.examine({ TENCENTCOS_ENDPOINT: url });
    return line(checks, `endpoint:${host}`);
  };

  it("measures it, step by step", async () => {
    const { url } = doctor.bench.emulator;
    assert.match(await endpoint(url), /^ok: 127\.0\.0\.1:\d+: \d+ ms \(TCP \d+, HTTP \d+\)$/);
    assert.match(
      await endpoint(url.replace("127.0.0.1", "localhost")),
      /^ok: .* \(DNS \d+, TCP \d+, HTTP \d+\)$/,
    );
  });

  it("tells apart a name that is not known, a port that is closed, a failed TLS, and what is not COS", async () => {
    assert.match(await endpoint("http://cos.invalid"), /^failed: cos\.invalid: DNS fails: .*ENOTFOUND.* → /);
    const closed = net.createServer();
    const address = await serve(closed);
    await new Promise((resolve) => closed.close(resolve));
    servers.pop();
    assert.match(
      await endpoint(`http://${address}`),
      /^failed: .*: TCP fails: .*ECONNREFUSED.* → .*whether the server runs/,
    );
    const plain = await serve(http.createServer((_, response) => response.end("hello")));
    assert.match(await endpoint(`https://${plain}`), /^failed: .*: TLS fails: .* → /);
    assert.match(
      await endpoint(`http://${plain}`),
      /^failed: .* what answers \(200\) is not COS.* → Check tencentcos:endpoint/,
    );
    const mute = await serve(
      net.createServer((socket) => socket.on("data", () => socket.end("no HTTP\r\n"))),
    );
    assert.match(await endpoint(`http://${mute}`), /^failed: .*: HTTP fails: the answer is not HTTP/);
  });

  it("compares the clock with COS's", async () => {
    const clock = async (seconds: number) => {
      doctor.bench.emulator.addFault({ kind: "clockSkew", seconds });
      const { checks } = await doctor.examine();
      doctor.bench.emulator.clearFaults();
      return line(checks, "clock");
    };
    assert.equal(await clock(0), "ok: right to the second");
    assert.match(await clock(20), /^ok: (19|20|21) s behind COS's$/);
    assert.match(await clock(-120), /^warning: 2 min ahead of COS's → Set this machine's clock/);
    assert.match(
      await clock(3_600),
      /^failed: 60 min behind COS's: COS refuses signatures .* → Set this machine's clock/,
    );
  });

  it("says what is wrong with a region, and where it comes from", async () => {
    const of = async (code: string) =>
      line((await doctor.examine({ TENCENTCLOUD_REGION: code })).checks, "region");
    assert.equal(await of("ap-guangzhou"), "ok: ap-guangzhou (TENCENTCLOUD_REGION)");
    assert.match(
      await of("Guangzhou"),
      /^failed: .*cannot be a region's code → Correct it with pulumi config set/,
    );
    assert.match(await of(""), /^warning: none is configured.* → Set one with pulumi config set/);
  });
});

describe("doctor, of a folder that is not there,", () => {
  const doctor = useDoctor();

  it("says so, and looks at everything else", async () => {
    const cwd = path.join(tmpdir(), "no", "such", "folder");
    const { checks } = await examine({ cwd, env: doctor.env() });
    assert.equal(
      line(checks, "stack"),
      `failed: there is no folder ${cwd} → Correct --cwd: it is the folder of the stack's project.`,
    );
    assert.equal(line(checks, "region"), "ok: ap-guangzhou (TENCENTCLOUD_REGION)");
  });
});

describe("doctor, of tools,", () => {
  const doctor = useDoctor();

  it("finds the Pulumi CLI on the PATH, and says when it is too old or not there", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    const cli = async (version: string) => {
      writeFileSync(path.join(doctor.folder, "pulumi"), `#!/bin/sh\necho ${version}\n`);
      chmodSync(path.join(doctor.folder, "pulumi"), 0o755);
      return line([await checkCli({ PATH: `${doctor.folder}:/bin` })], "pulumi");
    };
    assert.equal(await cli("v3.259.0"), "ok: 3.259.0");
    assert.equal(await cli("v3.105.0"), "ok: 3.105.0");
    assert.match(await cli("v3.104.2"), /^failed: 3\.104\.2 → 3\.105\.0 or newer is needed/);
    assert.equal(await cli(""), "ok: of an unknown version");
    const none = await checkCli({ PATH: path.join(doctor.folder, "empty") });
    assert.match(line([none], "pulumi"), /^failed: there is none on the PATH → Install it/);
  });

  it("knows the oldest Node, and finds the packages of a project", () => {
    assert.equal(checkNode().status, "ok");
    assert.match(
      line([checkNode("20.18.3")], "node"),
      /^failed: 20\.18\.3 → Node\.js 20\.19 or newer is needed/,
    );
    assert.equal(checkNode("22.0.0").status, "ok");
    const own = line([checkPackages(path.resolve(__dirname, "../.."))], "packages");
    assert.match(own, /^ok: pulumi-tencentcos \d+\.\d+\.\d+, @pulumi\/pulumi 3\.\d+/);
    writeFileSync(path.join(doctor.folder, "Pulumi.yaml"), "name: x\nruntime: nodejs\n");
    assert.match(
      line([checkPackages(doctor.folder)], "packages"),
      /^failed: pulumi-tencentcos is not installed in .* → Run npm install/,
    );
  });
});

describe("doctor, as it is printed,", () => {
  const doctor = useDoctor();

  it("has a line for each check, in colours only when they are wanted", async () => {
    const found = await doctor.examine({ TENCENTCLOUD_SECRET_KEY: "wrong" });
    const plain = reportAsText(found, { colours: false });
    const colours = reportAsText(found, { colours: true });
    assert.equal(plain.split("\n").filter((text) => /^[✓!✗-] /.test(text)).length, found.checks.length);
    assert.match(plain, /^✗ account {6}GetService: .*\n +→ Check that the SecretKey/m);
    assert.match(colours, /^\u001B\[31m✗\u001B\[0m account/m);
    assert.equal(colours.replace(/\u001B\[\d+m/g, ""), plain);
    assert.equal(isWell(found), false);
  });

  it("is a list of checks for machines", async () => {
    const found = await doctor.examine();
    const report = JSON.parse(reportAsJson(found));
    assert.equal(report.policies, null);
    assert.deepEqual(
      report.checks.map(({ id }: { id: string }) => id.replace(/:.*/, "")),
      [
        "pulumi",
        "node",
        "packages",
        "stack",
        "credentials",
        "account",
        "endpoint",
        "clock",
        "region",
        "appId",
      ],
    );
    for (const check of report.checks) {
      assert.match(check.status, /^(ok|warning|failed|skipped)$/);
      assert.equal(typeof check.found, "string");
      assert.equal(
        typeof check.remedy,
        check.status === "ok" || check.status === "skipped" ? "undefined" : "string",
      );
    }
  });

  it("explains itself within 80 columns", () => {
    const help: string[] = [];
    const command = doctorCommand().configureOutput({
      writeOut: (text) => help.push(text),
      getOutHelpWidth: () => 80,
    });
    command.outputHelp();
    const lines = help.join("").split("\n");
    assert.ok(
      lines.every((text) => text.length <= 84),
      lines.find((text) => text.length > 84),
    );
    for (const word of ["--stack", "--cwd", "--json", "--policy", "exit status", "never shown"]) {
      assert.ok(help.join("").includes(word), word);
    }
  });
});
