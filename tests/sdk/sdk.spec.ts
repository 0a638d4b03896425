import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { handlers } from "../../provider/resources";
import * as cos from "../../sdk";

/** Types in users' states: never take one away, never rename one. */
const frozenTokens = [
  "Bucket",
  "BucketAcceleration",
  "BucketAcl",
  "BucketCors",
  "BucketDomain",
  "BucketDomainCertificate",
  "BucketEncryption",
  "BucketIntelligentTiering",
  "BucketInventory",
  "BucketLifecycle",
  "BucketLogging",
  "BucketObjectLock",
  "BucketOrigin",
  "BucketPolicy",
  "BucketReferer",
  "BucketReplication",
  "BucketStrictSignature",
  "BucketTagging",
  "BucketVersioning",
  "BucketWebsite",
  "Folder",
  "Object",
  "ObjectCopy",
] as const;

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

describe("A program", () => {
  const registered: Registered[] = [];

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        const bucket = inputs.bucket ?? `${name}-0123456-1250000000`;
        return {
          id: `ap-beijing/${bucket}`,
          state: { ...inputs, bucket, region: inputs.region ?? "ap-beijing" },
        };
      },
      call: () => ({}),
    });
  });
  beforeEach(() => {
    registered.length = 0;
  });

  const inputsOf = async (resource: pulumi.CustomResource): Promise<Record<string, unknown>> => {
    await value(resource.id);
    const name = await value(resource.urn);
    return registered.find((item) => name.endsWith(`${item.type}::${item.name}`))?.inputs ?? {};
  };

  it("cannot make an object of a pipe or a device: Pulumi would read it for ever", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pipe-"));
    try {
      const pipe = path.join(folder, "pipe");
      assert.equal(spawnSync("mkfifo", [pipe]).status, 0);
      for (const source of [pipe, "/dev/zero"]) {
        assert.throws(() => new cos.Object("a", { bucket: "b-1250000000", source }), {
          message: `source names something that is not a file, such as a pipe or a device, and may never end: ${source}`,
        });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("registers each resource under its frozen type, with the frozen line that serves it", async () => {
    assert.deepEqual([...handlers.keys()].sort(), [...frozenTokens].sort());
    const classes: Readonly<Record<string, unknown>> = cos;
    const other = { bucket: "c" };
    for (const token of frozenTokens) {
      const Class = classes[token] as new (name: string, args: object) => pulumi.CustomResource;
      const places = { source: { ...other, key: "d" }, destination: other, targetBucket: "c", rules: [] };
      const resource = new Class("a", { bucket: "b", ...places });
      const { __provider } = await inputsOf(resource);
      assert.equal(
        __provider,
        `exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("${token}")`,
      );
      assert.match(await value(resource.urn), new RegExp(`pulumi-nodejs:dynamic/tencentcos:${token}::a$`));
    }
  });

  it("hands on the name and the region of a Bucket together", async () => {
    const bucket = new cos.Bucket("site", { bucket: "site-1250000000", region: "ap-seoul" });
    const inputs = await inputsOf(new cos.BucketAcl("site", { bucket, acl: "public-read" }));
    assert.equal(inputs.bucket, "site-1250000000");
    assert.equal(inputs.region, "ap-seoul");
  });

  it("takes a name, an output of a name, and an output of a Bucket", async () => {
    const bucket = new cos.Bucket("out", { bucket: "out-1250000000", region: "ap-seoul" });
    const byName = await inputsOf(new cos.BucketAcl("n", { bucket: "out-1250000000", acl: "private" }));
    const byOutput = await inputsOf(new cos.BucketAcl("o", { bucket: bucket.bucket, acl: "private" }));
    const byBucket = await inputsOf(
      new cos.BucketAcl("p", { bucket: pulumi.output(bucket), acl: "private" }),
    );
    assert.deepEqual([byName.bucket, byOutput.bucket, byBucket.bucket], Array(3).fill("out-1250000000"));
    assert.deepEqual([byName.region, byOutput.region, byBucket.region], [undefined, undefined, "ap-seoul"]);
  });

  it("prefers the region that is given", async () => {
    const bucket = new cos.Bucket("far", { bucket: "far-1250000000", region: "ap-seoul" });
    const inputs = await inputsOf(new cos.BucketAcl("far", { bucket, region: "ap-tokyo", acl: "private" }));
    assert.equal(inputs.region, "ap-tokyo");
  });

  it("names a bucket after its logical name, unless it says otherwise", async () => {
    assert.equal((await inputsOf(new cos.Bucket("logical"))).bucketPrefix, "logical");
    assert.equal((await inputsOf(new cos.Bucket("other", { bucketPrefix: "mine" }))).bucketPrefix, "mine");
    assert.equal((await inputsOf(new cos.Bucket("given", { bucket: "given-1" }))).bucketPrefix, undefined);
  });

  it("makes a file asset of a path and a key of the logical name", async () => {
    const inputs = await inputsOf(new cos.Object("docs/index.html", { bucket: "b", source: "./index.html" }));
    assert.equal(inputs.key, "docs/index.html");
    assert.ok(pulumi.asset.FileAsset.isInstance(inputs.source));
    const given = await inputsOf(
      new cos.Object("x", { bucket: "b", key: "k", source: new pulumi.asset.StringAsset("text") }),
    );
    assert.equal(given.key, "k");
    assert.ok(pulumi.asset.StringAsset.isInstance(given.source));
  });

  it("can be written with the names alone", () => {
    assert.equal(cos.BucketObject, cos.Object);
  });

  it("shows the descriptors' comments where an argument is written", function () {
    this.timeout(60_000);
    const text = `import * as cos from "../../sdk";
new cos.BucketCors("x", { bucket: "b", rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"], maxAgeSeconds: 1 }] });
new cos.Bucket("y", { redundancy: "MAZ" });
new cos.Object("z", { bucket: "b", content: "", cacheControl: "no-cache" });`;
    const hover = hoverTexts(text, ["maxAgeSeconds", "redundancy", "cacheControl", "bucket"]);
    assert.match(hover.maxAgeSeconds ?? "", /Seconds for which a browser may keep/);
    assert.match(hover.redundancy ?? "", /one availability zone/);
    assert.match(hover.cacheControl ?? "", /How long browsers and CDNs/);
    assert.match(hover.bucket ?? "", /The bucket, or its name/);
  });
});

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** What an editor shows over the first use of each word. */
function hoverTexts(text: string, words: readonly string[]): Record<string, string> {
  const file = path.join(__dirname, "hover.ts");
  const config = ts.readConfigFile(path.resolve(__dirname, "../../tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.resolve(__dirname, "../.."));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => __dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  assert.deepEqual(
    service
      .getSemanticDiagnostics(file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    [],
  );
  const hover = words.map((word) => {
    const info = service.getQuickInfoAtPosition(file, text.search(new RegExp(`\\b${word}:`)));
    return [word, ts.displayPartsToString(info?.documentation)];
  });
  return Object.fromEntries(hover);
}
