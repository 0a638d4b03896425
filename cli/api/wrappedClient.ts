/** A client in which one or another function is another one: calls are watched or intercepted by it. */

import type { ApiParts } from "../../provider/api/cosApi";

type ApiClient = ApiParts["client"];

/** The client with other functions; closing it does nothing, as the client is the caller's. */
export function wrappedClient(client: ApiClient, others: Partial<ApiClient>): ApiClient {
  return {
    send: client.send.bind(client),
    objectUrl: client.objectUrl.bind(client),
    presign: client.presign.bind(client),
    presignForm: client.presignForm.bind(client),
    close: async () => {},
    ...others,
  };
}
