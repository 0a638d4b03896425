/** What an operation is. */

import type { OperationDetails } from "../../cli/explore/wire";
import { Prose } from "../prose";
import { texts } from "../texts";

export function Heading({ details }: { readonly details: OperationDetails }) {
  const t = texts.value.form;
  const { name, title, method, path, subresource, effect, certainty, action, page, aliases, notes } = details;
  return (
    <div class="heading">
      <h1>{name}</h1>
      <p>{title}</p>
      <p class="heading-line">
        <span class={`method method-${method.toLowerCase()}`}>{method}</span>
        <code>
          {path}
          {subresource === undefined ? "" : `?${subresource}`}
        </code>
        <span class={`badge ${effectMarks[effect]}`}>{t.effects[effect]}</span>
        {certainty !== "documented" && <span class="badge warn">{t.certainty[certainty]}</span>}
      </p>
      <p class="heading-facts quiet">
        <span>
          {t.action} <code>{action}</code>
        </span>
        {aliases.length > 0 && (
          <span>
            {t.aliases} {aliases.join(", ")}
          </span>
        )}
        {page !== undefined && (
          <a href={page} target="_blank" rel="noreferrer noopener">
            {t.page}
          </a>
        )}
      </p>
      {notes !== undefined && (
        <p class="note">
          <Prose text={notes} />
        </p>
      )}
    </div>
  );
}

const effectMarks: Readonly<Record<OperationDetails["effect"], string>> = {
  reads: "good",
  writes: "",
  replaces: "warn",
  destroys: "bad",
  "cannot be undone": "bad",
};
