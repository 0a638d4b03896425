/** Inputs that know values: one of them, or a line of text that they are offered for. */

import { asTyped } from "../shell/textField";
import { texts } from "../texts";

/** What inputs say of themselves. */
interface Said {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
}

interface OneOfProps {
  readonly said: Said;
  readonly value: string;
  readonly values: readonly string[];
  /** What COS assumes without a value. */
  readonly assumed: string | undefined;
  /** Nothing can be chosen again. @default true */
  readonly hasNone?: boolean;
  readonly onText: (text: string) => void;
}

/** One of a few values, or another one that is there already. */
export function OneOf({ said, value, values, assumed, hasNone = true, onText }: OneOfProps) {
  const t = texts.value.form;
  return (
    <select
      {...said}
      value={value}
      class={value === "" ? "unset" : undefined}
      onChange={(event) => onText(event.currentTarget.value)}
    >
      {(hasNone || value === "") && (
        <option value="">{assumed === undefined ? t.notGiven : t.assumed(assumed)}</option>
      )}
      {values.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
      {value !== "" && !values.includes(value) && <option value={value}>{value}</option>}
    </select>
  );
}

interface LineProps {
  readonly said: Said;
  readonly value: string;
  /** Values that are offered. */
  readonly values?: readonly string[] | undefined;
  readonly placeholder: string | undefined;
  readonly isNumber?: boolean;
  readonly onText: (text: string) => void;
}

/** A line of text. */
export function Line({ said, value, values, placeholder, isNumber, onText }: LineProps) {
  const list = values === undefined ? undefined : `${said.id}-values`;
  return (
    <>
      <input
        {...said}
        {...asTyped}
        type="text"
        class="mono"
        inputMode={isNumber ? "numeric" : undefined}
        list={list}
        placeholder={placeholder}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {list !== undefined && (
        <datalist id={list}>
          {values?.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
