/** The HTTP side: reads what a request says of itself, has it carried out, and sends the answer. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { SecureContext } from "node:tls";
import { anonymous } from "../access/accounts";
import { ServiceError } from "../format/errors";
import { newRequestId, newTraceId } from "../format/ids";
import { Query } from "../format/query";
import { element, xmlDocument } from "../format/xml";
import { ClientGone } from "../request/body";
import { type HostMeaning, readOwnHost, readTarget } from "../request/host";
import { joined } from "../request/pace";
import { type Reply, readHeaders } from "../request/request";
import { endStalled } from "../request/stalls";
import type { Certificates } from "./certificates";
import { type Dispatcher, dispatch, type Journey } from "./dispatch";
import { type OpenLogEntry, type RequestLog, redactHeaders, redactQuery } from "./log";
import { linesOf, send } from "./send";

/** Where requests to the emulator itself begin; no bucket can have this name. */
const adminPath = "/_emulator";

/** What the server works with. */
export interface ServerParts extends Dispatcher {
  readonly log: RequestLog;
  /** The real time, in milliseconds. */
  readonly clock: () => number;
  /** Milliseconds by which every answer is late. */
  readonly latency: number;
  /** Bytes a second that each connection carries in each direction; undefined for as many as come. */
  readonly bandwidth: number | undefined;
  /** Names under which it is reached besides the usual ones. */
  readonly hosts: readonly string[];
  /** Milliseconds for which nothing of a request may come. */
  readonly patience: number;
  /** With them it speaks https. */
  readonly certificates: Certificates | undefined;
  /** Answers a request to the emulator itself; the path begins after {@link adminPath}. */
  readonly administer: (raw: IncomingMessage, path: string, query: Query) => Promise<Reply>;
}

