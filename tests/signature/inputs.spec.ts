import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { InputError, type Verdict, verifySignature } from "../../provider/signature";
import { shellWords } from "../../provider/signature/inputs/shellWords";
import { goSecretId, goSecretKey, vendorSecretId, vendorSecretKey } from "../client/vectors";
import { asQuery, qSign } from "../emulator/http";

const vendor = { secretId: vendorSecretId, secretKey: vendorSecretKey };
const host = "examplebucket-1250000000.cos.ap-beijing.myqcloud.com";

/** The two examples of https://www.tencentcloud.com/document/product/436/7778, whose page hides the last digits of each signature. */
const upload = `PUT /exampleobject(%E8%85%BE%E8%AE%AF%E4%BA%91) HTTP/1.1
Date: Thu, 16 May 2019 06:45:51 GMT
Host: ${host}
Content-Type: text/plain
Content-Length: 13
Content-MD5: mQ/fVh815F3k6TAUm8m0eg==
x-cos-acl: private
x-cos-grant-read: uin="100000000011"
Authorization: q-sign-algorithm=sha1&q-ak=${vendorSecretId}&q-sign-time=1557989151;1557996351&q-key-time=1557989151;1557996351&q-header-list=content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read&q-url-param-list=&q-signature=3b8851a11a569213c17ba8fa7dcf2abec6935172

ObjectContent`;
const uploadTime = 1557990000_000;

const downloadItems =
  `q-sign-algorithm=sha1&q-ak=${vendorSecretId}&q-sign-time=1557989753;1557996953&q-key-time=1557989753;1557996953` +
  "&q-header-list=date;host&q-url-param-list=response-cache-control;response-content-type&q-signature=01681b8c9d798a678e43b685a9f1bba0f6c0e012";
const downloadTarget =
  "/exampleobject(%E8%85%BE%E8%AE%AF%E4%BA%91)?response-content-type=application%2Foctet-stream&response-cache-control=max-age%3D600";
const date = "Thu, 16 May 2019 06:55:53 GMT";
const downloadTime = 1557990000_000;

function holds(verdict: Verdict): void {
  assert.deepEqual(verdict.findings, []);
  assert.equal(verdict.holds, true);
}

