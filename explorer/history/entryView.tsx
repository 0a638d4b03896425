/** A call of the history. */

import { useState } from "preact/hooks";
import type { HistoryEntry } from "../../cli/explore/wire";
import { HeadersView } from "../answer/headersView";
import { RequestView } from "../request/requestView";
import type { Attempt } from "../shell/useAttempt";
import { requestSend } from "../state/call";
import { openDraft } from "../state/desk";
import { chooseTarget, session } from "../state/session";
import { texts } from "../texts";
import { readDocument } from "../viewer/document";
import { DocumentView } from "../viewer/documentView";
import { Visible } from "../visible";
import { isWhole, placeOf, titleOf, withoutHidden } from "./entries";
import { clock } from "./times";

interface EntryViewProps {
  readonly entry: HistoryEntry;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onRemove: () => void;
  readonly attempt: Attempt["attempt"];
}

export function EntryView({ entry, isChosen, onChoose, onRemove, attempt }: EntryViewProps) {
  const { history: words } = texts.value;
  const [isOpen, setIsOpen] = useState(false);
  const { draft, time, status, code, milliseconds } = entry;
  const title = titleOf(draft);
  const about = `${title} ${clock(time)}`;
  const hasTarget = session.value?.targets.some(({ name }) => name === draft.target);
  const open = async () => {
    await openDraft(withoutHidden(draft));
  };
  const again = async () => {
    await chooseTarget(draft.target);
    const call = await openDraft(draft);
    if (call !== undefined) {
      await requestSend(call);
    }
  };
  return (
    <li class="entry">
      <div class="entry-line">
        <input
          type="checkbox"
          aria-label={words.choose(about)}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
        <time dateTime={new Date(time).toISOString()}>{clock(time)}</time>
        <span class={`badge ${status !== undefined && status < 400 ? "good" : "bad"}`}>
          {[status, code].filter(Boolean).join(" ") || words.noAnswer}
        </span>
        <button
          type="button"
          class="link entry-title"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Visible text={title} line />
        </button>
        <span class="entry-place">
          <Visible text={placeOf(draft)} line />
        </span>
        <span class="quiet">{texts.value.target.names[draft.target]}</span>
        <span class="quiet">{texts.value.answer.milliseconds(milliseconds)}</span>
        <span class="entry-tools">
          <button
            type="button"
            class="small"
            aria-label={`${words.open}: ${about}`}
            onClick={() => attempt(open)}
          >
            {words.open}
          </button>
          <button
            type="button"
            class="small"
            aria-label={`${words.again}: ${about}`}
            disabled={!isWhole(draft) || !hasTarget}
            title={!isWhole(draft) ? words.notWhole : hasTarget ? undefined : words.noTarget}
            onClick={() => attempt(again)}
          >
            {words.again}
          </button>
          <button type="button" class="small" aria-label={`${words.remove}: ${about}`} onClick={onRemove}>
            ×
          </button>
        </span>
      </div>
      {isOpen && <EntryDetails entry={entry} />}
    </li>
  );
}

function EntryDetails({ entry: { request, responseHeaders, answer } }: { readonly entry: HistoryEntry }) {
  const { history: words, answer: answerWords } = texts.value;
  return (
    <div class="entry-details">
      {request !== undefined && (
        <section aria-label={words.request}>
          <h3>{words.request}</h3>
          <RequestView request={request} />
        </section>
      )}
      <section aria-label={words.answer}>
        <h3>{words.answer}</h3>
        {responseHeaders !== undefined && (
          <HeadersView headers={responseHeaders} label={answerWords.headers} />
        )}
        {answer !== undefined && answer !== "" && (
          <DocumentView {...readDocument(answer)} label={answerWords.body} />
        )}
      </section>
    </div>
  );
}
