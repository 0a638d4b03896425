/** Inventories of a bucket's objects (https://www.tencentcloud.com/document/product/436/30625, 30623, 30626; overview: 30622). */

import { elementsAt, known, textAt, type XmlElement } from "../../codec";
import { settleDestination } from "../../model/destination";
import { inventoryConfiguration } from "../../model/documents/inventory";
import type { Props } from "../../model/props";
import type { BucketConfig, KeyList, Proposed } from "./descriptor";

const root = "InventoryConfiguration";

/** The configuration `?inventory` under one id. */
export const bucketInventory = {
  token: "BucketInventory",
  title: "inventory",
  query: "inventory",
  root,
  operations: { get: "GetBucketInventory", put: "PutBucketInventory", delete: "DeleteBucketInventory" },
  absent: ["InventoryConfigurationNotFoundError"],
  struct: inventoryConfiguration,
  key: {
    field: "inventoryId",
    query: "id",
    list: { query: "inventory", operation: "ListBucketInventoryConfigurations", read: readIds },
  },
  overrides: { settle },
} as const satisfies BucketConfig<typeof inventoryConfiguration.fields>;

/** Reads the ids page by page, 100 at a time (https://www.tencentcloud.com/document/product/436/30627). */
async function readIds(get: Parameters<KeyList["read"]>[0]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const page: XmlElement = await get(token === "" ? {} : { "continuation-token": token });
    ids.push(...elementsAt(page, [root, "Id"]).map(({ text }) => text));
    const isLast = textAt(page, "IsTruncated")?.trim().toLowerCase() !== "true";
    const next = textAt(page, "NextContinuationToken") || undefined;
    token = isLast || next === token ? undefined : next;
  }
  return ids;
}

function settle(inputs: Proposed<typeof inventoryConfiguration.fields>): Props {
  const { bucket, region } = inputs;
  const destination = known(inputs.destination);
  if (destination === undefined) {
    return inputs;
  }
  return { ...inputs, destination: settleDestination(bucket, { region, ...destination }) };
}
