/** Guesses about tasks that fetch objects. */

import { type Guess, step } from "../guess";
import { fetchTask as task } from "./reasons";

const host = "{region}.migration";
const tasks = ["operations/fetch/tasks.ts"];
const source = ["operations/fetch/source.ts"];

/** Tasks that fetch objects. */
export const fetchGuesses: readonly Guess[] = [
  {
    id: "fetch-document",
    assumes: "A task that lacks something, or whose values do not fit, is refused with 400 InvalidArgument.",
    files: tasks,
    probe: [
      step("PutFetchTask", "POST /{bucket}/", {
        host,
        headers: { "content-type": "application/json" },
        body: "{}",
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "fetch-missing",
    assumes: "A task that does not exist is 404 NoSuchKey.",
    files: tasks,
    probe: [step("GetFetchTask", "GET /{bucket}/none", { host, expect: { status: "404 NoSuchKey" } })],
  },
  {
    id: "fetch-https",
    assumes: "A task with an address of https is refused with 400 InvalidArgument.",
    files: source,
    probe: task,
  },
  {
    id: "fetch-callers",
    assumes: "Tasks are made and read by the account, and by those whom the bucket's policy names.",
    files: tasks,
    probe: task,
  },
  {
    id: "fetch-statuses",
    assumes: "A task that has ended is TASK_SUCCESS or TASK_FAILED.",
    files: tasks,
    probe: task,
  },
  {
    id: "fetch-same-key",
    assumes: "A task replaces an object of its key, unless it says otherwise.",
    files: tasks,
    probe: task,
  },
  {
    id: "fetch-redirections",
    assumes: "A task does not follow redirections.",
    files: source,
    probe: task,
  },
  {
    id: "fetch-failures",
    assumes: "A task whose source does not answer with content fails with the code FailedDependency.",
    files: source,
    probe: task,
  },
  {
    id: "fetch-headers",
    assumes: "An object that was fetched has the Content-Type of its source, and none of its other headers.",
    files: ["operations/fetch/runner.ts"],
    probe: task,
  },
];
