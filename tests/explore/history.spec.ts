import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { History, stateFolder } from "../../cli/explore/history";
import type { SendRequest } from "../../cli/explore/wire";
import { type CallBench, draftOf, startCallBench } from "./calls";

let bench: CallBench;
let Bucket: string;
let folder: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
  folder = path.join(bench.state, "explorer");
});
after(() => bench.close());

const region = "ap-guangzhou";
const secret = "hush-hush-this-is-secret";

/** Everything that is on the disk. */
const stored = () =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");

describe("The history", () => {
  it("has each call that was sent, newest first, with its answer", async () => {
    await bench.send({
      operation: "PutBucketTagging",
      parameters: { Bucket },
      body: { format: "json", text: '{"TagSet":{"Tag":[{"Key":"a","Value":"1"}]}}' },
    });
    const { id, response } = await bench.send({ operation: "GetBucketTagging", parameters: { Bucket } });
    const refused = await bench.send({ operation: "GetBucketCors", parameters: { Bucket } });
    const [third, second, first] = await bench.history();
    assert.deepEqual(
      [first, second, third].map((entry) => entry?.draft.operation),
      ["PutBucketTagging", "GetBucketTagging", "GetBucketCors"],
    );
    assert.deepEqual(
      [second?.id, second?.status, second?.requestId, second?.answer],
      [id, 200, response?.requestId, response?.text],
    );
    assert.deepEqual([third?.id, third?.code, third?.status], [refused.id, "NoSuchCORSConfiguration", 404]);
    assert.match(third?.answer ?? "", /NoSuchCORSConfiguration/);
    assert.ok(Math.abs((third?.time ?? 0) - Date.now()) < 600_000);
    assert.equal(first?.draft.body?.text, '{"TagSet":{"Tag":[{"Key":"a","Value":"1"}]}}');
    assert.equal(second?.responseHeaders?.["content-type"], "application/xml");
  });

  it("has no call that was not sent", async () => {
    const before = (await bench.history()).length;
    await bench.send({ operation: "GetBucketCors", parameters: {} });
    assert.equal((await bench.history()).length, before);
  });

  it("can be forgotten, one by one and as a whole", async () => {
    const [newest, ...others] = await bench.history();
    assert.equal((await bench.ask("DELETE", `/api/history/${newest?.id}`)).status, 204);
    assert.deepEqual(
      (await bench.history()).map(({ id }) => id),
      others.map(({ id }) => id),
    );
    assert.equal((await bench.ask("DELETE", "/api/history/..%2F..%2Fetc")).status, 204);
    assert.equal((await bench.ask("DELETE", "/api/history")).status, 204);
    assert.deepEqual(await bench.history(), []);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is for this user alone", async () => {
    await bench.send({ operation: "GetBucketCors", parameters: { Bucket } });
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    for (const name of readdirSync(folder)) {
      assert.equal(statSync(path.join(folder, name)).mode & 0o777, 0o600);
    }
  });
});

