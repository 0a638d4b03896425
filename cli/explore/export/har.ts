/** Calls as an HTTP archive: http://www.softwareishard.com/blog/har-12-spec/. */

import { STATUS_CODES } from "node:http";
import { version } from "../../version";
import type { HistoryEntry, SentRequest } from "../wire";

/** An archive of version 1.2. What was left out of the history is not in it either. */
export function harOf(calls: readonly HistoryEntry[]): string {
  const log = {
    version: "1.2",
    creator: { name: "pulumi-tencentcos explore", version },
    entries: calls.flatMap((call) => (call.request === undefined ? [] : [entryOf(call, call.request)])),
  };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

function entryOf(call: HistoryEntry, request: SentRequest) {
  const { time, milliseconds, draft, code } = call;
  return {
    startedDateTime: new Date(time).toISOString(),
    time: milliseconds,
    request: requestOf(request),
    response: responseOf(call),
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: [draft.operation || "free request", code].filter(Boolean).join(": "),
  };
}

function requestOf({ method, url, headers, body, bodyBytes }: SentRequest) {
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairsOf(headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(body !== undefined && {
      postData: { mimeType: headers["content-type"] ?? "", params: [], text: body },
    }),
    headersSize: -1,
    bodySize: bodyBytes ?? (body === undefined ? 0 : Buffer.byteLength(body)),
  };
}

function responseOf({ status = 0, responseHeaders = {}, answer, code }: HistoryEntry) {
  const { "content-length": length, "content-type": type = "" } = responseHeaders;
  const size = length === undefined ? Buffer.byteLength(answer ?? "") : Number(length);
  return {
    status,
    statusText: STATUS_CODES[status] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairsOf(responseHeaders),
    content: { size, mimeType: type, ...(answer !== undefined && { text: answer }) },
    redirectURL: responseHeaders.location ?? "",
    headersSize: -1,
    bodySize: length === undefined ? -1 : Number(length),
    ...(status === 0 && code !== undefined && { comment: code }),
  };
}

function pairsOf(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
