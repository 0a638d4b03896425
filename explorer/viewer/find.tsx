/** Finds text in a document: what the browser finds by itself is only what is in sight. */

import { useMemo, useState } from "preact/hooks";
import { texts } from "../texts";
import type { Line } from "./lines";

interface FindBoxProps {
  readonly lines: readonly Line[];
  /** Called with the index of a line that has it. */
  readonly onFind: (index: number) => void;
  readonly onChange: (sought: string) => void;
}

/** Enter goes to the next place, Shift+Enter to the one before. */
export function FindBox({ lines, onFind, onChange }: FindBoxProps) {
  const { viewer } = texts.value;
  const [sought, setSought] = useState("");
  const [at, setAt] = useState(-1);
  const found = useMemo(() => {
    const needle = sought.toLowerCase();
    return needle === ""
      ? []
      : lines.flatMap(({ text }, index) => (text.toLowerCase().includes(needle) ? [index] : []));
  }, [lines, sought]);
  const go = (by: number) => {
    if (found.length > 0) {
      const next = (Math.max(at, by > 0 ? -1 : 0) + by + found.length) % found.length;
      setAt(next);
      onFind(found[next] ?? 0);
    }
  };
  return (
    <span class="find">
      <input
        type="search"
        aria-label={viewer.find}
        placeholder={viewer.find}
        value={sought}
        onInput={({ currentTarget }) => {
          setSought(currentTarget.value);
          setAt(-1);
          onChange(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }
        }}
      />
      <span role="status" class="quiet">
        {sought === "" ? "" : viewer.found(at + 1, found.length)}
      </span>
    </span>
  );
}
