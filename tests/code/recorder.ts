/** A server that programs meet instead of COS: it keeps what they send and refuses everything. */

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  /** Decoded; a bare name has `""`. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The server. */
export interface Recorder {
  readonly url: string;
  /** What has come, oldest first. */
  readonly requests: Recorded[];
  close(): Promise<void>;
}

/** Starts one on a free port of this machine; clients use it as a proxy. */
export async function startRecorder(): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    requests.push(recorded(request, body));
    // A connection that is used again can be closed just then, and clients would try again.
    response.shouldKeepAlive = false;
    response.writeHead(400, { "content-type": "application/xml", "x-cos-request-id": "recorded" });
    response.end("<Error><Code>InvalidArgument</Code><Message>recorded</Message></Error>");
  });
  server.on("checkContinue", (request, response) => {
    response.writeContinue();
    server.emit("request", request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function recorded(request: IncomingMessage, body: Buffer): Recorded {
  const { method = "", url = "", headers } = request;
  const host = headers.host ?? "";
  // Of a proxy's request, the whole address is asked for.
  const target = url.replace(/^http:\/\/[^/]+/, "");
  const [path = "", query = ""] = [target.split("?")[0], target.split("?").slice(1).join("?")];
  return {
    method,
    host,
    path: decodeURIComponent(path),
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Buffer.from(String(value), "latin1").toString()]),
    ),
    body,
  };
}
