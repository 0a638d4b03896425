/** Guesses about batch jobs. */

import { type Guess, step } from "../guess";
import { job } from "./reasons";

const file = (name: string) => [`operations/batch/${name}.ts`];

/** Batch jobs. */
export const batchGuesses: readonly Guess[] = [
  {
    id: "batch-account",
    assumes: "A request about jobs without the header x-cos-appid is refused with 400 InvalidArgument.",
    files: file("jobs"),
    probe: [
      step("DescribeJob", "GET /jobs/00000000-0000-0000-0000-000000000000", {
        host: "{uin}.cos-control.{region}",
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "batch-role",
    assumes: "A job with a role of another account is refused with 400 InvalidRequest.",
    files: file("jobs"),
    probe: job,
  },
  {
    id: "batch-suspended-cause",
    assumes: "A job that waits for its confirmation has the SuspendedCause AwaitingConfirmation.",
    files: file("jobs"),
    probe: job,
  },
  {
    id: "batch-order",
    assumes: "Jobs are listed with the newest first.",
    files: file("jobs"),
    probe: job,
  },
  {
    id: "batch-next-token",
    assumes: "The last page of a listing of jobs has no NextToken.",
    files: file("jobs"),
    probe: job,
  },
  {
    id: "batch-delete",
    assumes: "A job can be deleted in every status, with 204.",
    files: file("jobs"),
    probe: job,
  },
  {
    id: "batch-times",
    assumes: "Times in the document of a job are dates or Unix seconds.",
    files: file("document"),
    probe: job,
  },
  {
    id: "batch-tagging-directives",
    assumes: "TaggingDirective of a job that tags objects is Replaced or Add.",
    files: file("document"),
    probe: job,
  },
  {
    id: "batch-percent-signs",
    assumes: "In a list of objects, a percent sign that begins no escape stands for itself.",
    files: file("manifest"),
    probe: job,
  },
  {
    id: "batch-prefix",
    assumes: "A key that does not begin with the prefix that a job replaces stays as it is.",
    files: file("task"),
    probe: job,
  },
  {
    id: "batch-acl",
    assumes: "Copies of a job that names no access rules have those of their bucket.",
    files: file("task"),
    probe: job,
  },
  {
    id: "batch-failures",
    assumes: "The share of failures that ends a job counts from the thousandth object on.",
    files: file("runner"),
    probe: job,
  },
  {
    id: "batch-failure-codes",
    assumes:
      "A job that fails as a whole has the FailureCode InvalidManifest for its list, TooManyFailures for its objects, and otherwise that of the refusal.",
    files: [...file("manifest"), ...file("runner")],
    probe: job,
  },
  {
    id: "batch-report",
    assumes: "The report of a job has the file names and columns of S3's.",
    files: file("report"),
    probe: job,
  },
];
