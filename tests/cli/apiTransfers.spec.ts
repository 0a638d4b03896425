import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { useCommandLine } from "./commandLine";

interface Rehearsed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly curl: string;
}

/** Sends what a dry run printed, byte by byte. */
async function sendPlainly({ method, url, headers, body = "" }: Rehearsed): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (response) => {
      text(response).then(() => resolve(response.statusCode), reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

describe("pulumi-tencentcos api --dry-run", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  let bucket: string;
  const cors = '{"CORSRule":[{"AllowedOrigin":["*"],"AllowedMethod":["GET"]}]}';

  before(async () => {
    bucket = await line.bench.createBucket();
  });

  it("prints the request, the steps of its signature and a command of curl, and sends nothing", async () => {
    const file = line.write("cors.json", cors);
    line.bench.emulator.clearRequests();
    const put = ["api", "put-bucket-cors", "--bucket", bucket, "--input", file, "--dry-run"];
    const { status, stdout, stderr } = await line.run(put);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^PUT http:\/\/127\.0\.0\.1:\d+\/\?cors\nhost: /);
    assert.match(stdout, /^HttpString +"put\\n\/\\ncors=\\n.*"$/m);
    assert.match(stdout, /^StringToSign +"sha1\\n/m);
    assert.match(stdout, /^curl -X PUT \\\n.*--data-binary '<CORSConfiguration>/ms);
    assert.equal(line.bench.emulator.requests.length, 0);
    const json = JSON.parse((await line.run([...put, "--output", "json"])).stdout) as Rehearsed;
    assert.equal(await sendPlainly(json), 200);
    assert.equal((await line.run(["api", "get-bucket-cors", "--bucket", bucket])).status, 0);
  });

  it("shows neither the key nor a token nor the key of an object", async () => {
    const key = randomBytes(32).toString("base64");
    const file = line.write("key.txt", `${key}\n`);
    const { emulator } = line.bench;
    const args = ["api", "head-object", "--bucket", bucket, "--key", "a", "--dry-run"];
    const secret = ["--server-side-encryption-customer-key", file];
    for (const output of [[], ["--output", "json"]]) {
      const { status, stdout, stderr } = await line.run([...args, ...secret, ...output], {
        env: { TENCENTCLOUD_SECURITY_TOKEN: "canary-token/+=" },
      });
      assert.equal(status, 0, stderr);
      assert.ok(stdout.includes("customer-key: ***"), stdout);
      for (const hidden of [emulator.secretKey, "canary-token", key, encodeURIComponent(key)]) {
        assert.ok(!`${stdout}${stderr}`.includes(hidden), hidden);
      }
    }
  });

  it("shows no secret of a document, whether it was JSON or XML", async () => {
    const secret = "canary-key-of-a-certificate";
    const CustomCert = { Cert: "shown", PrivateKey: `-----BEGIN PRIVATE KEY-----\n${secret}\n` };
    const json = {
      CertificateInfo: { CertType: "CustomCert", CustomCert },
      DomainList: { DomainName: "a.example.com" },
    };
    const xml = `<DomainCertificate><CertificateInfo><CertType>CustomCert</CertType><CustomCert><Cert>shown</Cert><PrivateKey><![CDATA[-----BEGIN PRIVATE KEY-----\n${secret}]]></PrivateKey></CustomCert></CertificateInfo><DomainList><DomainName>a.example.com</DomainName></DomainList></DomainCertificate>`;
    const args = ["api", "put-bucket-domain-certificate", "--bucket", bucket, "--dry-run", "--input", "-"];
    for (const input of [JSON.stringify(json), xml]) {
      for (const output of [[], ["--output", "json"]]) {
        const { status, stdout, stderr } = await line.run([...args, ...output], { input });
        assert.deepEqual([status, stderr], [0, ""]);
        assert.ok(stdout.includes("<PrivateKey>***</PrivateKey>"), stdout);
        assert.ok(stdout.includes("<Cert>shown</Cert>"), stdout);
        assert.ok(!stdout.includes(secret), stdout);
      }
    }
  });

  it("says what it would have to ask COS", async () => {
    line.bench.emulator.clearRequests();
    const short = bucket.replace(/-\d+$/, "");
    const { status, stderr } = await line.run(["api", "get-bucket-cors", "--bucket", short, "--dry-run"]);
    assert.equal(status, 2);
    assert.match(stderr, /TENCENTCLOUD_APP_ID/);
    assert.equal(line.bench.emulator.requests.length, 0);
    const env = { TENCENTCLOUD_APP_ID: line.bench.emulator.appId };
    const known = await line.run(["api", "delete-bucket-cors", "--bucket", short, "--dry-run"], { env });
    assert.ok(known.stdout.includes(`host: ${bucket}.cos.`), known.stderr);
  });

  it("is not needed to see what is sent: --verbose tells it beside the answer, without the signature", async () => {
    const { stdout, stderr } = await line.run(["api", "get-bucket", "--bucket", bucket, "--verbose"]);
    assert.equal(JSON.parse(stdout).Name, bucket);
    assert.match(stderr, /^> GET http.*\n> host: .*\n(> .*\n)*< 200 after \d+ ms\n(< .*\n)*$/);
    assert.ok(!stderr.includes("q-signature"));
  });
});

describe("Objects in a terminal", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  let bucket: string;
  const content = randomBytes(300_000);

  before(async () => {
    bucket = await line.bench.createBucket();
    line.write("logo.png", content);
  });

  const at = (key: string) => `${bucket}/${key}`;

  it("are put and got with the same bytes, and the kind that follows from their names", async () => {
    const put = await line.run(["put", "logo.png", at("img/")]);
    assert.deepEqual(put, { status: 0, stdout: "", stderr: "" });
    const head = await line.run(["api", "head-object", "--bucket", bucket, "--key", "img/logo.png"]);
    assert.equal(JSON.parse(head.stdout).ContentType, "image/png");
    assert.equal((await line.run(["get", `cos://${at("img/logo.png")}`, "copy.png"])).status, 0);
    assert.deepEqual(readFileSync(path.join(line.folder, "copy.png")), content);
    assert.equal(existsSync(path.join(line.folder, "copy.png.part")), false);
  });

  it("go through pipes", async () => {
    const put = await line.run(["put", "-", at("note.txt")], { input: "a note" });
    assert.deepEqual([put.status, put.stderr], [0, ""]);
    assert.equal((await line.run(["get", at("note.txt"), "-"])).stdout, "a note");
  });

  it("are written by api get-object too, into a file or to the standard output", async () => {
    const get = ["api", "get-object", "--bucket", bucket, "--key", "note.txt"];
    assert.equal((await line.run(get)).stdout, "a note");
    const { stdout } = await line.run([...get, "--out", "note.txt"]);
    assert.equal(stdout, "");
    assert.equal(readFileSync(path.join(line.folder, "note.txt"), "utf8"), "a note");
    assert.equal((await line.run([...get, "--out", "-"])).stdout, "a note");
    assert.equal((await line.run([...get, "--range", "bytes=2-5"])).stdout, "note");
    await line.run([
      "api",
      "put-object",
      "--bucket",
      bucket,
      "--key",
      "by-api",
      "--input",
      "logo.png",
      "--meta",
      "a=1",
    ]);
    const head = await line.run(["api", "head-object", "--bucket", bucket, "--key", "by-api"]);
    assert.deepEqual(JSON.parse(head.stdout).Meta, { a: "1" });
  });

  it("take the place neither of a folder nor of what is no file", async function () {
    if (process.platform === "win32") {
      this.skip(); // It has no pipes in folders.
    }
    execFileSync("mkfifo", [path.join(line.folder, "pipe")]);
    line.bench.emulator.clearRequests();
    const get = ["api", "get-object", "--bucket", bucket, "--key", "note.txt", "--out"];
    for (const command of [["get", at("note.txt")], get]) {
      for (const [target, message] of [
        [line.folder, /^error: .* is a folder: name the file in it\n$/],
        ["pipe", /^error: pipe is not a file: write to the standard output/],
      ] as const) {
        const { status, stderr } = await line.run([...command, target]);
        assert.equal(status, 2, stderr);
        assert.match(stderr, message);
      }
    }
    assert.equal(line.bench.emulator.requests.length, 0);
  });

  it("are listed by ls, folder by folder or all, for people and for programs", async () => {
    const top = await line.run(["ls", bucket]);
    assert.match(top.stdout, /^ +img\/\n.* 300000 {2}by-api\n.* 6 {2}note\.txt\n$/);
    const all = await line.run(["ls", bucket, "-r", "--json"]);
    const keys = all.stdout
      .trimEnd()
      .split("\n")
      .map((each) => JSON.parse(each).Key);
    assert.deepEqual(keys, ["by-api", "img/logo.png", "note.txt"]);
    assert.match((await line.run(["ls", at("img/")])).stdout, / {2}img\/logo\.png\n$/);
    assert.match((await line.run(["ls"])).stdout, new RegExp(`ap-guangzhou +${bucket}\\n`));
  });

  it("are listed page by page with --all, a line for each", async () => {
    const all = ["api", "get-bucket", "--bucket", bucket, "--max-keys", "1", "--all"];
    line.bench.emulator.clearRequests();
    const { stdout } = await line.run(all);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((each) => JSON.parse(each));
    assert.deepEqual(
      lines.map(({ Contents }) => Contents.Key),
      ["by-api", "img/logo.png", "note.txt"],
    );
    assert.equal(line.bench.emulator.requests.length, 3);
    const keys = await line.run([...all, "--query", "Contents[].Key", "--output", "raw"]);
    assert.equal(keys.stdout, "by-api\nimg/logo.png\nnote.txt\n");
    const table = (await line.run([...all, "--output", "table"])).stdout;
    const [heading = "", ...rows] = table.trimEnd().split("\n");
    const ownKey = heading.split(/ +/).indexOf("Key");
    assert.deepEqual(
      rows.map((row) => row.split(/ +/)[ownKey]),
      ["by-api", "img/logo.png", "note.txt"],
      table,
    );
    const whole = await line.run(["api", "get-bucket", "--bucket", bucket, "--output", "table"]);
    assert.equal(table, whole.stdout);
    const xml = await line.run([...all, "--output", "xml"]);
    assert.deepEqual([xml.status, xml.stdout], [2, ""]);
  });

  it("are selected from by SQL: records on the standard output, and an error in their midst with 1", async () => {
    await line.run(["put", "-", at("people.csv")], { input: "name,age\nAda,36\nAlan,41\nGrace,x\n" });
    const select = (Expression: string) =>
      line.run(["api", "select-object-content", "--bucket", bucket, "--key", "people.csv", "--input", "-"], {
        input: JSON.stringify({
          Expression,
          ExpressionType: "SQL",
          InputSerialization: { CompressionType: "NONE", CSV: { FileHeaderInfo: "USE" } },
          OutputSerialization: { CSV: {} },
        }),
      });
    const found = await select("SELECT s.name FROM COSObject s WHERE s.name LIKE 'A%'");
    assert.deepEqual(found, { status: 0, stdout: "Ada\nAlan\n", stderr: "" });
    const failed = await select("SELECT CAST(s.age AS INT) FROM COSObject s");
    assert.equal(failed.status, 1, failed.stdout);
    assert.match(failed.stderr, /^error: .*CastFailed/);
  });

  it("are open to whoever has a signed URL, for what it was signed", async () => {
    const url = (await line.run(["sign", at("note.txt"), "--expires", "1m"])).stdout.trim();
    assert.equal(await (await fetch(url)).text(), "a note");
    assert.equal((await fetch(url, { method: "DELETE" })).status, 403);
    const upload = (await line.run(["sign", at("sent.txt"), "--method", "PUT"])).stdout.trim();
    assert.equal((await fetch(upload, { method: "PUT", body: "sent" })).status, 200);
    assert.equal((await line.run(["get", at("sent.txt"), "-"])).stdout, "sent");
  });

  it("that are named wrongly are refused before anything is sent, and those that are not there with 1", async () => {
    for (const [args, status, message] of [
      [["get", "Site/a"], 2, /must be bucket\/key/],
      [["get", bucket], 2, /must name an object too/],
      [["get", at("folder/")], 2, /say where it goes/],
      [["get", at("none")], 1, /^error: HeadObject: .* 404/],
      [["put", "none.png", at("none")], 2, /there is no file none\.png/],
      [["put", ".", at("none")], 2, /is not a file/],
      [["put", "logo.png"], 2, /missing required argument 'object'/],
      [["ls", at(""), "--region", "Moon!"], 2, /--region /],
      [["sign", at("a"), "--expires", "soon"], 2, /It must be a time such as 90s/],
      [["sign", at("a"), "--method", "PATCH"], 2, /Allowed choices are GET, PUT, HEAD, DELETE/],
    ] as const) {
      const ended = await line.run(args);
      assert.deepEqual([ended.status, ended.stdout], [status, ""], `${args.join(" ")}: ${ended.stderr}`);
      assert.match(ended.stderr, message);
    }
    assert.equal(existsSync(path.join(line.folder, "none")), false);
  });
});
