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

  it("gives the program of a pull request nothing of the job's environment: no key, no token", async () => {
    write(
      "index.ts",
      `${program(60)}console.log(\`SEEN \${Object.keys(process.env).sort().join(" ")} SECRET \${JSON.stringify(process.env)}\`);\n`,
    );
    const secrets = { ...account(), READ_SECRET_KEY: "s3cret", CI_JOB_TOKEN: "s3cret", NPM_TOKEN: "s3cret" };
    const { output } = await job("check", 0, secrets);
    assertShows(output, /SEEN .*TENCENTCOS_ENDPOINT/);
    assert.ok(!output.includes("s3cret"), output);
    assert.ok(!output.includes("correct horse"), output);
    assert.ok(!output.includes(engine.emulator.url), "it saw the account's own endpoint");
    assert.deepEqual(engine.emulator.requests, []);
    write("index.ts", program(60));
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

  /** A plan of many lines, in characters of several bytes: 130 KB of outputs. */
  const verbose = (ending: string) =>
    `${program(60)}export const lines = Array.from({ length: 3_000 }, (_, index) => \`行 \${index} 网站 😀 ~~~~~\`);\n${ending}`;
  const assertWhole = (plan: string) => {
    assert.ok(plan.length < 65_536, `${plan.length} characters are too many for a comment`);
    assert.match(plan, /\n… [\d,]+ lines more: see the log of the job\n~~~~~\n<\/details>\n$/);
    const fences = plan.match(/^ {0,3}~~~~~/gm) ?? [];
    assert.equal(fences.length, 2, "one fence that opens and one that closes");
    assert.ok(!plan.includes("\ufffd"), "no character was cut in two");
  };

  it("plans a change of any length: the comment is cut between lines, the log is not", async () => {
    write("index.ts", verbose(""));
    const { output } = await job("plan", 0);
    assertShows(output, "行 2999 网站 😀");
    assertWhole(read("plan.md"));
  });

  it("ends as the preview ends, when that fails after many lines", async () => {
    write("index.ts", verbose('console.log(lines.join("\\n"));\nthrow new Error("there is no plan");\n'));
    const { output } = await job("plan", 1);
    assertShows(output, "there is no plan");
    assertWhole(read("plan.md"));
    write("index.ts", program(60));
  });

  it("lets nothing in a plan command GitHub", async () => {
    write("index.ts", `${program(60)}console.log("::error::of the program\\n::add-mask::a");\n`);
    const { stdout } = await job("plan", 0, { ...account(), GITHUB_ACTIONS: "true" });
    const [, token] = /^::stop-commands::([0-9a-f]{32})$/m.exec(stdout) ?? [];
    assert.ok(token, stdout);
    const [before = "", after = ""] = stdout.split(/::error::of the program/);
    assert.ok(before.includes(`::stop-commands::${token}\n`));
    assert.ok(after.endsWith(`\n::${token}::\n`), after);
    assert.ok(!read("plan.md").includes(token));
    write("index.ts", program(60));
  });

  it("plans and looks for drift with keys that only read the bucket of the state", async () => {
    engine.emulator.clearRequests();
    await job("plan", 0);
    await job("drift", 0);
    const writes = engine.emulator.requests.filter(({ method }) => method !== "GET" && method !== "HEAD");
    assert.deepEqual(
      writes.map(({ method, path: at }) => `${method} ${at}`),
      [],
    );
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

/** A step of a job on GitHub. */
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe("the files for GitHub and GitLab in examples/ci", () => {
  const jobs = ["check", "plan", "deploy", "drift"];
  const readRecipe = (name: string) => readFileSync(path.join(recipes, name), "utf8");

  describe("on GitHub", () => {
    const text = readRecipe("github-actions.yml");
    const workflow = parse(text);
    const stepsOf = (name: string): readonly Step[] => workflow.jobs[name].steps;
    const names = Object.keys(workflow.jobs);
    const holdsSecret = (value: unknown) => /secrets\.|github\.token/.test(JSON.stringify(value) ?? "");

    it("run every job of the script", () => {
      assert.deepEqual(
        names.filter((name) => name !== "comment"),
        jobs,
      );
      for (const name of jobs) {
        assert.ok(
          stepsOf(name).some(({ run }) => run === `./pipeline.sh ${name}`),
          name,
        );
      }
    });

    it("give a secret to the step that needs it and to nothing else: no action, no installation, no check", () => {
      const { jobs: _jobs, ...around } = workflow;
      assert.ok(!holdsSecret(around));
      for (const name of names) {
        const { steps: _steps, ...ofJob } = workflow.jobs[name];
        assert.ok(!holdsSecret(ofJob), name);
        for (const step of stepsOf(name)) {
          const allowed =
            ["./pipeline.sh plan", "./pipeline.sh deploy", "./pipeline.sh drift"].includes(step.run ?? "") ||
            /^gh pr comment /.test(step.run ?? "");
          const { env: _env, ...rest } = step;
          assert.ok(!holdsSecret(rest), `${name}: ${step.run ?? step.uses}`);
          assert.ok(allowed || !holdsSecret(step), `${name}: ${step.run ?? step.uses}`);
        }
      }
      assert.ok(!holdsSecret(workflow.jobs.check));
    });

    it("let only the deployment write, from an environment of its own, and forks have no plan", () => {
      for (const name of names.filter((each) => each !== "deploy")) {
        assert.ok(!JSON.stringify(workflow.jobs[name]).includes("WRITE_"), `${name} only reads`);
      }
      assert.equal(workflow.jobs.deploy.environment, "production");
      assert.match(workflow.jobs.plan.if, /head\.repo\.full_name == github\.repository/);
      assert.ok(!("pull_request_target" in workflow.on));
      assert.deepEqual(workflow.permissions, { contents: "read" });
    });

    it("run nothing of a pull request where it can be written to", () => {
      const { permissions } = workflow.jobs.comment;
      assert.deepEqual(permissions, { "pull-requests": "write" });
      for (const { uses = "", run = "" } of stepsOf("comment")) {
        assert.doesNotMatch(uses + run, /checkout|npm|pipeline/);
      }
      for (const name of ["check", "plan"]) {
        assert.equal(workflow.jobs[name].permissions, undefined);
      }
    });

    it("pin every action to a commit, with its version beside it, and leave no token in the checkout", () => {
      const pinned = [...text.matchAll(/uses: (\S+)(.*)$/gm)];
      assert.equal(pinned.length, names.flatMap(stepsOf).filter(({ uses }) => uses !== undefined).length);
      for (const [line, action = "", rest = ""] of pinned) {
        assert.match(action, /^[\w./-]+@[0-9a-f]{40}$/, line);
        assert.match(rest, /^ # v\d+\.\d+\.\d+$/, line);
      }
      for (const step of names.flatMap(stepsOf).filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
        assert.equal(step.with?.["persist-credentials"], false);
      }
    });
  });

  describe("on GitLab", () => {
    const pipeline = parse(readRecipe("gitlab-ci.yml"));
    /** What a job runs, with all that it takes over. */
    const whole = (name: string): Record<string, unknown> => {
      const { extends: base, ...own } = pipeline[name];
      return base === undefined ? own : { ...whole(base), ...own };
    };
    const { stages } = pipeline as { stages: readonly string[] };
    const environmentOf = (name: string) => {
      const { environment } = whole(name) as { environment?: string | { name: string } };
      return typeof environment === "object" ? environment.name : environment;
    };

    it("run every job of the script", () => {
      assert.deepEqual(stages, ["install", "check", "plan", "comment", "deploy", "drift"]);
      for (const name of jobs) {
        assert.deepEqual(whole(name).script, [`./pipeline.sh ${name}`]);
      }
      for (const name of stages) {
        assert.equal(whole(name).stage, name);
      }
    });

    it("name a secret only where it is needed, in a job whose environment is the scope of it", () => {
      const environments = { plan: "reading", drift: "reading", deploy: "production", comment: "comment" };
      const secret = /\$\{?(READ_|WRITE_|COMMENT_|PULUMI_CONFIG)/;
      const { variables, default: defaults } = pipeline;
      assert.doesNotMatch(JSON.stringify([variables, defaults]), secret);
      for (const name of stages) {
        const environment = environments[name as keyof typeof environments];
        assert.equal(environmentOf(name), environment);
        assert.equal(secret.test(JSON.stringify(whole(name))), environment !== undefined, name);
        if (name !== "deploy") {
          assert.doesNotMatch(JSON.stringify(whole(name)), /WRITE_/);
        }
      }
    });

    it("download nothing where a secret is, and run nothing of a merge request where it can be written to", () => {
      for (const name of ["plan", "drift", "deploy", "comment"]) {
        assert.doesNotMatch(JSON.stringify([pipeline.default, whole(name)]), /npm |get\.pulumi/);
      }
      assert.equal((whole("comment").variables as { GIT_STRATEGY: string }).GIT_STRATEGY, "none");
      assert.doesNotMatch(JSON.stringify(whole("comment")), /pipeline\.sh/);
    });
  });

  it("install without running the scripts of packages", () => {
    for (const name of ["github-actions.yml", "gitlab-ci.yml"]) {
      const installs = readRecipe(name).match(/npm (ci|install|i)\b.*/g) ?? [];
      assert.ok(installs.length > 0);
      for (const line of installs) {
        assert.equal(line, "npm ci --ignore-scripts");
      }
    }
  });
});

/** What `npm ci` would bring: this package, its command, and what the program's runtime needs. */
function installInto(modules: string): void {
  mkdirSync(path.join(modules, ".bin"), { recursive: true });
  for (const name of readdirSync(path.join(root, "node_modules"))) {
    if (!name.startsWith(".")) {
      symlinkSync(path.join(root, "node_modules", name), path.join(modules, name));
    }
  }
  symlinkSync(root, path.join(modules, "pulumi-tencentcos"));
  const command = path.join(modules, ".bin", "pulumi-tencentcos");
  writeFileSync(command, `#!/bin/sh\nexec node ${path.join(root, "lib/cli/index.js")} "$@"\n`, {
    mode: 0o755,
  });
}