describe("A signature is verified", () => {
  it("of the vendor's examples, as raw requests with either line ends, and step by step", () => {
    for (const text of [upload, upload.replaceAll("\n", "\r\n")]) {
      const verdict = verifySignature([text], { credentials: vendor, now: uploadTime });
      holds(verdict);
      assert.deepEqual(verdict.inputs, ["request"]);
      const values = Object.fromEntries(verdict.steps.map(({ name, value }) => [name, value]));
      assert.equal(values.KeyTime, "1557989151;1557996351");
      assert.equal(values.SignKey, "***");
      assert.equal(
        values.StringToSign,
        "sha1\n1557989151;1557996351\n8b2751e77f43a0995d6e9eb9477f4b685cca4172\n",
      );
      assert.equal(values.Signature, "3b8851a11a569213c17ba8fa7dcf2abec6935172");
    }
  });

  it("of a bare Authorization header, with method, host, path and headers beside it", () => {
    const known = { method: "GET", host, path: downloadTarget, headers: [["Date", date]] } as const;
    for (const text of [
      downloadItems,
      `Authorization: ${downloadItems}`,
      downloadItems.replaceAll(";", "%3B"),
    ]) {
      holds(verifySignature([text], { ...known, credentials: vendor, now: downloadTime }));
      const put = verifySignature([text], {
        ...known,
        method: "PUT",
        credentials: vendor,
        now: downloadTime,
      });
      assert.equal(put.findings[0]?.cause, "method");
    }
  });

  it("of a bare Authorization header alone only as far as that goes", () => {
    const verdict = verifySignature([downloadItems], { credentials: vendor, now: downloadTime });
    assert.equal(verdict.holds, undefined);
    assert.match(verdict.notes.join(), /Give its method, host and path/);
    const expired = verifySignature([downloadItems], { credentials: vendor });
    assert.deepEqual([expired.holds, expired.findings[0]?.cause], [false, "expired"]);
  });

  // cos-go-sdk-v5, the test of its pre-signed URLs
  it("of a pre-signed URL of the SDK for Go, which does not say for which method", () => {
    const credentials = { secretKey: "ZfbOA78asKUYBcXFrJD0a1I*******" };
    const items = (list: string, signature: string) =>
      `q-sign-algorithm=sha1&q-ak=AKID&q-sign-time=1622702557%3B1622706157&q-key-time=1622702557%3B1622706157&q-header-list=&q-url-param-list=${list}&q-signature=${signature}`;
    const at = { credentials, now: 1622703000_000 };
    const origin = "https://examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/test.jpg?";
    const bare = verifySignature([origin + items("", "820975b5a8eccce9455b94d4ebed14d66654bf3c")], at);
    holds(bare);
    assert.equal(bare.method, "PUT");
    assert.match(bare.notes.join(), /method is not given: it was taken as PUT/);
    const query = `test=params&${items("test", "7757e84ed5f8953eafc30afcd2a5d1ad68e00d67")}`;
    holds(verifySignature([origin + query], at));
    const got = verifySignature([origin + query], { ...at, method: "GET" });
    assert.deepEqual([got.holds, got.findings[0]?.cause], [false, "method"]);
    assert.ok(got.corrected?.url?.startsWith(`${origin}test=params&q-sign-algorithm=sha1&q-ak=AKID&`));
  });

  it("merged into one parameter called sign", () => {
    const url = `https://${host}${downloadTarget}&sign=${encodeURIComponent(downloadItems)}`;
    const options = {
      method: "GET",
      headers: [["date", date]],
      credentials: vendor,
      now: downloadTime,
    } as const;
    holds(verifySignature([url], options));
  });

  it("of the SDK for Go's own test vector, whose key is not the vendor's", () => {
    const text = `PUT /testfile2 HTTP/1.1
Host: testbucket-125000000.cos.ap-guangzhou.myqcloud.com
x-cos-content-sha1: db8ac1c259eb89d4a131b253bacfca5f319d54f2
x-cos-stroage-class: nearline
Authorization: q-sign-algorithm=sha1&q-ak=${goSecretId}&q-sign-time=1480932292;1481012292&q-key-time=1480932292;1481012292&q-header-list=host;x-cos-content-sha1;x-cos-stroage-class&q-url-param-list=&q-signature=ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a
`;
    const now = 1480932300_000;
    holds(verifySignature([text], { credentials: { secretId: goSecretId, secretKey: goSecretKey }, now }));
    const other = verifySignature([text], { credentials: vendor, now });
    assert.deepEqual([other.holds, other.findings[0]?.cause], [false, "wrongKey"]);
  });

  it("without a SecretKey as far as its times, its items and its lists go", () => {
    const sound = verifySignature([upload], { now: uploadTime });
    assert.deepEqual([sound.holds, sound.findings, sound.steps], [undefined, [], []]);
    const cases = {
      missingHeader: upload.replace(/x-cos-acl: .*\n/, ""),
      missingParameter: upload.replace("param-list=", "param-list=versionid"),
      missingItem: upload.replace(/&q-ak=[^&]*/, ""),
      algorithm: upload.replace("=sha1", "=sha256"),
      signatureForm: upload.replace(/q-signature=\w+/, "q-signature=x"),
      time: upload.replace("q-sign-time=1557989151;", "q-sign-time="),
    };
    for (const [cause, text] of Object.entries(cases)) {
      const { holds: result, findings } = verifySignature([text], { now: uploadTime });
      assert.deepEqual([result, findings[0]?.cause], [false, cause]);
    }
  });

  it("of a form, as a browser sends it", () => {
    // https://www.tencentcloud.com/document/product/436/14690, with its key pair.
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
    const fields = {
      key: "folder/subfolder/a.png",
      policy: Buffer.from(policy).toString("base64"),
      "q-sign-algorithm": "sha1",
      "q-ak": vendorSecretId,
      "q-key-time": "1567150692;1567157892",
      "q-signature": "7758dc9a832e9d301dca704cacbf9d9f8172fdef",
    };
    const part = ([name, value]: [string, string]) =>
      `------WebKitFormBoundaryx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${Object.entries(fields).map(part).join("")}------WebKitFormBoundaryx--\r\n`;
    const type = "multipart/form-data; boundary=----WebKitFormBoundaryx";
    const raw = `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\n\r\n${body}`;
    const har = (postData: object) =>
      JSON.stringify({
        request: {
          method: "POST",
          url: `https://${host}/`,
          headers: [{ name: "content-type", value: type }],
          postData,
        },
      });
    const params = Object.entries(fields).map(([name, value]) => ({ name, value }));
    const curl = `curl https://${host}/ ${Object.entries(fields)
      .map((pair) => `-F '${pair.join("=")}'`)
      .join(" ")} -F file=@a.png`;
    const options = { credentials: vendor, now: 1567151000_000 };
    for (const text of [raw, har({ mimeType: type, text: body }), har({ mimeType: type, params }), curl]) {
      const verdict = verifySignature([text], options);
      holds(verdict);
      assert.equal(verdict.carrier, "form");
      const steps = Object.fromEntries(verdict.steps.map(({ name, value }) => [name, value]));
      assert.equal(steps.Policy, policy);
      assert.equal(steps.StringToSign, "d5d903b8360468bc81c1311f134989bc8c8b5b89");
      const changed = verifySignature([text.replace("7758dc9a", "7758dc9b")], options);
      assert.deepEqual([changed.holds, changed.findings[0]?.cause], [false, "wrongKey"]);
      assert.equal(changed.corrected?.fields?.["q-signature"], fields["q-signature"]);
    }
    const elsewhere = verifySignature([raw.replace(fields["q-key-time"], "1567150693;1567157892")], options);
    assert.equal(elsewhere.findings[0]?.cause, "policyFields");
  });
});

