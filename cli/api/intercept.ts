/** Makes a call up to where it would send its request or sign its URL, and takes that. */

import type { FreeRequest } from "../../provider/api/call";
import { ApiCalls, type ApiParts } from "../../provider/api/cosApi";
import type { Operation } from "../../provider/api/operations";
import type { CosRequest, PresignRequest } from "../../provider/client";
import { UsageError } from "./usage";
import { wrappedClient } from "./wrappedClient";

type Parameters = Readonly<Record<string, unknown>>;
type Parts = Pick<ApiParts, "client" | "settings">;

/** Ends a call where it would send its request. */
class Intercepted<T> extends Error {
  constructor(readonly request: T) {
    super("not sent");
  }
}

/**
 * The request of a call.
 * @throws UsageError when something would have to be asked first
 */
export async function requestOf(
  context: Parts,
  { name }: Operation,
  parameters: Parameters,
): Promise<CosRequest> {
  return await intercept<CosRequest>(
    (api) => api.call(name as string, parameters),
    context,
    ({ operation }) => operation === name,
  );
}

/**
 * The request that a free one becomes.
 * @throws UsageError when something would have to be asked first
 */
export async function freeRequestOf(context: Parts, free: FreeRequest): Promise<CosRequest> {
  const operation = "Request";
  return await intercept<CosRequest>(
    (api) => api.request({ ...free, operation }),
    context,
    (request) => request.operation === operation,
  );
}

/**
 * What a URL of a call is made of.
 * @throws UsageError when something would have to be asked first, or a call has no URL
 */
export async function presignRequestOf(
  context: Parts,
  { name }: Operation,
  parameters: Parameters,
): Promise<PresignRequest> {
  return await intercept<PresignRequest>(
    (api) => api.presign(name as string, parameters as never),
    context,
    (request) => !("operation" in request),
  );
}

async function intercept<T>(
  call: (api: ApiCalls) => Promise<unknown>,
  { client, settings }: Parts,
  isWanted: (request: T) => boolean,
): Promise<T> {
  const take = async (request: unknown): Promise<never> => {
    throw new Intercepted(request);
  };
  const api = new ApiCalls({ settings, client: wrappedClient(client, { send: take, presign: take }) });
  try {
    await call(api);
  } catch (error) {
    if (error instanceof Intercepted && isWanted(error.request as T)) {
      return error.request as T;
    }
    if (!(error instanceof Intercepted)) {
      throw error;
    }
  }
  throw new UsageError(
    "Nothing is asked of COS for this: give the bucket's full name and --region, or set TENCENTCLOUD_APP_ID and TENCENTCLOUD_REGION",
  );
}
