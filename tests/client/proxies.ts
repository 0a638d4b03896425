/** A proxy for specs: opens ways with CONNECT, wherever a name leads, and keeps what it was asked. */

import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";

/** A proxy and what it was asked. */
export interface TestProxy {
  readonly port: number;
  /** `CONNECT host:port`, in their order. */
  readonly asked: string[];
  /** The header `proxy-authorization` of each. */
  readonly users: (string | undefined)[];
  close(): Promise<void>;
}

/**
 * Starts a proxy.
 * @param to the port of this machine where all ways end
 * @param answer the status that it answers instead of opening a way
 */
export async function startProxy(to: number, answer?: string): Promise<TestProxy> {
  const [asked, users, sockets]: [string[], (string | undefined)[], Set<Socket>] = [[], [], new Set()];
  const keep = (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
    return socket;
  };
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(500).end();
  });
  server.on("connection", keep);
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    users.push(request.headers["proxy-authorization"]);
    if (answer !== undefined) {
      socket.end(`HTTP/1.1 ${answer}\r\nconnection: close\r\n\r\n`);
      return;
    }
    const onward = keep(net.connect(to, "127.0.0.1"));
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    onward.pipe(socket);
    socket.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    users,
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
      await once(server, "close");
    },
  };
}

const variables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);

/** Sets the variables of proxies, and no others of them, while something is done. */
export async function withProxies<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = variables.map((name) => [name, process.env[name]] as const);
  for (const name of variables) {
    delete process.env[name];
  }
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
}
