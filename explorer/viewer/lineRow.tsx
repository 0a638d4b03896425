/** One line of a document. */

import { texts } from "../texts";
import { Visible } from "../visible";
import { countBelow, type Line } from "./lines";
import { piecesOf, type Syntax } from "./pieces";

/** How much of a line is shown; all of it can be copied and saved. */
const longestLine = 5_000;

interface LineRowProps {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly index: number;
  readonly syntax: Syntax;
  readonly sought: string;
  readonly isTree: boolean;
  readonly isFolded: boolean;
  readonly isCurrent: boolean;
  readonly onFold: (index: number, isFolded: boolean) => void;
  readonly onCurrent: (index: number) => void;
}

export function LineRow(props: LineRowProps) {
  const { id, lines, index, syntax, sought, isTree, isFolded, isCurrent, onFold, onCurrent } = props;
  const { viewer } = texts.value;
  const line = lines[index];
  if (line === undefined) {
    return null;
  }
  const { depth, text, end, isEnd } = line;
  const isItem = isTree && !isEnd;
  const attributes = isItem && {
    role: "treeitem" as const,
    "aria-level": depth + 1,
    "aria-selected": isCurrent,
    ...(end !== undefined && { "aria-expanded": !isFolded }),
    onClick: () => onCurrent(index),
  };
  return (
    <div
      id={id}
      class={`line depth-${Math.min(depth, 12)}${isCurrent ? " current" : ""}`}
      {...(attributes || { role: "none" as const })}
    >
      {end !== undefined && (
        <span
          class={isFolded ? "fold folded" : "fold"}
          aria-hidden="true"
          {...{ onClick: () => onFold(index, !isFolded) }}
        />
      )}
      <Marked text={text.slice(0, longestLine)} syntax={syntax} sought={sought} />
      {text.length > longestLine && (
        <span class="quiet">{viewer.moreCharacters(text.length - longestLine)}</span>
      )}
      {isFolded && end !== undefined && (
        <>
          <span class="quiet">{` … ${viewer.below(countBelow(lines, index))} `}</span>
          <Marked text={lines[end]?.text ?? ""} syntax={syntax} sought={sought} />
        </>
      )}
    </div>
  );
}

interface MarkedProps {
  readonly text: string;
  readonly syntax: Syntax;
  readonly sought: string;
}

/** The parts of a line in their colours, with what is sought marked. */
function Marked({ text, syntax, sought }: MarkedProps) {
  return (
    <>
      {piecesOf(text, syntax).map(({ kind, text: piece }, index) => (
        <span key={index} class={`piece-${kind}`}>
          {splitAt(piece, sought).map((part, place) =>
            place % 2 === 0 ? (
              <Visible key={place} text={part} line />
            ) : (
              <mark key={place}>
                <Visible text={part} line />
              </mark>
            ),
          )}
        </span>
      ))}
    </>
  );
}

/** A text in pieces, of which every other one is what is sought. */
function splitAt(text: string, sought: string): readonly string[] {
  if (sought === "") {
    return [text];
  }
  const parts: string[] = [];
  const lower = text.toLowerCase();
  const needle = sought.toLowerCase();
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + needle.length));
    from = at + needle.length;
  }
  return [...parts, text.slice(from)];
}
