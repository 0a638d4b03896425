/** Makes a call up to where it would send its request or sign its URL, and takes that. */

import { ApiCalls } from "../../provider/api/cosApi";
import type { Operation } from "../../provider/api/operations";
import type { CosRequest, PresignRequest } from "../../provider/client";
import type { CommandContext } from "../context";
import { UsageError } from "./usage";
import { wrappedClient } from "./wrappedClient";

type Parameters = Readonly<Record<string, unknown>>;

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
  context: CommandContext,
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
 * What a URL of a call is made of.
 * @throws UsageError when something would have to be asked first, or a call has no URL
 */
export async function presignRequestOf(
  context: CommandContext,
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
  { client, settings }: CommandContext,
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
