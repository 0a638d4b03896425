/** Which requests of an upload carry which headers. */

import type { CosRequest } from "../client";
import type { Operation } from "./operations";
import type { UploadHeaders } from "./uploadObject";

/** Sorts headers of PUT Object by which operation takes them. */
export function uploadHeaders(
  headers: CosRequest["headers"] = {},
  begin: Operation,
  part: Operation,
  read: Operation,
): UploadHeaders {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  const takenBy = (operation: Operation) => given.filter(([name]) => takes(operation, name));
  const [ofObject, ofPart] = [takenBy(begin), takenBy(part).filter(([name]) => !isOfOneRequest(name))];
  const known = new Set([...ofObject, ...ofPart].map(([name]) => name));
  return {
    object: Object.fromEntries(ofObject),
    part: Object.fromEntries(ofPart),
    read: Object.fromEntries(takenBy(read).filter(([name]) => known.has(name))),
    strange: given.map(([name]) => name).filter((name) => !known.has(name)),
  };
}

function takes({ headers = {} }: Operation, name: string): boolean {
  return Object.keys(headers).some((known) =>
    known.endsWith("*")
      ? name.toLowerCase().startsWith(known.slice(0, -1).toLowerCase())
      : known.toLowerCase() === name.toLowerCase(),
  );
}

/** About the bytes of a single request, of which an upload may need many. */
function isOfOneRequest(name: string): boolean {
  return ["expect", "x-cos-content-sha1"].includes(name.toLowerCase());
}
