/** The outcome of a call in one line. */

import type { SendAnswer } from "../../cli/explore/wire";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { Visible } from "../visible";

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
          {`${response.status} ${response.statusText}`.trimEnd()}
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
