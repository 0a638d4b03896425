/** Sends the call, shows how far it is, and lets it be cancelled; always in sight. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { type Call, requestSend } from "../state/call";
import { session, target } from "../state/session";
import { texts } from "../texts";
import { sizeOf } from "./content";
import { goToFailure } from "./failures";

async function sendOrShow(call: Call): Promise<void> {
  if (!(await requestSend(call))) {
    requestAnimationFrame(goToFailure);
  }
}

export function SendBar({ call }: { readonly call: Call }) {
  const t = texts.value.send;
  const sending = call.sending.value;
  const effect = call.effect.value;
  const isRefused = session.value?.readOnly === true && effect !== "reads";

  // Before the bar is seen, so that no key that is pressed at once is lost.
  useLayoutEffect(() => {
    const send = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isRefused) {
        event.preventDefault();
        void sendOrShow(call);
      }
    };
    addEventListener("keydown", send);
    return () => removeEventListener("keydown", send);
  }, [call, isRefused]);

  const wrong = (call.preview.value?.failures ?? []).filter(({ doubtful }) => !doubtful).length;
  return (
    <div class="send-bar">
      {sending === undefined ? (
        <button
          type="button"
          class={effect === "destroys" || effect === "cannot be undone" ? "danger" : "primary"}
          disabled={isRefused}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => void sendOrShow(call)}
        >
          {t.send}
        </button>
      ) : (
        <button type="button" onClick={sending.cancel}>
          {texts.value.common.cancel}
        </button>
      )}
      <p class="send-state" role="status">
        {isRefused ? (
          t.readOnly
        ) : sending !== undefined ? (
          t.sending
        ) : call.tried.value && wrong > 0 ? (
          <button type="button" class="link" onClick={goToFailure}>
            {t.wrong(wrong)}
          </button>
        ) : null}
      </p>
      {sending !== undefined && <Progress call={call} since={sending.since} bytes={sending.bytes} />}
      {sending === undefined && target.value !== undefined && (
        <span class="send-target quiet">
          {t.to} {texts.value.target.names[target.value.name]}
          <kbd>{/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl"} ↵</kbd>
        </span>
      )}
    </div>
  );
}

function Progress(props: { readonly call: Call; readonly since: number; readonly bytes: number }) {
  const now = useSignal(performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = performance.now();
    }, 100);
    return () => clearInterval(timer);
  }, []);
  const total = props.call.file.value?.size;
  return (
    <>
      <progress
        aria-label={texts.value.send.sending}
        {...(total !== undefined && total > 0 && { value: props.bytes, max: total })}
      />
      <span class="quiet">
        {total !== undefined && `${sizeOf(Math.min(props.bytes, total))} / ${sizeOf(total)} · `}
        {(Math.max(0, now.value - props.since) / 1_000).toFixed(1)} s
      </span>
    </>
  );
}
