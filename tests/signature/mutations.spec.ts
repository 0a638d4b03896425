import assert from "node:assert/strict";
import COS from "cos-nodejs-sdk-v5";
import fc from "fast-check";
import { encodeKey, encodeQuery } from "../../provider/client/endpoint";
import { presignedQuery, sign } from "../../provider/client/signature";
import { type Verdict, verifySignature } from "../../provider/signature";
import { qSign } from "../emulator/http";

const keys = { secretId: "AKIDproperties", secretKey: "key-of-properties" };
const host = "site-1250000000.cos.ap-guangzhou.myqcloud.com";
const now = 1_700_000_000_000;
const times = { startTime: 1_699_999_000, endTime: 1_700_009_000 };
const keyTime = `${times.startTime};${times.endTime}`;

/** Keys and values as people have them, and worse. */
const text = fc.string({
  unit: fc.constantFrom(...("aZ0-_.~ +/%&=;,!'()*@:$é文😀\"<>".match(/./gu) ?? [])),
  maxLength: 12,
});
const name = fc
  .stringMatching(/^[a-z][a-z-]{0,8}[a-z]$/)
  .filter((word) => !word.startsWith("q-") && word !== "sign" && word !== "host");

/** Any request, with what is signed of it. */
const requests = fc.record({
  method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD"),
  key: text,
  query: fc.dictionary(name, text, { maxKeys: 4 }),
  headers: fc.dictionary(
    name,
    text.map((value) => value.trim()),
    { maxKeys: 4 },
  ),
});

type Request = typeof requests extends fc.Arbitrary<infer T> ? T : never;

/** The same request, as it goes over the wire. */
function asText({ method, key, query, headers }: Request, authorization: string): string {
  const encoded = encodeQuery(query);
  const lines = Object.entries({ Host: host, ...headers, Authorization: authorization });
  const target = `/${encodeKey(key)}${encoded && `?${encoded}`}`;
  return `${method} ${target} HTTP/1.1\r\n${lines.map((pair) => `${pair.join(": ")}\r\n`).join("")}\r\n`;
}

const verify = (input: string, known: object = {}): Verdict =>
  verifySignature([input], { credentials: keys, now, ...known });

function holds(verdict: Verdict): void {
  assert.deepEqual(verdict.findings, []);
  assert.equal(verdict.holds, true);
}

describe("Any request", () => {
  const signers: Readonly<Record<string, (request: Request) => string>> = {
    "by our client": ({ method, key, query, headers }) =>
      sign({ ...keys, method, path: `/${key}`, query, headers: { ...headers, host }, ...times })
        .authorization,
    "as the page says": ({ method, key, query, headers }) =>
      qSign(keys, {
        method,
        path: `/${key}`,
        parameters: Object.entries(query),
        headers: [...Object.entries(headers), ["host", host]],
        keyTime,
      }).authorization,
    "by Tencent's SDK for Node": ({ method, key, query, headers }) =>
      COS.getAuthorization({
        SecretId: keys.secretId,
        SecretKey: keys.secretKey,
        Method: method as COS.Method,
        Pathname: `/${key}`,
        Query: { ...query },
        Headers: { Host: host, ...headers },
        KeyTime: keyTime,
      } as COS.StaticGetAuthorizationOptions),
  };
  for (const [by, signer] of Object.entries(signers)) {
    it(`signed ${by} verifies`, () => {
      fc.assert(
        fc.property(requests, (request) => holds(verify(asText(request, signer(request))))),
        { numRuns: 150 },
      );
    });
  }

  it("as a pre-signed URL verifies", () => {
    const property = fc.property(requests, ({ method, key, query, headers }) => {
      const signed = sign({
        ...keys,
        method,
        path: `/${key}`,
        query,
        headers: { ...headers, host },
        ...times,
      });
      const parts = [encodeQuery(query), presignedQuery(keys.secretId, signed)].filter(Boolean);
      const url = `https://${host}/${encodeKey(key)}?${parts.join("&")}`;
      holds(verify(url, { method, headers: Object.entries(headers) }));
    });
    fc.assert(property, { numRuns: 150 });
  });

  it("with one character changed of what is signed does not verify, and the corrected signature does", () => {
    const position = fc.nat();
    const change = (old: string, at: number) => {
      const characters = [...old];
      const index = at % characters.length;
      characters[index] = characters[index] === "x" ? "y" : "x";
      return characters.join("");
    };
    const mutated = fc.constantFrom("method", "key", "host", "query", "headers", "time", "signature");
    const property = fc.property(requests, mutated, position, (request, part, at) => {
      const { authorization } = qSign(keys, {
        method: request.method,
        path: `/${request.key}`,
        parameters: Object.entries(request.query),
        headers: [...Object.entries(request.headers), ["host", host]],
        keyTime,
      });
      const changedPair = (pairs: Readonly<Record<string, string>>) => {
        const entries = Object.entries(pairs).filter(([, value]) => value !== "");
        fc.pre(entries.length > 0);
        const [own = "", value = ""] = entries[at % entries.length] ?? [];
        return { ...pairs, [own]: change(value, at) };
      };
      const texts: Readonly<Record<string, () => string>> = {
        method: () => asText({ ...request, method: request.method === "GET" ? "PUT" : "GET" }, authorization),
        key: () =>
          asText({ ...request, key: request.key === "" ? "x" : change(request.key, at) }, authorization),
        host: () => asText(request, authorization).replace(host, change(host, at)),
        query: () => asText({ ...request, query: changedPair(request.query) }, authorization),
        headers: () => asText({ ...request, headers: changedPair(request.headers) }, authorization),
        time: () => asText(request, authorization.replaceAll(keyTime, keyTime.replace(/\d$/, "1"))),
        signature: () =>
          asText(
            request,
            authorization.replace(/[\da-f]$/, (digit) => (digit === "0" ? "1" : "0")),
          ),
      };
      const input = texts[part]?.() ?? "";
      const verdict = verify(input);
      assert.equal(verdict.holds, false);
      assert.notDeepEqual(verdict.findings, []);
      const corrected = verdict.corrected?.authorization ?? "";
      holds(
        verify(
          input
            .replace(authorization.replace(/&q-signature.*/, ""), "")
            .replace(/Authorization: .*\r\n/, `Authorization: ${corrected}\r\n`),
        ),
      );
    });
    fc.assert(property, { numRuns: 50 });
  });
});
