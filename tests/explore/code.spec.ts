import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { codeOf, takes } from "../../cli/code";
import { languageNames } from "../../cli/code/languages";
import type { Catalogue, CodeAnswer, CodeRequest, OperationDetails, Problem } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { sampleParameters } from "../api/sampleCalls";
import { type CallBench, draftOf, startCallBench } from "./calls";
import { sampleDraft } from "./sampleDrafts";

const program = path.resolve(__dirname, "../../lib/cli/index.js");

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

async function code(request: CodeRequest): Promise<CodeAnswer> {
  const { status, json, body } = await bench.ask("POST", "/api/code", request);
  assert.equal(status, 200, body.toString());
  return json<CodeAnswer>();
}

async function refusal(request: unknown): Promise<string> {
  const { status, json } = await bench.ask("POST", "/api/code", request);
  assert.equal(status, 400);
  return json<Problem>().message;
}

describe("The code of a call", () => {
  it("is there in every language that the operation names, and only there", async function () {
    this.timeout(60_000);
    const options = {
      region: bench.env.TENCENTCLOUD_REGION,
      appId: bench.emulator.appId,
      endpoint: bench.emulator.url,
    };
    // Some of each family: writing a thousand programs takes its time.
    for (const operation of operations.filter((_, index) => index % 4 === 0)) {
      const { name } = operation;
      const { json } = await bench.ask("GET", `/api/operations/${name}`);
      const draft = { ...sampleDraft(operation, Bucket), target: "cos" } as const;
      const { languages } = json<OperationDetails>();
      assert.deepEqual(
        languages,
        languageNames.filter((language) => takes(language, operation)),
      );
      for (const language of languageNames) {
        if (!languages.includes(language)) {
          assert.match(await refusal({ draft, language }), new RegExp(`${language} for ${name}`));
          continue;
        }
        const { code: shown, extension } = await code({ draft, language });
        const sample = sampleParameters(operation, Bucket);
        const parameters = operation.body?.kind === "content" ? { ...sample, Body: "content" } : sample;
        assert.equal(shown, codeOf(language, operation, parameters, options), `${language} ${name}`);
        assert.match(extension, /^[a-z]+$/);
      }
    }
  });

  it("is what the command prints with --code", async function () {
    this.timeout(60_000);
    const cors = '{"CORSRule":[{"AllowedOrigin":["*"],"AllowedMethod":["GET"]}]}';
    const put = draftOf({
      operation: "PutBucketCors",
      parameters: { Bucket },
      body: { format: "json", text: cors },
    });
    const upload = draftOf({
      operation: "PutObject",
      parameters: { Bucket, Key: "a b/ä.txt", ContentType: "text/plain", Meta: { author: "me" } },
      content: { file: "report.txt", length: 5 },
    });
    const list = draftOf({ operation: "GetBucket", parameters: { Bucket, Prefix: "img/" } });
    const calls: readonly (readonly [CodeRequest, readonly string[], string])[] = [
      ...(["curl", "go", "pulumi"] as const).map(
        (language) =>
          [{ draft: put, language }, ["put-bucket-cors", "--bucket", Bucket, "--input", "-"], cors] as const,
      ),
      ...(["node", "java", "command"] as const).map(
        (language) =>
          [
            { draft: upload, language },
            [
              "put-object",
              "--bucket",
              Bucket,
              "--key",
              "a b/ä.txt",
              "--content-type",
              "text/plain",
              "--meta",
              "author=me",
              "--input",
              "report.txt",
            ],
            "",
          ] as const,
      ),
      ...(["python", "coscli", "cosapi"] as const).map(
        (language) =>
          [
            { draft: list, language, all: true },
            ["get-bucket", "--bucket", Bucket, "--prefix", "img/", "--all"],
            "",
          ] as const,
      ),
    ];
    for (const [request, args, input] of calls) {
      const printed = await run(["api", ...args, "--code", request.language], input);
      assert.equal((await code(request)).code, printed, request.language);
    }
  });

  it("has keys, tokens and other secrets from the environment of who runs it", async () => {
    const key = Buffer.alloc(32, "s").toString("base64");
    const draft = draftOf({
      operation: "GetObject",
      parameters: { Bucket, Key: "k", ServerSideEncryptionCustomerKey: key },
    });
    const { secretId, secretKey } = bench.emulator;
    for (const language of languageNames.filter((each) => each !== "pulumi" && each !== "coscli")) {
      const { code: shown } = await code({ draft, language });
      for (const secret of [secretId, secretKey, key]) {
        assert.ok(!shown.includes(secret), language);
      }
    }
  });

  it("can be a pre-signed URL instead", async () => {
    const draft = draftOf({ operation: "GetObject", parameters: { Bucket, Key: "k" } });
    const { code: shown } = await code({ draft, language: "node", expires: 60 });
    assert.match(shown, /getObjectUrl/);
    assert.match(shown, /60/);
  });

  it("is there for free requests in languages that can sign any", async () => {
    const free = {
      method: "PUT",
      bucket: Bucket,
      region: "ap-guangzhou",
      key: "",
      query: [["future", ""]],
      headers: [["x-cos-future", "1"]],
      text: "<Future/>",
    } as const;
    const { freeLanguages } = (await bench.ask("GET", "/api/catalogue")).json<Catalogue>();
    assert.deepEqual(freeLanguages, ["curl", "node", "go", "python", "java"]);
    for (const language of freeLanguages) {
      const { code: shown } = await code({ draft: draftOf({ free }), language });
      for (const part of ["future", "x-cos-future", "<Future/>", Bucket]) {
        assert.ok(shown.includes(part), `${language} lacks ${part}`);
      }
    }
    assert.match(await refusal({ draft: draftOf({ free }), language: "pulumi" }), /pulumi for free requests/);
  });

  it("is refused for what cannot be called, with all that is wrong", async () => {
    const draft = draftOf({ operation: "PutObject", parameters: { StorageClass: "x", TrafficLimit: "1" } });
    const message = await refusal({ draft, language: "go" });
    assert.match(message, /TrafficLimit must be from/);
    assert.match(message, /Bucket is required/);
    assert.match(await refusal({ draft: draftOf({ operation: "GetService" }), language: "cobol" }), /cobol/);
    assert.match(
      await refusal({ draft: draftOf({ operation: "GetService" }), language: "constructor" }),
      /constructor/,
    );
  });
});

/** What the command prints. */
async function run(args: readonly string[], input: string): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...bench.env, PATH: process.env.PATH },
  });
  child.stdin.end(input);
  const [printed, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  assert.equal(error, "");
  return printed;
}
