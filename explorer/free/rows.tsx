/** Names with values, one row for each. */

import { asTyped } from "../shell/textField";
import { texts } from "../texts";

type Row = readonly [name: string, value: string];

interface RowsProps {
  readonly legend: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** There is always an empty row at the end, which becomes another one as soon as something is typed. */
export function Rows({ legend, rows, onChange }: RowsProps) {
  const { free: words } = texts.value;
  const change = (place: number, row: Row) => {
    const next = [...rows];
    next[place] = row;
    onChange(next.filter(([name, value], index) => index !== place || name !== "" || value !== ""));
  };
  return (
    <fieldset class="free-rows">
      <legend>{legend}</legend>
      {[...rows, ["", ""] as const].map(([name, value], place) => (
        <div class="free-row" key={String(place)}>
          <input
            aria-label={words.nameOf(legend, place + 1)}
            placeholder={words.name}
            value={name}
            {...asTyped}
            onInput={({ currentTarget }) => change(place, [currentTarget.value, value])}
          />
          <input
            aria-label={words.valueOf(legend, place + 1)}
            placeholder={words.value}
            value={value}
            {...asTyped}
            onInput={({ currentTarget }) => change(place, [name, currentTarget.value])}
          />
          {place < rows.length ? (
            <button
              type="button"
              class="small"
              aria-label={words.removeRow(legend, place + 1)}
              onClick={() => onChange(rows.filter((_, index) => index !== place))}
            >
              ×
            </button>
          ) : (
            <span />
          )}
        </div>
      ))}
    </fieldset>
  );
}
