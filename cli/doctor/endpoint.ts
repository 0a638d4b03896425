/** Whether COS can be reached, and at which step not: one request, looked at from the name to the answer. */

import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { exchange } from "../../provider/client/exchange";
import { ExchangeError, toExchangeError } from "../../provider/client/exchangeError";
import { blameProxy, openProxy, type ProxyServer, proxyFor } from "../../provider/client/proxy";
import { explainCode } from "../../provider/explanations";
import type { Check } from "./check";

/** Milliseconds after which a step that does not end counts as failed. */
const patienceMs = 5_000;

/** The steps of a request, in their order. A host that is an address has no name to be looked up; a proxy does all but the last itself. */
type Step = "DNS" | "TCP" | "TLS" | "PROXY" | "HTTP";

/** What a request was answered. */
export interface Answered {
  /** Milliseconds of each step that there was. */
  readonly took: ReadonlyMap<Step, number>;
  /** The proxy that it went through. */
  readonly proxy?: string;
  readonly status: number;
  /** Whether the answer is one of COS, or of something that emulates it. */
  readonly isCos: boolean;
  /** By how many milliseconds the other clock is ahead; `undefined` when it is not told. */
  readonly ahead?: number;
}

/** The step at which a request failed. */
export interface Failed {
  readonly step: Step;
  readonly error: ExchangeError;
}

/** Where to connect, and which host is meant. */
export interface Endpoint {
  /** `https://cos.ap-guangzhou.myqcloud.com` */
  readonly origin: string;
  /** The Host header. */
  readonly host: string;
}

/** Asks without a signature, over a connection of its own, through the proxy that a request would take: any answer will do. */
export async function probe(endpoint: Endpoint): Promise<Answered | Failed> {
  try {
    const proxy = proxyFor(endpoint.origin);
    return await (proxy === undefined ? probeDirectly(endpoint) : probeThrough(endpoint, proxy));
  } catch (error) {
    return { step: "PROXY", error: toExchangeError(error, "connect") };
  }
}

async function probeThrough({ origin, host }: Endpoint, proxy: ProxyServer): Promise<Answered | Failed> {
  const [began, sent] = [performance.now(), Date.now()];
  const way = openProxy(proxy);
  try {
    const { status, headers } = await exchange(way, {
      origin,
      path: "/",
      method: "GET",
      headers: { host },
      body: undefined,
      stream: false,
      servername: new URL(origin).hostname,
      timeouts: { connectMs: patienceMs, headersMs: patienceMs, bodyMs: patienceMs },
      limitMs: patienceMs,
    });
    const took = new Map<Step, number>([["HTTP", performance.now() - began]]);
    return { took, proxy: proxy.name, ...readAnswer(status, headers, sent) };
  } catch (cause) {
    const error = blameProxy(toExchangeError(cause, "connect"), proxy);
    return { step: error.code.startsWith("Proxy") ? "PROXY" : "HTTP", error };
  } finally {
    void way.close?.();
  }
}

function probeDirectly({ origin, host }: Endpoint): Promise<Answered | Failed> {
  const url = new URL(origin);
  const secure = url.protocol === "https:";
  const took = new Map<Step, number>();
  const named = isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0;
  let [began, step]: [number, Step] = [performance.now(), named ? "DNS" : "TCP"];
  const pass = (next: Step) => {
    const now = performance.now();
    took.set(step, now - began);
    [began, step] = [now, next];
  };
  return new Promise((resolve) => {
    const sent = Date.now();
    const options = {
      agent: false,
      headers: { host },
      // The name in the certificate is that of the address; an address of digits has none.
      ...(secure && { servername: named ? url.hostname : "" }),
    };
    const request = (secure ? https : http).get(origin, options, (response) => {
      pass("HTTP");
      response.resume();
      request.destroy();
      clearTimeout(timer);
      resolve({ took, ...readAnswer(response.statusCode ?? 0, response.headers, sent) });
    });
    const timer = setTimeout(() => {
      request.destroy(new ExchangeError("ConnectTimeout", `nothing came for ${patienceMs / 1000} s`));
    }, patienceMs);
    request.on("error", (error) => {
      clearTimeout(timer);
      resolve({ step, error: toExchangeError(error, step === "HTTP" ? "headers" : "connect") });
    });
    request.on("socket", (socket) => {
      socket.once("lookup", (error: Error | null) => error ?? pass("TCP"));
      socket.once("connect", () => pass(secure ? "TLS" : "HTTP"));
      socket.once("secureConnect", () => pass("HTTP"));
    });
  });
}

function readAnswer(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  sent: number,
): Omit<Answered, "took"> {
  // The header has whole seconds: half of one is how much they are behind on average.
  const theirs = Date.parse(String(headers.date ?? "")) + 500;
  const middle = (sent + Date.now()) / 2;
  return {
    status,
    isCos: headers["x-cos-request-id"] !== undefined,
    ...(!Number.isNaN(theirs) && { ahead: theirs - middle }),
  };
}

/** What to look at when nothing is known but the step that failed. */
const remedies: Readonly<Record<Step, string>> = {
  DNS: "Check tencentcos:endpoint, and this machine's DNS.",
  TCP: "Check the network, a proxy or a firewall on the way.",
  TLS: "Check whether tencentcos:endpoint has to begin with http:// instead of https://.",
  PROXY: "Correct the variable that names the proxy, or name the host in NO_PROXY.",
  HTTP: "Check tencentcos:endpoint, and a proxy on the way.",
};

/** What a probe says about the way to COS. */
export function describeEndpoint({ origin, host }: Endpoint, answer: Answered | Failed): Check {
  const name = new URL(origin).host === host ? host : `${host} at ${origin}`;
  const check = { id: `endpoint:${host}`, title: "endpoint" };
  if ("error" in answer) {
    const { step, error } = answer;
    const remedy = explainCode(error.code)?.remedy ?? remedies[step];
    const [message] = error.message.split("\n");
    return { ...check, status: "failed", found: `${name}: ${step} fails: ${message}`, remedy };
  }
  const total = [...answer.took.values()].reduce((sum, ms) => sum + ms, 0);
  const parts = [...answer.took].map(([step, ms]) => `${step} ${ms.toFixed(0)}`).join(", ");
  const through = answer.proxy === undefined ? "" : ` through the proxy ${answer.proxy}`;
  const found = `${name}${through}: ${total.toFixed(0)} ms (${parts})`;
  return answer.isCos
    ? { ...check, status: "ok", found }
    : {
        ...check,
        status: "failed",
        found: `${found}, but what answers (${answer.status}) is not COS: it sends no x-cos-request-id`,
        remedy: "Check tencentcos:endpoint (TENCENTCOS_ENDPOINT), and a proxy on the way.",
      };
}
