/** A line to an emulator that does to requests what lines and proxies do: it loses, cuts, halves and replaces answers. */

import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** What happens to a request. */
export type LineFault =
  /** The work is done, and no answer comes. */
  | "answer lost"
  /** The work is done, and the answer ends half way. */
  | "half an answer"
  /** The connection closes before anything is done. */
  | "connection cut"
  /** 503, and nothing is done. */
  | "unavailable"
  /** The work is done, and the answer is 500. */
  | "failed after the work"
  /** 200 with an `<Error>`, and nothing is done. */
  | "error root"
  /** 200 with a page, as a captive portal sends it, and nothing is done. */
  | "portal"
  /** Nothing is done, and no answer comes as long as somebody waits. */
  | "request held"
  /** The work is done, and no answer comes as long as somebody waits. */
  | "answer held"
  /** The work is done, and the answer comes a second later. */
  | "slow";

/** Those after which a process goes on. */
export const lineFaults: readonly LineFault[] = [
  "answer lost",
  "half an answer",
  "connection cut",
  "unavailable",
  "failed after the work",
  "error root",
  "portal",
];

/** Which requests meet a fault. */
export interface Accident {
  readonly operation: string;
  readonly fault: LineFault;
  /** How many requests meet it. */
  readonly times: number;
  /** How many of them pass first. @default 0 */
  readonly skip?: number;
}

/** A line that is up. */
export interface UnreliableLine {
  readonly url: string;
  /** What happens from now on; `undefined` for nothing. */
  accident: Accident | undefined;
  /** How many requests have met the accident. */
  met: number;
  /** Told when a request or an answer is held, or slow. */
  onHeld: (() => void) | undefined;
  close(): Promise<void>;
}

/** The operation of a request that the uploads of objects make. */
function operationOf(method: string, url: string): string {
  const { searchParams, pathname } = new URL(url, "http://line");
  const has = (name: string) => searchParams.has(name);
  if (has("uploads")) {
    return method === "POST" ? "InitiateMultipartUpload" : "ListMultipartUploads";
  }
  if (has("partNumber")) {
    return "UploadPart";
  }
  if (has("uploadId")) {
    return (
      { POST: "CompleteMultipartUpload", DELETE: "AbortMultipartUpload", GET: "ListParts" }[method] ?? ""
    );
  }
  if (has("tagging")) {
    return `${method} tagging`;
  }
  if (has("acl")) {
    return `${method} acl`;
  }
  const level = pathname === "/" ? "Bucket" : "Object";
  return `${method[0]}${method.slice(1).toLowerCase()}${level}`;
}

/** Starts a line to an emulator. */
export async function startLine(emulator: string): Promise<UnreliableLine> {
  let passed = 0;
  let accident: Accident | undefined;
  const strikes = (operation: string): LineFault | undefined => {
    if (accident === undefined || accident.operation !== operation || line.met >= accident.times) {
      return undefined;
    }
    if (passed < (accident.skip ?? 0)) {
      passed++;
      return undefined;
    }
    line.met++;
    return accident.fault;
  };
  const server = createServer(async (incoming, outgoing) => {
    const operation = operationOf(incoming.method ?? "", incoming.url ?? "");
    const fault = strikes(operation);
    if (fault === "connection cut") {
      incoming.socket.destroy();
      return;
    }
    const body = await collect(incoming).catch(() => undefined);
    if (body === undefined) {
      return;
    }
    if (fault === "unavailable" || fault === "error root" || fault === "portal") {
      answerInstead(outgoing, fault);
      return;
    }
    if (fault === "request held") {
      line.onHeld?.();
      return;
    }
    const answer = await forward(emulator, incoming, body).catch(() => undefined);
    if (fault === "slow") {
      line.onHeld?.();
      await setTimeout(1_000);
    }
    if (fault === "answer held") {
      line.onHeld?.();
    } else if (answer === undefined || fault === "answer lost") {
      incoming.socket.destroy();
    } else if (fault === "half an answer") {
      const head = `HTTP/1.1 ${answer.status} OK\r\ncontent-length: ${answer.body.length}\r\n`;
      const half =
        answer.body.length > 0
          ? `${head}\r\n${answer.body.subarray(0, Math.ceil(answer.body.length / 2) - 1)}`
          : head;
      incoming.socket.end(half, () => incoming.socket.destroy());
    } else if (fault === "failed after the work") {
      outgoing.writeHead(500, ofCos);
      outgoing.end("<Error><Code>InternalError</Code><Message>no more is known</Message></Error>");
    } else {
      outgoing.writeHead(answer.status, answer.headers);
      outgoing.end(incoming.method === "HEAD" ? undefined : answer.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const line: UnreliableLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get accident() {
      return accident;
    },
    set accident(next) {
      accident = next;
      passed = 0;
      line.met = 0;
    },
    met: 0,
    onHeld: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}

/** Headers of an answer that comes from COS itself. */
const ofCos = { "content-type": "application/xml", "x-cos-request-id": "NjU0" };

function answerInstead(outgoing: ServerResponse, fault: "unavailable" | "error root" | "portal"): void {
  const error = "<Error><Code>SlowDown</Code><Message>later</Message></Error>";
  const headers = fault === "portal" ? { "content-type": "text/html" } : ofCos;
  outgoing.writeHead(fault === "unavailable" ? 503 : 200, headers);
  outgoing.end(fault === "portal" ? "<html><body>Please sign in</body></html>" : error);
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

async function forward(emulator: string, incoming: IncomingMessage, body: Buffer) {
  return await new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const outgoing = request(emulator, {
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, "content-length": body.length },
        setHost: false,
      });
      outgoing.once("error", reject);
      outgoing.once("response", (answer) => {
        collect(answer).then(
          (content) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: content }),
          reject,
        );
      });
      outgoing.end(body);
    },
  );
}
