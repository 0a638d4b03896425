/** The fields of an operation: the required ones, those that have values, and the others behind their number. */

import { type Form, foldEmpty } from "../state/form";
import { texts } from "../texts";
import { Field } from "./field";

export function Fields({ form }: { readonly form: Form }) {
  const t = texts.value.form;
  const { fields } = form.details;
  const stands = (name: string, isRequired: boolean) => isRequired || form.unfolded.value.has(name);
  const first = fields.filter(({ name, facts }) => stands(name, facts.required === true));
  const others = fields.filter((field) => !first.includes(field));
  return (
    <section class="fields" aria-label={t.parameters}>
      {fields.length === 0 && <p class="quiet">{t.noParameters}</p>}
      {first.map((field) => (
        <Field key={field.name} form={form} field={field} />
      ))}
      {others.length > 0 && (
        <details
          class="more"
          onToggle={(event) => {
            if (!event.currentTarget.open) {
              foldEmpty(form);
            }
          }}
        >
          <summary>{t.more(others.length, first.length > 0)}</summary>
          {others.map((field) => (
            <Field key={field.name} form={form} field={field} />
          ))}
        </details>
      )}
    </section>
  );
}
