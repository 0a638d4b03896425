/** What a call gives: its answer, its request, its signature, and the code for it. */

import { useEffect, useRef } from "preact/hooks";
import { AnswerTab } from "../answer/answerTab";
import { CodeTab } from "../code/codeTab";
import { RequestTab } from "../request/requestTab";
import { Tabs } from "../shell/tabs";
import { SignatureTab } from "../signature/signatureTab";
import { type Call, resultTab } from "../state/call";
import { texts } from "../texts";

const tabs = { answer: AnswerTab, request: RequestTab, signature: SignatureTab, code: CodeTab };

export function ResultsPanel({ call }: { readonly call: Call }) {
  const { shell } = texts.value;
  const place = useRef<HTMLElement>(null);
  const isSending = call.sending.value !== undefined;
  // Below the form, the answer would come unseen.
  useEffect(() => {
    if (isSending && matchMedia("(max-width: 56rem)").matches) {
      place.current?.scrollIntoView();
    }
  }, [isSending]);
  const Tab = tabs[resultTab.value];
  return (
    <section ref={place} class="results" aria-label={shell.results}>
      <Tabs
        label={shell.results}
        tabs={(["answer", "request", "signature", "code"] as const).map((name) => ({
          name,
          title: shell[name],
        }))}
        chosen={resultTab.value}
        onChoose={(name) => {
          resultTab.value = name;
        }}
      >
        <Tab call={call} />
      </Tabs>
    </section>
  );
}
