/** Sends an answer, at the pace of its connection. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { corsHeaders } from "./configurations/cors";
import type { Journey } from "./dispatch";
import { Pace } from "./pace";
import type { Reply } from "./request";
import { bytesInMemory, readBody, sliceBody } from "./store/blobs";
import { httpDate } from "./text";

/** What is left of a refused request's body is read up to this size, so that the connection can go on. */
const drainLimit = 64 * 1024 * 1024;

/** Sends an answer, and writes down what was sent. */
export async function send(
  response: ServerResponse,
  raw: IncomingMessage,
  { entry, faults, bucket, now, s3 }: Journey,
  { status, headers: own = {}, body }: Reply,
  line: Pace | undefined,
): Promise<void> {
  const anonymously = faults.some(({ kind }) => kind === "noRequestId");
  const length = typeof body === "string" ? Buffer.byteLength(body) : (body?.length ?? 0);
  const headers: Record<string, string> = {
    server: "tencent-cos",
    date: httpDate(now),
    "x-cos-request-id": entry.requestId,
    ...(typeof body === "string" && { "content-type": "application/xml" }),
    ...(bucket &&
      entry.operation !== "OptionsObject" &&
      corsHeaders(bucket, entry.method, raw.headers.origin)),
  };
  for (const [name, value] of Object.entries(own)) if (value !== undefined) headers[name] = value;
  if (anonymously) {
    delete headers["x-cos-request-id"];
    delete headers["x-cos-trace-id"];
  }
  // 204 and 304 have no body, and no length of one.
  if (status !== 204 && status !== 304) headers["content-length"] = String(length);
  if (mustClose(raw)) headers.connection = "close";
  entry.status = status;
  // A HEAD is answered with the length of what GET would send; an error then says nothing but its status.
  const silent = entry.method === "HEAD" || status === 204 || status === 304;
  if (entry.method === "HEAD" && typeof body === "string") headers["content-length"] = "0";
  entry.bytesOut = silent ? 0 : length;
  response.writeHead(status, spelled(s3 ? withTwins(headers) : headers));
  if (silent || body === undefined || typeof body === "string") {
    response.end(silent ? undefined : body);
    return;
  }
  const slice = sliceBody(body.body, body.start, body.length);
  const bytes = bytesInMemory(slice);
  if (bytes && !line) response.end(bytes);
  else await pipeline(line ? carried(readBody(slice), line) : readBody(slice), response);
}

/** Both directions of a connection; they carry without waiting for each other. */
export interface Lines {
  readonly in: Pace;
  readonly out: Pace;
}

const lines = new WeakMap<Socket, Lines>();

/** The lines of a connection; undefined where nothing limits them. */
export function linesOf(socket: Socket, bandwidth: number | undefined): Lines | undefined {
  if (bandwidth === undefined) return undefined;
  let found = lines.get(socket);
  if (!found) {
    found = { in: new Pace(bandwidth), out: new Pace(bandwidth) };
    lines.set(socket, found);
  }
  return found;
}

async function* carried(chunks: AsyncIterable<Buffer>, line: Pace): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    await line.carry(chunk.length);
    yield chunk;
  }
}

/** Whether the rest of a request is too long to be read for nothing, or will never come. */
function mustClose(raw: IncomingMessage): boolean {
  if (raw.complete) return false;
  const waits = raw.headers.expect !== undefined && raw.readableFlowing === null;
  return waits || Number(raw.headers["content-length"] ?? 0) > drainLimit;
}

/** Names as COS spells them: there are clients that look them up letter by letter. */
function spelled(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (name === "etag") return ["ETag", value];
      const spelling = name.startsWith("x-") ? name : name.replace(/(^|-)[a-z]/g, (it) => it.toUpperCase());
      return [spelling, value];
    }),
  );
}

/** What S3 libraries look for, under Amazon's names. COS does not document which of them it sends (unverified). */
function withTwins(headers: Readonly<Record<string, string>>): Record<string, string> {
  const twins: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith("x-cos-")) continue;
    twins[`x-amz-${name.slice(6)}`] =
      name === "x-cos-server-side-encryption" && value === "cos/kms" ? "aws:kms" : value;
  }
  return { ...headers, ...twins };
}