describe("A call in the history", () => {
  before(async () => {
    await bench.ask("DELETE", "/api/history");
  });

  it("has *** in place of secrets of headers and documents, and can be sent again once they are typed", async () => {
    const key = Buffer.from(secret).toString("base64");
    const call: Partial<SendRequest> = {
      operation: "HeadObject",
      parameters: {
        Bucket,
        Key: "k",
        ServerSideEncryptionCustomerKey: key,
        ServerSideEncryptionCustomerAlgorithm: "AES256",
        ServerSideEncryptionCustomerKeyMD5: "m",
      },
    };
    await bench.send(call);
    const { draft } = await newestEntry();
    assert.deepEqual(draft.parameters, { ...call.parameters, ServerSideEncryptionCustomerKey: "***" });
    const { error } = await bench.send(draft);
    assert.deepEqual(
      error?.failures.map(({ path }) => path),
      ["ServerSideEncryptionCustomerKey"],
    );
    const certificate = {
      CertificateInfo: { CertType: "CustomCert", CustomCert: { Cert: "C", PrivateKey: secret } },
      DomainList: { DomainName: "www.example.com" },
    };
    const xml = `<DomainCertificate><CertificateInfo><CertType>CustomCert</CertType><CustomCert><Cert>C</Cert><PrivateKey>${secret}</PrivateKey></CustomCert></CertificateInfo><DomainList><DomainName>www.example.com</DomainName></DomainList></DomainCertificate>`;
    for (const body of [
      { format: "json", text: JSON.stringify(certificate) },
      { format: "xml", text: xml },
    ] as const) {
      await bench.send({ operation: "PutBucketDomainCertificate", parameters: { Bucket }, body });
      const entry = await newestEntry();
      assert.equal(entry.draft.body?.text.replace(/\s/g, ""), body.text.replace(secret, "***"));
      assert.match(entry.request?.body ?? "", /<PrivateKey>\*\*\*</);
    }
    const origin = {
      method: "PUT",
      bucket: Bucket,
      region,
      key: "",
      query: [["domaincertificate", ""]],
      headers: [
        ["x-cos-security-token", secret],
        ["Cookie", secret],
      ],
      text: xml,
    } as const;
    await bench.send({ free: origin });
    assert.ok(!stored().includes(secret) && !stored().includes(key));
  });

  it("has no signature and no key of the account", () => {
    assert.ok(!/q-signature=[\da-f]/.test(stored()));
    assert.ok(!stored().includes(bench.emulator.secretKey));
    assert.match(stored(), /"authorization":"\*\*\*"/);
  });

  it("has no content of objects, neither sent nor read", async () => {
    const content = { text: secret };
    await bench.send({ operation: "PutObject", parameters: { Bucket, Key: "typed" }, content });
    await bench.send({ operation: "PostObject", parameters: { Bucket, Key: "posted" }, content });
    const file = { file: "diary.txt", length: secret.length };
    await bench.upload(
      { operation: "PutObject", parameters: { Bucket, Key: "filed" }, content: file },
      Buffer.from(secret),
      secret.length,
    );
    const free = { bucket: Bucket, region, key: "free", query: [], headers: [], text: secret };
    await bench.send({ free: { ...free, method: "PUT" } });
    await bench.send({ free: { ...free, method: "GET", text: "" } });
    const read = await bench.send({ operation: "GetObject", parameters: { Bucket, Key: "filed" } });
    assert.equal(read.response?.text, secret);
    const text = JSON.stringify({
      Expression: "SELECT * FROM COSObject",
      ExpressionType: "SQL",
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
    });
    const selected = await bench.send({
      operation: "SelectObjectContent",
      parameters: { Bucket, Key: "filed" },
      body: { format: "json", text },
    });
    assert.equal(selected.response?.text?.trim(), secret);
    assert.ok(!stored().includes(secret));
    const entries = await bench.history();
    const put = entries.find(
      ({ draft }) => draft.parameters.Key === "filed" && draft.operation === "PutObject",
    );
    assert.deepEqual(put?.draft.content, file);
    assert.equal(put?.request?.bodyBytes, secret.length);
    // Sent again as it is, it must not write an empty object.
    const typed = entries.find(({ draft }) => draft.parameters.Key === "typed");
    assert.equal((await bench.ask("POST", "/api/send", typed?.draft)).status, 400);
  });

  async function newestEntry() {
    const [newest] = await bench.history();
    assert.ok(newest);
    return newest;
  }
});

