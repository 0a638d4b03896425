/** Asks before something is destroyed, and says what is lost. */

import { useEffect, useId, useRef } from "preact/hooks";
import { Prose } from "../prose";
import { awaitingConsent, type Call, send } from "../state/call";
import { target } from "../state/session";
import { texts } from "../texts";
import { Visible } from "../visible";

export function ConfirmDialog() {
  const call = awaitingConsent.value;
  return call === undefined ? null : <Question call={call} />;
}

function Question({ call }: { readonly call: Call }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => {
    awaitingConsent.value = undefined;
  };
  const t = texts.value.confirm;
  const { details } = call;
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={close}
    >
      <h2 id={`${id}-title`}>{t.title(details?.name ?? call.draft.value.free?.method ?? "")}</h2>
      <div id={`${id}-text`}>
        <p>
          <code>
            <Visible text={placeOf(call)} line />
          </code>
        </p>
        <p>
          <Prose text={details?.warning ?? t.free} />
        </p>
        <p>
          {t.target} <b>{target.value && texts.value.target.names[target.value.name]}</b>
          {target.value?.name === "cos" && <> {target.value.secretId}</>}
        </p>
      </div>
      <div class="dialog-buttons">
        {/* The focus is on what does no harm. */}
        <button type="button" onClick={() => dialog.current?.close()}>
          {texts.value.common.cancel}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            dialog.current?.close();
            void send(call, true);
          }}
        >
          {t.yes}
        </button>
      </div>
    </dialog>
  );
}

/** What the call is about: `site-1250000000/a.txt`, `site-1250000000?cors`. */
function placeOf({ draft }: Call): string {
  const { parameters, free } = draft.value;
  const [bucket, key] = free === undefined ? [parameters.Bucket, parameters.Key] : [free.bucket, free.key];
  const version = parameters.VersionId === undefined ? "" : ` (${parameters.VersionId})`;
  const query = free?.query.map((pair) => pair.filter(Boolean).join("=")).join("&") ?? "";
  return `${[bucket, key].filter(Boolean).join("/")}${query === "" ? "" : `?${query}`}${version}`;
}
