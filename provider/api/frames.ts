/** Reads the frames in which SELECT answers (https://www.tencentcloud.com/document/product/436/32360). */

import { CosError } from "../client";

/** Length of a frame, length of its headers, checksum of both. */
const preludeBytes = 12;

/** A checksum stands at the end. */
const checksumBytes = 4;

/**
 * The records of a selection, piece by piece as they come.
 * @throws CosError when the selection fails while it is running, or its answer breaks off
 */
export async function* recordsOf(frames: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let pending = Buffer.alloc(0);
  let ended = false;
  for await (const piece of frames) {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= preludeBytes && pending.length >= pending.readUInt32BE(0)) {
      const length = pending.readUInt32BE(0);
      const headersEnd = preludeBytes + pending.readUInt32BE(4);
      if (length < headersEnd + checksumBytes) {
        throw new CosError("the answer holds a frame that is none", "BrokenAnswer");
      }
      const headers = readHeaders(pending.subarray(preludeBytes, headersEnd));
      if (headers[":message-type"] === "error") {
        const { ":error-code": code = "InternalError", ":error-message": message = "" } = headers;
        throw new CosError(`the selection failed: ${code}: ${message}`, code);
      }
      if (headers[":event-type"] === "Records") {
        yield pending.subarray(headersEnd, length - checksumBytes);
      }
      ended ||= headers[":event-type"] === "End";
      pending = pending.subarray(length);
    }
  }
  if (!ended) {
    throw new CosError("the answer breaks off: there may be more records", "BrokenAnswer");
  }
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
