/** The request as COS saw it, from its error document. */

import { headerIn, readHttpString } from "./difference";
import type { Answer } from "./inputs/input";
import { decode, type Pair } from "./pairs";
import type { SignedRequest } from "./request";

/** The request that an error document tells of; `undefined` when it has no FormatString. */
export function requestSeen(
  { formatString, stringToSign }: Answer,
  secretId: string | undefined,
): SignedRequest | undefined {
  const lines = readHttpString(formatString ?? "");
  if (lines === undefined) {
    return undefined;
  }
  const decoded = (pairs: readonly Pair[]) =>
    pairs.map(([name, value]): Pair => [decode(name), decode(value)]);
  const host = headerIn(lines, "host");
  const time = stringToSign?.split("\n")[1];
  return {
    carrier: "header",
    method: lines.method.toUpperCase(),
    ...(host !== undefined && { host }),
    path: lines.path,
    rawQuery: "",
    parameters: decoded(lines.parameters),
    headers: decoded(lines.headers),
    items: {
      ...(secretId !== undefined && { secretId }),
      ...(time !== undefined && { signTime: time, keyTime: time }),
      headerList: lines.headers.map(([name]) => name),
      parameterList: lines.parameters.map(([name]) => name),
      repeated: [],
    },
  };
}

/** A request with what COS saw of it, where nothing else tells: of a bare Authorization header that is all. */
export function withSeen(request: SignedRequest, seen: SignedRequest | undefined): SignedRequest {
  if (seen === undefined) {
    return request;
  }
  const isBare = request.path === undefined;
  const { method, path, host } = seen;
  return {
    ...request,
    ...(request.method === undefined && method !== undefined && { method }),
    ...(isBare && path !== undefined && { path, parameters: seen.parameters }),
    ...(isBare &&
      request.headers.length === 0 && { headers: seen.headers, ...(host !== undefined && { host }) }),
  };
}
