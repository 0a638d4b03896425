/** Inputs for the kinds of values that fields take. */

import { type Signal, useSignal } from "@preact/signals";
import type { FieldValue, FormField, Parameter } from "../../cli/explore/wire";
import { asTyped } from "../shell/textField";
import type { Form } from "../state/form";
import { texts } from "../texts";
import { Line, OneOf } from "./values";

export interface InputProps {
  readonly id: string;
  readonly field: FormField;
  readonly form: Form;
  readonly value: FieldValue | undefined;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: FieldValue | undefined) => void;
}

/** What all inputs say of themselves. */
export function common({ id, field, describedBy, isInvalid }: InputProps) {
  return {
    id,
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid,
    "aria-required": field.facts.required === true,
  };
}

const samples: Partial<Readonly<Record<Parameter["type"], string>>> = {
  date: "2030-01-31T00:00:00.000Z",
  httpDate: "Fri, 31 Jan 2031 00:00:00 GMT",
  unixTime: "1893456000",
  base64: "1B2M2Y8AsgTpgAmY7PhCfg==",
};

/** What stands in an empty input: what COS assumes, or what a value looks like. */
export function placeholderOf({ type, default: assumed }: Parameter): string | undefined {
  return assumed === undefined ? samples[type] : String(assumed);
}

export const textOf = (value: FieldValue | undefined) => (typeof value === "string" ? value : "");

export function TextInput(props: InputProps) {
  const { facts } = props.field;
  return (
    <Line
      said={common(props)}
      value={textOf(props.value)}
      values={facts.values?.map(String)}
      placeholder={placeholderOf(facts)}
      isNumber={facts.type === "integer" || facts.type === "unixTime"}
      onText={props.onChange}
    />
  );
}

/** One of a few values. */
export function ChoiceInput(props: InputProps) {
  const { facts } = props.field;
  return (
    <OneOf
      said={common(props)}
      value={textOf(props.value)}
      values={facts.type === "boolean" ? ["true", "false"] : (facts.values ?? []).map(String)}
      assumed={facts.default === undefined ? undefined : String(facts.default)}
      onText={props.onChange}
    />
  );
}

/** Several of a few values, separated by commas. */
export function SeveralInput(props: InputProps) {
  const chosen = textOf(props.value).split(",").filter(Boolean);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label of the field is its legend.
    <div
      role="group"
      class="several"
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
    >
      {props.field.facts.values?.map(String).map((each, index) => (
        <label key={each}>
          <input
            type="checkbox"
            id={index === 0 ? props.id : undefined}
            checked={chosen.includes(each)}
            onChange={(event) =>
              props.onChange(
                (event.currentTarget.checked
                  ? [...chosen, each]
                  : chosen.filter((other) => other !== each)
                ).join(","),
              )
            }
          />
          {each}
        </label>
      ))}
    </div>
  );
}

/** Whether a bare name is sent. */
export function BareInput(props: InputProps) {
  return (
    <label class="bare">
      <input
        id={props.id}
        aria-describedby={props.describedBy}
        type="checkbox"
        checked={props.value === "true"}
        onChange={(event) => props.onChange(event.currentTarget.checked ? "true" : undefined)}
      />
      {texts.value.form.send}
    </label>
  );
}

/** What nobody else shall read, unless its owner wants to see it. */
export function SecretInput(props: InputProps) {
  const isShown = useSignal(false);
  const attributes = {
    ...common(props),
    ...asTyped,
    autocomplete: "new-password",
    class: "mono",
    value: textOf(props.value),
    onInput: (event: InputEvent & { readonly currentTarget: HTMLInputElement }) =>
      props.onChange(event.currentTarget.value),
  } as const;
  return (
    <div class="beside">
      {isShown.value ? <input type="text" {...attributes} /> : <input type="password" {...attributes} />}
      <ShowButton isShown={isShown} />
    </div>
  );
}

/** Shows what is secret, and hides it again. */
export function ShowButton({ isShown }: { readonly isShown: Signal<boolean> }) {
  return (
    <button
      type="button"
      aria-pressed={isShown.value}
      onClick={() => {
        isShown.value = !isShown.value;
      }}
    >
      {texts.value.form.show}
    </button>
  );
}
