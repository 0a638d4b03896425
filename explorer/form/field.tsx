/** A field of the form: what it is called, what it takes, what it means, and what is wrong with it. */

import type { FormField, Parameter } from "../../cli/explore/wire";
import { Prose } from "../prose";
import { type Form, isBare, setValue } from "../state/form";
import { texts } from "../texts";
import { hasHidden, Visible } from "../visible";
import { Failures, failuresWithin, isShown } from "./failures";
import { BareInput, ChoiceInput, type InputProps, SecretInput, SeveralInput, TextInput } from "./inputs";
import { leave } from "./leaving";
import { RowsInput } from "./rows";
import { SuggestedInput } from "./suggestions";

export function Field({ form, field }: { readonly form: Form; readonly field: FormField }) {
  const { name, wireName, location, facts } = field;
  const t = texts.value.form;
  const id = `field-${name}`;
  const value = form.values.value[name];
  const failures = isShown(form, name) ? failuresWithin(form, name) : [];
  const isMissing = value === undefined || value === "";
  const input: InputProps = {
    id,
    field,
    form,
    value,
    describedBy: `${id}-help ${id}-failures`,
    isInvalid: failures.some(({ doubtful }) => !doubtful) && (form.tried.value || !isMissing),
    onChange: (next) => setValue(form, name, next),
  };
  return (
    <div class="field" onFocusOut={() => leave(form, name)} data-field={name}>
      <div class="field-head">
        {/* Several inputs have a name as a group. */}
        <label for={isGroup(facts) ? undefined : id} id={`${id}-label`}>
          {name}
          {facts.required && <RequiredMark isSaid={isGroup(facts)} />}
        </label>
        <span class="field-wire">
          {wireName !== name && <code>{wireName}</code>} <span>{t.locations[location]}</span>
        </span>
        {facts.certainty !== undefined && <span class="badge">{t.certainty[facts.certainty]}</span>}
      </div>
      <div>
        <Input {...input} />
        <p class="help" id={`${id}-help`}>
          <Prose text={facts.meaning} /> <Limits field={field} />
        </p>
        {typeof value === "string" && hasHidden(value) && (
          <p class="help mono">
            <Visible text={value} line />
          </p>
        )}
        <Failures id={`${id}-failures`} failures={failures} isGentle={isMissing && !form.tried.value} />
      </div>
    </div>
  );
}

function isGroup({ type, list, values }: Parameter): boolean {
  return type === "map" || type === "pairs" || (list === true && values !== undefined);
}

/**
 * Says that something has to be given.
 * @param isSaid also to screen readers, where no input says it of itself
 */
export function RequiredMark({ isSaid }: { readonly isSaid?: boolean }) {
  return (
    <span class="required">
      <span aria-hidden="true">*</span>
      {isSaid && <span class="unseen"> {texts.value.form.required}</span>}
    </span>
  );
}

function Input(props: InputProps) {
  const { facts, suggests } = props.field;
  if (facts.secret) {
    return <SecretInput {...props} />;
  }
  if (facts.type === "map" || facts.type === "pairs") {
    return <RowsInput {...props} />;
  }
  if (isBare(facts)) {
    return <BareInput {...props} />;
  }
  if (facts.list && facts.values !== undefined) {
    return <SeveralInput {...props} />;
  }
  if (facts.type === "boolean" || (facts.values !== undefined && !facts.open)) {
    return <ChoiceInput {...props} />;
  }
  return suggests ? <SuggestedInput {...props} /> : <TextInput {...props} />;
}

/** The bounds of a value. */
function Limits({ field: { facts } }: { readonly field: FormField }) {
  const t = texts.value.form;
  const { min, max, maxBytes } = facts;
  const limits = [
    min !== undefined && max !== undefined
      ? t.between(min, max)
      : min !== undefined
        ? t.atLeast(min)
        : max !== undefined
          ? t.atMost(max)
          : "",
    maxBytes === undefined ? "" : t.bytes(maxBytes),
  ].filter((limit) => limit !== "");
  return limits.join(" ");
}
