import assert from "node:assert/strict";
import path from "node:path";
import { run } from "../../tools/processes";
import { useCommandLine } from "./commandLine";

describe("pulumi-tencentcos api --code", function () {
  this.timeout(60_000);
  const line = useCommandLine();

  it("prints a program that makes the call, without keys, and sends nothing", async () => {
    const bucket = await line.bench.createBucket();
    line.write("cors.json", '{"CORSRule":[{"AllowedOrigin":["*"],"AllowedMethod":["GET"]}]}');
    const before = line.bench.emulator.requests.length;
    const given = ["--bucket", bucket, "--input", "cors.json"];
    const printed = await line.run(["api", "put-bucket-cors", ...given, "--code", "curl"]);
    assert.equal(printed.status, 0, printed.stderr);
    assert.equal(line.bench.emulator.requests.length, before);
    const { secretId, secretKey } = line.bench.emulator;
    assert.ok(!printed.stdout.includes(secretKey) && !printed.stdout.includes(secretId));
    const script = path.join(line.folder, line.write("cors.sh", printed.stdout));
    const ended = await run("sh", [script], {
      env: { PATH: process.env.PATH, TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey },
    });
    assert.equal(ended.exitCode, 0, ended.output);
    const { body } = await line.bench.cos.getBucketCors({ Bucket: bucket });
    assert.deepEqual(body.CORSRule[0]?.AllowedMethod, ["GET"]);
  });

  it("says what has to be known, since it asks nothing", async () => {
    const env = { TENCENTCLOUD_REGION: "", TENCENTCLOUD_APP_ID: "" };
    const printed = await line.run(["api", "get-bucket", "--bucket", "site", "--code", "node"], { env });
    assert.equal(printed.status, 2);
    assert.match(printed.stderr, /^error: --code asks COS nothing: give the bucket's full name and --region/);
  });

  it("says what is wrong with the call in the words of the command line", async () => {
    line.write("wrong.json", '{"CORSRule":[{"AllowedOrigin":["*"]}]}');
    const given = ["--bucket", "site-1250000000", "--input", "wrong.json", "--region", "ap-guangzhou"];
    const printed = await line.run(["api", "put-bucket-cors", ...given, "--code", "python"]);
    assert.equal(printed.status, 2);
    assert.match(printed.stderr, /--input: CORSRule\[0\]\.AllowedMethod is required/);
  });
});
