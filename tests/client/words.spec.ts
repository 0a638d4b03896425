/** What strangers write, and what messages make of it. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { CosConfigError, CosNetworkError, CosServiceError } from "../../provider/client";
import { resolveSettings } from "../../provider/hosts/settings";
import { object } from "../handlers";
import { bucket, region, type Server, startServer } from "./server";

/** Characters that a terminal obeys, or that are invisible: Unicode's control characters, its line ends, its changes of direction, halves of characters. */
const commanding = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}]/u;

describe("the words of others in an error", () => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.close());

  const request = { method: "GET", bucket, key: "a.txt", operation: "GetObject" } as const;

  async function refusedWith(parts: { code?: string; message?: string; id?: string; key?: string }) {
    const { code = "NoSuchKey", message = "", id = "", key = request.key } = parts;
    const element = (name: string, text: string) =>
      `<${name}>${text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)}</${name}>`;
    const body = `<Error>${element("Code", code)}${element("Message", message)}${element("RequestId", id)}</Error>`;
    server.tell({ status: 404, body });
    const client = server.connect({ retry: { maxAttempts: 1 } });
    const error = await client.send({ ...request, key }).then(
      () => assert.fail("it was answered"),
      (refusal: unknown) => refusal,
    );
    assert.ok(CosServiceError.isInstance(error));
    return error;
  }

  it("cannot command a terminal, and are shown all the same", async () => {
    const hostile = "\u001b]0;owned\u0007\u009b31m\u202ednuof ton\u2066";
    const error = await refusedWith({
      code: `X${hostile}`,
      message: hostile,
      id: `id${hostile}`,
      key: hostile,
    });
    for (const text of [error.message, error.code, error.serverMessage, error.requestId]) {
      assert.doesNotMatch(text, commanding);
      assert.ok(text.includes("\\u001b]0;owned\\u0007\\u009b31m\\u202ednuof ton\\u2066"), text);
    }
  });

  it("cannot begin a line, in which a CI would find a command", async () => {
    for (const end of ["\n", "\r\n", "\r", "\u2028", "\u0085", " "]) {
      const { message } = await refusedWith({
        message: `no${end}::error file=a::b`,
        id: `1${end}::add-mask::a`,
      });
      for (const line of message.split("\n")) {
        assert.doesNotMatch(line, /^\s*::/);
        // Somebody may break it between its words.
        assert.doesNotMatch(line, /\s::[a-z]/);
      }
      assert.match(message, /:error file=a::b/);
    }
  });

  it("cannot command a CI from within a line either", async () => {
    const message = "##[add-mask]a ##vso[task.setvariable variable=PATH]/tmp ##teamcity[buildStop]";
    const { message: shown } = await refusedWith({ message });
    assert.doesNotMatch(shown, /##[a-z]*\[/i);
    assert.match(shown, /#vso\[task\.setvariable/);
  });

  it("cannot end Pulumi's engine, which panics over a colour that it does not know", async () => {
    const { message } = await refusedWith({ message: "<{%fg 99%}>" });
    assert.ok(!message.includes("<{%"), message);
  });

  it("are two lines at most, whatever they are: what happened, and what to do", async () => {
    const words = fc.string({ unit: "binary", maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(words, words, words, async (message, id, code) => {
        const error = await refusedWith({ message, id, code: `NoSuchKey${code}` });
        const lines = error.message.split("\n");
        assert.ok(lines.length <= 2, error.message);
        assert.doesNotMatch(lines.join(""), commanding);
      }),
      { numRuns: 60 },
    );
  });

  it("leave ordinary ones alone: Chinese, emoji, URNs", async () => {
    const message = "存储桶不存在 👩‍👩‍👧 #1 urn:pulumi:prod::shop::a::b C:\\temp";
    assert.ok((await refusedWith({ message })).message.includes(message));
  });

  it("are as harmless when no answer came: a server that speaks no HTTP", async () => {
    server.tell((incoming) => incoming.socket.end("HTTP/1.1 \u001b[31m\r\n\r\n"));
    const client = server.connect({ retry: { maxAttempts: 1 } });
    await assert.rejects(client.send({ ...request, key: "a\n::error::b\u001b" }), (error) => {
      assert.ok(CosNetworkError.isInstance(error));
      const [first = "", ...others] = error.message.split("\n");
      assert.doesNotMatch(error.message.replaceAll("\n", ""), commanding);
      assert.ok(first.includes("a\\n\\u003a:error::b\\u001b"), first);
      assert.ok(others.length <= 1);
      return true;
    });
  });
});

describe("an address in an error", () => {
  const secret = "s3cret";
  const addresses = [
    `https://cos.example.com/gate?token=${secret}`,
    `https://cos.example.com/gate#${secret}`,
    `https://${secret}@cos.example.com/gate`,
    `https://n0body:${secret}@cos.example.com/gate`,
    `cos.example.com/gate?token=${secret}`,
    `n0body:${secret}@cos.example.com/gate`,
    `ftp://n0body:${secret}@cos.example.com/gate?a=${secret}@b`,
    `http://cos.example.com:port/gate?token=${secret}`,
    `http://n0body:${secret}@cos.example.com:port/gate`,
  ];

  for (const address of addresses) {
    it(`shows origin and path alone: ${address}`, () => {
      assert.throws(
        () => resolveSettings((key) => (key === "endpoint" ? address : undefined), {}),
        (error) => {
          assert.ok(CosConfigError.isInstance(error));
          assert.ok(!error.message.includes(secret), error.message);
          assert.ok(!error.message.includes("n0body"), error.message);
          assert.match(error.message, /cos\.example\.com.*\/gate"/);
          assert.match(error.message, /tencentcos:endpoint/);
          return true;
        },
      );
    });
  }

  it("is shown like that when it is the source of an object, too", () => {
    for (const uri of addresses.filter((address) => !address.startsWith("https:"))) {
      const source = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", uri };
      const settings = resolveSettings(() => undefined, {});
      const { failures } = object.check(settings, {}, { bucket, region, key: "k", source });
      const [failure] = failures;
      if (failure !== undefined) {
        assert.equal(failure.path, "source");
        assert.ok(!failure.reason.includes(secret), failure.reason);
      }
    }
  });
});
