/** Sends an answer, at the pace of its connection. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { finished, pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { corsHeaders } from "../configurations/cors";
import { httpDate } from "../format/text";
import { ClientGone } from "../request/body";
import { type Line, Pace } from "../request/pace";
import type { Reply } from "../request/request";
import { bytesInMemory, readPieces, sliceBody } from "../store/body";
import type { Journey } from "./dispatch";

/** How long after a blank the next one comes, in milliseconds. */
const betweenBlanks = 100;

/** What is left of a refused request's body is read up to this size, so that the connection can go on. */
const drainLimit = 64 * 1024 * 1024;

/** Sends an answer, and writes down what was sent. */
export async function send(
  response: ServerResponse,
  raw: IncomingMessage,
  { entry, faults, bucket, now, s3 }: Journey,
  { status, headers: own = {}, body }: Reply,
  line: Line | undefined,
): Promise<void> {
  const anonymously = faults.some(({ kind }) => kind === "noRequestId");
  const made = typeof body === "object" && Symbol.asyncIterator in body ? body : undefined;
  const stored = typeof body === "object" && !(Symbol.asyncIterator in body) ? body : undefined;
  const length = typeof body === "string" ? Buffer.byteLength(body) : (stored?.length ?? 0);
  const headers: Record<string, string> = {
    server: "tencent-cos",
    date: httpDate(now),
    "x-cos-request-id": entry.requestId,
    ...(typeof body === "string" && { "content-type": "application/xml" }),
    ...(bucket &&
      entry.operation !== "OptionsObject" &&
      corsHeaders(bucket, entry.method, raw.headers.origin)),
  };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  if (anonymously) {
    delete headers["x-cos-request-id"];
    delete headers["x-cos-trace-id"];
  }
  const slow = faults.find((fault) => fault.kind === "slowCompletion");
  const slowBody = slow && status === 200 && typeof body === "string" ? body : undefined;
  // 204 and 304 have no body, and no length of one.
  if (status !== 204 && status !== 304 && slowBody === undefined && made === undefined) {
    headers["content-length"] = String(length);
  }
  if (mustClose(raw, entry)) {
    headers.connection = "close";
  }
  entry.status = status;
  // A HEAD is answered with the length of what GET would send; an error then says nothing but its status.
  const silent = entry.method === "HEAD" || status === 204 || status === 304;
  if (entry.method === "HEAD" && typeof body === "string") {
    headers["content-length"] = "0";
  }
  entry.bytesOut = silent ? 0 : length;
  response.writeHead(status, spelled(s3 ? withTwins(headers) : headers));
  if (slow && slowBody !== undefined) {
    await sendSlowly(response, slowBody, slow.milliseconds);
    return;
  }
  if (made) {
    await pipeline(counted(line ? carried(made, line) : made, entry), response);
    return;
  }
  if (silent || stored === undefined) {
    response.end(silent ? undefined : body);
    return;
  }
  const slice = sliceBody(stored.body, stored.start, stored.length);
  const bytes = bytesInMemory(slice);
  if (bytes && (!line || length === 0)) {
    response.end(bytes);
  } else {
    let left = length;
    for await (const piece of readPieces(slice)) {
      await line?.carry(piece.length);
      left -= piece.length;
      await written(response, piece, left === 0);
    }
  }
}

/**
 * Writes a piece, and resolves when its bytes are on their way.
 * @throws Error when the client has gone
 */
async function written(response: ServerResponse, piece: Buffer, isLast: boolean): Promise<void> {
  if (isLast) {
    response.end(piece);
    await finished(response);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const gone = () => reject(new ClientGone("The client closed the connection."));
    response.once("close", gone);
    response.write(piece, (error) => {
      response.off("close", gone);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

/** Blanks keep the line alive while the service works (page 7742). After them no declaration of XML may come. */
async function sendSlowly(response: ServerResponse, body: string, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = end - performance.now()) {
    response.write(" ");
    await wait(Math.min(left, betweenBlanks), undefined, { ref: false });
  }
  response.end(body.replace(/^<\?xml.*?\?>\s*/, ""));
}

/** Both directions of a connection; they carry without waiting for each other. */
export interface Lines {
  readonly in: Pace;
  readonly out: Pace;
}

const lines = new WeakMap<Socket, Lines>();

/** The lines of a connection; undefined where nothing limits them. */
export function linesOf(socket: Socket, bandwidth: number | undefined): Lines | undefined {
  if (bandwidth === undefined) {
    return undefined;
  }
  let found = lines.get(socket);
  if (!found) {
    found = { in: new Pace(bandwidth), out: new Pace(bandwidth) };
    lines.set(socket, found);
  }
  return found;
}

async function* counted(chunks: AsyncIterable<Buffer>, entry: Journey["entry"]): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    entry.bytesOut += chunk.length;
    yield chunk;
  }
}

async function* carried(chunks: AsyncIterable<Buffer>, line: Line): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    await line.carry(chunk.length);
    yield chunk;
  }
}

/** Whether the rest of a request is too long to be read for nothing, or will never come. */
function mustClose(raw: IncomingMessage, entry: Journey["entry"]): boolean {
  if (raw.complete) {
    return false;
  }
  if (entry.code === "RequestTimeout") {
    return true;
  }
  const waits = raw.headers.expect !== undefined && raw.readableFlowing === null;
  return waits || Number(raw.headers["content-length"] ?? 0) > drainLimit;
}

/** Names as COS spells them: there are clients that look them up letter by letter. */
function spelled(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (name === "etag") {
        return ["ETag", value];
      }
      const spelling = name.startsWith("x-") ? name : name.replace(/(^|-)[a-z]/g, (it) => it.toUpperCase());
      return [spelling, value];
    }),
  );
}

/** What S3 libraries look for, under Amazon's names. COS does not document which of them it sends, unverified(s3-answer-headers). */
function withTwins(headers: Readonly<Record<string, string>>): Record<string, string> {
  const twins: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith("x-cos-")) {
      continue;
    }
    twins[`x-amz-${name.slice(6)}`] =
      name === "x-cos-server-side-encryption" && value === "cos/kms" ? "aws:kms" : value;
  }
  return { ...headers, ...twins };
}
