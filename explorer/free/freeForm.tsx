/** The form of the free request: for whatever the table does not know. */

import { useId } from "preact/hooks";
import type { FreeDraft } from "../../cli/explore/wire";
import { Failures } from "../form/failures";
import { TextField } from "../shell/textField";
import { requestSend } from "../state/call";
import { type FreeCall, hasBody } from "../state/free";
import { target } from "../state/session";
import { texts } from "../texts";
import { Rows } from "./rows";

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"] as const;

export function FreeForm({ call }: { readonly call: FreeCall }) {
  const { free: words } = texts.value;
  const id = useId();
  const draft = call.free.value;
  const set = (change: Partial<FreeDraft>) => {
    call.free.value = { ...call.free.value, ...change };
  };
  return (
    <form
      class="free-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void requestSend(call);
      }}
    >
      <h1 id={`${id}-title`}>{words.title}</h1>
      <p class="quiet">{words.intro}</p>
      <div class="free-address">
        <label>
          {words.method}
          <select
            value={draft.method}
            onChange={({ currentTarget }) => set({ method: currentTarget.value as FreeDraft["method"] })}
          >
            {methods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
        <TextField
          label={words.bucket}
          value={draft.bucket}
          hint={words.bucketHint}
          onText={(bucket) => set({ bucket })}
        />
        <TextField
          label={words.region}
          value={draft.region}
          hint={target.value?.region ?? "ap-guangzhou"}
          onText={(region) => set({ region })}
        />
      </div>
      <TextField label={words.key} value={draft.key} hint={words.keyHint} onText={(key) => set({ key })} />
      <Rows legend={words.query} rows={draft.query} onChange={(query) => set({ query })} />
      <Rows legend={words.headers} rows={draft.headers} onChange={(headers) => set({ headers })} />
      {hasBody(draft.method) && (
        <label>
          {words.text}
          <textarea
            class="code"
            rows={8}
            spellcheck={false}
            value={draft.text}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
        </label>
      )}
      {call.tried.value && (
        <Failures id={`${id}-failures`} failures={call.preview.value?.failures ?? []} withPaths />
      )}
    </form>
  );
}
