/** What is inside a bucket: counting it, and removing all of it. */

import {
  elementsAt,
  parentElement,
  parseXml,
  renderXml,
  textAt,
  textElement,
  type XmlElement,
} from "../codec";
import type { Context } from "./handler";
import type { BucketAddress } from "./ids";

/** Keys that one delete-multiple takes and one listing page holds (https://www.tencentcloud.com/document/product/436/8289). */
const pageSize = 1_000;

/** Delete-multiple requests in flight. */
const batchesInFlight = 10;

/** Aborts of uploads in flight. */
const abortsInFlight = 32;

/** Pages after which counting stops: a person who is told "over 20,000 objects" needs no exact number. */
const maxPagesToCount = 20;

/** How much is in a bucket. */
export interface BucketContents {
  /** Current versions that are no delete markers. */
  readonly objects: number;
  /** Noncurrent versions and delete markers. */
  readonly versions: number;
  /** Multipart uploads that are not finished. */
  readonly uploads: number;
  /** There is more than was counted. */
  readonly more: boolean;
}

interface Version {
  readonly key: string;
  /** `""` on a bucket that never had versioning. */
  readonly versionId: string;
  readonly isObject: boolean;
}

interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

/** Counts what keeps a bucket from being deleted. */
export async function countContents(context: Context, address: BucketAddress): Promise<BucketContents> {
  let [objects, versions, uploads, pages] = [0, 0, 0, 0];
  let more = false;
  for await (const page of listVersions(context, address)) {
    const current = page.filter(({ isObject }) => isObject).length;
    objects += current;
    versions += page.length - current;
    if (++pages === maxPagesToCount) {
      more = true;
      break;
    }
  }
  for await (const page of listUploads(context, address)) {
    uploads += page.length;
  }
  return { objects, versions, uploads, more };
}

/** A sentence part such as `2 objects, 1 unfinished upload`. */
export function describeContents({ objects, versions, uploads, more }: BucketContents): string {
  const parts = [
    [objects, "object"],
    [versions, "noncurrent version or delete marker"],
    [uploads, "unfinished multipart upload"],
  ] as const;
  const words = parts
    .filter(([number]) => number > 0)
    .map(
      ([number, noun]) =>
        `${number.toLocaleString("en")} ${number === 1 ? noun : noun.replace(" or ", "s or ").concat("s")}`,
    );
  return (
    (more ? "more than " : "") + (words.length > 0 ? words.join(", ") : "something that no listing shows")
  );
}

/**
 * Removes all versions, delete markers and unfinished uploads, listing and deleting at the same time. May be stopped and
 * started again: it always removes what is there now.
 * @returns how many things were removed
 * @throws Error when COS refuses to delete some of them, with the first of its reasons
 */
export async function emptyBucket(context: Context, address: BucketAddress): Promise<number> {
  let removed = 0;
  const report = (count: number): void => {
    removed += count;
    context.log.status(`emptying ${address.bucket}: ${removed.toLocaleString("en")} removed`);
  };
  await forEachConcurrently(batchesInFlight, listVersions(context, address), async (page) => {
    if (page.length > 0) {
      await deleteVersions(context, address, page);
      report(page.length);
    }
  });
  await forEachConcurrently(
    abortsInFlight,
    flatten(listUploads(context, address)),
    async ({ key, uploadId }) => {
      await context.client.send({
        method: "DELETE",
        ...address,
        key,
        query: { uploadId },
        operation: "AbortMultipartUpload",
      });
      report(1);
    },
  );
  return removed;
}

