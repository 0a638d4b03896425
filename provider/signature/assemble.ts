/** Makes one signed request of everything that inputs say of it. */

import type { Input } from "./inputs/input";
import { InputError } from "./inputs/input";
import { isItem, readAuthorization, readItems } from "./items";
import { decode, lookUp, type Pair, parseQuery } from "./pairs";
import type { Carrier, SignedRequest } from "./request";

/** What is known of a request beside its signature. */
export interface Known {
  readonly method?: string | undefined;
  readonly host?: string | undefined;
  /** The path and the query as they are sent. */
  readonly path?: string | undefined;
  readonly headers?: readonly Pair[] | undefined;
}

/**
 * The request. What is known comes before what the inputs say.
 * @throws InputError when no input has a signature
 */
export function assemble(inputs: readonly Input[], known: Known): SignedRequest {
  const first = <K extends keyof Input>(member: K) =>
    inputs.find((input) => input[member] !== undefined)?.[member];
  const target = known.path ?? first("target");
  const [, rawPath = "", query = ""] = /^([^?]*)\??(.*)$/s.exec(target ?? "") ?? [];
  const sent = parseQuery(query);
  const [carrier, items] = findItems(sent, first("authorization"), first("fields")) ?? [];
  if (carrier === undefined || items === undefined) {
    throw new InputError(
      "there is no signature in it: neither an Authorization that begins with q-sign-algorithm, nor a parameter q-signature",
    );
  }
  const host = known.host ?? lookUp(known.headers ?? [], "host") ?? first("host");
  const method = known.method ?? first("method");
  const scheme = first("scheme");
  const isOwn = (name: string) => isItem(name) || name.toLowerCase() === "sign";
  const isSigned = (pair: Pair) => carrier !== "url" || !isOwn(pair[0]);
  return {
    carrier,
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(scheme !== undefined && { scheme }),
    ...(host !== undefined && { host }),
    ...(target !== undefined && { rawPath, path: decode(rawPath) }),
    rawQuery: query
      .split("&")
      .filter((piece) => piece !== "" && isSigned([decode(piece.replace(/=.*$/s, "")), ""]))
      .join("&"),
    parameters: sent.filter(isSigned),
    headers: mergeHeaders(host, known.headers ?? [], first("headers") ?? []),
    items,
    ...(carrier === "form" && { fields: first("fields") ?? [] }),
  };
}

function findItems(
  query: readonly Pair[],
  authorization: string | undefined,
  fields: readonly Pair[] | undefined,
): readonly [Carrier, SignedRequest["items"]] | undefined {
  const isThere = (pairs: readonly Pair[]) => pairs.some(([name]) => isItem(name));
  if (authorization !== undefined && /q-(?:sign|ak)/i.test(authorization)) {
    return ["header", readAuthorization(authorization)];
  }
  if (isThere(query)) {
    return ["url", readItems(query)];
  }
  // Go's SDK can put the whole Authorization into one parameter.
  const merged = lookUp(query, "sign");
  if (merged?.includes("q-sign")) {
    return ["url", readAuthorization(merged)];
  }
  return fields !== undefined && isThere(fields) ? ["form", readItems(fields)] : undefined;
}

function mergeHeaders(
  host: string | undefined,
  known: readonly Pair[],
  found: readonly Pair[],
): readonly Pair[] {
  const names = known.map(([name]) => name.toLowerCase());
  const others = found.filter(([name]) => !names.includes(name.toLowerCase()));
  return [
    ...(host === undefined ? [] : [["Host", host] as const]),
    ...known.filter(([name]) => name.toLowerCase() !== "host"),
    ...others,
  ];
}
