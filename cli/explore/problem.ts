/** Why a request of the page is not done. */

/** Statuses with which requests are refused. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 500 | 503;

/** Ends the handling of a request: the page gets the status, and the message as a `Problem`. */
export class ProblemError extends Error {
  constructor(
    readonly status: ProblemStatus,
    message: string,
  ) {
    super(message);
  }
}

/** What is said of a document that cannot be read for its depth. */
export const tooDeep = "The document is nested too deeply.";

/** Whether reading a document ended because its elements are too deep in one another. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && /call stack/.test(error.message);
}
