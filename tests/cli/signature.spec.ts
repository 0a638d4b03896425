import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import http from "node:http";
import type { Verdict } from "../../provider/signature";
import { type Ask, hostOf, keyTime, qSign, send } from "../emulator/http";
import { type Ended, useCommandLine } from "./commandLine";

describe("pulumi-tencentcos signature verify", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  let bucket: string;
  let host: string;
  before(async () => {
    bucket = await line.bench.createBucket();
    host = hostOf(bucket);
  });

  const ask = (given: Ask) => send(new http.Agent(), line.bench.emulator, given);
  const sign = (method: string, key: string, time?: string) =>
    qSign(line.bench.emulator, {
      method,
      path: key,
      headers: [["host", host]],
      ...(time && { keyTime: time }),
    }).authorization;
  const request = (method: string, key: string, authorization: string) =>
    `${method} ${key} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n\r\n`;
  const verify = (args: readonly string[], surroundings = {}) =>
    line.run(["signature", "verify", ...args], surroundings);
  const hidesKey = ({ stdout, stderr }: Ended) =>
    assert.ok(!`${stdout}${stderr}`.includes(line.bench.emulator.secretKey), stdout);

  it("takes an argument, a file or the standard input, and ends with 0 where the signature holds", async () => {
    const text = request("GET", "/a", sign("GET", "/a"));
    const file = line.write("request.txt", text);
    const curl = `curl 'https://${host}/a' -H 'Authorization: ${sign("GET", "/a")}'`;
    for (const ended of [
      await verify([file]),
      await verify([curl]),
      await verify([], { input: text }),
      await verify(["-"], { input: curl }),
    ]) {
      assert.deepEqual([ended.status, ended.stderr], [0, ""]);
      assert.match(ended.stdout, /^The signature holds: GET .*\/a\n/);
      assert.match(ended.stdout, /^HttpString +"get\\n\/a\\n\\nhost=.*\\n"$/m);
      hidesKey(ended);
    }
  });

  it("ends with 1 where it does not, with cause, difference and the corrected one", async () => {
    const ended = await verify(["-"], { input: request("PUT", "/a", sign("GET", "/a")) });
    assert.deepEqual([ended.status, ended.stderr], [1, ""]);
    assert.match(ended.stdout, /^The signature does not hold: PUT /);
    assert.match(ended.stdout, /It was signed for the method GET\. \[method\]/);
    assert.match(ended.stdout, /^ {2}method\n {4}signed {2}get\n {4}COS {5}put$/m);
    assert.match(ended.stdout, /^Corrected:\nAuthorization: q-sign-algorithm=sha1&/m);
    hidesKey(ended);
    const json = await verify(["-", "--json"], { input: request("PUT", "/a", sign("GET", "/a")) });
    assert.equal(json.status, 1);
    const verdict = JSON.parse(json.stdout) as Verdict;
    assert.equal(verdict.findings[0]?.cause, "method");
    const fixed = await verify(["-"], {
      input: request("PUT", "/a", verdict.corrected?.authorization ?? ""),
    });
    assert.equal(fixed.status, 0);
  });

  it("takes the error of COS beside the request that it answers, and alone", async () => {
    const wrong = sign("GET", "/b");
    const answer = await ask({ bucket, path: "/a", headers: { authorization: wrong } });
    assert.equal(answer.one("Code"), "SignatureDoesNotMatch");
    const error = line.write("error.xml", answer.text);
    const together = await verify([error, wrong, "--json"]);
    const verdict = JSON.parse(together.stdout) as Verdict;
    assert.deepEqual([together.status, verdict.holds, verdict.path], [1, false, "/a"]);
    const alone = await verify([error]);
    assert.equal(alone.status, 1);
    const [, corrected = ""] = /^Authorization: (.*)$/m.exec(alone.stdout) ?? [];
    assert.equal(
      (await ask({ bucket, path: "/a", headers: { authorization: corrected } })).one("Code"),
      "NoSuchKey",
    );
  });

  it("takes the key of a file, and says what it can without any", async () => {
    const text = request("GET", "/a", sign("GET", "/a"));
    const none = { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" };
    const key = line.write("key.txt", `${line.bench.emulator.secretKey}\n`);
    assert.equal((await verify(["--secret-key", key], { input: text, env: none })).status, 0);
    const unknown = await verify([], { input: text, env: none });
    assert.equal(unknown.status, 2);
    assert.match(unknown.stdout, /cannot be verified as a whole[\s\S]*Note: There is no SecretKey/);
    const expired = await verify([], {
      input: request("GET", "/a", sign("GET", "/a", keyTime(-7200))),
      env: none,
    });
    assert.equal(expired.status, 1);
    assert.match(expired.stdout, /It expired at .* \[expired\]/);
  });

  it("ends with 2 where there is nothing to be verified, and repeats nothing of it", async () => {
    for (const args of [["canary-of-a-secret"], ["https://example.com/canary-of-a-secret"]]) {
      const { status, stdout, stderr } = await verify(args);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^error: /);
      assert.ok(!stderr.includes("canary"));
    }
    const second = await verify([`Authorization: ${sign("GET", "/a")}`, "canary.xml"]);
    assert.deepEqual([second.status, second.stdout], [2, ""]);
    assert.match(second.stderr, /^error: input 2 has no signature, and there is no file of that name$/m);
    const idAlone = await verify(["--secret-id", "AKIDx", sign("GET", "/a")]);
    assert.equal(idAlone.status, 2);
    assert.match(
      idAlone.stderr,
      /^error: --secret-id belongs to the key in a file: give --secret-key, too$/m,
    );
    assert.equal((await verify(["--header", "nonsense", "x"])).status, 2);
    assert.equal((await verify(["--secret-key", "no-such-file", "x"])).status, 2);
    assert.equal((await line.run(["signature", "verify", "--nonsense"])).status, 2);
  });

  it("shows neither a token nor the key of an object", async () => {
    const headers = [
      ["host", host],
      ["x-cos-security-token", "canary-token/+="],
      ["x-cos-server-side-encryption-customer-key", "canary-key/+="],
    ] as const;
    const { authorization } = qSign(line.bench.emulator, { method: "PUT", path: "/a", headers });
    const lines = headers.map((pair) => pair.join(": ")).join("\r\n");
    for (const method of ["PUT", "GET"]) {
      const input = `${method} /a HTTP/1.1\r\n${lines}\r\nAuthorization: ${authorization}\r\n\r\n`;
      for (const args of [[], ["--json"]]) {
        const { status, stdout } = await verify(args, { input });
        assert.equal(status, method === "PUT" ? 0 : 1);
        assert.ok(!stdout.includes("canary"), stdout);
      }
    }
  });

  it("shows neither of them where only the error of COS has it, where it is a parameter, or signed otherwise encoded", async () => {
    const secret = ["x-cos-server-side-encryption-customer-key", "canary-key/+="] as const;
    const plain = [["host", host]] as const;
    const whole = qSign(line.bench.emulator, { method: "PUT", path: "/a", headers: [...plain, secret] });
    const asParameter = qSign(line.bench.emulator, {
      method: "PUT",
      path: "/a",
      headers: plain,
      parameters: [secret],
    });
    const small = whole.httpString.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
    const stringToSign = whole.stringToSign.replace(
      /[\da-f]{40}/,
      createHash("sha1").update(small).digest("hex"),
    );
    const signature = createHmac("sha1", whole.signKey).update(stringToSign).digest("hex");
    const document = (httpString: string) =>
      `<Error><Code>SignatureDoesNotMatch</Code><StringToSign>${whole.stringToSign}</StringToSign><FormatString>${httpString.replaceAll("&", "&amp;")}</FormatString></Error>`;
    for (const inputs of [
      [request("GET", "/a", whole.authorization), document(whole.httpString)],
      [
        `PUT /a HTTP/1.1\r\nHost: ${host}\r\n${secret.join(": ")}\r\nAuthorization: ${whole.authorization.replace(/[^=]*$/, signature)}\r\n\r\n`,
      ],
      [request("GET", `/a?${secret[0]}=canary-key%2F%2B%3D`, asParameter.authorization)],
    ]) {
      const { status, stdout } = await verify([...inputs, "--json"]);
      assert.equal(status, 1, stdout);
      assert.ok(stdout.includes("***"), stdout);
      assert.ok(!stdout.includes("canary"), stdout);
    }
  });
});

