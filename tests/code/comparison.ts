/** Compares what a program sends with what `CosApi` sends for the same call. */

import assert from "node:assert/strict";
import { readJson } from "../../provider/api/json/read";
import { shapeOf } from "../../provider/api/json/shape";
import type { Operation } from "../../provider/api/operations";
import { isMembers, parseXml } from "../../provider/codec";
import type { Recorded } from "./recorder";

/** Parameters of a listing that the SDK for Go sends as headers too. */
const ofGo = /^(delimiter|encodingtype|keymarker|maxuploads|prefix|uploadidmarker)$/;

/** Headers that belong to a connection or to a client and not to the call. */
const ofClients =
  /^(host|user-agent|connection|proxy-connection|accept|accept-encoding|accept-language|sec-fetch-mode|authorization|content-length|content-md5|date|expect|transfer-encoding|te|x-cos-sdk-.*)$/;

/**
 * Fails where a program's request says something else.
 */
export function assertSame(operation: Operation, expected: Recorded, actual: Recorded): void {
  assert.equal(actual.method, expected.method, "method");
  assert.equal(addressOf(actual), addressOf(expected), "address");
  assert.deepEqual(
    withoutHabits(queryOf(operation, actual), expected),
    queryOf(operation, expected),
    "query",
  );
  assert.deepEqual(
    withoutEncoding(headersOf(operation, actual), expected),
    headersOf(operation, expected),
    "headers",
  );
  assert.deepEqual(bodyOf(operation, actual), bodyOf(operation, expected), "body");
}

/** Host and path; a form goes to the bucket by its path. */
function addressOf({ host, path }: Recorded): string {
  const [, bucket, key] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
  return host.startsWith("127.0.0.1") ? `${bucket}.cos.ap-guangzhou.myqcloud.com${key}` : `${host}${path}`;
}

/** What the SDK for Python adds to listings, and takes back in what it answers. */
function withoutHabits(query: Record<string, string>, expected: Recorded): Record<string, string> {
  const habits: Readonly<Record<string, string>> = { "encoding-type": "url", "part-number-marker": "0" };
  return Object.fromEntries(
    Object.entries(query).filter(([name, value]) => habits[name] !== value || name in expected.query),
  );
}

/** Keys in headers, which the SDKs for Go and Java encode, and that for Python does not. */
const keysInHeaders: readonly string[] = ["x-cos-symlink-target", "x-cos-rename-source"];

function withoutEncoding(headers: Record<string, string>, expected: Recorded): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const wanted = expected.headers[name];
      const isEncoded =
        keysInHeaders.includes(name) && value !== wanted && decodeURIComponent(value) === wanted;
      return [name, isEncoded ? wanted : value];
    }),
  );
}

/** Without what means the same when it is left out. */
function queryOf({ query = {}, subresource }: Operation, recorded: Recorded): Record<string, string> {
  const entries = Object.entries(recorded.query).filter(([name, value]) => {
    const assumed = query[name]?.default;
    return (
      name === subresource || (value !== "" && value !== String(assumed)) || query[name]?.values?.includes("")
    );
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function headersOf({ headers = {}, body }: Operation, recorded: Recorded): Record<string, string> {
  const defaults = new Map(
    Object.entries(headers).map(([name, { default: assumed }]) => [name.toLowerCase(), assumed]),
  );
  const entries = Object.entries(recorded.headers).filter(
    ([name, value]) =>
      !ofClients.test(name) &&
      !ofGo.test(name) &&
      value !== "" &&
      value !== String(defaults.get(name)) &&
      // Of a document, its root says what it is; of content, clients guess.
      !(
        name === "content-type" &&
        (body?.kind !== "content" || !("Content-Type" in headers) || isGuess(value))
      ),
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isGuess(type: string): boolean {
  return /^(application\/octet-stream|text\/plain|application\/xml)/.test(type);
}

function bodyOf({ body }: Operation, recorded: Recorded): unknown {
  const text = recorded.body.toString();
  switch (body?.kind) {
    case "xml":
      return text === "" ? "" : sorted(readJson(shapeOf(body.group), parseXml(text)).body);
    case "json":
      return sorted(JSON.parse(text));
    case "form":
      return formFields(text);
    case "content":
      return text;
    default:
      return text;
  }
}

/** Members in one order; what an element's type is follows from what it holds. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (!isMembers(value)) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(
      ([name, member]) => !(name === "Type" && /^(CanonicalUser|Group|RootAccount)$/.test(String(member))),
    )
    .map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Fields of a form but for what changes with the time. */
function formFields(text: string): Record<string, string> {
  const parts = [...text.matchAll(/name="([^"]+)"[^\r]*\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--/gs)];
  return Object.fromEntries(
    parts
      .map(
        ([, name, value]) =>
          [name, /^(policy|q-.*time|q-signature)$/.test(String(name)) ? "" : value] as [string, string],
      )
      .sort(),
  );
}
