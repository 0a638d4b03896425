/** The form of an operation. */

import type { Form } from "../state/form";
import { Body } from "./body";
import { Content } from "./content";
import { Fields } from "./fields";
import { Heading } from "./heading";
import { SendBar } from "./sendBar";

export function OperationForm({ form }: { readonly form: Form }) {
  const { details } = form;
  const { body } = details;
  return (
    <section class="form" aria-label={details.name}>
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
