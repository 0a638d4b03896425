/** What went wrong with a call, as plain data. */

import { CosError, CosNetworkError, CosServiceError } from "../client";
import { explainCode } from "../explanations";

/** What is wrong with a parameter. */
export interface CallFailure {
  /** Below the parameters, such as `Body.CORSRule[0].AllowedMethod[1]`; empty for all of them. */
  readonly path: string;
  readonly reason: string;
}

/** A call that cannot be sent; it names everything that is wrong at once. */
export class CosParameterError extends CosError {
  /** The operation, as the table calls it. */
  readonly operation: string;
  readonly failures: readonly CallFailure[];

  constructor(operation: string, failures: readonly CallFailure[]) {
    const lines = failures.map(({ path, reason }) => `${path} ${reason}`.trim());
    super([`${operation} cannot be called like this:`, ...lines].join("\n  "), "InvalidParameters");
    this.name = "CosParameterError";
    this.operation = operation;
    this.failures = failures;
  }
}

/** COS answered success, but its document is none: it breaks off, or has another root. What was done is not known. */
export class CosAnswerError extends CosError {
  readonly status: number;
  readonly requestId: string;
  readonly operation: string;

  constructor(operation: string, answer: { status: number; requestId: string }, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${operation}: ${answer.status}, but the answer is ${reason} (request ${answer.requestId})\nSomething between here and COS may have changed it. Ask again; for a write, look first whether it was done.`,
      "BrokenAnswer",
      { cause },
    );
    this.name = "CosAnswerError";
    this.operation = operation;
    this.status = answer.status;
    this.requestId = answer.requestId;
  }
}

/** An error as JSON; members are named like the elements of COS's own document `Error`. */
export interface ErrorDocument {
  readonly Code: string;
  /** The service's own sentence; where it sent none, as to a HEAD, ours. */
  readonly Message: string;
  readonly RequestId?: string;
  readonly Status?: number;
  readonly Operation?: string;
  /** What it means, and what to do. */
  readonly Explanation?: string;
  /** What the service signed, when the signature did not match. */
  readonly StringToSign?: string;
  /** What is wrong with the parameters, each with its path. */
  readonly Failures?: readonly { readonly Path: string; readonly Reason: string }[];
}

/** The document of an error that a call was rejected with; anything else has the code `Error`. */
export function errorDocument(error: unknown): ErrorDocument {
  if (CosServiceError.isInstance(error)) {
    const known = explainCode(error.code);
    return {
      Code: error.code,
      Message: error.serverMessage || (known?.cause ?? `COS answered ${error.status}.`),
      RequestId: error.requestId,
      Status: error.status,
      ...given("Operation", error.operation),
      ...given("Explanation", error.advice ?? known?.remedy),
      ...given("StringToSign", error.stringToSign),
    };
  }
  if (CosNetworkError.isInstance(error)) {
    return {
      Code: error.code,
      Message: firstLine(error),
      ...given("Operation", error.operation),
      ...given("Explanation", error.advice),
    };
  }
  if (error instanceof CosParameterError) {
    return {
      Code: error.code,
      Message: firstLine(error),
      Operation: error.operation,
      Failures: error.failures.map(({ path, reason }) => ({ Path: path, Reason: reason })),
    };
  }
  if (error instanceof CosAnswerError) {
    const [message = "", explanation] = error.message.split("\n");
    return {
      Code: error.code,
      Message: message,
      RequestId: error.requestId,
      Status: error.status,
      Operation: error.operation,
      ...given("Explanation", explanation),
    };
  }
  const code = CosError.isInstance(error) ? error.code : "Error";
  return { Code: code, Message: error instanceof Error ? error.message : String(error) };
}

function firstLine({ message }: Error): string {
  return message.split("\n", 1)[0] ?? "";
}

function given<Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string };
}
