/**
 * Finds an upload in parts that was begun and never finished, as a killed process leaves it, so that it can be continued
 * (https://www.tencentcloud.com/document/product/436/7736, 7747).
 */

import { CosServiceError } from "../../client";
import { elementsAt, parseXml, textAt } from "../../codec";
import type { Context } from "../handler";
import type { ObjectAddress } from "../ids";
import type { Action } from "../permissions";
import { decodeKey, isTruncated } from "../versions";

/** A part that COS holds of an unfinished upload. */
export interface UnfinishedPart {
  /** With its quotes: the MD5 of the part, where it is not encrypted with a key of KMS. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** An unfinished upload. */
export interface Unfinished {
  readonly uploadId: string;
  /** By number. */
  readonly parts: ReadonlyMap<number, UnfinishedPart>;
}

const anew = "an upload that broke off begins anew, and its parts stay and are paid for";

/** What `findUnfinished` needs. Parts can only be listed of an upload that is there, so nothing probes that. */
export const resumeActions: readonly Action[] = [
  {
    action: "ListMultipartUploads",
    otherwise: anew,
    probe: ({ key, ...bucket }) => ({
      method: "GET",
      ...bucket,
      query: { uploads: "", "max-uploads": 1, prefix: key },
    }),
  },
  { action: "ListParts", otherwise: anew },
];

/**
 * The newest unfinished upload of a key, with its parts.
 * @returns `undefined` when there is none with parts, or when it may not be looked for
 */
export async function findUnfinished(
  context: Context,
  address: ObjectAddress,
): Promise<Unfinished | undefined> {
  try {
    const uploadId = await findUploadId(context, address);
    if (uploadId === undefined) {
      return undefined;
    }
    const parts = await listParts(context, address, uploadId);
    return parts.size === 0 ? undefined : { uploadId, parts };
  } catch (error) {
    // Continuing is a bonus: without the permission to look, or when somebody ended it just now, the upload begins anew.
    if (CosServiceError.isInstance(error) && (error.status === 403 || error.status === 404)) {
      return undefined;
    }
    throw error;
  }
}

async function findUploadId(
  { client }: Context,
  { bucket, region, key }: ObjectAddress,
): Promise<string | undefined> {
  const { body } = await client.send({
    method: "GET",
    bucket,
    region,
    query: { uploads: "", "encoding-type": "url", prefix: key },
    operation: "ListMultipartUploads",
  });
  const own = elementsAt(parseXml(body.toString()), ["Upload"])
    .filter((upload) => decodeKey(textAt(upload, "Key")) === key)
    .map((upload) => ({
      uploadId: textAt(upload, "UploadId") ?? "",
      initiated: Date.parse(textAt(upload, "Initiated") ?? "") || 0,
    }))
    .sort((a, b) => b.initiated - a.initiated);
  return own[0]?.uploadId;
}

async function listParts(
  { client }: Context,
  address: ObjectAddress,
  uploadId: string,
): Promise<ReadonlyMap<number, UnfinishedPart>> {
  const parts = new Map<number, UnfinishedPart>();
  for (let marker: string | undefined = "0"; marker !== undefined; ) {
    const { body } = await client.send({
      method: "GET",
      ...address,
      query: { uploadId, "part-number-marker": marker },
      operation: "ListParts",
    });
    const document = parseXml(body.toString());
    for (const part of elementsAt(document, ["Part"])) {
      parts.set(Number(textAt(part, "PartNumber")), {
        etag: textAt(part, "ETag") ?? "",
        size: Number(textAt(part, "Size")),
      });
    }
    const next = textAt(document, "NextPartNumberMarker");
    marker = isTruncated(document) && next !== marker ? next : undefined;
  }
  return parts;
}
