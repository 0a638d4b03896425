/** Lists the objects under a prefix, with one request per thousand keys. */

import { elementsAt, parseXml, textAt } from "../codec";
import type { Context } from "../model/context";
import type { BucketAddress } from "../model/ids";
import type { Action } from "./permissions";
import { decodeKey, isTruncated } from "./versions";

/** An object in a listing. */
export interface ListedObject {
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** When it was written, in Unix seconds. */
  readonly writtenAt: number;
}

const pageSize = 1_000;

/** The action that `listObjects` needs on the listed keys. */
export const listingAction: Action = {
  operation: "GetBucket",
  probe: ({ key = "", ...bucket }) => ({
    method: "GET",
    ...bucket,
    query: { "max-keys": 1, ...(key !== "" && { prefix: key }) },
  }),
};

/**
 * Lists the objects whose keys begin with a prefix (https://www.tencentcloud.com/document/product/436/30614).
 * @param limit number after which listing stops, at the end of a page. Left out, all are listed
 */
export async function listObjects(
  { client }: Pick<Context, "client">,
  address: BucketAddress,
  prefix: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<ReadonlyMap<string, ListedObject>> {
  const found = new Map<string, ListedObject>();
  let marker: string | undefined = "";
  while (marker !== undefined && found.size < limit) {
    const { body } = await client.send({
      method: "GET",
      ...address,
      query: {
        "encoding-type": "url",
        "max-keys": pageSize,
        ...(prefix !== "" && { prefix }),
        ...(marker !== "" && { marker }),
      },
      operation: "GetBucket",
    });
    const document = parseXml(body.toString());
    for (const element of elementsAt(document, ["Contents"])) {
      found.set(decodeKey(textAt(element, "Key") ?? ""), {
        size: Number(textAt(element, "Size")),
        etag: (textAt(element, "ETag") ?? "").replaceAll('"', ""),
        writtenAt: Math.floor(Date.parse(textAt(element, "LastModified") ?? "") / 1_000),
      });
    }
    const next = decodeKey(textAt(document, "NextMarker") ?? "");
    marker = isTruncated(document) && next !== marker ? next : undefined;
  }
  return found;
}
