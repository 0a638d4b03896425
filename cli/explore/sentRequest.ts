/** A request as the page shows it. */

import type { Operation } from "../../provider/api/operations";
import type { CosBody, DryRun } from "../../provider/client";
import { withoutSecrets, withoutSecretsInJson } from "../api/hideSecrets";
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
  const hide = operation?.body?.kind === "json" ? withoutSecretsInJson : withoutSecrets;
  return {
    method,
    url,
    headers,
    ...(typeof body === "string" && { body: hide(operation?.body, body) }),
    ...(typeof body === "object" && "length" in body && { bodyBytes: body.length }),
  };
}
