/** Batch jobs of an account in a region. https://www.tencentcloud.com/document/product/436/33780 */

import { randomUUID } from "node:crypto";
import { isAllowedByCam } from "../../access/policy/cam";
import { readDocument, renderShape } from "../../configurations/shape";
import { ServiceError } from "../../format/errors";
import { isoSeconds } from "../../format/text";
import { element, optionalElement, xmlDocument } from "../../format/xml";
import { readXml } from "../../request/body";
import type { Call, Operation } from "../../request/operation";
import type { Reply } from "../../request/request";
import type { Job, JobStatus } from "../../store/jobs";
import { documentOf, type JobDocument, jobDocument } from "./document";

const day = 86_400_000;
/** Older jobs are not listed. */
const listedFor = 90 * day;
const maxPage = 1_000;

const waiting: readonly JobStatus[] = ["New", "Preparing", "Suspended", "Ready", "Active", "Paused"];
const final: readonly JobStatus[] = ["Complete", "Cancelled", "Failed"];
const statuses: readonly string[] = [...waiting, ...final, "Pausing", "Cancelling", "Completing", "Failing"];

/** An operation on the control host of an account. */
function ofAccount(
  name: string,
  writes: boolean,
  run: (call: Call, account: JobAccount) => Promise<Reply> | Reply,
): Operation {
  return {
    name,
    ...(writes && { writes }),
    on: "service",
    run: (call) => run(call, accountOf(call, name)),
  };
}

type JobAccount = Pick<Job, "uin" | "appId" | "region">;

/** Whose jobs are meant, when the caller may do that. The refusals are unverified(batch-account). */
function accountOf({ request, service }: Call, operation: string): JobAccount {
  const { target, headers } = request;
  const { account } = request.caller;
  const appId = headers["x-cos-appid"];
  if (!account || account.uin !== target.uin || !isAllowedByCam(account, { request, operation })) {
    throw new ServiceError("AccessDenied");
  }
  if (!appId) {
    throw new ServiceError("InvalidArgument", { message: "The header x-cos-appid is missing." });
  }
  if (appId !== account.appId) {
    throw new ServiceError("AccessDenied", { message: "x-cos-appid is not the APPID of the account." });
  }
  return { uin: account.uin, appId, region: target.region ?? service.region };
}

function jobsOf({ service }: Call, { uin, region }: JobAccount): Job[] {
  return [...service.store.jobs.values()].filter((job) => job.uin === uin && job.region === region);
}

/** The job that the path names. */
function requireJob(call: Call, account: JobAccount): Job {
  const id = call.request.target.path.split("/")[2];
  const job = jobsOf(call, account).find((each) => each.id === id);
  if (!job) {
    throw new ServiceError("NoSuchJob", { message: "The specified job does not exist." });
  }
  return job;
}

function invalid(message: string, code = "InvalidRequest"): ServiceError {
  return new ServiceError(code, { message, status: 400 });
}

/** `POST /jobs`. Whatever is wrong with the list of objects makes the job fail later. */
export const createJob = ofAccount("CreateJob", true, async (call, account) => {
  const { request, service } = call;
  const document = readDocument("CreateJobRequest", jobDocument, await readXml(request, 1024 * 1024));
  const { ClientRequestToken: token, Priority, RoleArn } = document;
  if (jobsOf(call, account).some((job) => documentOf(job).ClientRequestToken === token)) {
    throw invalid("Duplicate request.");
  }
  // The code is unverified(batch-role).
  if (!RoleArn.startsWith(`qcs::cam::uin/${account.uin}:`)) {
    throw invalid("The role is not one of the account.");
  }
  const job: Job = {
    ...account,
    id: randomUUID(),
    created: request.now,
    document,
    status: "New",
    priority: Number(Priority),
    progress: { total: 0, succeeded: 0, failed: 0 },
    suspended: undefined,
    ended: undefined,
    reason: undefined,
    failure: undefined,
  };
  service.store.addJob(job);
  service.wakeJobs();
  return answer("CreateJobResult", [element("JobId", job.id)]);
});

/** `GET /jobs/<id>` */
export const describeJob = ofAccount("DescribeJob", false, (call, account) => {
  const job = requireJob(call, account);
  const { Manifest, Operation: operation, Report } = jobDocument.children;
  const document: JobDocument = documentOf(job);
  return answer("DescribeJobResult", [
    element("Job", [
      element("ConfirmationRequired", document.ConfirmationRequired ?? "false"),
      element("CreationTime", isoSeconds(job.created)),
      optionalElement("Description", document.Description),
      ...(job.failure
        ? [
            element("FailureReasons", [
              element("JobFailure", [
                element("FailureCode", job.failure.code),
                element("FailureReason", job.failure.reason),
              ]),
            ]),
          ]
        : []),
      element("JobId", job.id),
      renderShape("Manifest", Manifest.of, document.Manifest),
      renderShape("Operation", operation.of, document.Operation),
      element("Priority", job.priority),
      renderProgress(job),
      renderShape("Report", Report.of, document.Report),
      element("RoleArn", document.RoleArn),
      element("Status", job.status),
      optionalElement("StatusUpdateReason", job.reason),
      ...(job.suspended === undefined
        ? []
        : [
            // The words are unverified(batch-suspended-cause).
            element("SuspendedCause", "AwaitingConfirmation"),
            element("SuspendedDate", isoSeconds(job.suspended)),
          ]),
      ...renderEnd(job),
    ]),
  ]);
});

