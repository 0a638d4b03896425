/** A request as the page shows it. */

import type { Operation } from "../../provider/api/operations";
import type { CosBody, DryRun } from "../../provider/client";
import { withoutAnySecret, withoutSecrets, withoutSecretsInJson } from "../api/hideSecrets";
import type { SentRequest } from "./wire";

/**
 * Describes it, without what is secret in its document.
 * @param operation left out for a free request
 */
export function describeRequest(
  operation: Operation | undefined,
  { method, url, headers }: DryRun,
  body: CosBody | undefined,
): SentRequest {
  return {
    method,
    url,
    headers,
    ...(typeof body === "string" && { body: withoutSecretsOf(operation, body) }),
    ...(typeof body === "object" && "length" in body && { bodyBytes: body.length }),
  };
}

function withoutSecretsOf(operation: Operation | undefined, document: string): string {
  if (operation === undefined) {
    return withoutAnySecret(document);
  }
  return operation.body?.kind === "json"
    ? withoutSecretsInJson(operation.body, document)
    : withoutSecrets(operation.body, document);
}
