import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import COS from "cos-nodejs-sdk-v5";
import type { Problem, VerifyAnswer, VerifyRequest } from "../../cli/explore/wire";
import { type CallBench, startCallBench } from "./calls";

let bench: CallBench;

before(async () => {
  bench = await startCallBench();
});
after(() => bench.close());

/** A key pair that is nobody's. */
const pasted = { secretId: "AKIDpastedpastedpastedpasted", secretKey: "pasted-secret-key-1234567890" };

/** A URL that Tencent's own SDK signed. */
function signedUrl({
  secretId,
  secretKey,
}: {
  readonly secretId: string;
  readonly secretKey: string;
}): string {
  const cos = new COS({ SecretId: secretId, SecretKey: secretKey });
  return cos.getObjectUrl(
    { Bucket: "site-1250000000", Region: "ap-guangzhou", Key: "a b.txt", Sign: true },
    () => {},
  );
}

async function verify(request: VerifyRequest): Promise<VerifyAnswer["verdict"]> {
  const { status, json, body } = await bench.ask("POST", "/api/verify", request);
  assert.equal(status, 200, body.toString());
  return json<VerifyAnswer>().verdict;
}

describe("The verifier of the page", () => {
  it("verifies with the keys of the target what Tencent's SDK signed", async () => {
    const texts = [signedUrl(bench.emulator)];
    assert.equal((await verify({ texts, target: "cos" })).holds, true);
    const { holds, findings, corrected } = await verify({
      texts: [`${texts[0]}&versionId=1`],
      target: "cos",
      method: "PUT",
    });
    assert.equal(holds, false);
    assert.equal(findings[0]?.cause, "method");
    assert.notEqual(corrected?.url, undefined);
  });

  it("verifies with keys that are pasted, and keeps and shows them nowhere", async () => {
    const texts = [signedUrl(pasted)];
    const { json, body } = await bench.ask("POST", "/api/verify", {
      texts,
      credentials: pasted,
      target: "cos",
    });
    assert.equal(json<VerifyAnswer>().verdict.holds, true);
    assert.ok(!body.includes(pasted.secretKey));
    assert.equal((await verify({ texts, target: "cos" })).holds, false);
    assert.equal((await verify({ texts, credentials: { secretId: "", secretKey: "" } })).holds, undefined);
    await bench.send({ operation: "GetService" });
    const answers = await Promise.all(
      ["/api/session", "/api/history"].map(async (address) =>
        (await bench.ask("GET", address)).body.toString(),
      ),
    );
    for (const text of [...answers, ...filesBelow(bench.state)]) {
      assert.ok(!text.includes(pasted.secretKey));
    }
  });

  it("takes the parts of a request that no text has", async () => {
    const url = new URL(signedUrl(pasted));
    const verdict = await verify({
      texts: [`Authorization: ${decodeURIComponent(url.search.slice(1))}`],
      method: "GET",
      host: url.host,
      path: url.pathname,
      headers: [["x-cos-meta-a", "b"]],
      credentials: pasted,
    });
    assert.equal(verdict.holds, true, JSON.stringify(verdict.findings));
  });

  it("checks times and lists without any keys", async () => {
    const { TENCENTCLOUD_SECRET_ID: _, TENCENTCLOUD_SECRET_KEY: __, ...env } = bench.env;
    const explorer = await bench.start({ env });
    const texts = [signedUrl(pasted)];
    const { json } = await bench.ask("POST", "/api/verify", { texts, target: "cos" }, explorer);
    assert.equal(json<VerifyAnswer>().verdict.holds, undefined);
  });

  it("says when there is no signature in what it was given", async () => {
    for (const texts of [
      ["hello"],
      [""],
      [],
      ["https://example.com/"],
      ["<Error><Code>NoSuchKey</Code></Error>"],
    ]) {
      const { status, json } = await bench.ask("POST", "/api/verify", { texts });
      assert.equal(status, 400, texts.join());
      assert.notEqual(json<Problem>().message, "");
    }
  });

  it("sends nothing", async () => {
    bench.emulator.clearRequests();
    await verify({ texts: [signedUrl(bench.emulator)], target: "cos" });
    assert.deepEqual(bench.emulator.requests, []);
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}
