/** Reads the messages of a selection as https://www.tencentcloud.com/document/product/436/32360 lays them out. */

import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import type { Answer, Bench } from "./http";

/** One message of an answer. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** Splits an answer into its messages, and checks both check sums of each. */
export function readMessages(bytes: Buffer): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at < bytes.length; ) {
    const total = bytes.readUInt32BE(at);
    const headerEnd = at + 12 + bytes.readUInt32BE(at + 4);
    assert.equal(bytes.readUInt32BE(at + 8), crc32(bytes.subarray(at, at + 8)));
    const end = at + total;
    assert.equal(bytes.readUInt32BE(end - 4), crc32(bytes.subarray(at, end - 4)));
    const headers: Record<string, string> = {};
    for (let next = at + 12; next < headerEnd; ) {
      const nameEnd = next + 1 + bytes.readUInt8(next);
      assert.equal(bytes.readUInt8(nameEnd), 7);
      const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1);
      headers[bytes.toString("utf8", next + 1, nameEnd)] = bytes.toString("utf8", nameEnd + 3, valueEnd);
      next = valueEnd;
    }
    messages.push({ headers, payload: bytes.subarray(headerEnd, end - 4) });
    at = end;
  }
  return messages;
}

/** What a selection is asked with; the rest is as in the samples of the page. */
export interface Question {
  readonly sql: string;
  /** The inside of InputSerialization. @default CSV without anything */
  readonly input?: string;
  /** The inside of OutputSerialization. @default CSV without anything */
  readonly output?: string;
  readonly more?: string;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The document of a selection. */
export function selectRequest({ sql, input = "<CSV/>", output = "<CSV/>", more = "" }: Question): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><SelectRequest><Expression>${escaped(sql)}</Expression>` +
    `<ExpressionType>SQL</ExpressionType><InputSerialization>${input}</InputSerialization>` +
    `<OutputSerialization>${output}</OutputSerialization>${more}</SelectRequest>`
  );
}

/** Asks for a selection from an object. */
export function askSelect(bench: Bench, bucket: string, path: string, question: Question): Promise<Answer> {
  const body = selectRequest(question);
  return bench.ask({ method: "POST", bucket, path, query: "select&select-type=2", body });
}

/** The records of an answer as one text, or the error that it is or ends with. */
export function recordsOf(answer: Answer): string {
  if (answer.status !== 200) {
    return answer.outcome;
  }
  let records = "";
  for (const { headers, payload } of readMessages(answer.body)) {
    if (headers[":message-type"] === "error") {
      return `${records}!${headers[":error-code"]}`;
    }
    if (headers[":event-type"] === "Records") {
      records += payload.toString();
    }
  }
  return records;
}

/** Stores an object and selects from it: its records as one text, or the error. */
export async function selectFrom(
  bench: Bench,
  bucket: string,
  content: string | Buffer,
  question: Question,
): Promise<string> {
  await bench.put(bucket, "/o", content);
  return recordsOf(await askSelect(bench, bucket, "/o", question));
}
