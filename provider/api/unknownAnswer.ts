/** Reads answers of which the table knows nothing. */

import type { Readable } from "node:stream";
import type { CosResponse } from "../client";
import { parseXml } from "../codec";
import type { CosApiAnswer, FreeRequest } from "./call";
import { type JsonObject, readAnything } from "./json/read";

/** The body of such an answer, by its content type: XML and JSON as JSON, other text as text, and the rest as bytes. */
export function readUnknownAnswer(
  { body, headers }: CosResponse | CosResponse<Readable>,
  format: FreeRequest["format"],
): Pick<CosApiAnswer, "body" | "root" | "unknownElements"> {
  if (!Buffer.isBuffer(body)) {
    return { body, unknownElements: [] };
  }
  const contentType = headers["content-type"] ?? "";
  const text = body.toString();
  if (format !== "xml" && /^\s*</.test(text) && contentType.includes("xml")) {
    const root = parseXml(text);
    const read = readAnything(root);
    return {
      body: typeof read === "object" ? read : ({ [root.name]: read } as JsonObject),
      root: root.name,
      unknownElements: [root.name],
    };
  }
  if (format !== "xml" && contentType.includes("json")) {
    return { body: JSON.parse(text), unknownElements: [] };
  }
  return { body: format === "xml" || /xml|json|text/.test(contentType) ? text : body, unknownElements: [] };
}
