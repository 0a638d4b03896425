/** One of a few. */

import { useId } from "preact/hooks";

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly options: readonly { readonly name: Name; readonly title: string }[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
}

export function Choice<Name extends string>({ label, options, selected, onSelect }: ChoiceProps<Name>) {
  const id = useId();
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {options.map(({ name, title }) => (
        <label key={name} class={name === selected ? "chosen" : undefined}>
          <input
            type="radio"
            name={id}
            value={name}
            checked={name === selected}
            onChange={() => onSelect(name)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
