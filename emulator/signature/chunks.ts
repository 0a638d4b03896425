/**
 * The `aws-chunked` body framing of S3 libraries: signed chunks, unsigned chunks, trailers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */

import { createHmac } from "node:crypto";

import { ServiceError } from "../format/errors";
import { sameSignature } from "./qsign";
import { sha256 } from "./sigv4";

/** What is needed to check the signatures of chunks; undefined members mean "do not check". */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly date: string;
  readonly scope: string;
  /** The signature of the request, from which the chain starts. */
  readonly seed: string;
}

const maxLine = 8 * 1024;

/** Takes an aws-chunked body apart, piece by piece. */
export class ChunkDecoder {
  #pending: Buffer = Buffer.alloc(0);
  #state: "size" | "data" | "dataEnd" | "trailer" | "done" = "size";
  #left = 0;
  #previous: string;
  #expected: string | undefined;
  #chunk: Buffer[] = [];
  #trailerText = "";
  /** Trailing headers, lower-case. */
  readonly trailers: Record<string, string> = {};

  constructor(private readonly signing: ChunkSigning | undefined) {
    this.#previous = signing?.seed ?? "";
  }

  /** Whether the last chunk has come. */
  get finished(): boolean {
    return this.#state === "done";
  }

  /** Adds bytes of the request; returns the bytes of content that became complete. */
  push(bytes: Buffer): Buffer[] {
    let buffer = this.#pending.length > 0 ? Buffer.concat([this.#pending, bytes]) : bytes;
    const content: Buffer[] = [];
    while (buffer.length > 0 && this.#state !== "done") {
      if (this.#state === "data") {
        const piece = buffer.subarray(0, this.#left);
        // A signed chunk is not passed on before its signature was checked.
        if (this.signing) {
          this.#chunk.push(piece);
        } else {
          content.push(piece);
        }
        this.#left -= piece.length;
        buffer = buffer.subarray(piece.length);
        if (this.#left === 0) {
          this.#state = "dataEnd";
        }
        continue;
      }
      const end = buffer.indexOf("\r\n");
      if (end < 0) {
        if (buffer.length > maxLine) {
          throw malformed();
        }
        break;
      }
      const line = buffer.toString("latin1", 0, end);
      buffer = buffer.subarray(end + 2);
      if (this.#state === "size") {
        this.#startChunk(line);
      } else if (this.#state === "dataEnd") {
        if (line !== "") {
          throw malformed();
        }
        content.push(...this.#endChunk());
        this.#state = "size";
      } else {
        this.#readTrailer(line);
      }
    }
    this.#pending = buffer;
    return content;
  }

  #startChunk(line: string): void {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (!match) {
      throw malformed();
    }
    this.#expected = match[2];
    if (this.signing && this.#expected === undefined) {
      throw malformed();
    }
    this.#left = Number.parseInt(match[1]!, 16);
    this.#state = "data";
    if (this.#left === 0) {
      this.#endChunk();
      this.#state = "trailer";
    }
  }

  #endChunk(): Buffer[] {
    if (!this.signing) {
      return [];
    }
    const chunk = Buffer.concat(this.#chunk);
    this.#chunk = [];
    this.#check("AWS4-HMAC-SHA256-PAYLOAD", [sha256(""), sha256(chunk)], this.#expected!);
    return chunk.length > 0 ? [chunk] : [];
  }

  #readTrailer(line: string): void {
    if (line === "") {
      this.#state = "done";
      return;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) {
      throw malformed();
    }
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") {
      if (this.signing) {
        this.#check("AWS4-HMAC-SHA256-TRAILER", [sha256(this.#trailerText)], value);
      }
      return;
    }
    this.trailers[name] = value;
    this.#trailerText += `${name}:${value}\n`;
  }

  #check(kind: string, hashes: readonly string[], expected: string): void {
    const { key, date, scope } = this.signing!;
    const text = [kind, date, scope, this.#previous, ...hashes].join("\n");
    const signature = createHmac("sha256", key).update(text).digest("hex");
    if (!sameSignature(signature, expected)) {
      throw new ServiceError("SignatureDoesNotMatch", { details: { StringToSign: text } });
    }
    this.#previous = signature;
  }
}

function malformed(): ServiceError {
  return new ServiceError("IncompleteBody", { message: "The aws-chunked body is malformed." });
}
