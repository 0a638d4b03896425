import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { languageNames } from "../../cli/code/languages";
import type { CodeRequest, DownloadTicket, HistoryEntry, SendAnswer } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { type CallBench, draftOf, exchange, startCallBench } from "./calls";
import { sampleDraft } from "./sampleDrafts";

/** A token of temporary keys, which the emulator takes as any other. */
const securityToken = "temporary-token-temporary-token-temporary-token";

let bench: CallBench;
let Bucket: string;

before(async () => {
  // The emulator's own keys are public: the page has them in its examples.
  bench = await startCallBench(
    {},
    { secretId: "AKIDofthisspecalone0123456789", secretKey: "key-of-this-spec-alone" },
  );
  Bucket = await bench.createBucket();
});
after(() => bench.close());

describe("Keys of the account", () => {
  it("are in no answer, whatever is asked, and in no file", async function () {
    this.timeout(60_000);
    const env = { ...bench.env, TENCENTCLOUD_SECURITY_TOKEN: securityToken };
    const explorer = await bench.start({ env });
    const told: string[] = [];
    const keyTimes = new Set<string>();
    const ask = async (method: string, address: string, body?: unknown) => {
      const answer = await bench.ask(method, address, body, explorer);
      const text = JSON.stringify(answer.headers) + answer.body.toString();
      told.push(text);
      for (const [, time = ""] of text.matchAll(/q-key-time=(\d+;\d+)/g)) {
        keyTimes.add(time);
      }
      return answer;
    };
    await bench.cos.putObject({ Bucket, Key: "a/b c", Body: "hello" });
    for (const address of ["/", "/main.js", "/api/session", "/api/catalogue", "/api/nothing"]) {
      await ask("GET", address);
    }
    for (const operation of operations.filter(({ name }) => name !== "DeleteBucket")) {
      const draft = { ...sampleDraft(operation, Bucket), target: "cos" } as const;
      await ask("GET", `/api/operations/${operation.name}`);
      await ask("POST", "/api/preview", draft);
      await ask("POST", "/api/send", { ...draft, confirmed: true });
    }
    const get = draftOf({ operation: "GetObject", parameters: { Bucket, Key: "a/b c" } });
    for (const language of languageNames) {
      for (const more of [{}, { expires: 60 }] satisfies Partial<CodeRequest>[]) {
        await ask("POST", "/api/code", { draft: get, language, ...more });
      }
    }
    for (const free of [
      {
        method: "GET",
        bucket: Bucket,
        region: "ap-guangzhou",
        key: "a/b c",
        query: [],
        headers: [],
        text: "",
      },
      {
        method: "GET",
        bucket: Bucket,
        region: "ap-guangzhou",
        key: "",
        query: [["unknown", ""]],
        headers: [["x-cos-a", "b"]],
        text: "",
      },
      {
        method: "PUT",
        bucket: "no-1250000000",
        region: "ap-guangzhou",
        key: "",
        query: [],
        headers: [["authorization", "x"]],
        text: "x",
      },
    ] as const) {
      await ask("POST", "/api/preview", draftOf({ free }));
      await ask("POST", "/api/send", draftOf({ free }));
      await ask("POST", "/api/code", { draft: draftOf({ free }), language: "curl" });
    }
    for (const field of ["Bucket", "Key", "VersionId"]) {
      await ask("POST", "/api/suggest", { draft: get, field });
    }
    const { path: place } = (await ask("POST", "/api/downloads", get)).json<DownloadTicket>();
    await ask("GET", place);
    const [time = ""] = keyTimes;
    const signed = `${bench.emulator.url}/?q-sign-algorithm=sha1&q-ak=${bench.emulator.secretId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=host&q-url-param-list=&q-signature=${"0".repeat(40)}`;
    await ask("POST", "/api/verify", { texts: [signed], target: "cos" });
    const entries = (await ask("GET", "/api/history")).json<readonly HistoryEntry[]>();
    for (const format of ["shell", "test", "har"]) {
      await ask("POST", "/api/history/export", { ids: entries.map(({ id }) => id), format });
    }
    assert.ok(entries.length > 50 && told.length > 350 && keyTimes.size > 0);
    const { secretKey } = bench.emulator;
    const signKeys = [...keyTimes].map((each) => createHmac("sha1", secretKey).update(each).digest("hex"));
    const secrets = [secretKey, securityToken, ...signKeys].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString("base64"),
      encodeURIComponent(secret),
    ]);
    const kept = filesBelow(bench.state).map((file) => readFileSync(file, "utf8"));
    assert.ok(kept.length > 50);
    for (const text of [...told, ...kept]) {
      const found = secrets.find((secret) => text.includes(secret));
      const at = found === undefined ? 0 : text.indexOf(found);
      assert.equal(found, undefined, text.slice(Math.max(0, at - 200), at + 200));
    }
    for (const text of kept) {
      assert.ok(!text.includes(explorer.token));
      assert.doesNotMatch(text, /q-signature=[0-9a-f]{40}/);
    }
  });

  it("are in no refusal that repeats the headers that were signed, and the cause is found all the same", async () => {
    const token = "temporary/token+of=this-spec";
    const env = {
      ...bench.env,
      TENCENTCLOUD_SECRET_KEY: "another-key",
      TENCENTCLOUD_SECURITY_TOKEN: token,
    };
    const explorer = await bench.start({ env });
    const objectKey = Buffer.from("object key of this spec").toString("base64");
    const headers = [["x-cos-server-side-encryption-customer-key", objectKey]] as const;
    const place = { bucket: Bucket, region: "ap-guangzhou", key: "a" };
    for (const draft of [
      { operation: "GetBucketCors", parameters: { Bucket } },
      { free: { method: "GET", ...place, query: [], headers, text: "" } },
    ] as const) {
      const { body, json } = await bench.ask("POST", "/api/send", draftOf(draft), explorer);
      const { error, response } = json<SendAnswer>();
      assert.match(response?.text ?? "", /<FormatString>.*x-cos-security-token=\*\*\*/s);
      assert.deepEqual(
        error?.verdict?.findings.map(({ cause }) => cause),
        ["wrongKey"],
      );
      const history = await bench.ask("GET", "/api/history", undefined, explorer);
      for (const secret of [token, objectKey].flatMap((each) => [each, encodeURIComponent(each)])) {
        assert.ok(!body.includes(secret) && !history.body.includes(secret), secret);
      }
    }
  });

  it("are not in what the explorer keeps for other users of the machine to read", () => {
    for (const file of filesBelow(bench.state)) {
      assert.equal(statSync(file).mode & 0o077, 0, file);
    }
  });

  it("are told apart by a part of the SecretId alone", async () => {
    const { body } = await exchange(bench.explorer, "GET", "/api/session");
    assert.ok(!body.includes(bench.emulator.secretId));
    assert.ok(body.includes(`"secretId":"AKIDof…6789"`));
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe("The key of a certificate", () => {
  const key = "-----BEGIN RSA PRIVATE KEY-----MARKER";
  const spellings: readonly string[] = [
    `<PrivateKey>${key}</PrivateKey>`,
    `<PrivateKey><![CDATA[</PrivateKey>${key}]]></PrivateKey>`,
    `<PrivateKey>a<!-- </PrivateKey> -->${key}</PrivateKey>`,
    `<PrivateKey a=">">${key}</PrivateKey>`,
    `<x:PrivateKey xmlns:x="y">${key}</x:PrivateKey>`,
    `<PrivateKey>${key}`,
    `<PrivateKey>${key}${"<![CDATA[]]>".repeat(2_000)}${"<!---->".repeat(2_000)}`,
    `<privatekey>${key}</privatekey>`,
    `<PrivateKey/>${key}`,
    `<PrivateKey><PrivateKey>a</PrivateKey>${key}</PrivateKey>`,
    `<!--<PrivateKey>${key}</PrivateKey>-->`,
    `<?a <PrivateKey>${key}?>`,
    `{"PrivateKey":"${key}"}`,
  ];

  it("is neither shown nor kept, however its document is spelled, also in a free request", async () => {
    for (const spelling of spellings) {
      const text = `<DomainCertificate><CertificateInfo><CertType>CustomCert</CertType><CustomCert><Cert>-----BEGIN CERTIFICATE-----</Cert>${spelling}</CustomCert></CertificateInfo><DomainList><DomainName>www.example.com</DomainName></DomainList></DomainCertificate>`;
      const place = { bucket: Bucket, region: "ap-guangzhou", key: "" };
      const calls = [
        draftOf({
          operation: "PutBucketDomainCertificate",
          parameters: { Bucket },
          body: { format: "xml", text },
        }),
        draftOf({
          free: { method: "PUT", ...place, query: [["domaincertificate", ""]], headers: [], text },
        }),
      ];
      for (const call of calls) {
        for (const route of ["/api/preview", "/api/send"]) {
          const { body } = await bench.ask("POST", route, { ...call, confirmed: true });
          assert.doesNotMatch(body.toString(), /MARKER/, `${route} ${spelling}`);
        }
      }
    }
    const kept = await bench.history();
    assert.ok(kept.length >= spellings.length);
    assert.doesNotMatch(JSON.stringify(kept), /MARKER/);
  });
});

describe("Headers and parameters of a free request that sound secret", () => {
  const names = ["Authorization", "X-Amz-Security-Token", "x-ci-security-token", "Cookie"];

  it("are not shown in the request, nor in what is signed, nor in a refusal that repeats it", async () => {
    const env = { ...bench.env, TENCENTCLOUD_SECRET_KEY: "another-key" };
    const explorer = await bench.start({ env });
    const free = {
      method: "GET",
      bucket: Bucket,
      region: "ap-guangzhou",
      key: "a",
      query: [
        ["accessToken", "MARKER/in the query"],
        ["n", "shown"],
      ],
      headers: [
        ["x-ci-security-token", "MARKER"],
        ["x-cos-n", "shown"],
      ],
      text: "",
    } as const;
    const shown = await bench.ask("POST", "/api/preview", draftOf({ free }), explorer);
    const sent = await bench.ask("POST", "/api/send", draftOf({ free }), explorer);
    const history = await bench.ask("GET", "/api/history", undefined, explorer);
    for (const { body, json } of [shown, sent]) {
      const { request, signatures } = json<SendAnswer>();
      assert.match(request?.url ?? "", /\?accessToken=\*\*\*&n=shown$/);
      assert.equal(request?.headers["x-ci-security-token"], "***");
      assert.equal(request?.headers["x-cos-n"], "shown");
      assert.match(request?.headers.authorization ?? "", /q-signature=[0-9a-f]{40}$/);
      const signed = signatures[0]?.steps.find(({ name }) => name === "HttpString")?.value ?? "";
      assert.match(signed, /^accesstoken=\*\*\*&n=shown$/m);
      assert.match(signed, /&x-ci-security-token=\*\*\*&x-cos-n=shown$/m);
      assert.doesNotMatch(body.toString(), /MARKER/i);
    }
    const { response, error } = sent.json<SendAnswer>();
    assert.equal(error?.code, "SignatureDoesNotMatch");
    assert.match(response?.text ?? "", /<FormatString>.*accesstoken=\*\*\*/s);
    assert.doesNotMatch(history.body.toString(), /MARKER/);
  });

  it("are left out of the history, and come from the environment in code", async () => {
    const place = { bucket: Bucket, region: "ap-guangzhou", key: "a" };
    for (const name of [...names, "token", "q-ak", "Signature"]) {
      const isHeader = names.includes(name);
      const pairs = [[name, "MARKER"]] as const;
      const free = {
        method: "GET",
        ...place,
        query: isHeader ? [] : pairs,
        headers: isHeader ? pairs : [],
        text: "",
      } as const;
      await bench.send({ free });
      const { status, body } = await bench.ask("POST", "/api/code", {
        draft: draftOf({ free }),
        language: "curl",
      });
      assert.ok(status === 200 || status === 400);
      assert.doesNotMatch(body.toString(), /MARKER/, name);
    }
    const kept = await bench.history();
    assert.ok(kept.length > 0);
    assert.doesNotMatch(JSON.stringify(kept), /MARKER/);
  });
});
