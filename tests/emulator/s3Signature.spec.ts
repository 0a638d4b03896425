import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { type Bench, escapeAll, region, startBench } from "./http";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

// Step by step after https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
describe("A Signature V4", () => {
  let bench: Bench;
  let path: string;
  let date: string;
  let scope: string;

  before(async () => {
    date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
    bench = await startBench();
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "content");
    path = `/${bucket}/a`;
  });
  after(() => bench.close());

  const host = () => new URL(bench.emulator.url).host;

  function signatureOf(canonical: string): string {
    const { secretKey } = bench.emulator;
    const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
    const key = scope
      .split("/")
      .reduce<string | Buffer>((each, step) => hmac(each, step), `AWS4${secretKey}`);
    return hmac(key, text).toString("hex");
  }

  /** Signs some of the headers and sends all of them. */
  async function get(headers: Record<string, string>, signed: readonly string[]) {
    const all: Record<string, string> = { host: host(), "x-amz-date": date, ...headers };
    const names = [...signed].sort();
    const payload = headers["x-amz-content-sha256"] ?? sha256("");
    const lines = names.map((name) => `${name}:${all[name]}\n`).join("");
    const signature = signatureOf(["GET", path, "", lines, names.join(";"), payload].join("\n"));
    const authorization = `AWS4-HMAC-SHA256 Credential=${bench.emulator.secretId}/${scope},SignedHeaders=${names.join(";")},Signature=${signature}`;
    return bench.ask({ path, host: host(), headers: { ...all, authorization } });
  }

  /** The same as a URL, which covers the headers that it lists. */
  async function visit(headers: Record<string, string>, signed: readonly string[]) {
    const all: Record<string, string> = { host: host(), ...headers };
    const names = [...signed].sort();
    const query = [
      ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
      ["X-Amz-Credential", `${bench.emulator.secretId}/${scope}`],
      ["X-Amz-Date", date],
      ["X-Amz-Expires", "3600"],
      ["X-Amz-SignedHeaders", names.join(";")],
    ]
      .map((pair) => pair.map(escapeAll).join("="))
      .join("&");
    const lines = names.map((name) => `${name}:${all[name]}\n`).join("");
    const canonical = ["GET", path, query, lines, names.join(";"), "UNSIGNED-PAYLOAD"].join("\n");
    return bench.ask({
      path,
      host: host(),
      query: `${query}&X-Amz-Signature=${signatureOf(canonical)}`,
      headers,
      as: "anonymous",
    });
  }

  const empty = { "x-amz-content-sha256": sha256("") };
  const usual = ["host", "x-amz-content-sha256", "x-amz-date"];

  it("opens what it covers, in a header and in a URL", async () => {
    assert.equal((await get(empty, usual)).text, "content");
    assert.equal((await get({ ...empty, range: "bytes=0-2" }, usual)).text, "con");
    assert.equal((await visit({}, ["host"])).text, "content");
    assert.equal((await visit({ "x-amz-meta-a": "b" }, ["host", "x-amz-meta-a"])).text, "content");
  });

  it("in a header is refused without x-amz-content-sha256", async () => {
    const answer = await get({}, ["host", "x-amz-date"]);
    assert.equal(answer.outcome, "400 InvalidRequest");
    assert.match(answer.text, /x-amz-content-sha256/);
  });

  it("is refused when it leaves out the host or an x-amz- header, and names what it left out", async () => {
    const metadata = { "x-amz-meta-a": "b" };
    for (const [answer, left] of [
      [await get(empty, ["x-amz-content-sha256", "x-amz-date"]), "host"],
      [await get(empty, ["host", "x-amz-content-sha256"]), "x-amz-date"],
      [await get(empty, ["host", "x-amz-date"]), "x-amz-content-sha256"],
      [await get({ ...empty, ...metadata }, usual), "x-amz-meta-a"],
      [await visit({ range: "bytes=0-2" }, ["range"]), "host"],
      [await visit(metadata, ["host"]), "x-amz-meta-a"],
    ] as const) {
      assert.equal(answer.outcome, "403 AccessDenied");
      assert.equal(answer.one("HeadersNotSigned"), left);
    }
  });
});
