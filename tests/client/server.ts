/** What the client's specs share: a server with configured answers, and clients for it that wait for nothing. */

import { once } from "node:events";
import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { CosClient, type CosClientOptions } from "../../provider/hosts/client";

export const bucket = "example-1250000000";
export const region = "ap-guangzhou";
export const keys = { secretId: "AKIDexampleexampleexample", secretKey: "the-very-secret-key" };

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** The connection, by the client's port. */
  readonly port: number | undefined;
}

/** An answer: a status with headers and a body, or something done by hand. */
export type Told =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }
  | ((request: http.IncomingMessage, response: http.ServerResponse, seen: Seen) => unknown);

/** A server and what it saw. */
export interface Server {
  readonly url: string;
  readonly seen: Seen[];
  /** Answers to come, each given once; after them the last one again and again. */
  tell(...answers: Told[]): void;
  /** A client whose retries wait for next to nothing. */
  connect(options?: Partial<CosClientOptions>): CosClient;
  close(): Promise<void>;
}

/** The `<Error>` of COS. */
export function refusal(code: string, message = "", more = ""): string {
  return `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;
}

/** Starts a server that answers 200. */
export async function startServer(): Promise<Server> {
  const seen: Seen[] = [];
  const clients: CosClient[] = [];
  const sockets = new Set<Socket>();
  let answers: Told[] = [{ status: 200 }];
  const server = http.createServer(async (request, response) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    const chunks: Buffer[] = [];
    const entry = () => ({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks),
      port: request.socket.remotePort,
    });
    if (typeof answer === "function") {
      seen.push(entry());
      await answer(request, response, entry());
      return;
    }
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    seen.push(entry());
    response.writeHead(answer?.status ?? 200, answer?.headers ?? {});
    response.end(answer?.body);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    tell(...told) {
      answers = told;
    },
    connect(options = {}) {
      const client = new CosClient({
        credentials: keys,
        region,
        endpoint: url,
        ...options,
        retry: { baseDelayMs: 1, maxDelayMs: 2, ...options.retry },
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all(clients.map((client) => client.close()));
      server.close();
      await once(server, "close");
    },
  };
}
