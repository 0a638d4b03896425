/** Looks at other configurations on which one depends, before that is written. */

import { type Action, readable } from "../../../api/permissions";
import { CosServiceError } from "../../../client";
import { parentElement, parseXml, type XmlElement } from "../../../codec";
import type { Context } from "../../../model/context";
import type { BucketAddress } from "../../../model/ids";

/** Another configuration: its sub-resource in the query, and the name of the operation that reads it. */
export interface OtherConfig {
  readonly query: string;
  readonly operation: string;
}

/**
 * Reads another configuration of any bucket. One that is not there is an empty element; `undefined` means that it may not be
 * read, so that nothing is known and COS has to decide.
 * @throws CosServiceError `NoSuchBucket` when there is no such bucket
 */
export type Look = (address: BucketAddress, other: OtherConfig) => Promise<XmlElement | undefined>;

/** Makes the function that a descriptor looks with; descriptors know no client. */
export function looker({ client }: Context): Look {
  return async (address, { query, operation }) => {
    try {
      const { body } = await client.send({ method: "GET", ...address, query: { [query]: "" }, operation });
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
  };
}

/** The action that a look at another configuration needs. */
export function lookAction({ query, operation }: OtherConfig): Action {
  return readable(operation, { [query]: "" }, "what is missing shows only when COS refuses the write");
}
