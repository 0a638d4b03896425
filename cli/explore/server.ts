/** The server of the explorer: which route is answered by what. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { CosError } from "../../provider/client/errors";
import type { ConnectionFlags } from "../context";
import { version } from "../version";
import { bothSpellings } from "./body";
import { callRoutes } from "./callRoutes";
import { catalogue } from "./catalogue";
import { codeFor } from "./code";
import { detailsOf, operationOf } from "./details";
import { History, stateFolder } from "./history";
import { pagePaths, readPage } from "./page";
import { previewOf } from "./preview";
import { isTooDeep, ProblemError, type ProblemStatus, tooDeep } from "./problem";
import { readBody, readCode, readDrafted, readVerify } from "./requests";
import {
  createToken,
  limitJson,
  refuseStrangers,
  requireJson,
  requireToken,
  securityHeaders,
} from "./security";
import { Targets } from "./targets";
import { verify } from "./verify";
import type { Problem, Session } from "./wire";

/** How an explorer is started. */
export interface ExplorerOptions {
  readonly flags?: ConnectionFlags;
  /** Only the emulator, which is started at once. @default false */
  readonly emulator?: boolean;
  /** What changes anything is refused. @default false */
  readonly readOnly?: boolean;
  /** The port; an error if it is taken. @default 7436, or any that is free */
  readonly port?: number | undefined;
  /** Where keys and settings come from, and where the history is. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A running explorer. */
export interface Explorer {
  /** The address of the page, with the token in its fragment. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Ends it, with all calls that are on their way, and the emulator. */
  close(): Promise<void>;
}

/** What routes are answered with. */
interface Parts {
  readonly targets: Targets;
  readonly readOnly: boolean;
  readonly history: History;
  readonly token: string;
  readonly port: () => number;
}

const usualPort = 7436;

/** The loopback address: no other machine reaches it. */
const loopback = "127.0.0.1";

/**
 * Starts an explorer.
 * @throws CosConfigError for an unusable setting
 * @throws Error when the port is taken
 */
export async function startExplorer(options: ExplorerOptions = {}): Promise<Explorer> {
  const { flags = {}, emulator = false, readOnly = false, env = process.env } = options;
  const targets = new Targets({ flags, emulator, env });
  const token = createToken();
  let port = 0;
  const history = new History(path.join(stateFolder(env), "explorer"));
  const app = createApp({ targets, readOnly, history, token, port: () => port });
  const listener = getRequestListener(app.fetch, { hostname: loopback });
  const server = createServer((request, response) => {
    // Before anything else, so that no answer is without them.
    for (const [name, value] of Object.entries(securityHeaders)) {
      response.setHeader(name, value);
    }
    return listener(request, response);
  });
  // A file takes as long to send as it takes.
  server.requestTimeout = 0;
  try {
    port = await listen(server, options.port);
    if (emulator) {
      await targets.open("emulator");
    }
  } catch (error) {
    await closeServer(server);
    await targets.close();
    throw error;
  }
  return {
    url: `http://${loopback}:${port}/#token=${token}`,
    port,
    token,
    close: async () => {
      await closeServer(server);
      await targets.close();
    },
  };
}

async function listen(server: Server, wanted: number | undefined): Promise<number> {
  try {
    return await listenOn(server, wanted ?? usualPort);
  } catch (error) {
    if (wanted !== undefined || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") {
      throw error;
    }
    return await listenOn(server, 0);
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** All routes. */
function createApp({ targets, readOnly, history, token, port }: Parts): Hono {
  const session = async (): Promise<Session> => {
    const list = await targets.list();
    // The account, if there are keys.
    const target = list.find(({ missing }) => missing === undefined)?.name ?? "emulator";
    return { version, readOnly, targets: list, target };
  };

  const app = new Hono();
  app.use(refuseStrangers(port));
  app.use("/api/*", requireToken(token), requireJson, limitJson);
  app.onError((error, c) => {
    const { status, message } = problemOf(error);
    return c.json<Problem>({ message }, status);
  });
  app.notFound((c) => c.json<Problem>({ message: "There is no such address." }, 404));

  for (const page of pagePaths) {
    app.get(page, async (c) => {
      const { content, contentType } = await readPage(page);
      return c.body(content, 200, { "content-type": contentType });
    });
  }

  app.get("/api/session", async (c) => c.json(await session()));
  app.get("/api/catalogue", (c) => c.json(catalogue()));
  app.get("/api/operations/:name", (c) => c.json(detailsOf(operationOf(c.req.param("name")))));
  app.post("/api/targets/emulator", async (c) => {
    await targets.open("emulator");
    return c.json(await session());
  });

  app.post("/api/body", async (c) => {
    const request = readBody(await c.req.json());
    return c.json(bothSpellings(operationOf(request.operation), request));
  });
  app.post("/api/preview", async (c) => {
    const draft = readDrafted(await c.req.json());
    return c.json(await previewOf(await targets.open(draft.target), draft));
  });
  app.post("/api/code", async (c) => {
    const request = readCode(await c.req.json());
    return c.json(codeFor(await targets.open(request.draft.target), request));
  });
  app.post("/api/verify", async (c) => c.json(await verify(targets, readVerify(await c.req.json()))));
  app.route("/", callRoutes({ targets, readOnly, history }));
  return app;
}

function problemOf(error: Error): { readonly status: ProblemStatus; readonly message: string } {
  if (error instanceof ProblemError) {
    return error;
  }
  if (isTooDeep(error)) {
    return { status: 400, message: tooDeep };
  }
  // Documents of calls are read elsewhere: what is no JSON here is the request itself.
  const isOfAsker = CosError.isInstance(error) || error instanceof SyntaxError;
  return { status: isOfAsker ? 400 : 500, message: error.message };
}
