import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { changesFound, region, type TestStack, useEngine } from "./harness";

const project = "tests/engine/programs/folder";

describe("a folder of a thousand files on the real engine", function () {
  this.timeout(240_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const source = mkdtempSync(path.join(tmpdir(), "folder-"));
  let stack: TestStack;
  after(() => rmSync(source, { recursive: true, force: true }));

  const file = (name: string) => path.join(source, name);
  const overwrite = async (key: string, body: string) => {
    const [bucket = ""] = await engine.buckets();
    await engine.outsider.putObject({ Bucket: bucket, Region: region, Key: key, Body: body });
  };
  const linesOf = (output: string) => output.trimEnd().split("\n");

  it("shows what changed in a diff, and not what did not", async () => {
    mkdirSync(file("pages"));
    for (let index = 0; index < 1_000; index++) {
      writeFileSync(file(`pages/${index}.txt`), `${index}`);
    }
    stack = await engine.newStack(project, { config: { "folder:args": JSON.stringify({ source }) } });
    await stack.up();
    await overwrite("pages/500.txt", "theirs");
    writeFileSync(file("pages/700.txt"), "ours");
    const { output } = await stack.preview(["--refresh"]);
    assert.match(output, /1 overwritten \(pages\/500\.txt\)/);
    for (const name of ["pages/500.txt", "pages/700.txt"]) {
      assert.ok(output.includes(`~ ${name}`), output);
    }
    // The refresh's own block shows the file's entries, before and now.
    assert.equal(output.split('"pages/500.txt":').length, 3, output);
    assert.ok(linesOf(output).length <= 80, `${linesOf(output).length} lines:\n${output}`);
    await stack.up(["--refresh"]);
  });

  it("reads the state that version 0.1 wrote without a difference, and writes its own at the next change", async () => {
    const exported = JSON.parse((await stack.pulumi(["stack", "export"])).stdout);
    let count = 0;
    for (const { type, outputs } of exported.deployment.resources) {
      if (type.endsWith("tencentcos:Folder")) {
        const { writtenAt, files } = JSON.parse(outputs.files);
        outputs.files = JSON.stringify({ writtenAt, files });
        count += Object.keys(files).length;
      }
    }
    assert.equal(count, 1_000);
    const state = `${source}.json`;
    writeFileSync(state, JSON.stringify(exported));
    await stack.pulumi(["stack", "import", "--file", state]);
    rmSync(state);
    const same = await stack.preview(["--refresh", "--expect-no-changes"]);
    assert.ok(linesOf(same.output).length <= 20, same.output);
    writeFileSync(file("pages/700.txt"), "ours again");
    await stack.up(["--refresh"]);
    const { outputs = {} } = (await stack.resources()).find(({ type }) => type.endsWith("Folder")) ?? {};
    assert.match(String(outputs.files), /\n"pages\/700\.txt":/);
    await stack.preview(["--expect-no-changes"]);
  });
});

describe("a folder whose changes are ignored, on the real engine", function () {
  this.timeout(240_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const source = mkdtempSync(path.join(tmpdir(), "folder-"));
  let stack: TestStack;
  after(() => rmSync(source, { recursive: true, force: true }));

  const ignore = (paths: readonly string[]) =>
    stack.pulumi(["config", "set", "folder:ignoreChanges", JSON.stringify(paths)]);

  it("stays as it is, whatever its files are, with each way to say so", async () => {
    writeFileSync(path.join(source, "a.txt"), "1");
    stack = await engine.newStack(project, { config: { "folder:args": JSON.stringify({ source }) } });
    await stack.up();
    writeFileSync(path.join(source, "a.txt"), "2");
    for (const paths of [["*"], ["digest"], ["source"]]) {
      await ignore(paths);
      await stack.preview(["--expect-no-changes"]);
    }
    await ignore(["*"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    const withoutSource = `${source}-elsewhere`;
    renameSync(source, withoutSource);
    await stack.up(["--refresh", "--expect-no-changes"]);
    renameSync(withoutSource, source);
  });

  it("follows them again when they no longer are", async () => {
    await ignore([]);
    await stack.preview(["--expect-no-changes"], { exits: changesFound });
    await stack.up();
    const [bucket = ""] = await engine.buckets();
    const { Body } = await engine.outsider.getObject({ Bucket: bucket, Region: region, Key: "a.txt" });
    assert.equal(String(Body), "2");
  });
});

describe("folders of two stacks over the same keys, on the real engine", function () {
  this.timeout(240_000);
  const engine = useEngine();
  const folders = mkdtempSync(path.join(tmpdir(), "folder-"));
  after(() => rmSync(folders, { recursive: true, force: true }));

  it("leave to each other what the other has written since", async () => {
    const make = async (name: string, files: Readonly<Record<string, string>>, bucket?: string) => {
      const source = path.join(folders, name);
      mkdirSync(source);
      for (const [file, text] of Object.entries(files)) {
        writeFileSync(path.join(source, file), text);
      }
      const args = { "folder:args": JSON.stringify({ source }) };
      const stack = await engine.newStack(project, {
        config: bucket === undefined ? args : { ...args, "folder:bucket": bucket },
      });
      await stack.up();
      return stack;
    };
    const first = await make("first", { "a.txt": "first", "b.txt": "first" });
    const [bucket = ""] = await engine.buckets();
    const second = await make("second", { "a.txt": "second", "c.txt": "second" }, bucket);
    const { output } = await first.destroy(["--target", "**Folder**"]);
    assert.match(
      output,
      /1 file in \S+ stays, because somebody else has written it since this folder did:\s+a\.txt/,
    );
    const { Contents } = await engine.outsider.getBucket({ Bucket: bucket, Region: region });
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      ["a.txt", "c.txt"],
    );
    await second.preview(["--refresh", "--expect-no-changes"]);
    await second.destroy();
    await first.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
