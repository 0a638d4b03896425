/** A line of text with its label. */

/** What is typed is left as it is. */
export const asTyped = { autocomplete: "off", autocapitalize: "off", spellcheck: false } as const;

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** What stands in it while it is empty. */
  readonly hint?: string;
  readonly isSecret?: boolean;
  readonly onText: (text: string) => void;
}

export function TextField({ label, value, hint, isSecret, onText }: TextFieldProps) {
  return (
    <label>
      {label}
      <input
        {...asTyped}
        {...(isSecret && { type: "password" as const })}
        value={value}
        placeholder={hint}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </label>
  );
}
