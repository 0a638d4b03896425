/** A request as it goes over the wire, as text. */

import type { SentRequest } from "../../cli/explore/wire";

/** The first line: the method, and the address without its host, which is a header. */
export function requestLine({ method, url }: SentRequest): string {
  return `${method} ${/^https?:\/\/[^/?]*(.*)$/s.exec(url)?.[1] || "/"} HTTP/1.1`;
}

/** The headers with the Host before all others. */
export function requestHeaders({ url, headers }: SentRequest): readonly (readonly [string, string])[] {
  const host = Object.keys(headers).find((name) => name.toLowerCase() === "host");
  const others = Object.entries(headers).filter(([name]) => name !== host);
  return [["Host", headers[host ?? ""] ?? /^https?:\/\/([^/?]*)/.exec(url)?.[1] ?? ""], ...others];
}

/** The whole request; content that is not shown is left out. */
export function httpText(request: SentRequest): string {
  const headers = requestHeaders(request).map(([name, value]) => `${name}: ${value}`);
  return [requestLine(request), ...headers, "", request.body ?? ""].join("\n");
}
