/**
 * The list of objects that a job works on: a CSV file, or what an inventory has written.
 * https://www.tencentcloud.com/document/product/436/32958 and 30622
 */

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { ServiceError } from "../../format/errors";
import { bareEtag } from "../../format/text";
import { requireVersion, type Service } from "../../request/operation";
import { splitFields } from "../../select/input";
import { readBody } from "../../store/body";
import type { Job } from "../../store/jobs";
import { type Addressed, callAs, requireAllowed } from "../behalf";
import { documentOf, readObjectName } from "./document";

const unpack = promisify(gunzip);
/** The first bytes of what gzip has packed. */
const gzipMark = Buffer.from([0x1f, 0x8b]);
const csv = { fieldDelimiter: ",", quote: '"', quoteEscape: '"' };

/** One object of a list. */
export interface Task {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** @throws ServiceError when the list cannot be used; its code is unverified(batch-failure-codes) */
export async function readManifest(job: Job, service: Service): Promise<Task[]> {
  const { Location, Spec } = documentOf(job).Manifest;
  const place = readObjectName(Location.ObjectArn);
  if (place.region !== job.region) {
    throw unusable(`It must be in ${job.region}, the region of the job.`);
  }
  const versionId = Location.ObjectVersionId || undefined;
  const { content, etag } = await readObject(job, service, { ...place, versionId });
  if (etag !== bareEtag(Location.ETag)) {
    throw unusable("Its ETag is another one than the request names.");
  }
  if (Spec.Format === "COSBatchOperations_CSV_V1") {
    return readRows(content, Spec.Fields?.member ?? []);
  }
  return await readInventory(job, service, place, content);
}

async function readObject(job: Job, service: Service, object: Addressed) {
  const call = callAs(job, service, object);
  requireAllowed(call, "GetObject", "object-read");
  const { body, etag } = requireVersion(call);
  const chunks: Buffer[] = [];
  for await (const chunk of readBody(body)) {
    chunks.push(chunk);
  }
  return { content: Buffer.concat(chunks), etag };
}

/** `manifest.json` of an inventory, of which only what is needed here. */
interface Inventory {
  readonly sourceAppid?: unknown;
  readonly fileFormat?: unknown;
  readonly fileSchema: string;
  readonly files: readonly { readonly key: string; readonly md5Checksum?: unknown }[];
}

async function readInventory(job: Job, service: Service, place: Addressed, content: Buffer): Promise<Task[]> {
  const inventory = parseInventory(content);
  const columns = inventory.fileSchema.split(",").map((name) => name.trim());
  const tasks: Task[] = [];
  for (const { key, md5Checksum } of inventory.files) {
    const file = await readObject(job, service, { ...place, key, versionId: undefined });
    const md5 = createHash("md5").update(file.content).digest("hex");
    if (md5Checksum !== undefined && md5 !== String(md5Checksum).toLowerCase()) {
      throw unusable(`The check sum of ${key} is another one than it names.`);
    }
    const rows = gzipMark.equals(file.content.subarray(0, 2))
      ? await unpacked(key, file.content)
      : file.content;
    const owner = String(inventory.sourceAppid ?? job.appId);
    for (const task of readRows(rows, columns)) {
      // Inventories name the bucket without its APPID; with it as well, as its configuration does.
      const whole = /-\d{8,}$/.test(task.bucket) || task.bucket.endsWith(`-${owner}`);
      tasks.push(whole ? task : { ...task, bucket: `${task.bucket}-${owner}` });
    }
  }
  return tasks;
}

async function unpacked(key: string, content: Buffer): Promise<Buffer> {
  try {
    return await unpack(content);
  } catch (error) {
    throw unusable(`${key} cannot be unpacked: ${(error as Error).message}.`);
  }
}

function parseInventory(content: Buffer): Inventory {
  let read: Partial<Inventory> | undefined;
  try {
    read = JSON.parse(content.toString("utf8")) as Partial<Inventory>;
  } catch {
    throw unusable("It is not the manifest.json of an inventory.");
  }
  const { fileSchema, files, fileFormat = "CSV" } = read ?? {};
  const named = Array.isArray(files) && files.every((file) => typeof file?.key === "string");
  if (typeof fileSchema !== "string" || !named || String(fileFormat).toUpperCase() !== "CSV") {
    throw unusable("It does not describe CSV files of an inventory.");
  }
  return { ...read, fileSchema, files: files as Inventory["files"] };
}

/** Keys are percent-encoded (page 32956). The sample has blanks after the commas. */
function readRows(content: Buffer, columns: readonly string[]): Task[] {
  const [bucketAt, keyAt, versionAt] = ["Bucket", "Key", "VersionId"].map((name) => columns.indexOf(name));
  const lines = content
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    const fields = splitFields(line, csv).map((field) => field.trim());
    const [bucket, key] = [fields[bucketAt ?? -1], fields[keyAt ?? -1]];
    if (!bucket || !key || fields.length > columns.length) {
      throw unusable(`Line ${index + 1} does not have the fields ${columns.join(", ")}.`);
    }
    return { bucket, key: decodeKey(key), versionId: fields[versionAt ?? -1] || undefined };
  });
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    // unverified(batch-percent-signs): a key with a percent sign that begins no escape is meant as it is
    return key;
  }
}

function unusable(message: string): ServiceError {
  return new ServiceError("InvalidManifest", { message: `The manifest cannot be used. ${message}` });
}
