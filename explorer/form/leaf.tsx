/** The input of an element that holds a value. */

import { useSignal } from "@preact/signals";
import type { BodyShape } from "../../cli/explore/wire";
import { asTyped } from "../shell/textField";
import { ShowButton } from "./inputs";
import type { Json } from "./treeValues";
import { Line, OneOf } from "./values";

interface Props {
  readonly id: string;
  readonly shape: BodyShape;
  readonly value: Json | undefined;
  readonly isInvalid: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

export function Leaf({ id, shape, value, isInvalid, onChange }: Props) {
  const said = {
    id,
    "aria-describedby": `${id}-help ${id}-failures`,
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
  const onText = (next: string) => onChange(typed(shape, next));
  if (values !== undefined && !shape.open) {
    return (
      <OneOf
        said={said}
        value={text}
        values={values}
        assumed={assumed}
        hasNone={!shape.required}
        onText={onText}
      />
    );
  }
  if (values === undefined && shape.kind === "string") {
    return shape.secret ? (
      <SecretLines {...said} value={text} onText={onText} />
    ) : (
      <Lines {...said} placeholder={assumed} value={text} onText={onText} />
    );
  }
  return (
    <Line
      said={said}
      value={text}
      values={values}
      placeholder={assumed}
      isNumber={shape.kind === "integer"}
      onText={onText}
    />
  );
}

interface LinesProps {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
  readonly class?: string;
  readonly placeholder?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** One line, unless more are pasted, such as a certificate. */
function Lines({ onText, ...attributes }: LinesProps) {
  const lines = attributes.value.split("\n").length;
  return (
    <textarea
      {...attributes}
      {...asTyped}
      class={`lines mono ${attributes.class ?? ""}`}
      rows={Math.min(8, lines)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && lines === 1 && !event.shiftKey) {
          event.preventDefault();
        }
      }}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
}

/** The same for what nobody else shall read, such as a private key: inputs for passwords lose the ends of lines. */
function SecretLines(props: LinesProps) {
  const isShown = useSignal(false);
  return (
    <div class="beside">
      <Lines {...props} class={isShown.value ? "" : "concealed"} />
      <ShowButton isShown={isShown} />
    </div>
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
