/** Programs in every language send what `CosApi` sends for the same call, to a server that keeps it. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { codeOf, languages, takes } from "../../cli/code";
import { goMethods, goStructs } from "../../cli/code/goSdk";
import type { LanguageName } from "../../cli/code/languages";
import { findOperation } from "../../provider/api/operations";
import { CosApi } from "../../provider/hosts/api";
import { readGoTypes } from "../../tools/goTypes";
import { run } from "../../tools/processes";
import { obtainCosGoModule, obtainCosJava, obtainCosPython } from "../foreign/obtain";
import { obtained } from "../foreign/obtained";
import { buildGo, buildJava } from "./builds";
import { assertSame } from "./comparison";
import { type Recorded, type Recorder, startRecorder } from "./recorder";
import { type Sample, sampleFor, samples } from "./samples";

const content = "content of a file";
const customerKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

let recorder: Recorder;
let folder: string;
let expected: ReadonlyMap<Sample, Recorded>;

before(async () => {
  recorder = await startRecorder();
  folder = mkdtempSync(path.join(tmpdir(), "code-"));
  writeFileSync(path.join(folder, "input.txt"), content);
  expected = await sentByCosApi();
});
after(async () => {
  await recorder.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sentByCosApi(): Promise<ReadonlyMap<Sample, Recorded>> {
  const cos = new CosApi({
    region: "ap-guangzhou",
    endpoint: recorder.url,
    credentials: { secretId: "id", secretKey: "key" },
    retry: { maxAttempts: 1 },
  });
  for (const { operation, parameters } of samples) {
    const { kind } = operation.body ?? {};
    const data = kind === "content" ? { Body: content } : kind === "form" ? { File: content } : {};
    await assert.rejects(cos.call(operation.name as string, { ...parameters, ...data }), /recorded|400/);
  }
  await cos.close();
  return bySample();
}

/** What has come, by the sample that it belongs to. */
function bySample(): ReadonlyMap<Sample, Recorded> {
  const sent = new Map<Sample, Recorded>();
  for (const request of recorder.requests.splice(0)) {
    const sample = sampleFor(request);
    assert.ok(sample !== undefined, `nobody asks for ${request.host}${request.path}`);
    // SDKs try again.
    sent.set(sample, sent.get(sample) ?? request);
  }
  return sent;
}

/** Writes the programs of all samples into a folder, and answers their files. */
function writePrograms(language: LanguageName): readonly string[] {
  const own = path.join(folder, language);
  mkdirSync(own);
  const written = samples.filter(({ operation }) => takes(language, operation));
  return written.map(({ operation, parameters }, index) => {
    const file = path.join(own, `call${index}.${languages[language].extension}`);
    const options = { endpoint: recorder.url, input: "input.txt", output: "output.bin" };
    writeFileSync(file, codeOf(language, operation, parameters, options));
    return file;
  });
}

/** The environment that programs find keys and secrets in. */
function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LC_ALL: "C.UTF-8",
    TENCENTCLOUD_SECRET_ID: "id",
    TENCENTCLOUD_SECRET_KEY: "key",
    COS_PRIVATE_KEY: "K",
    COS_SERVER_SIDE_ENCRYPTION_CUSTOMER_KEY: customerKey,
    COS_COPY_SOURCE_SERVER_SIDE_ENCRYPTION_CUSTOMER_KEY: customerKey,
    ...more,
  };
}

/** One process runs all programs of a language; that each is refused is no failure. */
async function runAll(
  file: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { output, timedOut } = await run(file, args, {
    cwd: folder,
    env: environment(more),
    timeoutMs: 100_000,
  });
  assert.ok(!timedOut, output);
  return output;
}

function assertAllSent(output: string): void {
  const sent = bySample();
  const failures = samples.flatMap((sample) => {
    const actual = sent.get(sample);
    try {
      assert.ok(actual !== undefined, "sent nothing");
      assertSame(sample.operation, expected.get(sample) as Recorded, actual);
      return [];
    } catch (error) {
      return [`${sample.name}: ${(error as Error).message}`];
    }
  });
  assert.ok(failures.length === 0, `${failures.join("\n")}\n${output.slice(-2_000)}`);
}

describe("Scripts with curl", function () {
  this.timeout(120_000);

  it("send what CosApi sends, for every operation", async () => {
    const files = writePrograms("curl");
    const script = path.join(folder, "all.sh");
    writeFileSync(script, files.map((file) => `sh '${file}' || true\n`).join(""));
    assertAllSent(await runAll("sh", [script]));
  });
});

