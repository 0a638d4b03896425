import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { adoptCommand } from "../../cli/adopt";
import { adoptBucket } from "../../cli/adopt/adoptBucket";
import { bucketVariable, isVariable } from "../../cli/adopt/names";
import { type RunResult, run } from "../../tools/processes";
import { startBench, type TestBench } from "../support";
import { configure, everything, makeOtherBuckets } from "./wholeBuckets";

const root = path.resolve(__dirname, "../..");

describe("The command adopt", function () {
  this.timeout(60_000);
  let folder: string;
  let bench: TestBench;
  let bucket: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "adopt-"));
    bench = await startBench();
    ({ bucket } = await bench.createBucket());
  });
  afterEach(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The command in a process of its own. */
  const adopt = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunResult> =>
    run(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", path.join(root, "cli/index.ts"), "adopt", ...args],
      {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
          NODE_PATH: path.join(root, "node_modules"),
          TENCENTCLOUD_SECRET_ID: bench.emulator.secretId,
          TENCENTCLOUD_SECRET_KEY: bench.emulator.secretKey,
          TENCENTCOS_ENDPOINT: bench.emulator.url,
          ...env,
        },
      },
    );
  const refuse = (operation: string) =>
    bench.emulator.addFault({
      match: { operation },
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 0,
    });
  const inProcess = (name: string, options: Parameters<typeof adoptBucket>[2] = {}) =>
    adoptBucket(bench.context, name, options);

  it("writes a whole project, says what to do with it, and never shows the key", async () => {
    const address = { bucket, region: "ap-guangzhou" };
    await configure(bench, address, { BucketTagging: { tags: { a: "b" } } });
    const { exitCode, output } = await adopt([bucket]);
    assert.equal(exitCode, 0, output);
    const name = bucket.replace("-1250000000", "");
    assert.deepEqual(readdirSync(path.join(folder, name)).sort(), [
      ".gitignore",
      "Pulumi.yaml",
      "index.ts",
      "package.json",
      "tsconfig.json",
    ]);
    const manifest = JSON.parse(readFileSync(path.join(folder, name, "package.json"), "utf8"));
    assert.deepEqual(Object.keys(manifest.dependencies), ["@pulumi/pulumi", "pulumi-tencentcos"]);
    assert.match(
      output,
      new RegExp(`${bucket} in ap-guangzhou is declared in ${name}:\\n {2}Bucket, BucketTagging`),
    );
    assert.match(output, /npm install\n {2}pulumi stack init/);
    assert.doesNotMatch(output, new RegExp(bench.emulator.secretKey));
  });

  it("answers in JSON with --json, with what it could not read, and exits with 1 then", async () => {
    refuse("GetBucketCors");
    const { exitCode, stdout } = await adopt([bucket, "--out", "infra", "--json"]);
    assert.equal(exitCode, 1);
    const { resources, notDeclared, ...rest } = JSON.parse(stdout);
    assert.deepEqual(rest, { bucket, region: "ap-guangzhou", folder: "infra" });
    assert.deepEqual(
      resources.map(({ type }: { type: string }) => type),
      ["Bucket"],
    );
    assert.deepEqual(
      notDeclared.map(({ type, unread }: { type: string; unread: boolean }) => [type, unread]),
      [["BucketCors", true]],
    );
    assert.match(
      readFileSync(path.join(folder, "infra/index.ts"), "utf8"),
      /BucketCors is not declared here/,
    );
  });

  it("prints declarations alone for a program that is there, and everything else beside them", async () => {
    await configure(bench, { bucket, region: "ap-guangzhou" }, { BucketTagging: { tags: { a: "b" } } });
    refuse("GetBucketCors");
    const { exitCode, stdout, stderr } = await adopt([
      bucket,
      "--stdout",
      "--only",
      "BucketTagging,BucketCors",
      "--variable",
      "site",
    ]);
    assert.equal(exitCode, 1);
    assert.match(stdout, /^new cos\.BucketTagging\("\w+", \{ bucket: site, tags: \{ a: "b" \} \}\);\n/);
    assert.match(stderr, /Could not be read.*\n {2}- BucketCors:/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("explains itself", async () => {
    const { exitCode, stdout } = await adopt(["--help"]);
    assert.equal(exitCode, 0);
    for (const part of ["--objects <prefix>", "--stdout", "Examples:", "Nothing is written to COS"]) {
      assert.ok(stdout.includes(part), stdout);
    }
    assert.ok(stdout.split("\n").every((line) => line.length <= 100));
  });

  it("refuses flags that it does not understand, saying what would be right", async () => {
    const wrong: readonly [readonly string[], RegExp][] = [
      [[], /missing required argument 'bucket'/],
      [["Site_1"], /lower-case letters, digits and hyphens/],
      [[bucket, "--region", "Guangzhou"], /--region.*such as ap-guangzhou/],
      [[bucket, "--only", "BucketCorse"], /BucketCorse is not known; did you mean BucketCors\?/],
      [[bucket, "--largest", "big"], /--largest.*such as 500KB/],
      [[bucket, "--stdout", "--variable", "new"], /--variable.*name of a variable/],
      [[bucket, "--variable", "site"], /--variable.*together with '--stdout'/],
      [[bucket, "--stdout", "--out", "x"], /'--stdout' cannot be used with option '--out <folder>'/],
    ];
    for (const [args, message] of wrong) {
      let said = "";
      const command = adoptCommand()
        .exitOverride()
        .configureOutput({ writeErr: (text) => (said += text) });
      await assert.rejects(command.parseAsync(args, { from: "user" }), { name: "CommanderError" });
      assert.match(said, message);
    }
    const { exitCode, output } = await adopt(["--everything"]);
    assert.equal(exitCode, 1);
    assert.match(output, /unknown option '--everything'/);
  });

  it("says that there are no keys, and which variables hold them", async () => {
    const { exitCode, output } = await adopt([bucket], { TENCENTCLOUD_SECRET_KEY: "" });
    assert.equal(exitCode, 1);
    assert.match(output, /^there are no keys: TENCENTCLOUD_SECRET_KEY is not set\./);
    assert.doesNotMatch(output, /pulumi config/);
  });

  it("refuses a folder that is not empty, unless forced, and then leaves other files alone", async () => {
    const infra = path.join(folder, "infra");
    mkdirSync(infra);
    const project = (force: boolean) => ({ project: { folder: infra, force } });
    await inProcess(bucket, project(false));
    writeFileSync(path.join(infra, "notes.md"), "mine");
    bench.emulator.clearRequests();
    await assert.rejects(inProcess(bucket, project(false)), /is not empty .*--out.*--force/);
    assert.deepEqual(
      bench.emulator.requests.map(({ operation }) => operation),
      ["GetService"],
    );
    await inProcess(bucket, project(true));
    assert.equal(readFileSync(path.join(infra, "notes.md"), "utf8"), "mine");
  });

  it("says at once that it cannot write to a folder, whatever it may read", async () => {
    writeFileSync(path.join(folder, "file"), "");
    for (const out of [
      "/proc/no/such/folder",
      path.join(folder, "file"),
      path.join(folder, "file", "below"),
    ]) {
      bench.emulator.clearRequests();
      await assert.rejects(inProcess(bucket, { project: { folder: out, force: false } }), (error: Error) =>
        error.message.startsWith(`cannot write to ${out}: `),
      );
      const operations = bench.emulator.requests.map(({ operation }) => operation);
      assert.deepEqual([...new Set(operations)], ["GetService"]);
    }
  });

  it("finds the bucket in whichever region it is, by its full name or its short one", async () => {
    const far = { bucket: bench.newName(), region: "ap-beijing" };
    await bench.context.client.send({ method: "PUT", ...far });
    for (const name of [far.bucket, far.bucket.replace(/-\d+$/, "")]) {
      const { bucket: found, region } = await inProcess(name);
      assert.deepEqual({ bucket: found, region }, far);
    }
  });

  it("names the region of a bucket that is not in the given one", async () => {
    await assert.rejects(
      inProcess(bucket, { region: "ap-beijing" }),
      /is in ap-guangzhou, not in ap-beijing/,
    );
  });

  it("says that there is no such bucket, and which one is near", async () => {
    const typo = bucket.replace(/-\d+$/, "x");
    await assert.rejects(inProcess(typo), new RegExp(`the bucket ${typo} is not known; did you mean`));
    await assert.rejects(
      inProcess("somebody-elses-1259999999"),
      new RegExp(`there is no bucket somebody-elses-1259999999 in the account.*${bucket}`),
    );
  });

  it("needs to be told the region where buckets may not be listed", async () => {
    refuse("GetService");
    const { region: _region, ...settings } = bench.context.settings;
    const adoptIn = (region?: string) => adoptBucket({ ...bench.context, settings }, bucket, { region });
    await assert.rejects(adoptIn(), /name\/cos:GetService(.|\n)*give it with --region/);
    assert.equal((await adoptIn("ap-guangzhou")).region, "ap-guangzhou");
    await assert.rejects(adoptIn("ap-beijing"), new RegExp(`there is no bucket ${bucket} in ap-beijing`));
  });

  it("adopts a bucket with every configuration", async () => {
    await makeOtherBuckets(bench);
    await configure(bench, { bucket, region: "ap-guangzhou" }, everything);
    const { declarations, omissions } = await inProcess(bucket, {
      project: { folder: path.join(folder, "p"), force: false },
    });
    assert.deepEqual(omissions, []);
    assert.equal(declarations.length, Object.keys(everything).length + 1);
  });
});

describe("The variable of a bucket", () => {
  it("is its name without the APPID, as JavaScript writes names", () => {
    const names = ["site", "site-logs", "2024-site", "new", "versioning", "a-1-b"];
    assert.deepEqual(
      names.map((name) => bucketVariable(`${name}-1250000000`)),
      ["site", "siteLogs", "bucket2024Site", "newBucket", "versioningBucket", "a1B"],
    );
    assert.ok(names.every((name) => isVariable(bucketVariable(`${name}-1250000000`))));
  });
});
