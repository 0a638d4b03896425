/** A text with the characters marked that another one has not. */

import { diffArrays } from "diff";
import { useMemo } from "preact/hooks";
import { Visible } from "../visible";

/** How long characters are compared one by one, in milliseconds; of what takes longer all is marked. */
const patience = 100;

interface ChangedProps {
  readonly text: string;
  readonly other: string;
  /** Whether it is the text before or after the change. */
  readonly side: "before" | "after";
  /** The share of the characters that both have, below which none is marked: little that is the same is chance. @default 0 */
  readonly likeness?: number;
}

export function Changed({ text, other, side, likeness = 0 }: ChangedProps) {
  const parts = useMemo(
    () =>
      diffArrays(charactersOf(other), charactersOf(text), { timeout: patience }) ?? [
        { value: [text], added: true, removed: false },
      ],
    [text, other],
  );
  const same = parts.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value).length;
  if (same < likeness * Math.max(text.length, other.length)) {
    return <Visible text={text} line />;
  }
  const Mark = side === "before" ? "del" : "ins";
  return (
    <>
      {parts
        .filter(({ removed }) => !removed)
        .map(({ value, added }, index) => {
          const shown = <Visible key={String(index)} text={value.join("")} line />;
          return added ? <Mark key={String(index)}>{shown}</Mark> : shown;
        })}
    </>
  );
}

/** An escape such as `%2F` is one character. */
function charactersOf(text: string): string[] {
  return text.match(/%[\da-f]{2}|[\s\S]/giu) ?? [];
}
