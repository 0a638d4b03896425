import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isOwn, newName } from "../../cli/verify/buckets";
import { guesses } from "../../cli/verify/guesses";
import { hide } from "../../cli/verify/hide";
import { region } from "../api/bench";
import { useCommandLine } from "./commandLine";

const root = path.resolve(__dirname, "../..");
const probed = guesses.filter(({ probe }) => typeof probe !== "string");

interface Report {
  readonly findings: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly reason?: string;
    readonly answers: readonly {
      readonly expected: Record<string, string>;
      readonly observed: Record<string, string>;
      readonly body?: string;
    }[];
  }[];
}

describe("The guesses", () => {
  it("are named where they stand in the emulator, and nowhere else", () => {
    const listed = guesses.flatMap(({ id, files }) => files.map((file) => `${file}: ${id}`));
    const marked = readdirSync(path.join(root, "emulator"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => {
        const text = readFileSync(path.join(root, "emulator", file), "utf8");
        const marks = [...text.matchAll(/unverified(?:\(([a-z0-9-]+)\))?/gi)];
        return marks.map(
          ([mark, id]) => `${file.split(path.sep).join("/")}: ${id ?? `${mark} without an id`}`,
        );
      });
    assert.deepEqual([...new Set(marked)].sort(), [...new Set(listed)].sort());
  });

  it("have ids of their own, an assumption, and a probe that asks something or a reason why there is none", () => {
    assert.equal(new Set(guesses.map(({ id }) => id)).size, guesses.length);
    assert.ok(probed.length >= 100, `${probed.length}`);
    for (const { id, assumes, probe } of guesses) {
      assert.match(assumes, /^[A-Z].+\.$/, id);
      assert.ok(
        typeof probe === "string" ? /^[A-Z].+\.$/.test(probe) : probe.some(({ expect }) => expect),
        id,
      );
    }
  });
});

describe("The name of a probe's bucket", () => {
  const owner = { prefix: "cos-verify", appId: "1250000000" };

  it("proves whose it is", () => {
    const name = newName(owner);
    assert.ok(isOwn(owner, name));
    assert.ok(!isOwn({ ...owner, prefix: "cos" }, name));
    assert.ok(!isOwn({ ...owner, appId: "1250000001" }, name));
    assert.ok(!isOwn(owner, "cos-verify-0123456789-01234567-1250000000"));
    assert.ok(!isOwn(owner, "cos-verify-1250000000"));
  });
});

describe("A finding", () => {
  it("hides the account in whatever COS answers: keys, names, other users, ids of requests", () => {
    const hidden = [
      ["a/b+c", "SECRET-KEY"],
      ["1250000000", "APPID"],
      ["x-1250000000", "BUCKET-APPID"],
      ["", "TOKEN"],
    ] as const;
    const answer =
      "<Error><Resource>x-1250000000/y-1250000000</Resource><ID>qcs::cam::uin/100000000001:uin/200000000002</ID><DisplayName>Ann</DisplayName><RequestId>NjA=</RequestId>a/b+c a%2Fb%2Bc q-ak=AKIDabcdefghijk&amp;</Error>";
    assert.equal(
      hide(answer, hidden),
      "<Error><Resource>BUCKET-APPID/y-APPID</Resource><ID>qcs::cam::uin/UIN:uin/UIN</ID><DisplayName>HIDDEN</DisplayName><RequestId>HIDDEN</RequestId>SECRET-KEY SECRET-KEY q-ak=SECRET-ID&amp;</Error>",
    );
  });
});

describe("pulumi-tencentcos verify", function () {
  this.timeout(120_000);
  const line = useCommandLine();
  const run = (...args: readonly string[]) => line.run(["verify", "--patience", "0", ...args]);
  const buckets = async () =>
    ((await line.bench.cos.call("GetService")).body.Buckets?.Bucket ?? []).map(({ Name }) => Name).sort();
  let foreign: readonly string[];

  before(async () => {
    // Names like those of the command, of somebody else.
    const names = ["cos-verify", "cos-verify-0123456789-01234567"].map(
      (name) => `${name}-${line.bench.emulator.appId}`,
    );
    for (const Bucket of names) {
      await line.bench.cos.call("PutBucket", { Bucket });
    }
    foreign = names.sort();
  });

  afterEach(async () => {
    line.bench.emulator.clearFaults();
    assert.deepEqual(await buckets(), foreign);
  });

  it("confirms every guess with a probe against the emulator, with no more requests than it announces", async () => {
    const planned = JSON.parse((await run("--dry-run", "--json")).stdout) as { requests: number };
    line.bench.emulator.clearRequests();
    const { status, stdout, stderr } = await run("--json");
    assert.deepEqual([status, stderr], [0, ""]);
    const { findings } = JSON.parse(stdout) as Report;
    assert.deepEqual(
      findings.map(({ id, verdict }) => `${id}: ${verdict}`),
      guesses.map(
        ({ id, probe }) => `${id}: ${typeof probe === "string" ? "could not be asked" : "confirmed"}`,
      ),
    );
    const sent = line.bench.emulator.requests.length;
    assert.ok(sent <= planned.requests && planned.requests < sent * 1.5, `${sent} of ${planned.requests}`);
    const owner = { prefix: "cos-verify", appId: line.bench.emulator.appId };
    const touched = line.bench.emulator.requests.flatMap(({ bucket }) => bucket ?? []);
    assert.ok(touched.length > sent / 2);
    assert.deepEqual(
      touched.filter((name) => !isOwn(owner, name)),
      [],
    );
  });

  it("says what it would ask, what it costs and why it asks some not, and sends nothing", async () => {
    line.bench.emulator.clearRequests();
    const { status, stdout } = await run("--dry-run");
    assert.equal(status, 0);
    assert.match(stdout, /^lifecycle-id\n {2}COS gives .*\n {4}PUT \/\?lifecycle\n {4}GET \/\?lifecycle\n/m);
    assert.match(stdout, /^domain-twice\n.*\n {4}not asked: It needs a registered domain/m);
    assert.match(stdout, /^About \d+ requests and \d+ bytes/m);
    assert.equal(line.bench.emulator.requests.length, 0);
  });

  it("shows both answers where they are different, and nothing of the keys and the account", async () => {
    const { emulator } = line.bench;
    emulator.addFault({
      kind: "status",
      status: 409,
      code: "Odd",
      message: `of ${emulator.uin} with ${emulator.secretId} and ${emulator.secretKey}`,
      match: { operation: "GetBucketPolicy" },
      times: 0,
    });
    const text = await run("--only", "policy-absent,lifecycle-id");
    assert.equal(text.status, 1);
    assert.match(text.stdout, /^✓ lifecycle-id: confirmed$/m);
    assert.match(text.stdout, /^✗ policy-absent: different$/m);
    assert.match(text.stdout, /status: the emulator says 404 NoSuchBucketPolicy, COS 409 Odd$/m);
    assert.match(text.stdout, /^1 confirmed, 1 different, 0 could not be asked$/m);
    const { stdout } = await run("--only", "policy-absent", "--json");
    const [finding] = (JSON.parse(stdout) as Report).findings;
    assert.match(finding?.answers[0]?.body ?? "", /of UIN with SECRET-ID and SECRET-KEY/);
    assert.match(finding?.answers[0]?.body ?? "", /<RequestId>HIDDEN</);
    for (const secret of [
      emulator.appId,
      emulator.uin,
      emulator.secretId,
      emulator.secretKey,
      "cos-verify-",
    ]) {
      assert.ok(!stdout.includes(secret), secret);
    }
  });

  it("does not take missing permissions for an answer", async () => {
    line.bench.emulator.addFault({ kind: "status", status: 403, match: { operation: "PutBucketLifecycle" } });
    const { status, stdout } = await run("--only", "lifecycle-id");
    assert.equal(status, 0);
    assert.match(stdout, /^- lifecycle-id: could not be asked: the keys may not PutBucketLifecycle$/m);
  });

  it("ends with the reason when it may create no bucket, and speaks of none that were left", async () => {
    const { emulator } = line.bench;
    emulator.clearRequests();
    emulator.addFault({ kind: "status", status: 403, match: { operation: "PutBucket" }, times: 0 });
    const { status, stdout, stderr } = await run("--only", "lifecycle-id,policy-absent", "--json");
    assert.equal(status, 1);
    assert.match(stderr, /^error: no bucket can be created: PutBucket: .* 403 AccessDenied/);
    assert.doesNotMatch(stderr, /is still there/);
    assert.deepEqual((JSON.parse(stdout) as Report).findings, []);
    assert.equal(emulator.requests.filter(({ operation }) => operation === "PutBucket").length, 1);
  });

  it("loses neither a bucket nor an answer when connections break off", async () => {
    const { emulator } = line.bench;
    for (const operation of ["PutBucket", "PutBucketLifecycle", "DeleteBucket"]) {
      emulator.addFault({ kind: "loseAnswer", match: { operation } });
    }
    const { status, stdout, stderr } = await run("--only", "lifecycle-id");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^✓ lifecycle-id: confirmed$/m);
  });

  it("refuses what cannot be before anything is sent", async () => {
    line.bench.emulator.clearRequests();
    for (const [args, message] of [
      [["--only", "lifecycle-idd"], /^error: --only: there is no guess "lifecycle-idd"/],
      [["--only", ""], /^error: --only: there is no guess ""/],
      [["--prefix", "-"], /^error: --prefix must have /],
      [["--region", "nowhere"], /^error: --region /],
      [["--patience", "long"], /^error: --patience must be a number of seconds/],
    ] as const) {
      const { status, stdout, stderr } = await run(...args);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
    }
    for (const [name, message] of [
      ["TENCENTCLOUD_REGION", /^error: no region: /],
      ["TENCENTCLOUD_SECRET_KEY", /^error: there are no keys: TENCENTCLOUD_SECRET_KEY is not set/],
    ] as const) {
      const { status, stdout, stderr } = await line.run(["verify"], { env: { [name]: "" } });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
    }
    assert.equal(line.bench.emulator.requests.length, 0);
  });

  it("says which bucket it could not empty, goes on, and removes it when it can", async () => {
    const { emulator } = line.bench;
    const match = { operation: "DeleteMultipleObjects" };
    emulator.addFault({ kind: "status", status: 403, match, times: 0 });
    const first = await run("--only", "content-type-guess,policy-absent");
    assert.equal(first.status, 1);
    const [name] = /^cos-verify-\S+(?= is still there)/m.exec(first.stderr) ?? [];
    assert.ok((await buckets()).includes(name ?? ""), first.stderr);
    assert.match(first.stdout, /^2 confirmed,/m);
    const second = await run("--only", "policy-absent");
    assert.equal(second.status, 1);
    assert.match(second.stderr, new RegExp(`^${name} is still there: `));
    assert.match(second.stdout, /^1 confirmed,/m);
    emulator.clearFaults();
    const third = await run("--clean");
    assert.deepEqual([third.status, third.stdout], [0, ""]);
    assert.equal(third.stderr, `removed ${name} of an earlier run\n`);
    assert.equal((await run("--clean")).stderr, "no earlier run left a bucket behind\n");
  });

  /** Starts the command, and calls back when the probe of a slow request has a bucket with an object. */
  async function whileRunning(signal: NodeJS.Signals) {
    const { emulator } = line.bench;
    emulator.addFault({ kind: "delay", milliseconds: 3_000, match: { operation: "HeadObject" } });
    const child = spawn(
      process.execPath,
      [path.join(root, "lib/cli/index.js"), "verify", "--only", "content-type-guess,select-type"],
      {
        stdio: "ignore",
        env: {
          PATH: process.env.PATH,
          TENCENTCLOUD_SECRET_ID: emulator.secretId,
          TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
          TENCENTCLOUD_REGION: region,
          TENCENTCOS_ENDPOINT: emulator.url,
        },
      },
    );
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    emulator.clearRequests();
    while (!emulator.requests.some(({ operation }) => operation === "PutObject")) {
      assert.equal(child.exitCode, null);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill(signal);
    return await ended;
  }

  it("removes its bucket when it is interrupted, and asks no more", async () => {
    for (const [signal, status] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      assert.equal(await whileRunning(signal), status);
      assert.deepEqual(await buckets(), foreign);
      const asked = line.bench.emulator.requests.map(({ operation }) => operation);
      assert.ok(!asked.includes("SelectObjectContent"));
    }
  });

  it("removes what a killed run left behind, and nothing else, when it runs again", async () => {
    await whileRunning("SIGKILL");
    const left = (await buckets()).filter((name) => !foreign.includes(name));
    assert.equal(left.length, 1);
    const { status, stderr } = await run("--only", "policy-absent");
    assert.deepEqual([status, stderr], [0, `removed ${left[0]} of an earlier run\n`]);
  });
});
