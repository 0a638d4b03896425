/** Reads request bodies: length, framing and check sums first, then hands the content to a sink. */

import { createHash, type Hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { ServiceError } from "../format/errors";
import { parseXml, type XmlElement } from "../format/xml";
import { ChunkDecoder } from "../signature/chunks";
import type { BlobStore, BodyWriter } from "../store/blobs";
import type { Body } from "../store/body";
import { Crc64 } from "../store/crc64";
import { both } from "./pace";
import type { CosRequest } from "./request";
import { stalled } from "./stalls";

/** What is known of a body after it was read. */
export interface ReceivedBody {
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  readonly crc64: string;
  readonly body: Body;
}

/** The client went away before its body was complete; there is no client to answer. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

// Above every documented body but object content: 1,000 keys to delete, 10,000 parts to complete.
const maxDocument = 8 * 1024 * 1024;
/** The largest object content in one request. */
export const maxContent = 5 * 1024 * 1024 * 1024;

/** Refuses PUT and POST without a length. https://www.tencentcloud.com/document/product/436/7728 */
export function requireLength(request: CosRequest): void {
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) {
    throw new ServiceError("MissingContentLength");
  }
}

/** Receives object content into the store. */
export async function receiveContent(request: CosRequest, blobs: BlobStore): Promise<ReceivedBody> {
  requireLength(request);
  const declared = request.headers["x-cos-decoded-content-length"] ?? request.headers["content-length"];
  if (declared !== undefined && Number(declared) > maxContent) {
    throw new ServiceError("EntityTooLarge");
  }
  const content = new ContentWriter(blobs);
  try {
    await readContent(request, (chunk) => content.write(chunk));
    return await content.finish(request.headers["content-md5"]);
  } catch (error) {
    await content.discard();
    throw error;
  }
}

/** Object content on its way into the store; `finish` or `discard` ends it. */
export class ContentWriter {
  readonly #writer: BodyWriter;
  readonly #limit: number;
  readonly #md5 = createHash("md5");
  readonly #crc64 = new Crc64();
  #size = 0;

