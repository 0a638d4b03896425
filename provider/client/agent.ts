/** Makes the connections of a client. */
import { hasProxies, ProxyingDispatcher } from "./proxy";
import type { HttpDispatcher } from "./types";

/**
 * A pool of connections, through the environment's proxies where it has any. undici is loaded here, at the first request: previews make
 * none. Its Agent alone costs a third of the whole package (27 instead of 92 ms, 11 instead of 20 MB on Node 20), so that file is loaded if
 * it is where undici 7 keeps it.
 */
export function createAgent(connectMs: number): HttpDispatcher {
  // The gate bounds the requests in flight; a second bound per host could deadlock a download piped into an upload.
  const options = { connect: { timeout: connectMs }, keepAliveTimeout: 30_000 };
  const direct = new (loadAgent())(options);
  return hasProxies() ? new ProxyingDispatcher(direct, { keepAliveTimeout: 30_000 }) : direct;
}

type AgentClass = new (options: object) => HttpDispatcher;

function loadAgent(): AgentClass {
  try {
    return require("undici/lib/dispatcher/agent.js") as AgentClass;
  } catch {
    return (require("undici") as { Agent: AgentClass }).Agent;
  }
}
