/** JSON of tasks that fetch an object from another place. */

import { bool, group, int, string, struct } from "../../codec/fields";

/** What is fetched, and what it becomes. */
export const fetchTask = group({
  /** The address of the content. */
  url: string("Url"),
  /** The key of the object that it becomes. */
  key: string("Key"),
  /** The MD5 of the content, in hexadecimal digits. */
  md5: string("MD5", { optional: true }),
  /** Whether an object of the same key stays as it is. */
  ignoreSameKey: bool("IgnoreSameKey", { optional: true }),
  /** What becomes of an object of the same key. */
  onKeyExist: string("OnKeyExist", { optional: true, oneOf: ["ignore", "override"] }),
  /** An address that is called when it is done. */
  successCallbackUrl: string("SuccessCallbackUrl", { optional: true }),
  /** An address that is called when it has failed. */
  failureCallbackUrl: string("FailureCallbackUrl", { optional: true }),
});

/** The task that was made. The Go SDK reads `Data.taskId`: case means nothing. */
export const putFetchTaskResult = group({
  /** 0 when it was made. */
  code: int("code", { optional: true }),
  message: string("message", { optional: true, minBytes: 0 }),
  requestId: string("request_id", { optional: true }),
  taskId: string("data>taskid", { optional: true }),
});

/** How far a task is. */
export const fetchProgress = group({
  percent: int("percent", { optional: true }),
  /** Such as `TASK_DOING`. */
  status: string("status", { optional: true }),
  code: string("code", { optional: true }),
  message: string("msg", { optional: true, minBytes: 0 }),
});

/** A task, described. */
export const getFetchTaskResult = group({
  /** 0 when it is known. */
  code: int("code", { optional: true }),
  message: string("message", { optional: true, minBytes: 0 }),
  requestId: string("request_id", { optional: true }),
  data: struct("data", fetchProgress, { optional: true }),
});
