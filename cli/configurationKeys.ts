/** Finds the keys of configurations of which a bucket has several, each under a key of its own. */

import { CosServiceError } from "../provider/client";
import { elementsAt, parseXml, textAt, type XmlElement } from "../provider/codec";
import type { Context } from "../provider/model/context";
import type { BucketAddress } from "../provider/model/ids";
import { isAbsent } from "../provider/resources/configurations/descriptor";
import { bucketDomain } from "../provider/resources/configurations/domain";
import { bucketInventory } from "../provider/resources/configurations/inventory";

/** Keys; `undefined` stands for the configuration without one, where there is such a thing. */
export type Keys = readonly (string | undefined)[];

/** How the keys of a configuration are found. */
export interface KeyLister {
  /** The sub-resource that tells them. */
  readonly query: string;
  /** The operation that reads it, which is the name of the CAM action too. */
  readonly operation: string;
  /** Reads the keys. @param get answers the document, with more parameters where there are several pages */
  readonly read: (get: (more?: Readonly<Record<string, string>>) => Promise<XmlElement>) => Promise<Keys>;
}

/** The listers of keyed configurations, by token. */
export const keyListers: ReadonlyMap<string, KeyLister> = new Map<string, KeyLister>([
  [
    "BucketInventory",
    {
      query: bucketInventory.query,
      operation: "ListBucketInventoryConfigurations",
      // https://www.tencentcloud.com/document/product/436/30627: pages of 100.
      read: async (get) => {
        const keys: string[] = [];
        for (let token: string | undefined = ""; token !== undefined; ) {
          const page: XmlElement = await get(token === "" ? {} : { "continuation-token": token });
          keys.push(...elementsAt(page, [bucketInventory.root, "Id"]).map(({ text }) => text));
          const isLast = textAt(page, "IsTruncated")?.trim().toLowerCase() !== "true";
          const next = textAt(page, "NextContinuationToken") || undefined;
          token = isLast || next === token ? undefined : next;
        }
        return keys;
      },
    },
  ],
  [
    "BucketDomainCertificate",
    {
      query: bucketDomain.query,
      operation: bucketDomain.operations.get,
      // Nothing lists certificates, but each belongs to one of the bucket's own domains.
      read: async (get) => elementsAt(await get(), ["DomainRule", "Name"]).map(({ text }) => text.trim()),
    },
  ],
  [
    "BucketIntelligentTiering",
    {
      query: "intelligent-tiering",
      operation: "GetBucketIntelligentTiering",
      // The rules by id (Go SDK, `bucket_intelligenttiering.go`), and the one of the old form, which has none.
      read: async (get) => [
        undefined,
        ...elementsAt(await get(), ["IntelligentTieringConfiguration", "Id"]).map(({ text }) => text),
      ],
    },
  ],
]);

/** The keys that a bucket has of a configuration; of one without keys, that it may be there. */
export async function listKeys(
  { client }: Context,
  address: BucketAddress,
  config: { readonly token: string; readonly key?: object },
): Promise<Keys> {
  if (config.key === undefined) {
    return [undefined];
  }
  const lister = keyListers.get(config.token);
  if (lister === undefined) {
    throw new Error(`nothing lists the keys of ${config.token}`);
  }
  const { query, operation, read } = lister;
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
