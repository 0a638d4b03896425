/** Requests to the emulator itself, below `/_emulator`: its log, its faults, its time. */

import type { IncomingMessage } from "node:http";
import type { LifecycleReport } from "../behaviour/lifecycle";
import type { Query } from "../format/query";
import { ClientGone } from "../request/body";
import type { Reply } from "../request/request";
import { checkFault, type Fault } from "./faults";
import type { LoggedRequest } from "./log";
import type { OperationStatistics } from "./statistics";

/** What can be asked of an emulator. */
export interface Administered {
  readonly certificate: string | undefined;
  readonly requests: readonly LoggedRequest[];
  statistics(): OperationStatistics[];
  clearRequests(): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  advance(days: number): LifecycleReport;
}

type Route = (emulator: Administered, body: string, query: Query) => Reply | Promise<Reply>;

const routes: Readonly<Record<string, Route>> = {
  "GET /requests": ({ requests }) => json(requests),
  "GET /statistics": (emulator) => json(emulator.statistics()),
  "GET /certificate": ({ certificate }) =>
    certificate === undefined
      ? plain(404, "It speaks http: start it with --tls.")
      : { status: 200, headers: { "content-type": "application/x-pem-file" }, body: certificate },
  "DELETE /requests": (emulator) => {
    emulator.clearRequests();
    return { status: 204 };
  },
  "POST /faults": (emulator, body) => {
    emulator.addFault(checkFault(JSON.parse(body)));
    return { status: 204 };
  },
  "DELETE /faults": (emulator) => {
    emulator.clearFaults();
    return { status: 204 };
  },
  "POST /advance": (emulator, _body, query) =>
    json(emulator.advance(Number(query.get("days") || Number.NaN))),
};

const maxBody = 64 * 1024;

/** Answers a request below `/_emulator`. */
export async function administer(
  emulator: Administered,
  raw: IncomingMessage,
  path: string,
  query: Query,
): Promise<Reply> {
  // A web page of another place: browsers say where a request comes from whenever it could change something.
  const site = raw.headers["sec-fetch-site"];
  if (raw.headers.origin !== undefined || (site !== undefined && site !== "none")) {
    return plain(403, "Web pages may not ask the emulator itself.");
  }
  const route = routes[`${raw.method} ${path}`];
  if (!route) {
    return plain(404, `There are ${Object.keys(routes).join(", ")}.`);
  }
  try {
    return await route(emulator, await readAll(raw), query);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return plain(400, error.message);
    }
    throw error;
  }
}

function json(value: unknown): Reply {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

function plain(status: number, text: string): Reply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}

async function readAll(raw: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBody) {
        break;
      }
      chunks.push(chunk);
    }
  } catch {
    throw new ClientGone("The client closed the connection.");
  }
  if (size > maxBody) {
    throw new TypeError("The body is too long.");
  }
  return Buffer.concat(chunks).toString("utf8");
}
