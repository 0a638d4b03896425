/** The steps of a signature that travels in a URL. */

import type { Operation } from "../../provider/api/operations";
import { verifySignature } from "../../provider/signature";
import { presignRequestOf } from "../api/intercept";
import type { CommandContext } from "../context";
import type { Explanation } from "./explanation";

/**
 * The signature of a pre-signed URL of a call.
 * @throws UsageError when something would have to be asked first, or a call has no URL
 */
export async function explainUrl(
  context: CommandContext,
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Explanation> {
  const { Body: _, ...others } = parameters;
  const request = await presignRequestOf(context, operation, others);
  const { method = "GET", headers = {} } = request;
  const { steps, path = "/" } = verifySignature([await context.client.presign(request)], {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
    credentials: await context.settings.credentials(),
  });
  return { request: `${method} ${path}`, steps };
}
