/** The form of an operation. */

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { focusWanted } from "../state/desk";
import type { Form } from "../state/form";
import { Body } from "./body";
import { Content } from "./content";
import { Fields } from "./fields";
import { Heading } from "./heading";
import { SendBar } from "./sendBar";

export function OperationForm({ form }: { readonly form: Form }) {
  const { details } = form;
  const { body } = details;
  const place = useRef<HTMLElement>(null);
  useSignalEffect(() => {
    if (focusWanted.value === details.name) {
      focusWanted.value = undefined;
      focusFirst(place.current);
    }
  });
  return (
    <section ref={place} class="form" aria-label={details.name}>
      <div class="form-fields">
        <Heading details={details} />
        <Fields form={form} />
        {(body?.kind === "xml" || body?.kind === "json") && <Body form={form} document={body} />}
        {body?.kind === "content" && <Content form={form} maxBytes={body.maxBytes} />}
        {body?.kind === "form" && <Content form={form} />}
      </div>
      <SendBar call={form} />
    </section>
  );
}

/** Begins with the first field that is empty; where none is, the call can be sent. */
function focusFirst(form: HTMLElement | null): void {
  const inputs = form?.querySelectorAll<HTMLInputElement>(
    ".fields > .field :is(input, select), .body :is(input, select, textarea)",
  );
  const empty = [...(inputs ?? [])].find(({ value }) => value === "");
  (empty ?? form?.querySelector<HTMLElement>(".send-bar button"))?.focus();
}