  /** @param limit the most bytes, beyond which it is EntityTooLarge */
  constructor(blobs: BlobStore, limit = maxContent) {
    this.#writer = blobs.writer();
    this.#limit = Math.min(limit, maxContent);
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Takes a chunk; a returned promise is to be awaited before the next one. */
  write(chunk: Buffer): Promise<void> | undefined {
    this.#size += chunk.length;
    if (this.#size > this.#limit) {
      throw new ServiceError("EntityTooLarge");
    }
    this.#md5.update(chunk);
    this.#crc64.update(chunk);
    return this.#writer.write(chunk);
  }

  /** @param md5 the check sum that was sent with it, in base64 */
  async finish(md5: string | undefined): Promise<ReceivedBody> {
    const digest = this.#md5.digest();
    checkMd5(md5, digest);
    const body = await this.#writer.finish();
    return { size: this.#size, md5: digest.toString("hex"), crc64: this.#crc64.digest(), body };
  }

  async discard(): Promise<void> {
    await this.#writer.discard();
  }
}

/** Takes content that comes in no request into the store: it is made here, or comes from another server. */
export async function collectContent(
  blobs: BlobStore,
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<ReceivedBody> {
  const content = new ContentWriter(blobs);
  try {
    for await (const chunk of chunks) {
      await content.write(chunk);
    }
    return await content.finish(undefined);
  } catch (error) {
    await content.discard();
    throw error;
  }
}

/** Reads a small body as text, checking its Content-MD5. */
export async function readText(request: CosRequest, limit = maxDocument): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  await readContent(request, (chunk) => {
    size += chunk.length;
    if (size > limit) {
      throw new ServiceError("XMLSizeLimit");
    }
    chunks.push(chunk);
    return undefined;
  });
  const bytes = Buffer.concat(chunks);
  if (request.headers["content-md5"] !== undefined) {
    checkMd5(request.headers["content-md5"], createHash("md5").update(bytes).digest());
  }
  return bytes.toString("utf8");
}

/** Reads an XML body; an empty one is MissingRequestBodyError. */
export async function readXml(request: CosRequest, limit = maxDocument): Promise<XmlElement> {
  requireLength(request);
  const text = await readText(request, limit);
  if (text.trim() === "") {
    throw new ServiceError("MissingRequestBodyError");
  }
  return parseXml(text, request.ignored);
}

function checkMd5(sent: string | undefined, digest: Buffer): void {
  if (sent === undefined) {
    return;
  }
  if (!/^[A-Za-z0-9+/]{22}==$/.test(sent)) {
    throw new ServiceError("InvalidDigest");
  }
  if (!Buffer.from(sent, "base64").equals(digest)) {
    throw new ServiceError("BadDigest");
  }
}

/** Streams the content of a request through its framing and the check sums named in its headers. */
export async function readContent(
  request: CosRequest,
  sink: (chunk: Buffer) => Promise<void> | undefined,
): Promise<void> {
  const { headers } = request;
  const payload = headers["x-amz-content-sha256"];
  const framed =
    payload?.startsWith("STREAMING-") || /(^|,\s*)aws-chunked/i.test(headers["content-encoding"] ?? "");
  const decoder = framed ? new ChunkDecoder(request.chunkSigning) : undefined;
  const checks = checksOf(headers, payload);
  let decodedSize = 0;

  const take = (chunk: Buffer): Promise<void> | undefined => {
    decodedSize += chunk.length;
    for (const check of checks) {
      check.update(chunk);
    }
    return sink(chunk);
  };
  request.proceed();
  await drain(request.raw, (chunk) => {
    const carried = request.carry(chunk.length);
    if (!decoder) {
      return both(carried, take(chunk));
    }
    let waiting = carried;
    for (const piece of decoder.push(chunk)) {
      waiting = both(waiting, take(piece));
    }
    return waiting;
  });
  if (decoder) {
    const declared = headers["x-amz-decoded-content-length"];
    if (!decoder.finished || (declared !== undefined && Number(declared) !== decodedSize)) {
      throw new ServiceError("IncompleteBody");
    }
  }
  for (const check of checks) {
    check.end({ ...headers, ...decoder?.trailers });
  }
}

interface Check {
  update(chunk: Buffer): void;
  end(headers: Readonly<Record<string, string>>): void;
}

function hashCheck(
  hash: Hash,
  encoding: "hex" | "base64",
  expected: (h: Readonly<Record<string, string>>) => string | undefined,
  code: string,
): Check {
  return {
    update: (chunk) => {
      hash.update(chunk);
    },
    end: (headers) => {
      const sent = expected(headers);
      const actual = hash.digest(encoding);
      if (sent !== undefined && sent !== actual) {
        throw new ServiceError(code, { status: 400 });
      }
    },
  };
}

function checksOf(headers: Readonly<Record<string, string>>, payload: string | undefined): Check[] {
  const checks: Check[] = [];
  if (payload !== undefined && /^[0-9a-f]{64}$/i.test(payload)) {
    // The code is S3's; the service's own is unverified(s3-checksums).
    checks.push(
      hashCheck(createHash("sha256"), "hex", () => payload.toLowerCase(), "XAmzContentSHA256Mismatch"),
    );
  }
  const sha1 = headers["x-cos-content-sha1"];
  if (sha1 !== undefined) {
    checks.push(hashCheck(createHash("sha1"), "hex", () => sha1.toLowerCase(), "InvalidSHA1Digest"));
  }
  // Check sums of S3 libraries, in headers or announced as trailers, on COS unverified(s3-checksums). The others are not computed.
  const named = (name: string) =>
    headers[name] !== undefined || headers["x-amz-trailer"]?.includes(name) === true;
  if (named("x-amz-checksum-sha256")) {
    checks.push(
      hashCheck(createHash("sha256"), "base64", (all) => all["x-amz-checksum-sha256"], "BadDigest"),
    );
  }
  if (named("x-amz-checksum-sha1")) {
    checks.push(hashCheck(createHash("sha1"), "base64", (all) => all["x-amz-checksum-sha1"], "BadDigest"));
  }
  if (named("x-amz-checksum-crc32")) {
    let value = 0;
    checks.push({
      update: (chunk) => {
        value = crc32(chunk, value);
      },
      end: (all) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        const sent = all["x-amz-checksum-crc32"];
        if (sent !== undefined && sent !== bytes.toString("base64")) {
          throw new ServiceError("BadDigest");
        }
      },
    });
  }
  return checks;
}

// Reads a stream to its end. Async iteration would destroy the socket when a sink throws; here the answer can still
// be sent and the rest of the body is thrown away.
function drain(stream: CosRequest["raw"], sink: (chunk: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let ended = false;
    let busy = false;
    let failed = false;
    const fail = (error: unknown) => {
      if (failed) {
        return;
      }
      failed = true;
      stream.off("data", onData);
      stream.resume();
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      try {
        const waiting = sink(chunk);
        if (!waiting) {
          return;
        }
        busy = true;
        stream.pause();
        waiting.then(() => {
          busy = false;
          if (ended) {
            resolve();
          } else {
            stream.resume();
          }
        }, fail);
      } catch (error) {
        fail(error);
      }
    };
    stream.on("data", onData);
    stream.once("end", () => {
      ended = true;
      if (!busy && !failed) {
        resolve();
      }
    });
    stream.once(stalled, () => fail(new ServiceError("RequestTimeout")));
    stream.once("error", () => fail(new ClientGone("The client closed the connection.")));
    stream.once("close", () => {
      if (!ended) {
        fail(new ClientGone("The client closed the connection."));
      }
    });
  });
}