async function deleteVersions(
  context: Context,
  address: BucketAddress,
  versions: readonly Version[],
): Promise<void> {
  // XML 1.0 has no way to write most control characters; COS accepts them in keys all the same.
  const [hard, easy] = [versions.filter(isHard), versions.filter((version) => !isHard(version))];
  await Promise.all(
    hard.map(async ({ key, versionId }) => {
      const query = versionId === "" ? {} : { versionId };
      await context.client.send({ method: "DELETE", ...address, key, query, operation: "DeleteObject" });
    }),
  );
  if (easy.length === 0) {
    return;
  }
  const body = renderXml(parentElement("Delete", [textElement("Quiet", "true"), ...easy.map(deleteElement)]));
  const response = await context.client.send({
    method: "POST",
    ...address,
    query: { delete: "" },
    operation: "DeleteMultipleObjects",
    body,
  });
  const errors = elementsAt(parseXml(response.body.toString()), ["Error"]);
  const first = errors[0];
  if (first !== undefined) {
    throw new Error(
      `COS did not delete ${errors.length.toLocaleString("en")} of ${easy.length.toLocaleString("en")} versions in ${address.bucket}; the first is ${textAt(first, "Key")}: ${textAt(first, "Code")}: ${textAt(first, "Message")}`,
    );
  }
}

function isHard({ key }: Version): boolean {
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\r]/.test(key);
}

function deleteElement({ key, versionId }: Version): XmlElement {
  return parentElement("Object", [
    textElement("Key", key),
    ...(versionId === "" ? [] : [textElement("VersionId", versionId)]),
  ]);
}

async function* listVersions(context: Context, address: BucketAddress): AsyncGenerator<readonly Version[]> {
  let markers: { "key-marker"?: string; "version-id-marker"?: string } | undefined = {};
  while (markers !== undefined) {
    const response = await context.client.send({
      method: "GET",
      ...address,
      query: { versions: "", "encoding-type": "url", "max-keys": pageSize, ...markers },
      operation: "GetBucketObjectVersions",
    });
    const document = parseXml(response.body.toString());
    yield document.children
      .filter(({ name }) => name === "Version" || name === "DeleteMarker")
      .map((element) => ({
        key: decodeKey(textAt(element, "Key")),
        versionId: textAt(element, "VersionId") ?? "",
        isObject: element.name === "Version" && textAt(element, "IsLatest")?.trim() !== "false",
      }));
    markers = isTruncated(document)
      ? {
          "key-marker": decodeKey(textAt(document, "NextKeyMarker")),
          ...present("version-id-marker", textAt(document, "NextVersionIdMarker")),
        }
      : undefined;
  }
}

async function* listUploads(context: Context, address: BucketAddress): AsyncGenerator<readonly Upload[]> {
  let markers: { "key-marker"?: string; "upload-id-marker"?: string } | undefined = {};
  while (markers !== undefined) {
    const response = await context.client.send({
      method: "GET",
      ...address,
      query: { uploads: "", "encoding-type": "url", "max-uploads": pageSize, ...markers },
      operation: "ListMultipartUploads",
    });
    const document = parseXml(response.body.toString());
    yield elementsAt(document, ["Upload"]).map((element) => ({
      key: decodeKey(textAt(element, "Key")),
      uploadId: textAt(element, "UploadId") ?? "",
    }));
    markers = isTruncated(document)
      ? {
          "key-marker": decodeKey(textAt(document, "NextKeyMarker")),
          ...present("upload-id-marker", textAt(document, "NextUploadIdMarker")),
        }
      : undefined;
  }
}

function isTruncated(document: XmlElement): boolean {
  return textAt(document, "IsTruncated")?.trim() === "true";
}

function present(name: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === "" ? {} : { [name]: value };
}

/** `encoding-type=url` writes a space as `+` or `%20` (cos-go-sdk-v5 decodes both, helper.go). */
function decodeKey(text = ""): string {
  return decodeURIComponent(text.replaceAll("+", "%20"));
}

async function* flatten<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) {
    yield* page;
  }
}

/** Works on items as they come, at most `limit` at the same time. The first failure ends it, after what was begun. */
async function forEachConcurrently<T>(
  limit: number,
  items: AsyncIterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    const task: Promise<void> = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= limit) {
      await Promise.race(running);
    }
    if (failures.length > 0) {
      break;
    }
  }
  await Promise.all(running);
  if (failures.length > 0) {
    throw failures[0];
  }
}
