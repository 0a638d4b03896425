/** Lists unfinished uploads and their parts (https://www.tencentcloud.com/document/product/436/7736, 7747). */

import { ServiceError } from "../format/errors";
import { isoMilliseconds } from "../format/text";
import { element, optionalElement, xmlDocument } from "../format/xml";
import type { BucketCall, ObjectCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import type { Upload } from "../store/bucket";
import { compareKeys } from "../store/keyIndex";
import { regionHeader } from "./bucket";
import { maxPage, readFilter } from "./listing";
import { requireUpload } from "./multipart";
import { principalElements } from "./principal";
import { readCount, readEncoding } from "./query";

/** `GET /?uploads` */
export const listMultipartUploads: Operation = {
  name: "ListMultipartUploads",
  on: "bucket",
  need: "bucket-read",
  run: listUploads,
};

/** `GET /<key>?uploadId=U` */
export const listParts: Operation = {
  name: "ListParts",
  on: "object",
  need: "bucket-read",
  run: pageOfParts,
};

function listUploads({ request, bucket }: BucketCall): Reply {
  const { query } = request;
  const filter = readFilter(query);
  const limit = readCount(query, "max-uploads", maxPage);
  const encode = readEncoding(query);
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const found = [...bucket.uploads.values()]
    .filter(({ key }) => key.startsWith(filter.prefix))
    .sort((a, b) => compareKeys(a.key, b.key) || a.initiated - b.initiated || (a.id < b.id ? -1 : 1));
  const marked = idMarker === "" ? undefined : found.findIndex(({ id }) => id === idMarker);
  const items: string[] = [];
  const prefixes: string[] = [];
  let next = { key: "", id: "" };
  let truncated = false;
  for (const [index, upload] of found.entries()) {
    // Without an id the whole key is skipped; with one, the uploads of that key up to it.
    const order = compareKeys(upload.key, keyMarker);
    if (keyMarker !== "" && (order < 0 || (order === 0 && (marked === undefined || index <= marked)))) {
      continue;
    }
    const cut = filter.delimiter === "" ? -1 : upload.key.indexOf(filter.delimiter, filter.prefix.length);
    const commonPrefix = cut < 0 ? undefined : upload.key.slice(0, cut + filter.delimiter.length);
    if (commonPrefix !== undefined && (prefixes.includes(commonPrefix) || commonPrefix === keyMarker)) {
      continue;
    }
    if (items.length + prefixes.length === limit) {
      truncated = true;
      break;
    }
    if (commonPrefix !== undefined) {
      prefixes.push(commonPrefix);
    } else {
      items.push(renderUpload(upload, encode));
    }
    next = { key: commonPrefix ?? upload.key, id: commonPrefix === undefined ? upload.id : "" };
  }
  const encoding = query.get("encoding-type") ? "url" : undefined;
  return {
    status: 200,
    headers: regionHeader(bucket),
    body: xmlDocument(
      element("ListMultipartUploadsResult", [
        element("Bucket", bucket.name),
        // Go reads the one spelling, Java the other.
        optionalElement("Encoding-Type", encoding),
        optionalElement("EncodingType", encoding),
        element("KeyMarker", encode(keyMarker)),
        element("UploadIdMarker", idMarker),
        ...(truncated
          ? [element("NextKeyMarker", encode(next.key)), element("NextUploadIdMarker", next.id)]
          : []),
        element("MaxUploads", limit),
        element("IsTruncated", String(truncated)),
        element("Prefix", encode(filter.prefix)),
        ...(filter.delimiter === "" ? [] : [element("Delimiter", encode(filter.delimiter))]),
        ...items,
        ...prefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", encode(prefix))])),
      ]),
    ),
  };
}

function renderUpload(upload: Upload, encode: (text: string) => string): string {
  return element("Upload", [
    element("Key", encode(upload.key)),
    element("UploadId", upload.id),
    element("StorageClass", upload.template.storageClass),
    ...principalElements(upload.initiatorUin, upload.template.ownerUin),
    element("Initiated", isoMilliseconds(upload.initiated)),
  ]);
}

function pageOfParts(call: ObjectCall): Reply {
  const { request, bucket, key } = call;
  const upload = requireUpload(call);
  const { query } = request;
  const limit = readCount(query, "max-parts", maxPage);
  const encode = readEncoding(query);
  const marker = Number(query.get("part-number-marker") || 0);
  if (!Number.isInteger(marker)) {
    throw new ServiceError("InvalidArgument");
  }
  const rest = [...upload.parts.values()]
    .filter(({ number }) => number > marker)
    .sort((a, b) => a.number - b.number);
  const page = rest.slice(0, limit);
  const truncated = rest.length > page.length;
  const encoding = query.get("encoding-type") ? "url" : undefined;
  return {
    status: 200,
    body: xmlDocument(
      element("ListPartsResult", [
        element("Bucket", bucket.name),
        // Go reads the one spelling, Java the other.
        optionalElement("Encoding-type", encoding),
        optionalElement("EncodingType", encoding),
        element("Key", encode(key)),
        element("UploadId", upload.id),
        ...principalElements(upload.initiatorUin, upload.template.ownerUin),
        element("PartNumberMarker", marker),
        ...page.map((part) =>
          element("Part", [
            element("PartNumber", part.number),
            element("LastModified", isoMilliseconds(part.lastModified)),
            element("ETag", `"${part.etag}"`),
            element("Size", part.size),
          ]),
        ),
        ...(truncated ? [element("NextPartNumberMarker", page.at(-1)?.number ?? 0)] : []),
        element("StorageClass", upload.template.storageClass),
        element("MaxParts", limit),
        element("IsTruncated", String(truncated)),
      ]),
    ),
  };
}
