/** JSON of tasks that fetch an object from another place. */

import { bool, group, int, struct, text } from "../../codec/fields";

/** What is fetched, and what it becomes. */
export const fetchTask = group({
  /** The address of the content. */
  url: text("Url"),
  /** The key of the object that it becomes. */
  key: text("Key"),
  /** The MD5 of the content, in hexadecimal digits. */
  md5: text("MD5", { optional: true }),
  /** Whether an object of the same key stays as it is. */
  ignoreSameKey: bool("IgnoreSameKey", { optional: true }),
  /** What becomes of an object of the same key. */
  onKeyExist: text("OnKeyExist", { optional: true, oneOf: ["ignore", "override"] }),
  /** An address that is called when it is done. */
  successCallbackUrl: text("SuccessCallbackUrl", { optional: true }),
  /** An address that is called when it has failed. */
  failureCallbackUrl: text("FailureCallbackUrl", { optional: true }),
});

/** The task that was made. The Go SDK reads `Data.taskId`: case means nothing. */
export const putFetchTaskResult = group({
  /** 0 when it was made. */
  code: int("code", { optional: true }),
  message: text("message", { optional: true, minBytes: 0 }),
  requestId: text("request_id", { optional: true }),
  taskId: text("data>taskid", { optional: true }),
});

/** How far a task is. */
export const fetchProgress = group({
  percent: int("percent", { optional: true }),
  /** Such as `TASK_DOING`. */
  status: text("status", { optional: true }),
  code: text("code", { optional: true }),
  message: text("msg", { optional: true, minBytes: 0 }),
});

/** A task, described. */
export const getFetchTaskResult = group({
  /** 0 when it is known. */
  code: int("code", { optional: true }),
  message: text("message", { optional: true, minBytes: 0 }),
  requestId: text("request_id", { optional: true }),
  data: struct("data", fetchProgress, { optional: true }),
});
