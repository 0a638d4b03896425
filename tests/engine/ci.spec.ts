/** The recipes of examples/ci: the script on the real engine, its state in a bucket, and the files that call it. */
import assert from "node:assert/strict";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { type RunResult, run } from "../../tools/processes";
import { obtainPulumi } from "../../tools/pulumi/obtain";
import { createTerminal } from "../../tools/terminal";
import { assertShows } from "./example";
import { region, root, useEngine } from "./harness";

const recipes = path.join(root, "examples/ci");

const program = (maxAge: number) => `import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site", { bucket: "ci-site" });
new cos.BucketCors("site", {
  bucket: site,
  rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"], maxAgeSeconds: ${maxAge} }],
});
export const bucket = site.bucket;
`;

describe("the pipeline of examples/ci, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the jobs share one state
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "ci-"));
  const project = path.join(folder, "infra");
  const write = (name: string, text: string) => writeFileSync(path.join(project, name), text);
  const read = (name: string) => readFileSync(path.join(project, name), "utf8");
  let bare: NodeJS.ProcessEnv;
  after(() => rmSync(folder, { recursive: true, force: true }));

  before("check out a project, and install", async function () {
    this.timeout(0); // obtaining the CLI can take minutes, the first time on a machine
    const cli = await obtainPulumi({ terminal: createTerminal(process.stderr) });
    mkdirSync(project);
    write("Pulumi.yaml", "name: infra\nruntime: nodejs\nmain: index.ts\n");
    write("package.json", '{ "name": "infra", "private": true }\n');
    write("index.ts", program(60));
    copyFileSync(path.join(recipes, "pipeline.sh"), path.join(project, "pipeline.sh"));
    chmodSync(path.join(project, "pipeline.sh"), 0o755);
    installInto(path.join(project, "node_modules"));
    bare = {
      PATH: [cli.bin, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      HOME: folder,
      TMPDIR: folder,
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
  });

  /** The keys of a job, and where the state is: a bucket, as Pulumi's backend for S3 sees it. */
  const account = (): NodeJS.ProcessEnv => ({
    ...bare,
    TENCENTCLOUD_SECRET_ID: engine.emulator.secretId,
    TENCENTCLOUD_SECRET_KEY: engine.emulator.secretKey,
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_APP_ID: engine.emulator.appId,
    TENCENTCOS_ENDPOINT: engine.emulator.url,
    AWS_ACCESS_KEY_ID: engine.emulator.secretId,
    AWS_SECRET_ACCESS_KEY: engine.emulator.secretKey,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PULUMI_BACKEND_URL: `s3://state-${engine.emulator.appId}?region=${region}&endpoint=${new URL(engine.emulator.url).host}&disable_https=true&use_path_style=true`,
  });
  const job = async (name: string, status: number, env = account()): Promise<RunResult> => {
    const result = await run("./pipeline.sh", name === "" ? [] : [name], { cwd: project, env });
    assert.equal(result.exitCode, status, result.output);
    return result;
  };
  const site = () => ({ Bucket: `ci-site-${engine.emulator.appId}`, Region: region });

  it("checks a pull request on the emulator, without any account", async () => {
    const { output } = await job("check", 0, bare);
    assertShows(output, "+ 3 created");
    assertShows(output, "3 unchanged");
    assertShows(output, "- 3 deleted");
    assert.equal(existsSync(path.join(project, "Pulumi.check.yaml")), false);
    assert.deepEqual(engine.emulator.requests, []);
  });

  it("fails the check of a program that COS would refuse", async () => {
    write("index.ts", program(-1));
    const { output } = await job("check", 1, bare);
    assertShows(output, /rules\[0\]\.maxAgeSeconds/);
    write("index.ts", program(60));
  });

  it("deploys, with the state in a bucket", async () => {
    await engine.outsider.putBucket({ Bucket: `state-${engine.emulator.appId}`, Region: region });
    const made = await run("pulumi", ["stack", "init", "prod", "--non-interactive"], {
      cwd: project,
      env: account(),
    });
    assert.equal(made.exitCode, 0, made.output);
    await job("deploy", 0);
    assert.ok((await engine.buckets()).includes(site().Bucket));
    const { Contents } = await engine.outsider.getBucket({
      Bucket: `state-${engine.emulator.appId}`,
      Region: region,
    });
    const keys = Contents.map(({ Key }) => Key);
    assert.ok(keys.includes(".pulumi/stacks/infra/prod.json"), keys.join());
    assert.ok(!keys.some((key) => key.includes("/locks/")), "a lock was left behind");
  });

  it("plans a change as a comment", async () => {
    write("index.ts", program(120));
    await job("plan", 0);
    const plan = read("plan.md");
    assertShows(plan, "### Plan for prod");
    assertShows(plan, /^! +maxAgeSeconds +: 60 => 120$/m);
    assertShows(plan, /^! +1 to update$/m);
    assert.ok(!plan.includes("SDK "), plan);
    write("index.ts", program(60));
  });

  it("finds no drift at night, and then some, with reports for everybody", async () => {
    await job("drift", 0);
    await engine.outsider.deleteBucketCors(site());
    const { output } = await job("drift", 2);
    assertShows(output, "infra/prod: 2 resources: 1 gone, 1 unchanged. Written to drift.md");
    for (const name of ["drift.md", "drift.html", "drift.xml", "drift.sarif"]) {
      assertShows(read(name), "BucketCors");
    }
  });

  it("puts back what was changed by hand, with the next deployment", async () => {
    await job("deploy", 0);
    await job("drift", 0);
  });

  it("says how it is called", async () => {
    assertShows((await job("", 64)).output, "check | plan | deploy | drift");
    assertShows((await job("dance", 64)).output, "check | plan | deploy | drift");
  });
});

