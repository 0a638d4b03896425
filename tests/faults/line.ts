/** The line between a client and COS, which breaks at one request of many: a proxy in front of an emulator. */

import http from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a request, or to its answer. */
export interface LineFault {
  readonly name: string;
  /** Whether COS gets the request, and so does the work. */
  readonly reaches: boolean;
  /** Also tried on all requests that follow. */
  readonly lasts?: true;
  /** The client takes it for the last word. */
  readonly final?: true;
  /** What the client gets instead of the answer. `undefined`: the connection is closed. */
  readonly answer?: (real: RealAnswer | undefined) => FakeAnswer | undefined;
}

/** What COS answered. */
export interface RealAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the client is given. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Close the connection after so many bytes of the body. */
  readonly cutAfter?: number;
}

const requestId = { "x-cos-request-id": "NWNlYWE3ZjlfZDQyNzVkNjRfMzg1N18yNzFh", server: "tencent-cos" };
const errorDocument = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>injected</Message><RequestId>r</RequestId></Error>`;
const refusal = (status: number, code: string): FakeAnswer => ({
  status,
  headers: { ...requestId, "content-type": "application/xml" },
  body: errorDocument(code),
});
const page: FakeAnswer = {
  status: 200,
  headers: { "content-type": "text/html", server: "portal" },
  body: "<html><head><title>Welcome</title></head><body>Please sign in</body></html>",
};

/** Every kind of fault. Only COS's own refusals say anything of COS. */
export const lineFaults: readonly LineFault[] = [
  { name: "connection cut before the work", lasts: true, reaches: false },
  { name: "answer lost after the work", lasts: true, reaches: true },
  {
    name: "answer cut in its middle",
    reaches: true,
    answer: (real) => real && { ...pick(real), cutAfter: Math.floor(real.body.length / 2) },
  },
  { name: "500 before the work", reaches: false, answer: () => refusal(500, "InternalError") },
  { name: "500 after the work", lasts: true, reaches: true, answer: () => refusal(500, "InternalError") },
  { name: "503 before the work", reaches: false, answer: () => refusal(503, "SlowDown") },
  { name: "403 AccessDenied", reaches: false, final: true, answer: () => refusal(403, "AccessDenied") },
  { name: "404 NoSuchBucket", lasts: true, reaches: false, answer: () => refusal(404, "NoSuchBucket") },
  { name: "200 with a portal's page", lasts: true, reaches: false, answer: () => page },
  { name: "200 with nothing", reaches: false, answer: () => ({ status: 200 }) },
  {
    name: "200 with an Error document",
    reaches: false,
    answer: () => ({ ...refusal(200, "InternalError"), status: 200 }),
  },
  { name: "404 with a portal's page", reaches: false, answer: () => ({ ...page, status: 404 }) },
  { name: "403 with a proxy's page", reaches: false, answer: () => ({ ...page, status: 403 }) },
  { name: "502 with a proxy's page", reaches: false, answer: () => ({ ...page, status: 502 }) },
];

function pick({ status, headers, body }: RealAnswer): FakeAnswer {
  const kept = Object.entries(headers).filter(
    ([name, value]) => typeof value === "string" && !/^(connection|keep-alive|transfer-encoding)$/.test(name),
  ) as [string, string][];
  return { status, headers: Object.fromEntries(kept), body };
}

/** A line to an emulator. */
export interface Line {
  readonly url: string;
  /** The requests since the last `count`, as methods and paths. */
  readonly seen: readonly string[];
  /** Forgets what was seen, and lets nothing break. */
  mend(): void;
  /** Lets the request with this number break, counted from 0; with `forever` also all that come after it. */
  breakAt(index: number, fault: LineFault, forever: boolean): void;
  close(): Promise<void>;
}

/** Lays a line to the emulator at an address. */
export async function layLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const agent = new http.Agent({ keepAlive: true });
  let seen: string[] = [];
  let broken: { readonly index: number; readonly fault: LineFault; readonly forever: boolean } | undefined;

  const forward = (request: http.IncomingMessage, body: Buffer) =>
    new Promise<RealAnswer>((resolve, reject) => {
      const { method, url: path, headers } = request;
      const onward = http.request({ hostname, port, method, path, headers, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks),
          }),
        );
        answer.on("error", reject);
      });
      onward.on("error", reject);
      onward.end(body);
    });

  const server = http.createServer((request, response) => {
    const index = seen.push(`${request.method} ${request.url}`) - 1;
    const fault =
      broken && (broken.forever ? index >= broken.index : index === broken.index) ? broken.fault : undefined;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => response.destroy());
    request.on("end", async () => {
      try {
        const real =
          fault === undefined || fault.reaches ? await forward(request, Buffer.concat(chunks)) : undefined;
        const answer = fault === undefined ? real && pick(real) : fault.answer?.(real);
        if (answer === undefined) {
          response.destroy();
          return;
        }
        response.writeHead(answer.status, answer.headers);
        if (answer.cutAfter === undefined) {
          response.end(request.method === "HEAD" ? undefined : answer.body);
          return;
        }
        response.write(answer.body?.slice(0, answer.cutAfter) ?? "", () => response.destroy());
      } catch {
        response.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get seen() {
      return seen;
    },
    mend() {
      seen = [];
      broken = undefined;
    },
    breakAt(index, fault, forever) {
      broken = { index, fault, forever };
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
