/** A free request as an operation of its own, for what writes calls down. */

import type { CallParameters } from "../../provider/api/call";
import type { Operation } from "../../provider/api/operations";
import type { OperationName } from "../../provider/api/operations/names";
import type { Parameters } from "../../provider/api/operations/operation";
import { hidden } from "../api/hideSecrets";
import { isSecretName } from "./kept";
import type { FreeDraft } from "./wire";

/** What is sent at most with one request (https://www.tencentcloud.com/document/product/436/7749). */
const maxBytes = 5 * 1024 ** 3;

/** An operation with just what the request has. */
export function freeOperation(free: FreeDraft): {
  readonly operation: Operation;
  readonly parameters: CallParameters;
} {
  const { method, bucket, region, key, query, headers, text } = free;
  const given = [...query, ...headers].filter(([name]) => name !== "");
  return {
    operation: {
      name: "Request" as OperationName,
      family: "service",
      title: "A request",
      action: "",
      method,
      host: bucket === "" ? "service" : "bucket",
      path: key === "" ? "/" : "/{Key}",
      query: describe(query),
      headers: describe(headers),
      ...(text !== "" && { body: { kind: "content", maxBytes } }),
      md5: "none",
      statuses: [200],
      effect: "writes",
      repeatable: false,
      sdk: {},
      certainty: "unverified",
    },
    parameters: {
      ...Object.fromEntries(given),
      ...(bucket !== "" && { Bucket: bucket }),
      ...(region !== "" && { Region: region }),
      ...(key !== "" && { Key: key }),
      ...(text !== "" && { Body: text }),
    },
  };
}

function describe(pairs: FreeDraft["query"]): Parameters {
  const named = pairs.filter(([name]) => name !== "");
  return Object.fromEntries(
    named.map(([name, value]) => [
      name,
      {
        type: "string",
        meaning: "Given.",
        ...((value === hidden || isSecretName(name)) && { secret: true }),
      },
    ]),
  );
}
