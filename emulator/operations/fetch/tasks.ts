/**
 * Tasks that fetch an object from another place, asked for on the migration host in JSON.
 * https://www.tencentcloud.com/document/product/436/39774 (POST), 39775 (GET)
 */

import { ServiceError } from "../../format/errors";
import { newRequestId } from "../../format/ids";
import { checkObjectKey } from "../../format/names";
import { readText, requireLength } from "../../request/body";
import type { Operation } from "../../request/operation";
import type { CosRequest, Reply } from "../../request/request";
import type { FetchTask } from "../../store/fetchTasks";
import { readSourceUrl } from "./source";

/** Final statuses are named nowhere, unverified(fetch-statuses). */
const statuses = { doing: "TASK_DOING", done: "TASK_SUCCESS", failed: "TASK_FAILED" } as const;

/** Who may do it is on no page: the account, and whom its bucket's policy names, unverified(fetch-callers). */
const need = "owner";

/** `POST /<bucket>/` on the migration host. */
export const putFetchTask: Operation = {
  name: "PutFetchTask",
  writes: true,
  on: "bucket",
  need,
  run: async ({ request, service, bucket }) => {
    const task = await readTask(request);
    service.store.addFetchTask(bucket, task);
    service.startFetch(bucket, task);
    return answer(request, { taskid: task.id });
  },
};

/** `GET /<bucket>/<task>` on the migration host. */
export const getFetchTask: Operation = {
  name: "GetFetchTask",
  on: "bucket",
  need,
  run: ({ request, bucket }) => {
    const task = bucket.fetchTasks.get(request.target.path.split("/")[2] ?? "");
    if (!task) {
      // The code is unverified(fetch-missing).
      throw new ServiceError("NoSuchKey", { message: "The specified task does not exist." });
    }
    const { percent, status, failure } = task;
    return answer(request, {
      percent,
      status: statuses[status],
      // Known from cos-go-sdk-v5 only, which reads both.
      ...(failure && { code: failure.code, msg: failure.reason }),
    });
  },
};

type Members = Readonly<Record<string, unknown>>;

/** What does not fit is InvalidArgument, unverified(fetch-document). What is called at its end is passed over. */
async function readTask(request: CosRequest): Promise<FetchTask> {
  requireLength(request);
  const members = readMembers(await readText(request));
  const url = readString(members, "Url");
  const key = readString(members, "Key");
  const md5 = members.MD5 ? readString(members, "MD5").toLowerCase() : undefined;
  const { IgnoreSameKey: ignores = false, OnKeyExist: onKeyExist = "" } = members;
  if (md5 !== undefined && !/^[0-9a-f]{32}$/.test(md5)) {
    throw invalid("MD5 must have 32 hexadecimal digits.");
  }
  if (typeof ignores !== "boolean") {
    throw invalid("IgnoreSameKey must be true or false.");
  }
  if (typeof onKeyExist !== "string" || !["", "ignore", "override"].includes(onKeyExist)) {
    throw invalid("OnKeyExist must be ignore or override.");
  }
  checkObjectKey(key);
  readSourceUrl(url);
  return {
    // The sample's ids have the form of a request's.
    id: newRequestId(request.clock),
    url,
    key,
    md5,
    // Left out, an object is replaced: unverified(fetch-same-key).
    keepsExisting: ignores || onKeyExist === "ignore",
    status: "doing",
    percent: 0,
    failure: undefined,
  };
}

function readMembers(text: string): Members {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid("The body is not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid("The body must be an object.");
  }
  return value as Members;
}

function readString(members: Members, name: string): string {
  const value = members[name];
  if (typeof value !== "string" || value === "") {
    throw invalid(`${name} must be a string that is not empty.`);
  }
  return value;
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidArgument", { message });
}

function answer({ requestId }: CosRequest, data: Members): Reply {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ code: 0, message: "SUCCESS", request_id: requestId, data }),
  };
}
