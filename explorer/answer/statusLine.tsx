/** The outcome of a call in one line. */

import type { SendAnswer } from "../../cli/explore/wire";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { Visible } from "../visible";

/** How HTTP calls the statuses that COS answers with. */
const reasons: Readonly<Record<number, string>> = {
  200: "OK",
  202: "Accepted",
  204: "No Content",
  206: "Partial Content",
  301: "Moved Permanently",
  302: "Found",
  304: "Not Modified",
  307: "Temporary Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  411: "Length Required",
  412: "Precondition Failed",
  416: "Range Not Satisfiable",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  503: "Service Unavailable",
};

export function StatusLine({
  answer: { response, milliseconds, attempts },
}: {
  readonly answer: SendAnswer;
}) {
  const { answer: words } = texts.value;
  return (
    <div class="status-line" role="status">
      {response === undefined ? (
        <strong class="outcome failed">{words.noAnswer}</strong>
      ) : (
        <strong class={`outcome ${outcomeOf(response.status)}`}>
          {[response.status, reasons[response.status]].filter(Boolean).join(" ")}
        </strong>
      )}
      <span>{words.milliseconds(milliseconds)}</span>
      {attempts > 1 && <span>{words.attempts(attempts)}</span>}
      {response?.bytes !== undefined && <span>{words.bytes(response.bytes)}</span>}
      {response !== undefined && response.requestId !== "" && (
        <span class="request-id">
          {words.requestId}{" "}
          <code>
            <Visible text={response.requestId} line />
          </code>{" "}
          <CopyButton text={response.requestId} what={words.requestId} />
        </span>
      )}
    </div>
  );
}

function outcomeOf(status: number): "done" | "other" | "failed" {
  return status < 300 ? "done" : status < 400 ? "other" : "failed";
}