describe("Command lines of this package and of coscli", function () {
  this.timeout(120_000);

  it("are taken by the shell, for every operation", async () => {
    const files = [...writePrograms("command"), ...writePrograms("coscli")];
    const script = files.map((file) => `bash -n '${file}' || exit 1\n`).join("");
    const { exitCode, output } = await run("sh", ["-c", script], { cwd: folder });
    assert.equal(exitCode, 0, output);
  });

  it("fail where coscli has no flag for something, and leave nothing out", async () => {
    const operation = findOperation("PutBucket");
    assert.ok(operation);
    const given = { Bucket: "site-1250000000", Region: "ap-guangzhou" };
    assert.match(codeOf("coscli", operation, given), /^coscli mb /m);
    const script = codeOf("coscli", operation, { ...given, Acl: "public-read" });
    const { exitCode, stderr } = await run("sh", ["-c", script], { cwd: folder });
    assert.deepEqual([exitCode, stderr], [2, "coscli has no flags for all of this call.\n"]);
  });

  it("fail where a URL would be signed without something, and leave nothing out", async () => {
    const operation = findOperation("GetObject");
    assert.ok(operation);
    const given = { Bucket: "site-1250000000", Region: "ap-guangzhou", Key: "a.csv", VersionId: "1" };
    for (const language of ["command", "coscli"] as const) {
      const script = codeOf(language, operation, given, { expires: 600 });
      const { exitCode, stderr } = await run("sh", ["-c", script], { cwd: folder });
      assert.equal(exitCode, 2, script);
      assert.match(stderr, /^(sign|coscli) has no flags for all of this call\.\n$/);
    }
  });
});

describe("Programs for Node", function () {
  this.timeout(120_000);

  it("send with Tencent's SDK what CosApi sends, for every operation", async () => {
    const files = writePrograms("node");
    const script = path.join(folder, "all.js");
    writeFileSync(script, files.map((file) => `require(${JSON.stringify(file)});\n`).join(""));
    const modules = path.resolve(__dirname, "../../node_modules");
    assertAllSent(await runAll("node", [script], { NODE_PATH: modules }));
  });
});

describe("Programs in Python", function () {
  this.timeout(120_000);
  const pythonPath = obtained(obtainCosPython);

  it("send with Tencent's SDK what CosApi sends, for every operation", async () => {
    const files = writePrograms("python");
    const script = path.join(folder, "all.py");
    writeFileSync(
      script,
      `import runpy, traceback\nfor file in ${JSON.stringify(files)}:\n    try:\n        runpy.run_path(file)\n    except Exception:\n        traceback.print_exc()\n`,
    );
    assertAllSent(await runAll("python3", [script], { PYTHONPATH: pythonPath() }));
  });
});

describe("Programs in Go", function () {
  this.timeout(240_000);
  const module = obtained(obtainCosGoModule);

  it("use the methods and structs that stand in the sources of Tencent's SDK", async () => {
    const sdk = "github.com/tencentyun/cos-go-sdk-v5";
    const listed = await run("go", ["list", "-m", "-f", "{{.Dir}}", sdk], { cwd: module() });
    assert.equal(listed.exitCode, 0, listed.output);
    assert.deepEqual({ goMethods, goStructs }, readGoTypes(listed.stdout.trim()));
  });

  it("send with Tencent's SDK what CosApi sends, for every operation", async () => {
    const files = writePrograms("go");
    const own = path.join(folder, "all-go");
    mkdirSync(own);
    const program = await buildGo(files, own, module());
    const names = files.map((file) => path.basename(file, ".go"));
    assertAllSent(await runAll("sh", ["-c", names.map((name) => `'${program}' ${name}`).join("; ")]));
  });
});

describe("Programs in Java", function () {
  this.timeout(240_000);
  const classPath = obtained(obtainCosJava);

  it("send with Tencent's SDK what CosApi sends, for every operation", async () => {
    const own = path.join(folder, "all-java");
    mkdirSync(own);
    const files = writePrograms("java");
    const names = files.map((file) => path.basename(file, ".java"));
    const calls = names.map(
      (name) =>
        `        try { ${name}.main(arguments); } catch (Exception error) { System.out.println("${name}: " + error); }\n`,
    );
    const all = path.join(own, "All.java");
    writeFileSync(
      all,
      `public class All {\n    public static void main(String[] arguments) {\n${calls.join("")}        System.exit(0);\n    }\n}\n`,
    );
    const built = await buildJava(files, own, classPath(), [all]);
    assertAllSent(await runAll("java", ["-cp", built, "All"]));
  });
});