describe("pulumi-tencentcos signature explain", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  const bucket = "site-1250000000";
  const explain = async (...args: string[]) => {
    const ended = await line.run(["signature", "explain", ...args, "--json"]);
    assert.deepEqual([ended.status, ended.stderr], [0, ""]);
    assert.ok(!ended.stdout.includes(line.bench.emulator.secretKey));
    const { steps } = JSON.parse(ended.stdout) as { steps: { name: string; value: string }[] };
    return Object.fromEntries(steps.map(({ name, value }) => [name, value]));
  };
  const requestSteps = [
    "KeyTime",
    "SignKey",
    "UrlParamList",
    "HttpParameters",
    "HeaderList",
    "HttpHeaders",
    "HttpString",
    "StringToSign",
    "Signature",
  ];

  it("shows the steps of a header by their names, as a second signer has them", async () => {
    const shown = await explain("get-bucket", "--bucket", bucket, "--prefix", "a b/*");
    assert.deepEqual(Object.keys(shown), requestSteps);
    const headers = String(shown.HeaderList)
      .split(";")
      .map(
        (name) =>
          [
            name,
            decodeURIComponent(
              /=(.*)/.exec(
                String(shown.HttpHeaders)
                  .split("&")
                  .find((pair) => pair.startsWith(`${name}=`)) ?? "",
              )?.[1] ?? "",
            ),
          ] as const,
      );
    const again = qSign(line.bench.emulator, {
      method: "GET",
      path: "/",
      parameters: [["prefix", "a b/*"]],
      headers,
      keyTime: shown.KeyTime ?? "",
    });
    assert.deepEqual(
      [shown.HttpParameters, shown.UrlParamList, shown.HttpString, shown.StringToSign, shown.Signature],
      ["prefix=a%20b%2F%2A", "prefix", again.httpString, again.stringToSign, again.signature],
    );
    assert.equal(shown.SignKey, "***");
  });

  it("is the same that api --dry-run shows", async () => {
    const args = ["get-bucket", "--bucket", bucket, "--prefix", "x"];
    const [dryRun, explained] = await Promise.all([
      line.run(["api", ...args, "--dry-run"]),
      line.run(["signature", "explain", ...args]),
    ]);
    assert.equal(explained.status, 0);
    const steps = ({ stdout }: Ended) =>
      stdout.split("\n").filter((each) => /^(?:HttpString|UrlParamList|HeaderList) /.test(each));
    assert.equal(steps(dryRun).length, 3);
    assert.deepEqual(steps(dryRun), steps(explained));
  });

  it("shows the steps of a pre-signed URL, signed headers included", async () => {
    const shown = await explain(
      "put-object",
      "--bucket",
      bucket,
      "--key",
      "a b",
      "--content-type",
      "text/plain",
      "--url",
    );
    assert.deepEqual(Object.keys(shown), requestSteps);
    assert.match(shown.HttpString ?? "", /^put\n.*\/a b\n\ncontent-type=text%2Fplain&host=/);
  });

  it("shows the steps of a form", async () => {
    const shown = await explain("post-object", "--bucket", bucket, "--key", "a");
    assert.deepEqual(Object.keys(shown), ["KeyTime", "SignKey", "Policy", "StringToSign", "Signature"]);
    assert.ok(Array.isArray((JSON.parse(shown.Policy ?? "") as { conditions: unknown }).conditions));
    assert.match(shown.StringToSign ?? "", /^[\da-f]{40}$/);
  });

  it("sends nothing, and says what is wrong with a call as api does", async () => {
    line.bench.emulator.clearRequests();
    const file = line.write("cors.json", '{"CORSRule":[{"AllowedOrigin":["*"],"AllowedMethod":["GET"]}]}');
    const put = await line.run([
      "signature",
      "explain",
      "put-bucket-cors",
      "--bucket",
      bucket,
      "--input",
      file,
    ]);
    assert.equal(put.status, 0, put.stderr);
    assert.match(put.stdout, /^HeaderList .*content-md5/m);
    const missing = await line.run(["signature", "explain", "get-object", "--bucket", bucket]);
    assert.deepEqual([missing.status, missing.stdout], [2, ""]);
    assert.match(missing.stderr, /--key is required/);
    const nothing = await line.run(["signature", "explain", "no-such-thing"]);
    assert.equal(nothing.status, 2);
    assert.match(nothing.stderr, /there is no operation/);
    assert.equal(line.bench.emulator.requests.length, 0);
  });
});
