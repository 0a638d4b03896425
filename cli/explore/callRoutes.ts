/** The routes of calls: sending, saving, suggesting, and the history. */

import type { IncomingMessage } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { findOperation } from "../../provider/api/operations";
import type { CosBodySource } from "../../provider/client";
import { Downloads, download } from "./downloads";
import { exportCalls } from "./export";
import type { History } from "./history";
import { permit } from "./permit";
import { ProblemError } from "./problem";
import { readExport, readSend, readSuggest } from "./requests";
import { sendCall } from "./send";
import { suggest } from "./suggest";
import type { Targets } from "./targets";
import { callHeader, type SendAnswer, type SendRequest } from "./wire";

/** What these routes work with. */
export interface CallParts {
  readonly targets: Pick<Targets, "open">;
  readonly readOnly: boolean;
  readonly history: History;
}

type Bindings = { Bindings: HttpBindings };

/** The routes; whoever mounts them has checked who asks. */
export function callRoutes({ targets, readOnly, history }: CallParts): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const downloads = new Downloads();

  app.post("/api/send", async (c) => {
    const { request, content } = await readSending(c);
    const { signal } = c.req.raw;
    permit(request, requireKnown(request), readOnly);
    const sent = await sendCall(await targets.open(request.target), request, { content, signal });
    const id = sent.request === undefined ? "" : await history.add(request, sent);
    return c.json<SendAnswer>({ id, ...sent });
  });

  app.post("/api/downloads", async (c) => {
    const request = readSend(await c.req.json());
    requireKnown(request);
    return c.json(downloads.issue(request));
  });
  // HEAD goes to GET routes, too, and would use up the ticket.
  app.get("/downloads/:id", async (c) =>
    c.req.method === "GET"
      ? await download(targets, downloads.redeem(c.req.param("id")), c.req.raw.signal)
      : c.body(null, 405),
  );

  app.post("/api/suggest", async (c) => {
    const request = readSuggest(await c.req.json());
    return c.json(await suggest(await targets.open(request.draft.target), request, c.req.raw.signal));
  });

  app.get("/api/history", async (c) => c.json(await history.list()));
  app.delete("/api/history", async (c) => {
    await history.remove();
    return c.body(null, 204);
  });
  app.delete("/api/history/:id", async (c) => {
    await history.remove(c.req.param("id"));
    return c.body(null, 204);
  });
  app.post("/api/history/export", async (c) => {
    const { ids, format } = readExport(await c.req.json());
    const wanted = new Set(ids);
    const entries = (await history.list()).filter(({ id }) => wanted.has(id));
    return c.json(exportCalls(entries, format));
  });
  return app;
}

/** The operation of a call; `undefined` for a free request. */
function requireKnown({ operation: name, free }: SendRequest) {
  const operation = findOperation(name);
  if ((operation === undefined) === (free === undefined)) {
    throw new ProblemError(400, "A call is either one of an operation or a free request.");
  }
  return operation;
}

interface Sending {
  readonly request: SendRequest;
  readonly content?: CosBodySource;
}

async function readSending(c: Context<Bindings>): Promise<Sending> {
  const header = c.req.header(callHeader);
  if (header === undefined) {
    const request = readSend(await c.req.json());
    if (request.content !== undefined && "file" in request.content) {
      throw new ProblemError(
        400,
        `The content of ${request.content.file} is missing: choose the file again.`,
      );
    }
    return { request };
  }
  const request = parseCall(header);
  const { incoming } = c.env;
  const length = Number(incoming.headers["content-length"] ?? Number.NaN);
  if (!Number.isSafeInteger(length)) {
    throw new ProblemError(400, "The content of a file comes with its length.");
  }
  if (request.content !== undefined && "file" in request.content && request.content.length !== length) {
    throw new ProblemError(400, `${request.content.file} has changed: choose it again.`);
  }
  return { request, content: { length, open: () => openOnce(incoming) } };
}

function parseCall(header: string): SendRequest {
  try {
    return readSend(JSON.parse(Buffer.from(header, "base64url").toString()));
  } catch {
    throw new ProblemError(400, `The header ${callHeader} has to be a call as JSON in Base64 for URLs.`);
  }
}

/** What a browser sends is read while it is sent on. */
async function* openOnce(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  yield* incoming as AsyncIterable<Uint8Array>;
}
