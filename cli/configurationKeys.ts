/** Finds the keys of configurations of which a bucket has several, each under a key of its own. */

import { CosServiceError } from "../provider/client";
import { parseXml, type XmlElement } from "../provider/codec";
import type { Context } from "../provider/model/context";
import type { BucketAddress } from "../provider/model/ids";
import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import { isAbsent } from "../provider/resources/configurations/interpreter/access";

/** Keys; `undefined` stands for the configuration without one, where there is such a thing. */
export type Keys = readonly (string | undefined)[];

/** The keys that a bucket has of a configuration; of one without keys, that it may be there. */
export async function listKeys(
  { client }: Context,
  address: BucketAddress,
  { key }: Pick<BucketConfig, "key">,
): Promise<Keys> {
  if (key === undefined) {
    return [undefined];
  }
  const { query, operation, read } = key.list;
  return await read((more = {}) =>
    parseOrEmpty(client.send({ method: "GET", ...address, query: { [query]: "", ...more }, operation })),
  );
}

/** The answer; an empty document where COS says that there is none. */
async function parseOrEmpty(answer: Promise<{ readonly body: Buffer }>): Promise<XmlElement> {
  try {
    return parseXml((await answer).body.toString());
  } catch (error) {
    if (CosServiceError.isInstance(error) && isAbsent({ absent: ["*"] }, error)) {
      return { name: "", text: "", children: [] };
    }
    throw error;
  }
}
