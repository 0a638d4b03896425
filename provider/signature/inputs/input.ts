/** What may be given to be verified, and what each says of a request. */

import type { Pair } from "../pairs";

/** What an input is. */
export type InputKind = "authorization" | "url" | "request" | "curl" | "error" | "har";

/** What COS answered. */
export interface Answer {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** The HttpString as COS saw it. */
  readonly formatString?: string;
  readonly stringToSign?: string;
  /** The service's clock, in Unix milliseconds. */
  readonly time?: number;
}

/** What an input says. What it does not say is left out. */
export interface Input {
  readonly kind: InputKind;
  readonly method?: string;
  readonly scheme?: string;
  readonly host?: string;
  /** Path and query as they were sent. */
  readonly target?: string;
  /** Names as they were sent. */
  readonly headers?: readonly Pair[];
  /** The value of the header Authorization. */
  readonly authorization?: string;
  /** The fields of a form before its file. */
  readonly fields?: readonly Pair[];
  /** The client's clock when it sent the request, in Unix milliseconds. */
  readonly sentAt?: number;
  readonly answer?: Answer;
}

/** An input that is none of these, or a broken one. Its message holds no value of what was given. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** The scheme, the host and the rest of a URL, each as it is written. */
export function splitUrl(url: string): Pick<Input, "scheme" | "host" | "target"> {
  const [, scheme = "", host = "", target = ""] = /^(https?):\/\/([^/?#]*)([^#]*)/is.exec(url.trim()) ?? [];
  const isDefaultPort = scheme.toLowerCase() === "https" ? /:443$/ : /:80$/;
  return {
    scheme: scheme.toLowerCase(),
    host: host.replace(/^.*@/, "").replace(isDefaultPort, ""),
    target: target.startsWith("/") ? target : `/${target}`,
  };
}

/** Takes Host and Authorization out of headers, where they are. */
export function splitHeaders(headers: readonly Pair[]): Pick<Input, "host" | "authorization" | "headers"> {
  const find = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const host = find("host");
  const authorization = find("authorization");
  return {
    ...(host !== undefined && { host }),
    ...(authorization !== undefined && { authorization }),
    headers: headers.filter(([name]) => !/^(?:host|authorization)$/i.test(name)),
  };
}

/** The pairs of lines such as `Name: value`. */
export function parseHeaders(lines: readonly string[]): readonly Pair[] {
  return lines.flatMap((line): Pair[] => {
    const [, name, value = ""] = /^([^\s:]+)[ \t]*:[ \t]*(.*?)[ \t\r]*$/s.exec(line) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
}
