/** Two answers of the history, and where they differ. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { HistoryEntry } from "../../cli/explore/wire";
import { texts } from "../texts";
import { Changed } from "../viewer/changed";
import { Choice } from "../viewer/choice";
import { Visible } from "../visible";
import { bodyLines, compareLines, headLines, nearChanges, type Row } from "./compare";
import { placeOf, titleOf } from "./entries";
import { dateTime } from "./times";

type Layout = "sides" | "unified";

interface CompareViewProps {
  readonly left: HistoryEntry;
  readonly right: HistoryEntry;
  readonly onClose: () => void;
}

export function CompareView({ left, right, onClose }: CompareViewProps) {
  const { history: words, common } = texts.value;
  const [layout, setLayout] = useState<Layout>(innerWidth < 700 ? "unified" : "sides");
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), [left, right]);
  return (
    <section ref={place} class="compare" aria-label={words.comparison} tabIndex={-1}>
      <div class="tools">
        <h2>{words.comparison}</h2>
        <Choice
          label={words.layout}
          options={[
            { name: "sides", title: words.sides },
            { name: "unified", title: words.unified },
          ]}
          selected={layout}
          onSelect={setLayout}
        />
        <button type="button" class="small" onClick={onClose}>
          {common.close}
        </button>
      </div>
      <dl class="compared">
        {[left, right].map((entry, index) => (
          <div key={entry.id}>
            <dt>{index === 0 ? words.left : words.right}</dt>
            <dd>
              {titleOf(entry.draft)} <Visible text={placeOf(entry.draft)} line /> · {dateTime(entry.time)}
            </dd>
          </div>
        ))}
      </dl>
      <Comparison title={words.head} left={headLines(left)} right={headLines(right)} layout={layout} />
      <Comparison title={words.body} left={bodyLines(left)} right={bodyLines(right)} layout={layout} />
    </section>
  );
}

interface ComparisonProps {
  readonly title: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly layout: Layout;
}

function Comparison({ title, left, right, layout }: ComparisonProps) {
  const { history: words } = texts.value;
  const [isAll, setIsAll] = useState(false);
  const rows = useMemo(() => compareLines(left, right), [left.join("\n"), right.join("\n")]);
  const changed = rows.filter(({ kind }) => kind === "changed").length;
  const shown = isAll ? rows : nearChanges(rows);
  return (
    <>
      <div class="tools">
        <h3>{title}</h3>
        <span class="quiet">{changed === 0 ? words.same : words.changed(changed)}</span>
        {changed > 0 && shown.length < rows.length && (
          <button type="button" class="small" onClick={() => setIsAll(true)}>
            {words.allLines}
          </button>
        )}
      </div>
      {changed > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
        <section class={`diff ${layout}`} aria-label={title} tabIndex={0}>
          <table>
            <caption class="unseen">{title}</caption>
            <thead class="unseen">
              <tr>
                <th scope="col">{words.left}</th>
                {layout === "sides" && <th scope="col">{words.right}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, index) => (
                <DiffRow key={String(index)} row={row} layout={layout} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function DiffRow({ row, layout }: { readonly row: Row; readonly layout: Layout }) {
  const { history: words } = texts.value;
  if (row.kind === "skipped") {
    return (
      <tr class="skipped">
        <td colSpan={layout === "sides" ? 2 : 1}>{words.skipped(row.count)}</td>
      </tr>
    );
  }
  const [left, right] = row.kind === "same" ? [row.text, row.text] : [row.left, row.right];
  const isSame = row.kind === "same";
  if (layout === "sides") {
    return (
      <tr>
        <Cell text={left} other={right} side={isSame ? "same" : "removed"} />
        <Cell text={right} other={left} side={isSame ? "same" : "added"} />
      </tr>
    );
  }
  return (
    <>
      {left !== undefined && (
        <tr>
          <Cell text={left} other={right} side={isSame ? "same" : "removed"} />
        </tr>
      )}
      {!isSame && right !== undefined && (
        <tr>
          <Cell text={right} other={left} side="added" />
        </tr>
      )}
    </>
  );
}

interface CellProps {
  readonly text: string | undefined;
  readonly other: string | undefined;
  readonly side: "same" | "removed" | "added";
}

function Cell({ text, other, side }: CellProps) {
  const { history: words } = texts.value;
  if (text === undefined) {
    return <td class="none" />;
  }
  return (
    <td class={side}>
      {side !== "same" && <span class="unseen">{words.sidesOf[side]} </span>}
      {side === "same" || other === undefined ? (
        <Visible text={text} line />
      ) : (
        <Changed text={text} other={other} side={side === "removed" ? "before" : "after"} likeness={0.5} />
      )}
    </td>
  );
}