describe("A command of curl is read", () => {
  const sign = (method: string, path: string, headers: readonly (readonly [string, string])[] = []) =>
    qSign(
      { secretId: "AKIDtest", secretKey: "test-key" },
      { method, path, headers: [["host", host], ...headers] },
    ).authorization;
  const check = (command: string) =>
    verifySignature([command], {
      credentials: { secretId: "AKIDtest", secretKey: "test-key" },
    });

  const type = ["content-type", "application/x-www-form-urlencoded"] as const;
  const commands: Readonly<Record<string, () => string>> = {
    "as Chromium copies it for a shell": () => `curl 'https://${host}/it%27s%20%281%29' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H $'authorization: ${sign("PUT", "/it's (1)", [type, ["x-cos-meta-word", "it's ü!"]])}' \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -H $'x-cos-meta-word: it\\'s \\u00fc\\u0021' \\
  --data-raw $'a\\'b' \\
  --compressed`,
    "as Firefox copies it, with its headers first": () =>
      `curl --request GET -H "Authorization: ${sign("GET", '/a"b')}" --url "https://${host}/a%22b"`,
    "in one line, with flags run together": () =>
      `curl -sSLI -H'Authorization: ${sign("HEAD", "/a")}' https://${host}/a | head -3`,
    "with an upload": () =>
      `curl -T 'file name.txt' 'https://${host}/a' --header='Authorization: ${sign("PUT", "/a")}'`,
    "with a body, to which curl gives a length and a type": () =>
      `$ curl https://${host}/ -H 'Authorization: ${sign("POST", "/", [type, ["content-length", "3"]])}' -d 'a=b'`,
    "with the Host given beside another address": () =>
      `curl http://127.0.0.1:9000/a -H 'Host: ${host}' -H 'Authorization: ${sign("GET", "/a")}' --connect-timeout 3`,
  };
  for (const [name, command] of Object.entries(commands)) {
    it(name, () => {
      const verdict = check(command());
      assert.deepEqual(verdict.inputs, ["curl"]);
      holds(verdict);
    });
  }

  it("with an & that the shell takes for its own, so that the signature is cut off", () => {
    const url = `https://${host}/a?prefix=x&${asQuery(sign("GET", "/a"))}`;
    assert.throws(() => check(`curl ${url}`), InputError);
    holds(check(`curl '${url}'`));
  });

  it("word by word as the shell itself reads it", () => {
    const word = fc
      .array(
        fc.constantFrom(
          "a",
          "é",
          " ",
          "'",
          '"',
          "\\",
          "$",
          "!",
          "&",
          ";",
          "|",
          "#",
          "\n",
          "*",
          "u0041",
          "x41",
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(""));
    const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const double = (text: string) => `"${text.replace(/[\\$"`]/g, "\\$&")}"`;
    const ansi = (text: string) =>
      `$'${text.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("!", "\\u0021")}'`;
    const quoted = fc
      .tuple(word, fc.constantFrom(single, double, ansi))
      .map(([text, quote]) => [text, quote(text)] as const);
    fc.assert(
      fc.property(fc.array(quoted, { minLength: 1, maxLength: 5 }), (words) => {
        const command = words.map(([, written]) => written).join(" \\\n ");
        const given = words.map(([text]) => text);
        assert.deepEqual(shellWords(command), given);
        const shell = execFileSync("bash", ["--norc", "-c", `printf '%s\\0' ${command}`], {
          encoding: "utf8",
          env: { ...process.env, LC_ALL: "C.UTF-8" },
        });
        assert.deepEqual(shell.split("\0").slice(0, -1), given);
      }),
      { numRuns: 60 },
    );
  });
});