/** Listens. @param port 0 for any that is free */
export async function listen(parts: ServerParts, host: string, port: number): Promise<Server> {
  // Keep-alive as long as clients' pools like it; uploads may take as long as they take, as long as something comes.
  const options = {
    maxHeaderSize: 64 * 1024,
    keepAliveTimeout: 60_000,
    requestTimeout: 0,
    headersTimeout: parts.patience,
    connectionsCheckingInterval: Math.min(parts.patience / 2, 5_000),
  };
  const { certificates } = parts;
  const begin = (raw: IncomingMessage, response: ServerResponse) =>
    void serve(parts, raw, response, () => {});
  const server: Server = certificates
    ? createSecureServer({ ...options, ...secureOptions(parts, certificates) }, begin)
    : createServer(options, begin);
  server.on("checkContinue", (raw: IncomingMessage, response: ServerResponse) => {
    void serve(parts, raw, response, () => response.writeContinue());
  });
  const connections = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  connectionsOf.set(server, connections);
  endStalled(
    server,
    certificates ? "secureConnection" : "connection",
    parts.patience,
    (socket) => answers.get(socket)?.req,
  );
  server.on("clientError", (_error, socket) => refuseNonsense(socket as Socket));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

function secureOptions(parts: ServerParts, { own, contextFor }: Certificates) {
  return {
    ...own,
    handshakeTimeout: parts.patience,
    // A name for which a request would be refused gets no certificate of its own.
    SNICallback: (host: string, done: (error: Error | null, context?: SecureContext) => void) =>
      meaningOf(parts, host, undefined) && host !== "localhost" ? done(null, contextFor(host)) : done(null),
  };
}

const connectionsOf = new WeakMap<Server, ReadonlySet<Socket>>();

/** Stops listening, and cuts all connections off. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Also those that have not yet come as far as a request.
    for (const socket of connectionsOf.get(server) ?? []) {
      socket.destroy();
    }
  });
}

/** Where a server listens, e.g. `http://127.0.0.1:9000`. */
export function urlOf(server: Server, secure: boolean): string {
  const { address, family, port } = server.address() as AddressInfo;
  const scheme = secure ? "https" : "http";
  if (address === "0.0.0.0" || address === "::") {
    return `${scheme}://127.0.0.1:${port}`;
  }
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** How long a client has to read why it is cut off, in milliseconds. */
const timeToRead = 1_000;

/** The newest answer of each connection. */
const answers = new WeakMap<Socket, ServerResponse>();

/** What comes after a request's declared length is dropped (page 7749), and its answer is not. */
function refuseNonsense(socket: Socket): void {
  const answer = answers.get(socket);
  if (answer?.req.complete && !answer.writableFinished) {
    answer.once("close", () => socket.destroy());
  } else if (socket.writable) {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    // A client that sends half a request may not close the connection itself. Closing it at once could lose the answer.
    setTimeout(() => socket.destroy(), timeToRead).unref();
  } else {
    socket.destroy();
  }
}

async function serve(
  parts: ServerParts,
  raw: IncomingMessage,
  response: ServerResponse,
  sendContinue: () => void,
): Promise<void> {
  const began = performance.now();
  answers.set(raw.socket, response);
  const now = parts.clock();
  const entry = openEntry(raw, now);
  const connection = linesOf(raw.socket, parts.bandwidth);
  const journey: Journey = { entry, faults: [], bucket: undefined, now, s3: false, limit: undefined };
  let isAdmin = false;
  let reply: Reply | undefined;
  try {
    const line = readRequestLine(raw);
    const { rawPath, query } = line;
    Object.assign(entry, { host: line.host, path: rawPath, query: redactQuery(query) });
    const meaning = meaningOf(parts, line.host, raw.socket.localAddress);
    if (!meaning) {
      throw foreignHost(line.host);
    }
    isAdmin = meaning.kind === "service" && `${rawPath}/`.startsWith(`${adminPath}/`);
    if (isAdmin) {
      reply = await parts.administer(raw, rawPath.slice(adminPath.length), new Query(query));
    } else {
      if (parts.latency > 0) {
        await wait(parts.latency, undefined, { ref: false });
      }
      const { headers, s3 } = readHeaders(raw);
      journey.s3 = s3;
      const ignored: string[] = [];
      entry.ignored = ignored;
      const target = readTarget(meaning, rawPath);
      entry.bucket = target.bucket;
      entry.key = target.key;
      entry.headers = redactHeaders(headers);
      reply = await dispatch(parts, journey, {
        raw,
        method: entry.method,
        host: line.host,
        target,
        query: new Query(query),
        headers,
        s3,
        now: now + parts.service.ahead(),
        clock: now,
        requestId: entry.requestId,
        caller: anonymous,
        chunkSigning: undefined,
        ignored,
        carry: (bytes) => connection?.in.carry(bytes),
        proceed: once(sendContinue),
      });
    }
  } catch (error) {
    reply = error instanceof ClientGone ? undefined : errorReply(journey, error);
  }
  try {
    if (reply === undefined) {
      response.destroy();
    } else {
      await send(response, raw, journey, reply, joined(connection?.out, journey.limit));
    }
  } catch {
    response.destroy();
  }
  // Requests to the emulator itself are not requests to COS.
  if (isAdmin) {
    return;
  }
  entry.duration = performance.now() - began;
  parts.log.add(entry);
}

/** What a host means that this emulator serves; undefined for all others. */
function meaningOf(
  { service: { accounts, findDomain }, hosts }: ServerParts,
  host: string,
  local: string | undefined,
): HostMeaning | undefined {
  const isAppId = (digits: string) => accounts.isAppId(digits);
  return findDomain(host) ?? readOwnHost(host, { hosts, local, isAppId });
}

/** What COS answers under unregistered domains; a web page that points its own name here gets it too. */
function foreignHost(host: string): ServiceError {
  return new ServiceError("UnavailableForLegalReasons", {
    message: `The emulator does not serve the host ${host}, only names of this machine, of COS, and those given by --hosts or the option hosts.`,
  });
}

function openEntry(raw: IncomingMessage, now: number): OpenLogEntry {
  return {
    number: 0,
    method: raw.method ?? "GET",
    host: "",
    path: "",
    query: "",
    bucket: undefined,
    key: undefined,
    operation: undefined,
    caller: undefined,
    status: 0,
    code: undefined,
    requestId: newRequestId(now),
    headers: {},
    bytesIn: Number(raw.headers["content-length"] ?? 0),
    bytesOut: 0,
    time: now,
    duration: 0,
    faults: [],
    ignored: [],
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) {
      action();
    }
    done = true;
  };
}

/** To a proxy a client sends the whole address in the request line; its host counts, not that of the Host header. */
function readRequestLine(raw: IncomingMessage): { host: string; rawPath: string; query: string } {
  const url = raw.url ?? "/";
  const [, authority, rest] = /^https?:\/\/([^/?#]+)(.*)$/is.exec(url) ?? [];
  const target = authority === undefined ? url : (rest as string);
  const question = target.indexOf("?");
  return {
    host: authority ?? raw.headers.host ?? "",
    rawPath: (question < 0 ? target : target.slice(0, question)) || "/",
    query: question < 0 ? "" : target.slice(question + 1),
  };
}

/** The body of an error (https://www.tencentcloud.com/document/product/436/7730). */
function errorReply({ entry }: Journey, error: unknown): Reply {
  // A fault of the emulator itself: the only thing that it prints while it serves.
  if (!(error instanceof ServiceError)) {
    console.error(error);
  }
  const known = error instanceof ServiceError ? error : new ServiceError("InternalError");
  const traceId = newTraceId();
  entry.code = known.code;
  return {
    status: known.status,
    headers: { ...known.headers, "x-cos-trace-id": traceId },
    body: xmlDocument(
      element("Error", [
        element("Code", known.code),
        element("Message", known.message),
        element("Resource", entry.host + entry.path),
        element("RequestId", entry.requestId),
        element("TraceId", traceId),
        ...Object.entries(known.details).map(([name, text]) => element(name, text)),
      ]),
    ),
  };
}
