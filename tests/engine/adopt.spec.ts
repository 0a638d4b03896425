/** A bucket that has lived without Pulumi, taken over by the command and the real engine. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectFiles, writeFiles } from "../../cli/adopt/project";
import type { CommandContext } from "../../cli/context";
import { run } from "../../tools/processes";
import { obtainPulumi } from "../../tools/pulumi/obtain";
import { createTerminal } from "../../tools/terminal";
import { configure, everything, makeOtherBuckets } from "../cli/wholeBuckets";
import { useUnmanagedBucket } from "./adopting";
import { assertShows } from "./example";
import { changesFound, region, root, type TestStack, useEngine } from "./harness";

describe("a bucket that is adopted, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // each step needs the one before
  const engine = useEngine();
  const { folder, project, address, environment, connect } = useUnmanagedBucket(engine);
  let context: CommandContext;
  let stack: TestStack;
  const writes = () =>
    engine.emulator.requests
      .filter(({ method }) => method !== "GET" && method !== "HEAD")
      .map(({ operation, method, path: at, query }) => `${operation}: ${method} ${at}?${query}`);

  before("live without Pulumi for a while", async () => {
    context = await connect();
    await makeOtherBuckets({ context });
    await configure({ context }, address, everything);
    const put = (Key: string, Body: string, headers = {}) =>
      engine.outsider.putObject({ Bucket: address.bucket, Region: region, Key, Body, ...headers });
    await put("pages/index.html", "<h1>home</h1>", { CacheControl: "no-cache" });
    await put("pages/a b/文.txt", "text", { ContentType: "text/x-notes", "x-cos-meta-author": "me" });
    for (let index = 0; index < 25; index++) {
      await put(`pages/assets/${index}.js`, `// ${index}\n`, { CacheControl: "max-age=600" });
    }
    engine.emulator.clearRequests();
  });

  it("becomes a program, by requests that only read", async () => {
    const command = ["adopt", "site", "--objects", "pages/"];
    const { exitCode, output } = await run(
      process.execPath,
      [path.join(root, "lib/cli/index.js"), ...command],
      {
        cwd: folder,
        env: environment(),
      },
    );
    assert.equal(exitCode, 0, output);
    assertShows(output, "27 objects");
    assert.deepEqual(writes(), []);
    // What `npm install` would bring.
    const modules = path.join(project, "node_modules");
    mkdirSync(modules);
    symlinkSync(root, path.join(modules, "pulumi-tencentcos"));
    symlinkSync(path.join(root, "node_modules/@pulumi"), path.join(modules, "@pulumi"));
  });

  it("comes under management by an up that writes nothing", async () => {
    stack = await engine.newStack(path.relative(root, project));
    engine.emulator.clearRequests();
    await stack.up();
    assert.deepEqual(writes(), []);
    assert.ok(engine.emulator.requests.length > Object.keys(everything).length);
    const types = (await stack.resources()).map(({ type }) => type.slice(type.lastIndexOf(":") + 1));
    for (const token of [...Object.keys(everything), "Bucket", "Folder"]) {
      assert.ok(types.includes(token), token);
    }
  });

  it("leaves nothing to do for a second preview, and nothing for a refresh", async () => {
    await stack.preview(["--expect-no-changes"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    assert.deepEqual(writes(), []);
  });

  it("is what the program says from then on", async () => {
    const program = path.join(project, "index.ts");
    const text = readFileSync(program, "utf8");
    assert.ok(text.includes('tags: { team: "web" }'));
    writeFileSync(program, text.replace('tags: { team: "web" }', 'tags: { team: "shop" }'));
    const { output } = await stack.preview(["--expect-no-changes"], { exits: changesFound });
    assertShows(output, /team: "web" => "shop"/);
    await stack.up();
    assert.deepEqual(writes(), ["PutBucketTagging: PUT /?tagging"]);
  });

  it("is protected, with all that it has, from a destroy by mistake", async () => {
    engine.emulator.clearRequests();
    const { output } = await stack.pulumi(["destroy", "--yes"], { exits: 1 });
    assertShows(output, /cannot be deleted\s+because it is protected/);
    assert.deepEqual(writes(), []);
  });
});

describe("the project that adopt writes, read by the real CLI", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), "adopt-names-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let env: NodeJS.ProcessEnv;

  before("obtain the CLI", async function () {
    this.timeout(0); // the first time on a machine it can take minutes
    const { bin } = await obtainPulumi({ terminal: createTerminal(process.stderr) });
    mkdirSync(path.join(folder, "state"));
    env = {
      PATH: [bin, process.env.PATH].join(path.delimiter),
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "adopt",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  });

  // What YAML 1.1 or 1.2 takes for numbers, switches, nothing, dates, times; names of buckets, all of them.
  const names = ["123", "007", "0x1f", "1e3", "2020-01-01", "true", "null", "no"];
  for (const name of names) {
    it(`has the name ${name} when the bucket is called so`, async () => {
      const project = path.join(folder, name);
      writeFiles(project, projectFiles(`${name}-1250000000`, ""));
      const init = ["stack", "init", "production", "--non-interactive"];
      const { exitCode, output } = await run("pulumi", init, { cwd: project, env });
      assert.equal(exitCode, 0, output);
      assert.ok(existsSync(path.join(folder, "state/.pulumi/stacks", name, "production.json")), output);
    });
  }
});
