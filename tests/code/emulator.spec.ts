/** Programs in every language do with the emulator what they say: one operation of each kind. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { codeOf, languages } from "../../cli/code";
import type { CodeOptions } from "../../cli/code/call";
import type { LanguageName } from "../../cli/code/languages";
import { findOperation } from "../../provider/api/operations";
import { run } from "../../tools/processes";
import { type ApiBench, region, startApiBench } from "../api/bench";
import { obtainCosGoModule, obtainCosJava, obtainCosPython } from "../foreign/obtain";
import { obtained } from "../foreign/obtained";
import { buildGo, buildJava } from "./builds";
import { hostile } from "./samples";

const root = path.resolve(__dirname, "../..");
const content = "Id,Name\n1,Ann\n2,Bob\n";
const key = `dir/${hostile}.csv`;

let bench: ApiBench;
let folder: string;

before(async () => {
  bench = await startApiBench();
  folder = mkdtempSync(path.join(tmpdir(), "code-"));
  writeFileSync(path.join(folder, "input.csv"), content);
});
after(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A call of a program. */
interface Step {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly options?: CodeOptions;
  /** Looks at what it printed, and at the bucket. */
  readonly check?: (stdout: string, bucket: string) => Promise<void> | void;
}

const steps: readonly Step[] = [
  {
    name: "PutObject",
    parameters: { Key: key, ContentType: "text/csv", Meta: { note: `it's "$1"` } },
    check: async (_, Bucket) => {
      const { head } = await bench.cos.headObject({ Bucket, Key: key });
      assert.deepEqual(head.Meta, { note: `it's "$1"` });
      assert.equal(head.ContentType, "text/csv");
    },
  },
  {
    name: "GetObject",
    parameters: { Key: key },
    check: () => assert.equal(readFileSync(path.join(folder, "output.csv"), "utf8"), content),
  },
  {
    name: "PutBucketCors",
    parameters: {
      Body: { CORSRule: [{ AllowedOrigin: ["https://a.example"], AllowedMethod: ["GET", "PUT"] }] },
    },
    check: async (_, Bucket) => {
      const { body } = await bench.cos.getBucketCors({ Bucket });
      assert.deepEqual(body.CORSRule[0]?.AllowedMethod, ["GET", "PUT"]);
    },
  },
  { name: "GetBucketCors", check: (stdout) => assert.match(stdout, /https:\/\/a\.example/) },
  {
    name: "DeleteBucketCors",
    check: (_, Bucket) => assert.rejects(bench.cos.getBucketCors({ Bucket }), /NoSuchCORSConfiguration/),
  },
  {
    name: "PutObjectCopy",
    parameters: { Key: "copy", CopySource: "" },
    check: async (_, Bucket) => void (await bench.cos.headObject({ Bucket, Key: "copy" })),
  },
  {
    name: "GetBucket",
    parameters: { MaxKeys: 1, EncodingType: "url" },
    options: { all: true },
    check: (stdout) => {
      assert.match(stdout, /copy/);
      // A script with curl asks for one page, and says how to go on.
      assert.match(stdout, /dir\/|<NextMarker>/);
    },
  },
  {
    name: "SelectObjectContent",
    parameters: {
      Key: key,
      Body: {
        Expression: "SELECT s.Name FROM COSObject s",
        ExpressionType: "SQL",
        InputSerialization: { CSV: { FileHeaderInfo: "USE" } },
        OutputSerialization: { CSV: {} },
      },
    },
    options: { output: "selected" },
    check: (stdout) => {
      assert.match(stdout, /Ann\nBob\n/);
    },
  },
  {
    name: "GetObject",
    parameters: { Key: key },
    options: { expires: 600 },
    check: async (stdout) => {
      const url = stdout.trim().replace(bench.emulator.url, "http://127.0.0.1");
      const given = stdout.includes("myqcloud") ? ["--proxy", bench.emulator.url] : [];
      const { stdout: answered } = await run("curl", [
        "-s",
        ...given,
        given.length > 0 ? url : stdout.trim(),
      ]);
      assert.equal(answered, content);
    },
  },
  {
    name: "PostObject",
    parameters: { Key: "by form", ContentType: "text/csv", Meta: { note: "it's a form" } },
    check: async (_, Bucket) => {
      const { head } = await bench.cos.headObject({ Bucket, Key: "by form" });
      assert.deepEqual(head.Meta, { note: "it's a form" });
      assert.equal(head.ContentType, "text/csv");
    },
  },
  {
    name: "DeleteObject",
    parameters: { Key: "copy" },
    check: (_, Bucket) => assert.rejects(bench.cos.headObject({ Bucket, Key: "copy" }), /404|NoSuchKey/),
  },
];

