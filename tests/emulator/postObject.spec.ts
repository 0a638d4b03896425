import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { Accounts } from "../../emulator/access/accounts";
import { Query } from "../../emulator/format/query";
import { authenticateForm, readFormPolicy } from "../../emulator/signature/formPolicy";
import { vendorSecretId, vendorSecretKey } from "../client/vectors";
import { type Answer, type Bench, elements, type Keys, keyTime, powerless, startBench } from "./http";

type Fields = Readonly<Record<string, string>>;

interface Form {
  readonly fields: Fields;
  readonly file?: string | Buffer | undefined;
  readonly fileName?: string;
  /** Instead of a well-formed body. */
  readonly body?: string;
}

// https://www.tencentcloud.com/document/product/436/14690
describe("An emulated upload by an HTML form", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  /** A policy and its signature, step by step as the page has them. */
  function signed(conditions: readonly unknown[], { as = bench.emulator as Keys, life = 3600 } = {}) {
    const time = keyTime(0, life);
    const policy = JSON.stringify({
      expiration: new Date(Date.now() + 600_000).toISOString(),
      conditions: [
        { "q-sign-algorithm": "sha1" },
        { "q-ak": as.secretId },
        { "q-sign-time": time },
        ...conditions,
      ],
    });
    const hmac = (key: string, text: string) => createHmac("sha1", key).update(text).digest("hex");
    const text = createHash("sha1").update(policy).digest("hex");
    return {
      policy: Buffer.from(policy).toString("base64"),
      "q-sign-algorithm": "sha1",
      "q-ak": as.secretId,
      "q-key-time": time,
      "q-signature": hmac(hmac(as.secretKey, time), text),
    };
  }

  const boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
  function send({ fields, file = "content", fileName = "photo.jpg", body }: Form): Promise<Answer> {
    const part = (head: string, content: string | Buffer) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(content as string),
        Buffer.from("\r\n"),
      ]);
    const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
    if (file !== undefined) {
      parts.push(part(`name="file"; filename="${fileName}"\r\nContent-Type: image/x-unknown`, file));
    }
    return bench.ask({
      method: "POST",
      bucket,
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      body: body ?? Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
      as: "anonymous",
    });
  }
  const read = (path: string) => bench.ask({ bucket, path });

  it("stores the file under its key, with the headers that its fields name", async () => {
    const answer = await send({
      fields: {
        key: `folder/\${filename}`,
        acl: "public-read",
        "Content-Type": "image/jpeg",
        "Cache-Control": "max-age=60",
        "x-cos-meta-colour": "blue",
        "x-cos-storage-class": "STANDARD_IA",
        ...signed([]),
      },
      fileName: "a b.jpg",
    });
    assert.equal(answer.outcome, "204");
    assert.equal(answer.headers.etag, `"${createHash("md5").update("content").digest("hex")}"`);
    assert.equal(answer.headers.location, `http://${bucket}.cos.ap-guangzhou.myqcloud.com/folder/a%20b.jpg`);
    const stored = await bench.ask({ bucket, path: "/folder/a%20b.jpg", as: "anonymous" });
    assert.equal(stored.text, "content");
    assert.equal(stored.headers["content-type"], "image/jpeg");
    assert.equal(stored.headers["cache-control"], "max-age=60");
    assert.equal(stored.headers["x-cos-meta-colour"], "blue");
    assert.equal(stored.headers["x-cos-storage-class"], "STANDARD_IA");
    assert.equal(bench.emulator.requests.at(-2)?.operation, "PostObject");
    assert.equal(bench.emulator.requests.at(-2)?.caller, bench.emulator.secretId);
  });

  it("answers with the status that it is asked for, or sends the browser on", async () => {
    const fields = { key: "a", ...signed([]) };
    assert.equal((await send({ fields: { ...fields, success_action_status: "200" } })).status, 200);
    const created = await send({ fields: { ...fields, success_action_status: "201" } });
    assert.equal(created.status, 201);
    assert.deepEqual(
      ["Location", "Bucket", "Key", "ETag"].map((name) => created.one(name)),
      [`http://${bucket}.cos.ap-guangzhou.myqcloud.com/a`, bucket, "a", created.headers.etag],
    );
    assert.equal((await send({ fields: { ...fields, success_action_status: "999" } })).status, 204);
    const moved = await send({
      fields: {
        ...fields,
        success_action_redirect: "https://my.website/done?x=1",
        success_action_status: "200",
      },
    });
    assert.equal(moved.status, 303);
    const url = new URL(moved.headers.location ?? "");
    assert.deepEqual(
      [
        url.origin + url.pathname,
        ...["x", "bucket", "key", "etag"].map((name) => url.searchParams.get(name)),
      ],
      ["https://my.website/done", "1", bucket, "a", moved.headers.etag],
    );
  });

  it("gives a version its id", async () => {
    await bench.setVersioning(bucket, "Enabled");
    const answer = await send({ fields: { key: "a", ...signed([]) } });
    const id = answer.headers["x-cos-version-id"];
    assert.ok(id);
    assert.equal((await bench.ask({ bucket, path: "/a", query: `versionId=${id}` })).text, "content");
  });

  it("keeps each byte of a file, whatever it looks like and however it arrives", async () => {
    const tricky = Buffer.concat([
      Buffer.from(`\r\n--${boundary.slice(0, -1)}\r\n--\r\n\r\n`),
      Buffer.alloc(700_000, 7),
      Buffer.from(`--${boundary}\r\n`),
    ]);
    for (const file of ["", "\r\n", tricky]) {
      assert.equal((await send({ fields: { key: "a", ...signed([]) }, file })).status, 204);
      assert.ok((await read("/a")).body.equals(Buffer.from(file as string)));
    }
    const form = new FormData();
    for (const [name, value] of Object.entries({ key: "b", ...signed([]) })) {
      form.append(name, value);
    }
    form.append("file", new Blob([tricky]), "文件.bin");
    const answer = await fetch(`${bench.emulator.url}/${bucket}`, { method: "POST", body: form });
    assert.equal(answer.status, 204);
    assert.ok((await read("/b")).body.equals(tricky));
  });

  it("is allowed what its policy says, and nothing else", async () => {
    const conditions = [
      { acl: "default" },
      { bucket },
      ["starts-with", "$key", "folder/"],
      ["starts-with", "$Content-Type", "image/"],
      ["eq", "$x-cos-server-side-encryption", "AES256"],
      ["content-length-range", 2, 10],
    ];
    const fields = {
      acl: "default",
      key: `folder/\${filename}`,
      "Content-Type": "image/png",
      "x-cos-server-side-encryption": "AES256",
      ...signed(conditions),
    };
    assert.equal((await send({ fields })).outcome, "204");
    const { acl: _acl, ...withoutAcl } = fields;
    for (const [expected, form] of [
      ["403 AccessDenied", { fields: { ...fields, key: "other/a" } }],
      ["403 AccessDenied", { fields: { ...fields, "Content-Type": "text/html" } }],
      ["403 AccessDenied", { fields: { ...fields, "x-cos-server-side-encryption": "cos/kms" } }],
      ["403 AccessDenied", { fields: withoutAcl }],
      ["400 EntityTooSmall", { fields, file: "1" }],
      ["400 EntityTooLarge", { fields, file: "12345678901" }],
      ["403 AccessDenied", { fields: { ...fields, ...signed([{ bucket: "other-1250000000" }]) } }],
    ] as [string, Form][]) {
      const answer = await send(form);
      assert.equal(answer.outcome, expected, answer.text);
    }
    const refused = await send({ fields: { ...fields, key: "other/a" } });
    assert.match(
      refused.one("Message") ?? "",
      /Policy Condition failed: \["starts-with","\$key","folder\/"\]/,
    );
    assert.deepEqual(elements((await read("/")).text, "Key"), ["folder/photo.jpg"]);
  });

  it("is refused with a wrong signature, an unknown key, and after its time", async () => {
    const fields = { key: "a", ...signed([]) };
    const other = Buffer.from(fields.policy, "base64").toString().replace("}", " }");
    const policy = (text: string) => ({ policy: Buffer.from(text).toString("base64") });
    const late = JSON.stringify({ expiration: "2019-08-30T09:38:12.414Z", conditions: [] });
    for (const [expected, wrong] of [
      ["403 SignatureDoesNotMatch", policy(other)],
      ["403 InvalidAccessKeyId", signed([], { as: { secretId: "AKIDnobody", secretKey: "x" } })],
      ["403 AccessDenied", signed([], { life: 30 })],
      ["400 InvalidArgument", { "q-sign-algorithm": "md5" }],
      ["400 InvalidPolicyDocument", policy("{")],
      ["400 InvalidPolicyDocument", policy('{"conditions":[]}')],
      ["400 InvalidPolicyDocument", policy(late)],
      ["400 InvalidPolicyDocument", signed([["contains", "$key", "a"]])],
    ] as const) {
      assert.equal(
        (await send({ fields: { ...fields, ...wrong } })).outcome,
        expected,
        JSON.stringify(wrong),
      );
    }
    assert.equal((await send({ fields: { key: "a", ...policy(late) } })).outcome, "403 AccessDenied");
    assert.equal((await read("/a")).outcome, "404 NoSuchKey");
  });

  it("is signed as in the sample of the page", () => {
    const policy = `{
    "expiration": "2019-08-30T09:38:12.414Z",
    "conditions": [
        { "acl": "default" },
        { "bucket": "examplebucket-1250000000" },
        [ "starts-with", "$key", "folder/subfolder/" ],
        [ "starts-with", "$Content-Type", "image/" ],
        [ "starts-with", "$success_action_redirect", "https://my.website/" ],
        [ "eq", "$x-cos-server-side-encryption", "AES256" ],
        { "q-sign-algorithm": "sha1" },
        { "q-ak": "${vendorSecretId}" },
        { "q-sign-time": "1567150692;1567157892" }
    ]
}`;
    const sample = {
      policy: Buffer.from(policy).toString("base64"),
      "q-sign-algorithm": "sha1",
      "q-ak": vendorSecretId,
      "q-key-time": "1567150692;1567157892",
      "q-signature": "7758dc9a832e9d301dca704cacbf9d9f8172fdef",
    };
    const account = { secretId: vendorSecretId, secretKey: vendorSecretKey, appId: "1250000000", uin: "1" };
    const source = { headers: {}, query: new Query(""), clock: 1_567_150_700_000 };
    const fields = new Map(Object.entries(sample).map(([name, value]) => [name, { name, value }]));
    const caller = authenticateForm(fields, readFormPolicy(fields), source, new Accounts(account, []), true);
    assert.equal(caller?.account, account);
  });

  it("needs the right to write, by itself or by what is open to everybody", async () => {
    assert.equal((await send({ fields: { key: "a" } })).outcome, "403 AccessDenied");
    assert.equal(
      (await send({ fields: { key: "a", ...signed([], { as: powerless }) } })).outcome,
      "403 AccessDenied",
    );
    const open = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    bucket = open;
    assert.equal((await send({ fields: { key: "a" } })).outcome, "204");
  });

  it("is refused where it is no form, breaks off, or has not one file with a key", async () => {
    const fields = { key: "a", ...signed([]) };
    const { key: _key, ...keyless } = fields;
    const opening = `--${boundary}\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\n`;
    for (const [expected, form] of [
      [
        "400 IncorrectNumberOfFilesInPostRequest",
        { fields, file: undefined, body: `${opening}--${boundary}--` },
      ],
      ["400 MalformedPOSTRequest", { fields, body: opening }],
      ["400 MalformedPOSTRequest", { fields, body: "a=1&b=2" }],
      ["400 MalformedPOSTRequest", { fields, body: `--${boundary}xx` }],
      ["400 MalformedPOSTRequest", { fields: { ...fields, long: "x".repeat(30_000) } }],
      ["400 InvalidArgument", { fields: keyless }],
      ["400 BadDigest", { fields: { ...fields, "Content-MD5": "1B2M2Y8AsgTpgAmY7PhCfg==" } }],
      ["400 NotSupportedStorageClass", { fields: { ...fields, "x-cos-storage-class": "COLD" } }],
    ] as [string, Form][]) {
      assert.equal((await send(form)).outcome, expected, JSON.stringify(form).slice(0, 200));
    }
    const bare = await bench.ask({
      method: "POST",
      bucket,
      body: "x",
      headers: { "content-type": "text/plain" },
    });
    assert.equal(bare.outcome, "400 MalformedPOSTRequest");
    assert.equal((await read("/a")).outcome, "404 NoSuchKey");
  });

  it("says by name what it does not emulate: callbacks, answers of one's own, operations on pictures", async () => {
    for (const name of ["x-cos-callback", "x-cos-return-body", "Pic-Operations"]) {
      const answer = await send({ fields: { key: "a", [name]: "e30=", ...signed([]) } });
      assert.equal(answer.outcome, "501 NotImplemented");
      assert.ok(answer.one("Message")?.includes(name));
    }
  });
});
