/** Describes why a call failed: what happened, what it means, and what to do. */

import { CosAnswerError, CosParameterError } from "../../provider/api/errors";
import { type Operation, pageOf } from "../../provider/api/operations";
import {
  CosConfigError,
  CosError,
  CosNetworkError,
  CosServiceError,
  type Credentials,
  type DryRun,
} from "../../provider/client";
import type { Failure } from "../../provider/codec";
import { explainCode } from "../../provider/explanations";
import { InputError, type Verdict, verifySignature } from "../../provider/signature";
import { isTooDeep } from "./problem";
import type { CallError } from "./wire";

/** The page of all error codes of COS. */
const errorPage = "https://www.tencentcloud.com/document/product/436/7730";

/** The code of a call that was ended by the page. */
export const cancelled = "Cancelled";

/** A call that cannot be made as it is given. */
export function describeFailures(failures: readonly Failure[]): CallError {
  const fields = failures.length === 1 ? "One field is" : `${failures.length} fields are`;
  return { code: "InvalidParameters", message: `Nothing was sent: ${fields} wrong.`, failures };
}

/** @param operation left out for free requests */
export function describeError(error: unknown, operation: Operation | undefined): CallError {
  if (error instanceof CosParameterError) {
    return describeFailures(error.failures);
  }
  if (isTooDeep(error)) {
    return describeFailures([{ path: "Body", reason: "is nested too deeply" }]);
  }
  if (CosServiceError.isInstance(error)) {
    const known = explainCode(error.code);
    const isOwn = operation?.errors !== undefined && Object.hasOwn(operation.errors, error.code);
    const page = (isOwn ? pageOf(operation) : undefined) ?? errorPage;
    return {
      code: error.code,
      message: error.serverMessage || (known?.cause ?? `COS answered ${error.status}.`),
      ...(known !== undefined && { meaning: known.cause }),
      ...remedy(error.advice ?? known?.remedy),
      page,
      failures: [],
    };
  }
  if (CosNetworkError.isInstance(error)) {
    const known = explainCode(error.code);
    return {
      code: error.code,
      message: firstLine(error),
      ...(known !== undefined && { meaning: known.cause }),
      ...remedy(error.advice ?? known?.remedy ?? "Check the network, then send it again."),
      failures: [],
    };
  }
  const [message = "", ...advice] = (error instanceof Error ? error.message : String(error)).split("\n");
  const code = CosError.isInstance(error) ? error.code : "Error";
  const isKnown = error instanceof CosAnswerError || CosConfigError.isInstance(error);
  return { code, message, ...(isKnown && remedy(advice.join(" ") || undefined)), failures: [] };
}

/** A call that the page ended. */
export function describeCancelled(isSent: boolean): CallError {
  return {
    code: cancelled,
    message: isSent
      ? "It was cancelled. COS may have done it all the same."
      : "It was cancelled before it was sent.",
    failures: [],
  };
}

/** What is written for a stack has other words for a page. */
function remedy(advice: string | undefined): Pick<CallError, "remedy"> {
  return advice === undefined ? {} : { remedy: advice.replace(/\bRun pulumi up again\b/, "Send it again") };
}

function firstLine({ message }: Error): string {
  return message.split("\n", 1)[0] ?? "";
}

/**
 * Why COS did not accept the signature of a request, without anything that could be sent again.
 * @param document the error document of COS
 */
export function verdictOn(
  { method, url, headers }: DryRun,
  document: string,
  credentials: Credentials,
): Verdict | undefined {
  const { securityToken } = credentials;
  const sent = {
    ...headers,
    ...(securityToken !== undefined && { "x-cos-security-token": securityToken }),
  };
  const entry = {
    request: {
      method,
      url,
      headers: Object.entries(sent).map(([name, value]) => ({ name, value })),
    },
  };
  try {
    const { corrected: _, ...verdict } = verifySignature([JSON.stringify(entry), document], { credentials });
    return verdict;
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}
