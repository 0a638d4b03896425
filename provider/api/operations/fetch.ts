/** Operations of fetching: COS takes an object from another place. */

import { fetchTask, getFetchTaskResult, putFetchTaskResult } from "../../model/documents/fetchTasks";
import type { OperationFamily } from "./operation";

export const fetch = {
  title: "Fetching from other places",
  operations: {
    PutFetchTask: {
      title: "PUT Fetch Task",
      action: "PutFetchTask",
      actionInferred: true,
      method: "POST",
      host: "migration",
      path: "/{Bucket}/",
      body: { kind: "json", group: fetchTask },
      md5: "general",
      statuses: [200],
      answer: { kind: "json", group: putFetchTaskResult, always: "code" },
      effect: "writes",
      repeatable: false,
      sdk: {
        go: ["Object.PutFetchTask"],
        python: ["put_async_fetch_task"],
        java: ["putAsyncFetchTask"],
      },
      certainty: "SDK only",
      notes: "The Java SDK calls it deprecated.",
    },
    GetFetchTask: {
      title: "GET Fetch Task",
      action: "GetFetchTask",
      actionInferred: true,
      method: "GET",
      host: "migration",
      path: "/{Bucket}/{TaskId}",
      pathParameters: { TaskId: { type: "string", meaning: "The task.", required: true } },
      md5: "none",
      statuses: [200],
      answer: { kind: "json", group: getFetchTaskResult, always: "code" },
      effect: "reads",
      repeatable: true,
      sdk: {
        go: ["Object.GetFetchTask"],
        python: ["get_async_fetch_task"],
        java: ["getAsyncFetchTask"],
      },
      certainty: "SDK only",
      notes: "The Java SDK calls it deprecated.",
    },
  },
} as const satisfies OperationFamily;
