/** Reads the messages in which SELECT answers (https://www.tencentcloud.com/document/product/436/32360). */

import { crc32 } from "node:zlib";
import { CosServiceError } from "../client";
import { parseXml, textAt } from "../codec";
import { generalRemedy } from "../explanations/explain";
import { CosAnswerError } from "./errors";

/** How far a selection is, in bytes. */
export interface SelectionStatus {
  /** Read of the object. */
  readonly BytesScanned: number;
  /** The same after it was decompressed. */
  readonly BytesProcessed: number;
  /** Answered as records. */
  readonly BytesReturned: number;
}

/** A message of a selection: one of the three. */
export interface SelectionEvent {
  /** Records as they were asked for, CSV or JSON; a record may go on in the next message. */
  readonly Records?: Buffer | undefined;
  /** How far it is; only where `RequestProgress` asked for it. */
  readonly Progress?: SelectionStatus | undefined;
  /** How much it was; the last message. */
  readonly Stats?: SelectionStatus | undefined;
}

/** The answer that holds a selection, for errors in it. */
export interface SelectionAnswer {
  readonly operation: string;
  readonly status: number;
  readonly requestId: string;
}

/** Lengths of the message and of its headers, and a checksum of both. */
const preludeBytes = 12;

/** The checksum of all before it. */
const checksumBytes = 4;

/**
 * The messages of a selection as they come, each with its checksums compared. Whoever stops early ends the selection.
 * @throws CosServiceError when the selection fails while it is running
 * @throws CosAnswerError when a message is damaged, or the last one does not come
 */
export async function* selectionEvents(
  pieces: AsyncIterable<Uint8Array>,
  answer: SelectionAnswer,
): AsyncGenerator<SelectionEvent, void, undefined> {
  for await (const { headers, payload } of messagesOf(pieces, answer)) {
    if (headers[":message-type"] === "error") {
      throw failureOf(headers, answer);
    }
    switch (headers[":event-type"]) {
      case "Records":
        yield { Records: payload };
        break;
      case "Progress":
        yield { Progress: statusOf(payload) };
        break;
      case "Stats":
        yield { Stats: statusOf(payload) };
        break;
      case "End":
        return;
      default:
      // Cont says only that it goes on.
    }
  }
  throw new CosAnswerError(answer.operation, answer, "a selection that breaks off: records may be missing");
}

/** The records of a selection alone. */
export async function* recordsOf(events: AsyncIterable<SelectionEvent>): AsyncIterable<Buffer> {
  for await (const { Records } of events) {
    if (Records !== undefined) {
      yield Records;
    }
  }
}

function failureOf(headers: Readonly<Record<string, string>>, answer: SelectionAnswer): CosServiceError {
  const { ":error-code": code = "InternalError", ":error-message": serverMessage = "" } = headers;
  const { operation, status, requestId } = answer;
  return new CosServiceError(
    { operation, method: "POST", host: "", attempts: 1 },
    { status, code, requestId, serverMessage },
    generalRemedy(code),
  );
}

function statusOf(payload: Buffer): SelectionStatus {
  const document = parseXml(payload.toString());
  const count = (name: string) => Number(textAt(document, name) ?? 0);
  return {
    BytesScanned: count("BytesScanned"),
    BytesProcessed: count("BytesProcessed"),
    BytesReturned: count("BytesReturned"),
  };
}

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

async function* messagesOf(
  pieces: AsyncIterable<Uint8Array>,
  answer: SelectionAnswer,
): AsyncGenerator<Message> {
  const damaged = () =>
    new CosAnswerError(answer.operation, answer, "a selection with a message whose checksum is another one");
  let pending = Buffer.alloc(0);
  for await (const piece of pieces) {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= preludeBytes) {
      const length = lengthOf(pending);
      if (length === undefined) {
        throw damaged();
      }
      if (pending.length < length) {
        break;
      }
      const message = readMessage(pending.subarray(0, length));
      if (message === undefined) {
        throw damaged();
      }
      yield message;
      pending = pending.subarray(length);
    }
  }
}

/** Compared before it is believed: a damaged length would wait for bytes that never come. */
function lengthOf(message: Buffer): number | undefined {
  const [length, headersLength] = [message.readUInt32BE(0), message.readUInt32BE(4)];
  const isWhole = crc32(message.subarray(0, 8)) === message.readUInt32BE(8);
  return isWhole && length >= preludeBytes + headersLength + checksumBytes ? length : undefined;
}

function readMessage(message: Buffer): Message | undefined {
  const end = message.length - checksumBytes;
  if (crc32(message.subarray(0, end)) !== message.readUInt32BE(end)) {
    return undefined;
  }
  const headersEnd = preludeBytes + message.readUInt32BE(4);
  return {
    headers: readHeaders(message.subarray(preludeBytes, headersEnd)),
    payload: message.subarray(headersEnd, end),
  };
}

/** Each has the length of its name, the name, its type (a string), the length of its value, the value. */
function readHeaders(bytes: Buffer): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < bytes.length; ) {
    const nameEnd = at + 1 + (bytes[at] ?? 0);
    const valueStart = nameEnd + 3;
    const valueEnd = valueStart + bytes.readUInt16BE(nameEnd + 1);
    headers[bytes.toString("utf8", at + 1, nameEnd)] = bytes.toString("utf8", valueStart, valueEnd);
    at = valueEnd;
  }
  return headers;
}