describe("An input without a signature is refused, and the reason is given:", () => {
  const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
    "a sentence": ["hello", /neither an Authorization header/],
    "a URL without a signature": ["https://example.com/a", /no signature in it/],
    "another document": ["<html></html>", /not an Error of COS: its root is "html"/],
    "a broken document": ["<Error><Code>", /not well-formed/],
    "a network log that browsers took the keys from": [
      '{"log":{"entries":[]}}',
      /exported with sensitive data/,
    ],
    "broken JSON": ["{", /not JSON/],
    "a command with an open quote": ["curl 'https://x", /quote has no end/],
    "a command without an address": ["curl -s", /no URL/],
    "Amazon's signature": [
      "GET / HTTP/1.1\nAuthorization: AWS4-HMAC-SHA256 Credential=x",
      /no signature in it/,
    ],
    "an error without what COS signed": ["<Error><Code>NoSuchKey</Code></Error>", /no FormatString/],
  };
  for (const [name, [text, message]] of Object.entries(refused)) {
    it(name, () => {
      assert.throws(
        () => verifySignature([text]),
        (error) => error instanceof InputError && message.test(error.message),
      );
    });
  }

  it("and nothing of it is repeated", () => {
    assert.throws(
      () => verifySignature(["canary-secret"]),
      (error) => error instanceof Error && !error.message.includes("canary"),
    );
  });

  it("and whatever else is given, it is judged or refused like that, never broken on", () => {
    const samples = [
      upload,
      downloadItems,
      `https://${host}${downloadTarget}&${asQuery(downloadItems)}`,
      `curl -X PUT 'https://${host}/a' -H $'Authorization: ${downloadItems}' -F a=b -d @x --json '{}'`,
      "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>sha1\n1;2\nab\n</StringToSign><FormatString>get\n/\n\nhost=h\n</FormatString></Error>",
      `{"request":{"method":"GET","url":"https://h/?q-signature=1","headers":[{"name":"a","value":"b"}],"postData":{"params":[]}},"response":{"status":403,"content":{"text":""}}}`,
    ];
    const pieces = ["null", "[]", "{}", '""', "\n", "'", '"', "%", "&", "=", ";", "\0", "\ud800", "\\", "$'"];
    const edit = fc.tuple(
      fc.nat(),
      fc.nat(5),
      fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })),
    );
    const edited = fc
      .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 }))
      .map(([text, edits]) =>
        edits.reduce((whole, [at, length, piece]) => {
          const position = at % (whole.length + 1);
          return whole.slice(0, position) + piece + whole.slice(position + length);
        }, text),
      );
    fc.assert(
      fc.property(edited, (text) => {
        try {
          assert.notEqual(verifySignature([text]).holds, true);
        } catch (error) {
          assert.ok(error instanceof InputError, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
