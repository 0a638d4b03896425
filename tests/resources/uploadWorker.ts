/** A process that makes one object, to be killed by specs: `uploadWorker.ts ENDPOINT SECRET_ID SECRET_KEY INPUTS`. */

import { knowledgeOfCos } from "../../provider/api/knowledge";
import { uploadLimits } from "../../provider/api/upload/parts";
import { CosClient } from "../../provider/client";
import { Claims } from "../../provider/model/claims";
import { object } from "../../provider/resources/object/handler";
import type { ObjectInputs } from "../../provider/resources/object/values";

const [endpoint = "", secretId = "", secretKey = "", text = ""] = process.argv.slice(2);
const inputs = JSON.parse(text) as ObjectInputs;
const { region } = inputs;
const mebibyte = 1024 * 1024;
Object.assign(uploadLimits, { single: mebibyte, part: mebibyte, inFlight: 1 });
const client = new CosClient({ credentials: { secretId, secretKey }, region, endpoint, ...knowledgeOfCos });
const silent = () => {};

object
  .create(
    {
      client,
      settings: { region },
      claims: new Claims(),
      log: { warn: silent, info: silent, status: silent },
    },
    inputs,
  )
  .finally(() => client.close());
