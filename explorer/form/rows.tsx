/** Names and values as rows: for headers that begin alike, and for pairs. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FieldValue } from "../../cli/explore/wire";
import { Rows } from "../free/rows";
import type { InputProps } from "./inputs";

export function RowsInput({ field, value, onChange }: InputProps) {
  // Rows may have names that are empty or alike for a while, which a value cannot.
  const rows = useSignal(rowsOf(value));
  const told = useRef(value);
  // A value that did not come from here: an answer's, or the history's.
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      rows.value = rowsOf(value);
    }
  }, [value]);
  return (
    <Rows
      legend={field.name}
      rows={rows.value}
      onChange={(next) => {
        rows.value = next;
        told.current = next.length === 0 ? undefined : Object.fromEntries(next);
        onChange(told.current);
      }}
    />
  );
}

function rowsOf(value: FieldValue | undefined): readonly (readonly [name: string, value: string])[] {
  return typeof value === "object" ? Object.entries(value) : [...new URLSearchParams(value ?? "")];
}
