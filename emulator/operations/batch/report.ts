/**
 * The report of a job. That there are two kinds of them and what they tell is documented
 * (https://www.tencentcloud.com/document/product/436/32961); names and columns are those of S3, unverified(batch-report).
 */

import type { ServiceError } from "../../format/errors";
import { encode } from "../../format/text";
import { collectContent } from "../../request/body";
import type { Service } from "../../request/operation";
import type { Job } from "../../store/jobs";
import { callAs, requireAllowed } from "../behalf";
import { storeContent } from "../object";
import { readTemplate } from "../write";
import { documentOf, readBucketName } from "./document";
import type { Task } from "./manifest";

/** What became of one object; without an error it succeeded. */
export interface Outcome {
  readonly task: Task;
  readonly error: ServiceError | undefined;
}

const columns = "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage";

/** Writes the report that was asked for. @throws ServiceError when the bucket does not take it */
export async function writeReport(job: Job, service: Service, outcomes: readonly Outcome[]): Promise<void> {
  const { Enabled, Format, Prefix = "", ReportScope } = documentOf(job).Report;
  if (Enabled !== "true") {
    return;
  }
  const folder = `${Prefix === "" ? "" : `${Prefix.replace(/\/$/, "")}/`}job-${job.id}`;
  const results: unknown[] = [];
  for (const status of ["succeeded", "failed"] as const) {
    const rows = outcomes
      .filter(({ error }) => (error === undefined) === (status === "succeeded"))
      .map(renderRow);
    if (rows.length === 0 || (status === "succeeded" && ReportScope === "FailedTasksOnly")) {
      continue;
    }
    const key = `${folder}/results/${status}.csv`;
    const { bucket, md5 } = await put(job, service, key, rows.join(""), "text/csv");
    results.push({ TaskExecutionStatus: status, Bucket: bucket, MD5Checksum: md5, Key: key });
  }
  const manifest = {
    Format,
    ReportCreationDate: new Date(Date.now() + service.ahead()).toISOString(),
    Results: results,
    ReportSchema: columns,
  };
  await put(job, service, `${folder}/manifest.json`, JSON.stringify(manifest), "application/json");
}

/** Refuses a report that could not be written in the end. @throws ServiceError */
export function checkReport(job: Job, service: Service): void {
  if (documentOf(job).Report.Enabled === "true") {
    openReport(job, service, `job-${job.id}`);
  }
}

function openReport(job: Job, service: Service, key: string, headers: Record<string, string> = {}) {
  const place = readBucketName(documentOf(job).Report.Bucket ?? "");
  const call = callAs(job, service, { ...place, key }, headers);
  requireAllowed(call, "PutObject", "bucket-write");
  return call;
}

async function put(job: Job, service: Service, key: string, content: string, type: string) {
  const call = openReport(job, service, key, { "content-type": type });
  const { request, bucket } = call;
  const template = readTemplate(request, bucket, key);
  const received = await collectContent(service.store.blobs, [Buffer.from(content)]);
  storeContent(call, template, received);
  return { bucket: bucket.name, md5: received.md5 };
}

/** Keys are percent-encoded, as in manifests. */
function renderRow({ task, error }: Outcome): string {
  const { bucket, key, versionId = "" } = task;
  const result = error
    ? ["failed", error.code, error.status, error.message]
    : ["succeeded", "", 200, "Successful"];
  const fields = [bucket, encode(key), versionId, ...result].map(String);
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}\n`;
}
