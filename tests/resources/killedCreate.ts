/** Creates CORS rules and ends without a word right after its PUT, as a killed process does. `foreign.spec.ts` starts it. */

import { CosClient, type CosRequest } from "../../provider/client";
import { Claims } from "../../provider/model/claims";
import type { Client, Context } from "../../provider/model/context";
import { bucketCors } from "../../provider/resources/configurations/cors";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";

const { url: endpoint, secretId, secretKey, news } = JSON.parse(String(process.env.CREATION));
const client = new CosClient({ credentials: { secretId, secretKey }, endpoint });
const send = async (request: CosRequest) => {
  const answer = await client.send({ ...request, responseBody: "buffer" });
  if (request.method === "PUT") {
    process.exit(9);
  }
  return answer;
};
const context: Context = {
  client: { send, objectUrl: () => "" } as unknown as Client,
  settings: {},
  claims: new Claims(),
  log: { warn: () => {}, info: () => {}, status: () => {} },
  owner: async () => "killed",
};
void configHandler(bucketCors).create(context, news);