/** Runs the programs of all steps, each after the other. */
async function live(
  language: LanguageName,
  start: (files: readonly string[], cwd: string) => Promise<(file: string) => readonly [string, ...string[]]>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { emulator } = bench;
  const bucket = await bench.createBucket();
  const own = path.join(folder, language);
  mkdirSync(own);
  const files = steps.map(({ name, parameters = {}, options = {} }, index) => {
    const operation = findOperation(name);
    assert.ok(operation);
    const source = { CopySource: `${bucket}.cos.${region}.myqcloud.com/${encodeURIComponent(key)}` };
    const code = codeOf(
      language,
      operation,
      { Bucket: bucket, ...parameters, ...("CopySource" in parameters && source) },
      { region, endpoint: emulator.url, input: "input.csv", output: "output.csv", ...options },
    );
    const file = path.join(own, `step${index}.${languages[language].extension}`);
    writeFileSync(file, code);
    return file;
  });
  const command = await start(files, own);
  const env = {
    PATH: `${own}:${process.env.PATH}`,
    HOME: process.env.HOME,
    LC_ALL: "C.UTF-8",
    TENCENTCLOUD_SECRET_ID: emulator.secretId,
    TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
    TENCENTCLOUD_APP_ID: emulator.appId,
    ...more,
  };
  for (const [index, { name, check }] of steps.entries()) {
    rmSync(path.join(folder, "output.csv"), { force: true });
    const [program, ...args] = command(files[index] ?? "");
    const ended = await run(program, args, { cwd: folder, env, timeoutMs: 30_000 });
    assert.equal(ended.exitCode, 0, `${name}: ${ended.output}`);
    await check?.(ended.stdout, bucket);
  }
}

describe("On the emulator", function () {
  this.timeout(180_000);

  it("scripts with curl write, read, list, select, copy, sign and delete", async () => {
    await live("curl", async () => (file) => ["sh", file]);
  });

  it("programs for Node do", async () => {
    await live("node", async () => (file) => ["node", file], { NODE_PATH: path.join(root, "node_modules") });
  });

  it("command lines of this package do", async () => {
    await live("command", async (_, own) => {
      const shim = path.join(own, "pulumi-tencentcos");
      writeFileSync(shim, `#!/bin/sh\nexec node '${path.join(root, "lib/cli/index.js")}' "$@"\n`, {
        mode: 0o755,
      });
      return (file) => ["sh", file];
    });
  });

  it("programs with CosApi do", async () => {
    const api = path.join(root, "lib/provider/hosts/api.js");
    await live("cosapi", async () => (file) => {
      const text = readFileSync(file, "utf8").replace('"pulumi-tencentcos/api"', JSON.stringify(api));
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { module: ts.ModuleKind.CommonJS },
      });
      const script = file.replace(/ts$/, "cjs");
      writeFileSync(script, outputText);
      return ["node", script];
    });
  });

  describe("with Tencent's SDK for Python", () => {
    const pythonPath = obtained(obtainCosPython);

    it("programs do", async () => {
      await live("python", async () => (file) => ["python3", file], { PYTHONPATH: pythonPath() });
    });
  });

  describe("with Tencent's SDK for Java", () => {
    const classPath = obtained(obtainCosJava);

    it("programs do", async () => {
      await live("java", async (files, own) => {
        const built = await buildJava(files, own, classPath());
        return (file) => ["java", "-Dfile.encoding=UTF-8", "-cp", built, path.basename(file, ".java")];
      });
    });
  });

  describe("with Tencent's SDK for Go", () => {
    const module = obtained(obtainCosGoModule);

    it("programs do", async () => {
      await live("go", async (files, own) => {
        const build = path.join(own, "build");
        mkdirSync(build);
        const program = await buildGo(files, build, module());
        return (file) => [program, path.basename(file, ".go")];
      });
    });
  });
});
