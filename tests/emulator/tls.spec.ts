import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Emulator, startEmulator } from "../../emulator";
import { hostOf, signRequest } from "./http";

const run = promisify(execFile);

describe("An emulator that speaks https", () => {
  const bucket = "secure-1250000000";
  let emulator: Emulator;
  let port: string;
  let folder: string;
  let file: string;

  before(async () => {
    emulator = await startEmulator({ tls: true, hosts: ["cos.internal"] });
    port = new URL(emulator.url).port;
    folder = mkdtempSync(path.join(tmpdir(), "emulator-tls-"));
    file = path.join(folder, "cos-emulator.pem");
    writeFileSync(file, emulator.certificate as string);
  });
  after(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Visit {
    readonly method?: string;
    readonly target?: string;
    readonly body?: string;
    /** The host that is meant, in TLS and in the request. */
    readonly host?: string;
    readonly ca?: string | undefined;
  }
  async function visit({ method = "GET", target = "/", body, host, ca = emulator.certificate }: Visit) {
    const [at = "", query = ""] = target.split("?");
    const named = host ?? `127.0.0.1:${port}`;
    const { authorization } = signRequest(emulator, { method, path: at, query, headers: { host: named } });
    const request = https.request({
      hostname: "127.0.0.1",
      port,
      method,
      path: target,
      agent: false,
      headers: { host: named, authorization, ...(body !== undefined && { "content-length": body.length }) },
      ...(host !== undefined && { servername: host }),
      ...(ca !== "" && { ca }),
    });
    request.end(body);
    const [answer] = await once(request, "response");
    let text = "";
    for await (const chunk of answer) {
      text += chunk;
    }
    return { status: answer.statusCode as number, text };
  }

  it("is verified by its address and by the names of COS, of its buckets, of this machine and of its own", async () => {
    assert.match(emulator.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await visit({ method: "PUT", host: hostOf(bucket) })).status, 200);
    assert.equal(
      (await visit({ method: "PUT", target: "/k", body: "kept", host: hostOf(bucket) })).status,
      200,
    );
    for (const [host, target] of [
      [undefined, `/${bucket}/k`],
      [hostOf(bucket), "/k"],
      [`${bucket}.cos.accelerate.myqcloud.com`, ""],
      [`${bucket}.localhost`, "/k"],
      [`${bucket}.cos.internal`, "/k"],
      ["cos.internal", `/${bucket}/k`],
      ["localhost", `/${bucket}/k`],
      [hostOf(undefined), "/"],
    ] as const) {
      const { status, text } = await visit({ ...(host && { host }), target: target || "/" });
      assert.ok(status < 500, `${host} ${text}`);
      if (target.endsWith("/k")) {
        assert.equal(text, "kept", host);
      }
    }
  });

  it("is not verified without its certificate, nor under a name that is not its own", async () => {
    await assert.rejects(visit({ ca: "" }), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    await assert.rejects(visit({ host: "www.example.com" }), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    const other = await startEmulator({ tls: true });
    try {
      await assert.rejects(visit({ ca: other.certificate }));
    } finally {
      await other.close();
    }
  });

  it("shows its certificate, which can sign others and lasts less than 398 days", async () => {
    const { text } = await visit({ target: "/_emulator/certificate" });
    assert.equal(text, emulator.certificate);
    const certificate = new X509Certificate(text);
    assert.equal(certificate.ca, true);
    assert.ok(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom) < 398 * 86_400_000);
    await run("openssl", ["verify", "-x509_strict", "-CAfile", file, file]);
  });

  it("serves Tencent's own SDK and curl, which are told of the certificate as the command says", async () => {
    const program = `
      require("node:dns").lookup = (host, options, done) =>
        options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
      const COS = require("cos-nodejs-sdk-v5");
      const cos = new COS({ SecretId: ${JSON.stringify(emulator.secretId)}, SecretKey: ${JSON.stringify(emulator.secretKey)},
        Protocol: "https:", Domain: "{Bucket}.cos.{Region}.myqcloud.com:${port}" });
      const where = { Bucket: "sdk-1250000000", Region: "ap-guangzhou", Key: "a" };
      cos.putBucket(where)
        .then(() => cos.putObject({ ...where, Body: "hello" }))
        .then(() => cos.getObject(where))
        .then(({ Body }) => console.log(String(Body)), (error) => console.log(error.code ?? error.error));`;
    const ask = async (env: Record<string, string>) =>
      (await run(process.execPath, ["-e", program], { env: { ...process.env, ...env } })).stdout.trim();
    assert.equal(await ask({ NODE_EXTRA_CA_CERTS: file }), "hello");
    assert.match(await ask({}), /UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
    const url = `https://${hostOf(bucket)}:${port}/none`;
    const connect = ["--connect-to", `::127.0.0.1:${port}`];
    const { stdout } = await run("curl", ["-s", "--cacert", file, ...connect, url]);
    assert.match(stdout, /<Code>AccessDenied<\/Code>/);
    await assert.rejects(run("curl", ["-s", ...connect, url]));
  });

  it("tells policies that the transport is secure, and of which version", async () => {
    const policy = (condition: object) =>
      JSON.stringify({
        version: "2.0",
        Statement: [
          {
            Effect: "allow",
            Principal: { qcs: ["qcs::cam::anyone:anyone"] },
            Action: ["name/cos:GetObject"],
            Resource: [`qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/*`],
            Condition: condition,
          },
        ],
      });
    const readable = async (condition: object) => {
      const body = policy(condition);
      assert.equal(
        (await visit({ method: "PUT", target: "/?policy", body, host: hostOf(bucket) })).status,
        204,
      );
      const request = https.get({
        hostname: "127.0.0.1",
        port,
        path: "/k",
        agent: false,
        servername: hostOf(bucket),
        headers: { host: hostOf(bucket) },
        ca: emulator.certificate,
      });
      const [answer] = await once(request, "response");
      answer.resume();
      return answer.statusCode === 200;
    };
    assert.equal(await readable({ bool_equal: { "cos:secure-transport": "true" } }), true);
    assert.equal(await readable({ bool_equal: { "cos:secure-transport": "false" } }), false);
    assert.equal(await readable({ numeric_greater_than_equal: { "cos:tls-version": 1.2 } }), true);
    assert.equal(await readable({ numeric_less_than: { "cos:tls-version": 1.2 } }), false);
  });

  it("closes also while a client says nothing", async () => {
    const other = await startEmulator({ tls: true });
    const socket = net.connect(Number(new URL(other.url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    await once(socket, "connect");
    await other.close();
    if (!socket.closed) {
      await once(socket, "close");
    }
  });
});
