/** The input of an element that holds a value. */

import type { BodyShape } from "../../cli/explore/wire";
import { texts } from "../texts";
import { asTyped, Secret } from "./inputs";
import type { Json } from "./treeValues";

interface Props {
  readonly id: string;
  readonly shape: BodyShape;
  readonly value: Json | undefined;
  readonly isInvalid: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

export function Leaf({ id, shape, value, isInvalid, onChange }: Props) {
  const t = texts.value.form;
  const common = {
    id,
    "aria-describedby": `${id}-help`,
    "aria-invalid": isInvalid,
    "aria-required": shape.required,
  };
  const assumed = shape.default === undefined ? undefined : String(shape.default);
  if (shape.kind === "empty") {
    return (
      <input
        id={id}
        type="checkbox"
        checked={value !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? {} : undefined)}
      />
    );
  }
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const values = shape.kind === "boolean" ? ["false", "true"] : shape.values;
  if (values !== undefined) {
    return (
      <select
        {...common}
        value={text}
        class={text === "" ? "unset" : undefined}
        onChange={(event) => onChange(typed(shape, event.currentTarget.value))}
      >
        {(text === "" || !shape.required) && (
          <option value="">{assumed === undefined ? t.notGiven : t.assumed(assumed)}</option>
        )}
        {values.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
        {text !== "" && !values.includes(text) && <option value={text}>{text}</option>}
      </select>
    );
  }
  if (shape.secret) {
    return <Secret {...common} value={text} onText={(next) => onChange(typed(shape, next))} />;
  }
  return (
    <input
      {...common}
      {...asTyped}
      type="text"
      class="mono"
      inputMode={shape.kind === "integer" ? "numeric" : undefined}
      placeholder={assumed}
      value={text}
      onInput={(event) => onChange(typed(shape, event.currentTarget.value))}
    />
  );
}

/** What was typed, as JSON has it; what is not of its kind stays a string, which the server refuses in its own words. */
function typed({ kind, required }: BodyShape, text: string): Json | undefined {
  if (kind === "integer" && /^-?\d{1,15}$/.test(text)) {
    return Number(text);
  }
  if (kind === "boolean" && text !== "") {
    return text === "true";
  }
  return text === "" && required ? undefined : text;
}
