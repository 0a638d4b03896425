/** Finds the keys of configurations of which a bucket has several, each under a key of its own. */

import { CosServiceError } from "../provider/client";
import { elementsAt, parseXml, textAt, type XmlElement } from "../provider/codec";
import { isAbsent } from "../provider/resources/bucketConfig";
import { bucketDomain } from "../provider/resources/bucketDomain";
import { bucketInventory } from "../provider/resources/bucketInventory";
import type { Context } from "../provider/resources/handler";
import type { BucketAddress } from "../provider/resources/ids";

/** Lists the keys; `undefined` stands for the configuration without one, where there is such a thing. */
export type KeyLister = (
  context: Context,
  address: BucketAddress,
) => Promise<readonly (string | undefined)[]>;

/** How the keys of each keyed configuration are found, by token. */
export const keyListers: ReadonlyMap<string, KeyLister> = new Map<string, KeyLister>([
  ["BucketInventory", listInventories],
  ["BucketDomainCertificate", listDomains],
  ["BucketIntelligentTiering", listTierings],
]);

/** https://www.tencentcloud.com/document/product/436/30627: pages of 100. A bucket without any may answer a 404. */
async function listInventories(
  { client }: Context,
  address: BucketAddress,
): Promise<readonly (string | undefined)[]> {
  const keys: (string | undefined)[] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const page: XmlElement = await getOrEmpty(() =>
      client.send({
        method: "GET",
        ...address,
        query: { inventory: "", ...(token !== "" && { "continuation-token": token }) },
        operation: "ListBucketInventoryConfigurations",
      }),
    );
    keys.push(...elementsAt(page, [bucketInventory.root, "Id"]).map(({ text }) => text));
    const next = textAt(page, "NextContinuationToken") || undefined;
    token = textAt(page, "IsTruncated")?.trim().toLowerCase() === "true" && next !== token ? next : undefined;
  }
  return keys;
}

/** Nothing lists certificates, but each belongs to one of the bucket's own domains. */
async function listDomains({ client }: Context, address: BucketAddress): Promise<readonly string[]> {
  const { query, operations } = bucketDomain;
  const document = await getOrEmpty(() =>
    client.send({ method: "GET", ...address, query: { [query]: "" }, operation: operations.get }),
  );
  return elementsAt(document, ["DomainRule", "Name"]).map(({ text }) => text.trim());
}

/** The rules by id (Go SDK, `bucket_intelligenttiering.go`), and the one of the old form, which has none. */
async function listTierings(
  { client }: Context,
  address: BucketAddress,
): Promise<readonly (string | undefined)[]> {
  const document = await getOrEmpty(() =>
    client.send({
      method: "GET",
      ...address,
      query: { "intelligent-tiering": "" },
      operation: "GetBucketIntelligentTiering",
    }),
  );
  return [
    undefined,
    ...elementsAt(document, ["IntelligentTieringConfiguration", "Id"]).map(({ text }) => text),
  ];
}

/** The answer; an empty document where COS says that there is none. */
async function getOrEmpty(request: () => Promise<{ readonly body: Buffer }>): Promise<XmlElement> {
  try {
    return parseXml((await request()).body.toString());
  } catch (error) {
    if (CosServiceError.isInstance(error) && isAbsent({ absent: ["*"] }, error)) {
      return { name: "", text: "", children: [] };
    }
    throw error;
  }
}
