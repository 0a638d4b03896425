/** Describes what COS answered, for the page: text, JSON and XML of one answer, and never more than a browser can show. */

import { STATUS_CODES } from "node:http";
import type { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { readAnything } from "../../provider/api/json/read";
import type { CosAnswer } from "../../provider/client";
import { parseXml, renderXml } from "../../provider/codec";
import type { Response } from "./wire";

/** Bytes of content that are shown. */
export const maxContent = 1024 * 1024;

/** Bytes of a document that are shown. */
const maxDocument = 2 * 1024 * 1024;

/** Bytes by which text is told from anything else. */
const sniffed = 4_096;

/** The text of an answer, as far as it is shown. */
export interface AnswerText {
  /** Left out where it is no text. */
  readonly text?: string;
  readonly cut: boolean;
}

/** What every response has. */
export function describeResponse(
  { status, headers }: Pick<CosAnswer, "status" | "headers">,
  { text, cut }: AnswerText,
): Response {
  const length = headers["content-length"];
  return {
    status,
    statusText: STATUS_CODES[status] ?? "",
    headers,
    requestId: headers["x-cos-request-id"] ?? "",
    contentType: headers["content-type"] ?? "",
    ...(length !== undefined && /^\d+$/.test(length) && { bytes: Number(length) }),
    cut,
    ...(text !== undefined && { text }),
    uses: [],
  };
}

/**
 * A document as text, as JSON and as XML. One that is not well-formed is text alone.
 * @param redact takes secrets out of it: refusals repeat what was signed
 * @param json what is known to be in it
 */
export function describeDocument(
  { status, headers, body = Buffer.alloc(0) }: CosAnswer,
  redact: (text: string) => string,
  json?: unknown,
): Response {
  const read = textOf([body], body.length, maxDocument);
  const shown = read.text === undefined ? read : { ...read, text: redact(read.text) };
  const response = { ...describeResponse({ status, headers }, shown), bytes: body.length };
  if (shown.cut || shown.text === undefined || shown.text.trim() === "") {
    return response;
  }
  return { ...response, ...spellings(shown.text, json) };
}

/** A text as a document, where it is one. @param json what is known to be in it */
export function spellings(text: string, json?: unknown): Pick<Response, "json" | "xml"> {
  try {
    if (text.trimStart().startsWith("<")) {
      const root = parseXml(text);
      const value = json ?? { [root.name]: readAnything(root) };
      return { json: JSON.stringify(value, undefined, 2), xml: renderXml(root, "  ") };
    }
    return { json: JSON.stringify(json ?? JSON.parse(text), undefined, 2) };
  } catch {
    return {};
  }
}

/**
 * Reads as much of a stream as is shown, and ends it.
 * @param encoding of the content, which makes bytes of text
 */
export async function readHead(
  pieces: Readable | AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): Promise<AnswerText> {
  const read: Uint8Array[] = [];
  let length = 0;
  const decoder = utf8();
  let isTextYet = true;
  // Leaving the loop ends what is read.
  for await (const piece of pieces) {
    read.push(piece);
    length += piece.length;
    isTextYet &&= isText(piece, decoder);
    if (length > maxContent || (length >= sniffed && !isTextYet)) {
      break;
    }
  }
  return isEncoded(encoding) ? { cut: false } : textOf(read, length, maxContent);
}

function isEncoded(encoding: string | undefined): boolean {
  return encoding !== undefined && !/^\s*(identity)?\s*$/i.test(encoding);
}

/** @param most bytes that are shown */
function textOf(pieces: readonly Uint8Array[], length: number, most: number): AnswerText {
  const bytes = Buffer.concat(pieces, length).subarray(0, most);
  const cut = length > most;
  return isText(bytes) ? { text: utf8().decode(bytes, { stream: true }), cut } : { cut: false };
}

/**
 * Whether bytes are UTF-8 without the control characters that no text has; a character may be cut at the end.
 * @param decoder of the bytes before them
 */
function isText(bytes: Uint8Array, decoder = utf8()): boolean {
  try {
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(decoder.decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

function utf8(): TextDecoder {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
}
