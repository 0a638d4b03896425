/** The proxies of the environment: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in either case, as curl has them. */
import { BlockList, isIP } from "node:net";
import { addressAlone } from "./endpoint";
import { CosConfigError } from "./errors";
import { ExchangeError, toExchangeError } from "./exchangeError";
import type { HttpDispatcher } from "./types";

/** A proxy for requests. */
export interface ProxyServer {
  /** As given, with a scheme; may hold a user and a password, and is never shown. */
  readonly url: string;
  /** Name in messages: its address without secrets, and the variable that sets it. */
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ports: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/**
 * The proxy for an address such as `https://cos.ap-guangzhou.myqcloud.com`, or `undefined` for a direct connection. Services on this machine,
 * such as the emulator, are always reached directly.
 * @throws CosConfigError for a variable that holds no address of a proxy
 */
export function proxyFor(origin: string, env: Environment = process.env): ProxyServer | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const [variable, value] = lookUp(env, `${protocol.slice(0, -1)}_proxy`);
  if (value === "" || isLoopback(hostname) || isExempt(hostname, port || ports[protocol] || "", env)) {
    return undefined;
  }
  const url = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(url) || !(new URL(url).protocol in ports)) {
    throw new CosConfigError(
      `The environment variable ${variable} is not the address of a proxy such as http://proxy.example.com:3128; NO_PROXY lists hosts that are reached without one.`,
      { environmentVariable: variable },
    );
  }
  return { url, name: `${addressAlone(url).replace(/\/$/, "")} of ${variable}` };
}

/** Whether the environment names any proxy at all. */
export function hasProxies(env: Environment = process.env): boolean {
  return ["https_proxy", "http_proxy"].some((name) => lookUp(env, name)[1] !== "");
}

/** The lower-case name comes first, as in curl. */
function lookUp(env: Environment, name: string): readonly [variable: string, value: string] {
  const variable = env[name] ? name : name.toUpperCase();
  return [variable, env[variable]?.trim() ?? ""];
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** `NO_PROXY`: names with their subdomains, addresses, networks (`10.0.0.0/8`), each with an optional port, or `*`. */
function isExempt(hostname: string, port: string, env: Environment): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return lookUp(env, "no_proxy")[1]
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = entry, only = port] = (isIP(entry) ? null : /^(.*):(\d+)$/.exec(entry)) ?? [];
      return only === port && covers(name.toLowerCase(), host);
    });
}

function covers(entry: string, host: string): boolean {
  if (entry === "*") {
    return true;
  }
  const [network = "", prefix] = entry.replace(/^\[|\]$/g, "").split("/");
  const [family, hostFamily] = [isIP(network), isIP(host)];
  if (family !== 0 || hostFamily !== 0) {
    if (family !== hostFamily) {
      return false;
    }
    const list = new BlockList();
    const type = family === 6 ? "ipv6" : "ipv4";
    const bits = family === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : Number(prefix);
    if (!(length >= 0 && length <= bits)) {
      return false;
    }
    list.addSubnet(network, length, type);
    return list.check(host, type);
  }
  const name = network.replace(/^\*?\./, "");
  return host === name || host.endsWith(`.${name}`);
}

/** Sends each request through the proxy that the environment names for its address. */
export class ProxyingDispatcher implements HttpDispatcher {
  readonly #direct: HttpDispatcher;
  readonly #options: object;
  readonly #agents = new Map<string, HttpDispatcher>();

  /**
   * @param direct dispatcher for requests without a proxy
   * @param options of connections through one, as undici has them
   */
  constructor(direct: HttpDispatcher, options: object = {}) {
    this.#direct = direct;
    this.#options = options;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as in `HttpDispatcher`
  dispatch(options: any, handler: any): boolean {
    const proxy = proxyFor(String(options.origin));
    return (proxy === undefined ? this.#direct : this.#through(proxy)).dispatch(options, handler);
  }

  async close(): Promise<void> {
    await Promise.all([this.#direct, ...this.#agents.values()].map((agent) => agent.close?.()));
  }

  #through(proxy: ProxyServer): HttpDispatcher {
    let agent = this.#agents.get(proxy.url);
    if (agent === undefined) {
      agent = openProxy(proxy, this.#options);
      this.#agents.set(proxy.url, agent);
    }
    return agent;
  }
}

/** Sends requests through a proxy, with `CONNECT` for each connection, also for http. */
export function openProxy({ url }: ProxyServer, options: object = {}): HttpDispatcher {
  const { username, password } = new URL(url);
  const user = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
  return new (loadUndici().ProxyAgent)({
    ...options,
    uri: addressAlone(url),
    ...((username || password) && { token: `Basic ${user}` }),
  });
}

/** Decodes percent-escapes; a `%` that does not begin one stays. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type AgentClass = new (options: object) => HttpDispatcher;

interface Undici {
  readonly Agent: AgentClass;
  readonly ProxyAgent: AgentClass;
  readonly fetch: typeof fetch;
}

/** Loads all of undici, which only connections through a proxy need. */
function loadUndici(): Undici {
  return require("undici") as Undici;
}

let forFetch: ProxyingDispatcher | undefined;

/**
 * `fetch` through the proxies of the environment; Node's own knows none, and takes no dispatcher of another undici.
 * @throws TypeError whose cause names the proxy, as `fetch` throws it
 */
export async function proxiedFetch(url: URL, init: RequestInit): Promise<Response> {
  const proxy = proxyFor(url.origin);
  if (!hasProxies()) {
    return await fetch(url, init);
  }
  const undici = loadUndici();
  forFetch ??= new ProxyingDispatcher(new undici.Agent({}));
  try {
    return await undici.fetch(url, { ...init, dispatcher: forFetch } as object);
  } catch (error) {
    if (proxy === undefined || init.signal?.aborted) {
      throw error;
    }
    const reason = toExchangeError((error as Error).cause ?? error, "connect");
    throw new TypeError("fetch failed", { cause: blameProxy(reason, proxy) });
  }
}

/** Codes of failed connections: with a proxy, the only connection is to the proxy itself. */
const unreachable = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
]);

/** Adds the proxy to the message of a failure, and names it as the cause where it is. */
export function blameProxy(error: ExchangeError, { name }: ProxyServer): ExchangeError {
  const status = /^Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (status === "407") {
    return new ExchangeError(
      "ProxyAuthentication",
      `the proxy ${name} asks for a user and a password (407)`,
      error,
    );
  }
  if (status !== undefined) {
    return new ExchangeError(
      "ProxyRefused",
      `the proxy ${name} answered ${status} instead of letting it through`,
      error,
    );
  }
  return unreachable.has(error.code)
    ? new ExchangeError("ProxyUnreachable", `the proxy ${name} cannot be reached: ${error.message}`, error)
    : new ExchangeError(error.code, `${error.message} (through the proxy ${name})`, error.cause);
}
