/** What specs of the explorer's calls share: an explorer whose account is one of an emulator, and requests to it as a page sends them. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Explorer, type ExplorerOptions, startExplorer } from "../../cli/explore/server";
import {
  callHeader,
  type HistoryEntry,
  type SendAnswer,
  type SendRequest,
  tokenHeader,
} from "../../cli/explore/wire";
import { type ApiBench, region, startApiBench } from "../api/bench";

/** An answer of the explorer. */
export interface Told {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly json: <T>() => T;
}

/** The explorer with all that it needs. */
export interface CallBench extends ApiBench {
  readonly explorer: Explorer;
  /** Its environment. */
  readonly env: Record<string, string>;
  /** Where it keeps its state. */
  readonly state: string;
  /** Another explorer with the same account. */
  start(options?: ExplorerOptions): Promise<Explorer>;
  /** Sends a request with the token. */
  ask(method: string, address: string, body?: unknown, explorer?: Explorer): Promise<Told>;
  /** Sends a call. */
  send(call: Partial<SendRequest>): Promise<SendAnswer>;
  /** Sends a call with the content of a file. */
  upload(call: Partial<SendRequest>, content: Uint8Array | Readable, length: number): Promise<Told>;
  history(): Promise<readonly HistoryEntry[]>;
}

/** A call as the page holds it. */
export function draftOf(call: Partial<SendRequest>): SendRequest {
  return { target: "cos", operation: "", parameters: {}, ...call };
}

/** Starts it. */
export async function startCallBench(
  options: ExplorerOptions = {},
  account: Parameters<typeof startApiBench>[0] = {},
): Promise<CallBench> {
  const bench = await startApiBench(account);
  const state = mkdtempSync(path.join(tmpdir(), "explore-"));
  const { emulator } = bench;
  const env = {
    TENCENTCLOUD_SECRET_ID: emulator.secretId,
    TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_APP_ID: emulator.appId,
    TENCENTCOS_ENDPOINT: emulator.url,
    PULUMI_TENCENTCOS_STATE: state,
  };
  const started: Explorer[] = [];
  const start = async (more: ExplorerOptions = {}) => {
    const explorer = await startExplorer({ port: 0, env, ...options, ...more });
    started.push(explorer);
    return explorer;
  };
  const explorer = await start();
  const ask: CallBench["ask"] = (method, address, body, asked = explorer) =>
    exchange(asked, method, address, body === undefined ? undefined : JSON.stringify(body), {
      ...(body !== undefined && { "content-type": "application/json" }),
    });
  return {
    ...bench,
    explorer,
    env,
    state,
    start,
    ask,
    send: async (call) => {
      const { status, json, body } = await ask("POST", "/api/send", draftOf(call));
      if (status !== 200) {
        throw new Error(`${status} ${body}`);
      }
      return json<SendAnswer>();
    },
    upload: (call, content, length) =>
      exchange(explorer, "POST", "/api/send", content, {
        "content-length": String(length),
        [callHeader]: Buffer.from(JSON.stringify(draftOf(call))).toString("base64url"),
      }),
    history: async () => (await ask("GET", "/api/history")).json<readonly HistoryEntry[]>(),
    close: async () => {
      await Promise.all(started.map((each) => each.close()));
      await bench.close();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** Sends a request as it is, with the token. */
export async function exchange(
  explorer: Explorer,
  method: string,
  address: string,
  body?: string | Uint8Array | Readable,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const { answer, sent } = begin(explorer, method, address, headers);
  if (body instanceof Readable) {
    body.pipe(sent);
  } else {
    sent.end(body);
  }
  const response = await answer;
  const whole = await buffer(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: whole,
    json: <T>() => JSON.parse(whole.toString()) as T,
  };
}

/** Begins a request, so that it can be broken off. */
export function begin(
  { port, token }: Explorer,
  method: string,
  address: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const sent = request({
    host: "127.0.0.1",
    port,
    method,
    path: address,
    agent: false,
    headers: { [tokenHeader]: token, ...headers },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", resolve);
    sent.on("error", reject);
  });
  return { sent, answer };
}

/** A service whose objects have no end. */
export async function startEndless() {
  let heard: () => void = () => {};
  const service = {
    url: "",
    /** What they consist of. */
    piece: "text ",
    /** Bytes that were given. */
    given: 0,
    /** The next answer whose reader went away. */
    ended: Promise.resolve(),
    close: () => closeServer(server),
  };
  const server = createServer((_, response) => {
    service.ended = new Promise((resolve) => {
      heard = resolve;
    });
    response.on("close", () => heard());
    response.writeHead(200, { "x-cos-request-id": "endless", "content-type": "text/plain", etag: '"e"' });
    const pieces = function* () {
      for (;;) {
        const bytes = Buffer.from(service.piece.repeat(10_000));
        service.given += bytes.length;
        yield bytes;
      }
    };
    pipeline(Readable.from(pieces()), response, () => {});
  });
  service.url = await listen(server);
  return service;
}

/** A service that answers everything with one document. */
export async function startSaying(document: string) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "x-cos-request-id": "said", "content-type": "application/xml" }).end(document);
  });
  return { url: await listen(server), close: () => closeServer(server) };
}

/** A service that takes nothing of a body until it is told to. */
export async function startSlow() {
  let begun: () => void = () => {};
  let takeAll: () => void = () => {};
  const told = new Promise<void>((resolve) => {
    takeAll = resolve;
  });
  const service = {
    url: "",
    /** Bytes that it took. */
    taken: 0,
    /** Ends when a request has arrived. */
    asked: new Promise<void>((resolve) => {
      begun = resolve;
    }),
    takeAll,
    close: () => closeServer(server),
  };
  const server = createServer(async (asked, response) => {
    begun();
    await told;
    for await (const piece of asked) {
      service.taken += piece.length;
    }
    response.writeHead(200, { "x-cos-request-id": "slow", etag: '"e"', "x-cos-hash-crc64ecma": "0" }).end();
  });
  service.url = await listen(server);
  return service;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