describe("The history on the disk", () => {
  const newFolder = (name: string) => path.join(bench.state, name);
  const sent = { signatures: [], milliseconds: 1, attempts: 1 };
  const call = draftOf({ operation: "GetService" });

  it("has at most five hundred calls, the newest", async () => {
    const history = new History(newFolder("many"));
    const ids: string[] = [];
    for (let index = 0; index < 510; index++) {
      ids.push(await history.add(call, sent, 1_700_000_000_000 + index));
    }
    assert.deepEqual(
      (await history.list()).map(({ id }) => id),
      ids.slice(-500).reverse(),
    );
  });

  it("keeps the order of calls of one millisecond", async () => {
    const history = new History(newFolder("fast"));
    const ids: string[] = [];
    for (let index = 0; index < 20; index++) {
      ids.push(await history.add(call, sent, 1_700_000_000_000));
    }
    assert.deepEqual(
      (await history.list()).map(({ id }) => id),
      ids.reverse(),
    );
  });

  it("loses nothing when two explorers write at the same time", async function () {
    this.timeout(60_000);
    const shared = newFolder("shared");
    const program = `
      require("ts-node/register/transpile-only");
      const { History } = require(${JSON.stringify(path.resolve(__dirname, "../../cli/explore/history"))});
      const history = new History(${JSON.stringify(shared)});
      (async () => {
        for (let index = 0; index < 60; index++) {
          await history.add(${JSON.stringify(call)}, ${JSON.stringify(sent)});
        }
      })();`;
    const run = promisify(execFile);
    const cwd = path.resolve(__dirname, "../..");
    await Promise.all([1, 2].map(() => run(process.execPath, ["-e", program], { cwd })));
    const entries = await new History(shared).list();
    assert.equal(entries.length, 120);
    assert.equal(new Set(entries.map(({ id }) => id)).size, 120);
  });

  it("passes over what another process left unfinished or what is damaged, and clears the former away", async () => {
    const crashed = newFolder("crashed");
    mkdirSync(crashed, { mode: 0o700 });
    const unfinished = path.join(crashed, "017000000000000-00000000.json.new");
    writeFileSync(unfinished, '{"id":');
    writeFileSync(path.join(crashed, "017000000000001-00000001.json"), '{"id":');
    writeFileSync(path.join(crashed, "017000000000002-00000002.json"), '"text"');
    for (const [index, damage] of [
      { draft: null },
      { draft: {} },
      { draft: { target: "cos", operation: "GetBucket", parameters: null } },
      { time: "yesterday" },
      { request: { method: "GET", url: "nowhere", headers: {} } },
      { request: { method: "GET", url: "http://localhost", headers: null } },
    ].entries()) {
      const id = `017000000000003-0000000${index}`;
      const whole = { id, time: 1, milliseconds: 1, draft: draftOf({ operation: "GetBucket" }) };
      writeFileSync(path.join(crashed, `${id}.json`), JSON.stringify({ ...whole, ...damage }));
    }
    writeFileSync(path.join(crashed, "other.txt"), "not ours");
    const history = new History(crashed);
    assert.deepEqual(await history.list(), []);
    const id = await history.add(call, sent);
    assert.deepEqual(
      (await history.list()).map((entry) => entry.id),
      [id],
    );
    assert.ok(readdirSync(crashed).includes(path.basename(unfinished)), "it may still be written");
    utimesSync(unfinished, 0, 0);
    await history.add(call, sent);
    assert.ok(!readdirSync(crashed).includes(path.basename(unfinished)));
    await history.remove();
    assert.deepEqual(readdirSync(crashed), ["other.txt"]);
  });

  it("does without a disk that cannot be written, and without a folder that others can write to", async () => {
    const open = newFolder("open");
    mkdirSync(open);
    chmodSync(open, 0o777);
    for (const place of ["/proc/none", "/dev/null/none", open]) {
      const history = new History(place);
      const ids = [await history.add(call, sent), await history.add(call, sent)];
      assert.deepEqual(
        (await history.list()).map(({ id }) => id),
        ids.reverse(),
        place,
      );
      await history.remove(ids[0]);
      assert.deepEqual(
        (await history.list()).map(({ id }) => id),
        [ids[1]],
      );
    }
    assert.deepEqual(readdirSync(open), []);
  });

  it("is in the user's folder for state", () => {
    assert.equal(stateFolder({ PULUMI_TENCENTCOS_STATE: "/s" }), "/s");
    assert.equal(stateFolder({ XDG_STATE_HOME: "/x" }), "/x/pulumi-tencentcos");
    assert.ok(stateFolder({ HOME: "/home/me" }).startsWith("/home/me/"));
  });
});