describe("the files for GitHub and GitLab in examples/ci", () => {
  const jobs = ["check", "plan", "deploy", "drift"];

  it("run every job of the script on GitHub, and give the check no secret", () => {
    const workflow = parse(readFileSync(path.join(recipes, "github-actions.yml"), "utf8"));
    assert.deepEqual(Object.keys(workflow.jobs), jobs);
    for (const name of jobs) {
      const runs = workflow.jobs[name].steps.map((step: { run?: string }) => step.run);
      assert.ok(runs.includes(`./pipeline.sh ${name}`), name);
    }
    assert.ok(!JSON.stringify(workflow.jobs.check).includes("secrets."));
    for (const name of ["plan", "drift"]) {
      assert.ok(!JSON.stringify(workflow.jobs[name]).includes("WRITE_"), `${name} only reads`);
    }
  });

  it("run every job of the script on GitLab, and give the check no secret", () => {
    const pipeline = parse(readFileSync(path.join(recipes, "gitlab-ci.yml"), "utf8"));
    assert.deepEqual(pipeline.stages, jobs);
    for (const name of jobs) {
      assert.deepEqual(pipeline[name].script, [`./pipeline.sh ${name}`]);
      assert.equal(pipeline[name].stage, name);
    }
    assert.equal(pipeline.check.variables, undefined);
    for (const name of ["plan", "drift"]) assert.equal(pipeline[name].extends, ".read");
  });
});

/** What `npm ci` would bring: this package, its command, and what the program's runtime needs. */
function installInto(modules: string): void {
  mkdirSync(path.join(modules, ".bin"), { recursive: true });
  for (const name of readdirSync(path.join(root, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(path.join(root, "node_modules", name), path.join(modules, name));
  }
  symlinkSync(root, path.join(modules, "pulumi-tencentcos"));
  const command = path.join(modules, ".bin", "pulumi-tencentcos");
  writeFileSync(command, `#!/bin/sh\nexec node ${path.join(root, "lib/cli/index.js")} "$@"\n`, {
    mode: 0o755,
  });
}
