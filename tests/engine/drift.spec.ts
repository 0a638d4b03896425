/** `pulumi-tencentcos drift` on the real engine: everything that can be found, and nothing else. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DriftReport, ResourceFinding, Summary } from "../../cli/drift/report";
import { assertShows } from "./example";
import { region, root, type TestStack, useEngine } from "./harness";

const project = "tests/engine/programs/drift";
const secret = "nobody may read this";
const strangeOrigin = "https://elsewhere.example";

/** Where the reports of this very stack stand, for people to see what they get. */
const reportsFolder = path.join(root, "examples/ci/reports");
const reportFiles = ["drift.txt", "drift.md", "drift.json", "drift.xml", "drift.sarif", "drift.html"];

describe("drift on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "drift-"));
  let stack: TestStack;
  after(() => rmSync(folder, { recursive: true, force: true }));

  const where = (name: string) => ({ Bucket: `${name}-${engine.emulator.appId}`, Region: region });
  const site = () => where("shop-site");
  const look = async (...args: string[]) => {
    const { stdout } = await stack.tencentcos(["drift", "--json", ...args], { exits: "any" });
    return JSON.parse(stdout) as DriftReport & { readonly summary: Summary };
  };
  const found = ({ resources }: DriftReport, type: string, name: string) =>
    resources.find((each) => each.type === type && each.name === name) as ResourceFinding;
  const paths = ({ changes }: ResourceFinding) => changes.map(({ path: at }) => at);

  it("finds nothing where nothing was changed, and ends with 0", async () => {
    stack = await engine.newStack(project, { name: "prod", secrets: { "shop:note": secret } });
    await stack.up();
    const { output } = await stack.tencentcos(["drift", "--undeclared"]);
    assert.equal(output.trim(), "shop/prod: 12 resources: 12 unchanged");
  });

  it("finds every kind of drift with its paths, and writes nothing", async () => {
    const { outsider, emulator } = engine;
    const { CORSRules } = await outsider.getBucketCors(site()); // a list, whatever its declaration says
    CORSRules[0].AllowedOrigins.push(strangeOrigin);
    CORSRules[1].MaxAgeSeconds = "61";
    await outsider.putBucketCors({ ...site(), CORSRules: CORSRules as never });
    await outsider.deleteBucketTagging(site());
    await outsider.putObject({ ...site(), Key: "note.txt", Body: "theirs", "x-cos-meta-by": "them" });
    await outsider.deleteObject({ ...site(), Key: "page.html" });
    await outsider.putObject({ ...site(), Key: "files/index.html", Body: "defaced" });
    await outsider.deleteObject({ ...site(), Key: "files/assets/app.js" });
    await outsider.putObject({ ...site(), Key: "files/stranger.txt", Body: "?" });
    await outsider.putBucketAcl({ ...site(), ACL: "public-read-write" });
    await outsider.putBucketVersioning({ ...site(), VersioningConfiguration: { Status: "Enabled" } });
    await outsider.request({
      Method: "PUT",
      ...where("shop-archive"),
      Action: "object-lock",
      headers: { "Content-Type": "application/xml" },
      Body: "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Days>20</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
    } as never);
    await outsider.deleteBucket(where("shop-lost"));
    emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      match: { operation: "GetBucketReferer", bucket: site().Bucket },
      times: 0,
    });
    const before = await stack.resources();
    emulator.clearRequests();

    const report = await look("--undeclared");
    assert.deepEqual(
      emulator.requests.filter(({ method }) => method !== "GET" && method !== "HEAD"),
      [],
    );
    assert.deepEqual(await stack.resources(), before);
    assert.deepEqual(report.summary, {
      resources: 12,
      unchanged: 3,
      drifted: 4,
      gone: 4,
      unreadable: 1,
      undeclared: 3,
    });
    assert.deepEqual(paths(found(report, "BucketCors", "site")), [
      "rules[0].allowedOrigins",
      "rules[1].maxAgeSeconds",
    ]);
    assert.deepEqual(paths(found(report, "Object", "note")), ["content", "contentType", "metadata.by"]);
    assert.deepEqual(paths(found(report, "Folder", "files")), [
      'files["assets/app.js"]',
      'files["index.html"]',
    ]);
    for (const [type, name] of [
      ["Bucket", "lost"],
      ["BucketTagging", "lost"],
      ["BucketTagging", "site"],
      ["Object", "page"],
    ] as const) {
      assert.equal(found(report, type, name).status, "gone", `${type} ${name}`);
    }
    assert.match(found(report, "BucketReferer", "site").error ?? "", /name\/cos:GetBucketReferer/);
    assert.deepEqual(
      report.undeclared?.map(({ type, opens }) => [type, opens]),
      [
        ["BucketAcl", "everyone may read and write"],
        ["BucketVersioning", undefined],
        ["Object", undefined],
      ],
    );
    assert.deepEqual(report.undeclared?.[2]?.keys, ["files/stranger.txt"]);
  });

  it("says of each what is declared, what is live, and what up does about it", async () => {
    const report = await look();
    const [origins, age] = found(report, "BucketCors", "site").changes;
    assert.deepEqual(origins, {
      path: "rules[0].allowedOrigins",
      declared: ["https://www.example.com"],
      live: ["https://www.example.com", strangeOrigin],
      up: "update",
    });
    assert.deepEqual([age?.declared, age?.live], [60, 61]);
    const [retention] = found(report, "BucketObjectLock", "archive").changes;
    assert.equal(retention?.up, "none");
    assert.match(retention?.reason ?? "", /longer|shorten|grow/i);
    assert.equal(report.undeclared, undefined);
  });

  it("writes the reports that stand in examples/ci, in the same words each time, with no secret in them", async () => {
    const outs = reportFiles.flatMap((name) => ["--out", path.join(folder, name)]);
    const { stdout } = await stack.tencentcos(["drift", "--undeclared", ...outs], { exits: 2 });
    assertShows(stdout, "12 resources: 4 drifted, 4 gone, 1 unreadable, 3 undeclared, 3 unchanged.");
    for (const name of reportFiles) {
      const file = path.join(folder, name);
      // COS gives each request another id.
      const written = readFileSync(file, "utf8").replace(/\(request [\w=]+\)/g, "(request NjA2…)");
      for (const hidden of [secret, engine.emulator.secretKey]) {
        assert.ok(!written.includes(hidden), name);
      }
      const kept = path.join(reportsFolder, name);
      if (process.env.WRITE_REPORTS) {
        mkdirSync(reportsFolder, { recursive: true });
        writeFileSync(kept, written);
      }
      assert.equal(written, readFileSync(kept, "utf8"), `${kept} is not what drift writes: WRITE_REPORTS=1`);
    }
  });

  it("ends with 2 for what --fail-on names, with 1 where something could not be read, and with 0", async () => {
    const exits = async (status: number, ...args: string[]) =>
      void (await stack.tencentcos(["drift", ...args], { exits: status }));
    await exits(2);
    await exits(1, "--fail-on", "never");
    engine.emulator.clearFaults();
    await exits(0, "--fail-on", "never");
    await exits(2, "--undeclared", "--fail-on", "undeclared");
  });

  it("takes what a refresh took into the state for declared", async () => {
    await stack.refresh();
    const { summary, resources } = await look();
    assert.deepEqual(
      resources.filter(({ status }) => status !== "unchanged"),
      [],
    );
    assert.equal(summary.resources, 8);
  });

  it("leaves the person's selection of a stack as it is", async () => {
    await stack.pulumi(["stack", "unselect"]);
    await look();
    assertShows((await stack.pulumi(["stack", "ls"])).output, /^prod /m);
  });

  it("says what is wrong with its arguments", async () => {
    const nowhere = await engine.newStack(project, { name: "empty" });
    const told = async (args: string[], status: number, message: RegExp) => {
      const { output } = await nowhere.tencentcos(["drift", ...args], { exits: status });
      assertShows(output, message);
    };
    await told(["--cwd", folder], 1, /there is no Pulumi\.yaml in .*--cwd/);
    await told(["--stack", "nosuch"], 1, /no stack named .nosuch. found: the project has .*empty/);
    await told(["--stack", ""], 1, /the name of the stack is empty/);
    await told(["--format", "pdf"], 1, /--format.*Allowed choices are text, markdown/);
    await told(["--out", "report.pdf"], 1, /--out.*must end with \.txt, \.md/);
    await told(["--fail-on", "sometimes"], 1, /drift, undeclared, never, not sometimes/);
    await told(["--undeclard"], 1, /Did you mean --undeclared/);
    await told([], 0, /shop\/empty: 0 resources/);
  });
});