/** `GET /jobs`: the newest first, unverified(batch-order). The last id of a page is the token of the next one. */
export const listJobs = ofAccount("ListJobs", false, (call, account) => {
  const { query, now } = call.request;
  const wanted = (query.get("jobStatuses") ?? "").split(",").filter((status) => status !== "");
  const unknown = wanted.find((status) => !statuses.includes(status));
  if (unknown !== undefined) {
    throw invalid(`There is no job status ${unknown}.`);
  }
  const size = query.get("maxResults") || String(maxPage);
  if (!/^\d{1,4}$/.test(size) || Number(size) < 1 || Number(size) > maxPage) {
    throw invalid(`maxResults must be a number from 1 to ${maxPage}.`);
  }
  const jobs = jobsOf(call, account).reverse();
  const token = query.get("nextToken") || undefined;
  const last = jobs.findIndex(({ id }) => id === token);
  if (token !== undefined && last < 0) {
    throw invalid("There is no job of this nextToken.");
  }
  const found = jobs
    .slice(last + 1)
    .filter(
      ({ status, created }) => (wanted.length === 0 || wanted.includes(status)) && now - created < listedFor,
    );
  const page = found.slice(0, Number(size));
  return answer("ListJobsResult", [
    element("Jobs", page.map(renderListed)),
    // The page says that every answer has one; whether the last page does too is unverified(batch-next-token).
    optionalElement("NextToken", found.length > page.length ? page.at(-1)?.id : undefined),
  ]);
});

/** `POST /jobs/<id>/priority` */
export const updateJobPriority = ofAccount("UpdateJobPriority", true, (call, account) => {
  const { query } = call.request;
  const priority = query.get("priority");
  if (!priority) {
    throw invalid("No job priority is provided.");
  }
  if (!/^\d{1,10}$/.test(priority) || Number(priority) > 2_147_483_647) {
    throw invalid("Priority must be an integer between 0 and 2,147,483,647.");
  }
  const job = requireJob(call, account);
  if (final.includes(job.status)) {
    throw new ServiceError("NoSuchJob", { message: "The specified job has already been completed." });
  }
  job.priority = Number(priority);
  changed(call, job);
  return answer("UpdateJobPriorityResult", [element("JobId", job.id), element("Priority", job.priority)]);
});

/** `POST /jobs/<id>/status`: confirms a job, or cancels it. */
export const updateJobStatus = ofAccount("UpdateJobStatus", true, (call, account) => {
  const { query } = call.request;
  const requested = query.get("requestedJobStatus");
  const reason = query.get("statusUpdateReason") || undefined;
  if (requested !== "Ready" && requested !== "Cancelled") {
    throw invalid("requestedJobStatus must be Cancelled or Ready.", "InvalidArgument");
  }
  if (Buffer.byteLength(reason ?? "") > 256) {
    throw invalid("statusUpdateReason has at most 256 bytes.", "InvalidArgument");
  }
  const job = requireJob(call, account);
  if (final.includes(job.status)) {
    throw invalid("The specified job has already been completed.");
  }
  const from: readonly JobStatus[] = requested === "Ready" ? ["Suspended"] : waiting;
  if (!from.includes(job.status)) {
    throw invalid(`A job that is ${job.status} does not become ${requested}.`);
  }
  job.status = requested === "Ready" ? "Ready" : "Cancelling";
  job.reason = reason;
  changed(call, job);
  return answer("UpdateJobStatusResult", [
    element("JobId", job.id),
    element("Status", job.status),
    optionalElement("StatusUpdateReason", reason),
  ]);
});

/** `DELETE /jobs/<id>`, known from SDKs only: in which status a job is deleted, and the answer, are unverified(batch-delete). */
export const deleteJob = ofAccount("DeleteJob", true, (call, account) => {
  call.service.store.deleteJob(requireJob(call, account));
  return { status: 204 };
});

function changed({ service }: Call, job: Job): void {
  service.store.changeJob(job);
  service.wakeJobs();
}

function renderListed(job: Job): string {
  const { Description, Operation: operation } = documentOf(job);
  return element("member", [
    element("CreationTime", isoSeconds(job.created)),
    optionalElement("Description", Description),
    element("JobId", job.id),
    element("Operation", Object.keys(operation)[0]),
    element("Priority", job.priority),
    renderProgress(job),
    element("Status", job.status),
    ...renderEnd(job),
  ]);
}

function renderProgress({ progress }: Job): string {
  return element("ProgressSummary", [
    element("NumberOfTasksFailed", progress.failed),
    element("NumberOfTasksSucceeded", progress.succeeded),
    element("TotalNumberOfTasks", progress.total),
  ]);
}

function renderEnd({ ended }: Job): string[] {
  return ended === undefined ? [] : [element("TerminationDate", isoSeconds(ended))];
}

function answer(root: string, children: readonly string[]): Reply {
  return { status: 200, body: xmlDocument(element(root, children)) };
}
