/** Reads the configuration of any bucket as COS answers it. */

import { CosServiceError } from "../../../client";
import { parentElement, parseXml, type XmlElement } from "../../../codec";
import type { Context } from "../../../model/context";
import type { BucketAddress } from "../../../model/ids";
import type { BucketConfig } from "../descriptor";

/**
 * Reads a configuration without a key.
 * @returns an empty element when the bucket has none; `undefined` when it may not be read, so that nothing is known and COS has to decide
 * @throws CosServiceError `NoSuchBucket` when there is no such bucket
 */
export async function lookAt(
  { client }: Context,
  address: BucketAddress,
  { query, operations }: Pick<BucketConfig, "query" | "operations">,
): Promise<XmlElement | undefined> {
  try {
    const { body } = await client.send({
      method: "GET",
      ...address,
      query: { [query]: "" },
      operation: operations.get,
    });
    return parseXml(body.toString());
  } catch (error) {
    if (!CosServiceError.isInstance(error) || error.code === "NoSuchBucket") {
      throw error;
    }
    if (error.status === 404) {
      return parentElement("", []);
    }
    if (error.status === 403) {
      return undefined;
    }
    throw error;
  }
}
