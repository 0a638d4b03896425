/** What became of a call. */

import type { FieldValue } from "../../cli/explore/wire";
import { type Answered, type Call, requestSend } from "../state/call";
import { type Form, foldEmpty } from "../state/form";
import { texts } from "../texts";
import { Visible } from "../visible";
import { ErrorView } from "./errorView";
import { ResponseView } from "./responseView";
import { StatusLine } from "./statusLine";
import { UsesView } from "./usesView";

export function AnswerTab({ call }: { readonly call: Call }) {
  const { answer: words } = texts.value;
  const answered = call.answered.value;
  const problem = call.problem.value;
  const isSending = call.sending.value !== undefined;
  return (
    <div class="answer" aria-busy={isSending}>
      {problem !== undefined && (
        <p class="note bad" role="alert">
          <Visible text={problem} />
        </p>
      )}
      {answered === undefined && problem === undefined && (
        <p class="quiet">{isSending ? words.sending : words.none}</p>
      )}
      {answered !== undefined && <AnsweredView call={call} answered={answered} />}
    </div>
  );
}

interface AnsweredViewProps {
  readonly call: Call;
  readonly answered: Answered;
}

function AnsweredView({ call, answered: { request, answer } }: AnsweredViewProps) {
  const { answer: words } = texts.value;
  const { response, error } = answer;
  const next = response?.next;
  return (
    <>
      <StatusLine answer={answer} />
      {error !== undefined && <ErrorView error={error} />}
      {next !== undefined && isForm(call) && (
        <button type="button" disabled={call.sending.value !== undefined} onClick={() => goOn(call, next)}>
          {words.nextPage}
        </button>
      )}
      {response !== undefined && <UsesView uses={response.uses} request={request} />}
      {response !== undefined && (
        <ResponseView
          request={request}
          answer={answer}
          response={response}
          isContent={error === undefined && call.details?.answer === "content"}
        />
      )}
    </>
  );
}

function isForm(call: Call): call is Form {
  return call.details !== undefined;
}

/** Fills in what leads to the next page, and asks for it. */
function goOn(form: Form, next: Readonly<Record<string, FieldValue>>): void {
  form.values.value = { ...form.values.value, ...next };
  foldEmpty(form);
  void requestSend(form);
}
