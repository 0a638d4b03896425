/** The explained errors: every code of COS's own list that this package can meet, and what breaks a connection. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { errorGroups, explainCode } from "../../provider/explanations";
import { CosClient, CosNetworkError, type Explain } from "../../provider/hosts/client";
import { keys, refusal, region, type Server, startServer } from "./server";

/** What no request of this package can be answered with. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "image processing and moderation": [
    "ImageResolutionExceed",
    "ImageTooLarge",
    "InvalidImageFormat",
    "InvalidImageSource",
    "InvalidPicOperations",
    "NoProcessAuthority",
  ],
  "uploads by a browser's form": [
    "IncorrectNumberOfFilesInPostRequest",
    "InvalidPolicyDocument",
    "MalformedPOSTRequest",
  ],
  "the old JSON API": ["InvalidUploadStatus", "JsonAPINotSupportOnMAZBucket", "UploadIdNotSupported"],
  "appending to objects": ["AppendPositionErr", "ObjectNotAppendable"],
  "restoring archives": ["RestoreAlreadyInProgress", "RestoreNonArchiveObject"],
  "scripts of web pages": ["AccessForbidden"],
  "keys that customers send along": ["SsecDecryptHeaderInvalid"],
  "other checksums than MD5 and CRC64": ["InvalidSHA1Digest", "VerifyAlgorithmNotSupported"],
  "listings with our own delimiter or without an upload's id": [
    "InvalidDelimiter",
    "ListPartUploadIdIsEmpty",
  ],
  "notifications, quotas, batch jobs and versions of CAM policies": [
    "NotifyRuleEventConflict",
    "NotifyRulePrefixConflict",
    "NotifyRuleSuffixConflict",
    "NoBucketQuotaPolicy",
    "NoSuchJob",
    "NoSuchPolicyVersion",
    "PolicyVersionFull",
  ],
};

/** COS's own list: status and code. */
const documented = readFileSync(path.join(__dirname, "../fixtures/errors/codes.txt"), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [, status, code] = /^(\d+) (.+)$/.exec(line) ?? [];
    return { status: Number(status), code: String(code) };
  });

describe("The explained errors", () => {
  it("explain every code of COS's list that a resource can meet, under its status", () => {
    const others = new Set(Object.values(elsewhere).flat());
    for (const { status, code } of documented.filter((each) => !others.has(each.code))) {
      const explanation = explainCode(code);
      assert.ok(explanation, `${status} ${code} is not explained`);
      assert.ok([explanation.status].flat().includes(status), `${code} is answered with ${status}`);
    }
  });

  it("explain no code that COS does not list, but for those that SDKs and we ourselves know", () => {
    const known = new Set(documented.map(({ code }) => code));
    const strange = errorGroups
      .flatMap(({ codes }) => Object.entries(codes))
      .filter(([code, { status }]) => status !== undefined && !known.has(code))
      .map(([code]) => code);
    assert.deepEqual(strange, [
      "OperationAborted",
      "NoSuchBucketPolicy",
      "NoSuchPolicy",
      "NoSuchRefererConfiguration",
      "DomainConfigNotFoundError",
      "NotFound",
    ]);
  });

  it("tell each code once, in sentences", () => {
    const all = errorGroups.flatMap(({ codes }) => Object.entries(codes));
    assert.equal(new Set(all.map(([code]) => code)).size, all.length);
    for (const [code, { cause, remedy }] of all) {
      for (const text of [cause, remedy]) {
        assert.match(text, /^[A-Z].*[.)]$/, code);
      }
    }
  });

  it("never send a person to an import, which a dynamic provider does not have", () => {
    for (const { codes } of errorGroups) {
      assert.doesNotMatch(JSON.stringify(codes), /\bimport/i);
    }
    assert.match(explainCode("BucketAlreadyExists")?.remedy ?? "", /adoptExisting: true/);
  });
});

describe("A message ends with what to do", () => {
  let server: Server;

  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const refused = async (status: number, code: string) => {
    server.tell({ status, body: refusal(code, "Words of the service.") });
    const client = server.connect({ retry: { maxAttempts: 1 } });
    const error = await client
      .send({ method: "GET", bucket: "example-1250000000" })
      .catch((reason) => reason);
    return String((error as Error).message).split("\n");
  };

  it("for every code whose own words do not say it", async () => {
    for (const { codes } of errorGroups) {
      for (const [code, { status, remedy, selfExplanatory }] of Object.entries(codes)) {
        const [first] = [status].flat();
        if (first === undefined) {
          continue;
        }
        const [said = "", ...advice] = await refused(first, code);
        assert.ok(said.includes(`${first} ${code}: Words of the service.`), said);
        assert.equal(advice.length, selfExplanatory ? 0 : 1, code);
        // With its facts, these say it better than the table.
        if (!/^(AccessDenied|SignatureDoesNotMatch|InvalidAccessKeyId|NoSuchBucket)$/.test(code)) {
          assert.deepEqual(advice, selfExplanatory ? [] : [remedy], code);
        }
      }
    }
  });

  it("unless whoever makes the client has something else to say, or nothing", async () => {
    server.tell({ status: 403, body: refusal("AccessDenied", "Words of the service.") });
    const messageOf = async (explain: Explain) => {
      const client = server.connect({ retry: { maxAttempts: 1 }, explain });
      const error = await client.send({ method: "GET", bucket: "example-1250000000" }).catch((it) => it);
      return String((error as Error).message).split("\n");
    };
    assert.equal((await messageOf({})).length, 1);
    const own: Explain = { refusal: ({ bucket }, { status, code }) => `${bucket} said ${status} ${code}.` };
    assert.deepEqual((await messageOf(own)).slice(1), ["example-1250000000 said 403 AccessDenied."]);
    const silent = new CosClient({ credentials: keys, explain: {} });
    await assert.rejects(silent.send({ method: "GET", bucket: "example-1250000000" }), {
      message: "No region for bucket example-1250000000: the request or the client must name one.",
    });
  });

  const unanswered = async (endpoint: string) => {
    const client = new CosClient({ credentials: keys, region, endpoint, retry: { maxAttempts: 1 } });
    const error = await client.send({ method: "GET" }).catch((reason) => reason);
    await client.close();
    assert.ok(CosNetworkError.isInstance(error));
    return error;
  };

  it("when nothing listens, and when something listens that speaks no TLS", async () => {
    const other = http.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const noTls = await unanswered(`https://127.0.0.1:${port}`);
    await new Promise((resolve) => other.close(resolve));
    const nobody = await unanswered(`http://127.0.0.1:${port}`);
    assert.equal(nobody.code, "ECONNREFUSED");
    for (const { code, message } of [noTls, nobody]) {
      assert.ok(message.endsWith(`\n${explainCode(code)?.remedy}`), `${code}: ${message}`);
    }
  });
});
