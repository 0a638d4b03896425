/** A document that can be read: its lines fold, and only those in sight are made. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { texts } from "../texts";
import { FindBox } from "./find";
import { LineRow } from "./lineRow";
import { around, foldable, type Line, textBelow, visibleIndices } from "./lines";
import type { Syntax } from "./pieces";

/** So many lines are all made, and long ones wrap; of more only those in sight are made, and long ones do not. */
const manyLines = 800;

/** The height of a line that does not wrap, in pixels, as the styles have it. */
const lineHeight = 20;

/** How many lines are made above and below those in sight. */
const margin = 30;

interface ViewerProps {
  readonly lines: readonly Line[];
  readonly syntax: Syntax;
  readonly label: string;
  /** What else can be done with it. */
  readonly tools?: ComponentChildren;
}

/** The viewer. Arrow keys go through the lines and fold them, as in any tree. */
export function Viewer({ lines, syntax, label, tools }: ViewerProps) {
  const { viewer } = texts.value;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(0);
  const [sought, setSought] = useState("");
  const [first, setFirst] = useState(0);
  useEffect(() => {
    setFolded(new Set());
    setCurrent(0);
    setFirst(0);
    box.current?.scrollTo(0, 0);
  }, [lines]);
  const shown = useMemo(() => visibleIndices(lines, folded), [lines, folded]);
  const inner = useMemo(() => foldable(lines), [lines]);
  const isTree = useMemo(() => lines.some(({ end }) => end !== undefined), [lines]);
  const isLong = shown.length > manyLines;
  const inSight = Math.ceil((box.current?.clientHeight ?? 800) / lineHeight);
  const from = isLong ? Math.max(0, Math.min(first, shown.length - inSight) - margin) : 0;
  const to = isLong ? Math.min(shown.length, first + inSight + margin) : shown.length;
  const place = shown.indexOf(current);

  useLayoutEffect(() => scrollTo(box.current, isLong ? place : undefined, `${id}-${current}`), [current]);

  const fold = (index: number, isFolded: boolean) => {
    const next = new Set(folded);
    if (isFolded) {
      next.add(index);
    } else {
      next.delete(index);
    }
    setFolded(next);
  };
  const goTo = (index: number) => {
    const next = new Set(folded);
    for (const outer of around(lines, index)) {
      next.delete(outer);
    }
    setFolded(next);
    setCurrent(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      const isCopy = event.key === "c" && (event.ctrlKey || event.metaKey);
      if (isCopy && isTree && document.getSelection()?.isCollapsed) {
        void navigator.clipboard.writeText(textBelow(lines, current));
      }
      return;
    }
    const move = moveOf(event.key, { lines, shown, folded, place, current });
    if (move !== undefined) {
      event.preventDefault();
      move.folded === undefined ? setCurrent(move.current) : fold(current, move.folded);
    }
  };

  const attributes = {
    tabIndex: 0,
    "aria-label": label,
    ...(isTree
      ? { role: "tree" as const, "aria-activedescendant": `${id}-${current}`, onKeyDown }
      : { role: "group" as const }),
  };
  return (
    <div>
      <div class="viewer-tools">
        {tools}
        {inner.size > 0 && (
          <>
            <button type="button" class="small" onClick={() => setFolded(inner)}>
              {viewer.foldAll}
            </button>
            <button type="button" class="small" onClick={() => setFolded(new Set())}>
              {viewer.openAll}
            </button>
          </>
        )}
        <FindBox lines={lines} onFind={goTo} onChange={setSought} />
      </div>
      <div
        ref={box}
        class={isLong ? "viewer-lines long" : "viewer-lines"}
        {...attributes}
        onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / lineHeight))}
      >
        {from > 0 && <div role="none" style={{ height: `${from * lineHeight}px` }} />}
        {shown.slice(from, to).map((index) => (
          <LineRow
            key={index}
            id={`${id}-${index}`}
            lines={lines}
            index={index}
            syntax={syntax}
            sought={sought}
            isTree={isTree}
            isFolded={folded.has(index)}
            isCurrent={isTree && index === current}
            onFold={fold}
            onCurrent={setCurrent}
          />
        ))}
        {to < shown.length && <div role="none" style={{ height: `${(shown.length - to) * lineHeight}px` }} />}
      </div>
    </div>
  );
}

/** Brings a line into sight: one that may not be made yet by its number, any other by its element. */
function scrollTo(box: HTMLDivElement | null, place: number | undefined, id: string): void {
  if (box === null) {
    return;
  }
  if (place === undefined) {
    const row = document.getElementById(id);
    const [top = 0, bottom = 0] = row === null ? [] : [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (row !== null && (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight)) {
      box.scrollTop = top - box.clientHeight / 3;
    }
    return;
  }
  const top = place * lineHeight;
  if (top < box.scrollTop || top + lineHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = top - box.clientHeight / 3;
  }
}

interface Position {
  readonly lines: readonly Line[];
  readonly shown: readonly number[];
  readonly folded: ReadonlySet<number>;
  readonly place: number;
  readonly current: number;
}

/** What a key does: it goes to a line, or folds or opens the current one. */
function moveOf(
  key: string,
  { lines, shown, folded, place, current }: Position,
): { readonly current: number; readonly folded?: boolean } | undefined {
  const opens = lines[current]?.end !== undefined;
  const step = (by: number) => {
    let next = place;
    do {
      next += by;
    } while (lines[shown[next] ?? -1]?.isEnd);
    return { current: shown[next] ?? current };
  };
  switch (key) {
    case "ArrowDown":
      return step(1);
    case "ArrowUp":
      return step(-1);
    case "Home":
      return { current: 0 };
    case "End":
      return { current: shown.findLast((index) => !lines[index]?.isEnd) ?? current };
    case "ArrowRight":
      return opens && folded.has(current) ? { current, folded: false } : step(1);
    case "ArrowLeft":
      return opens && !folded.has(current)
        ? { current, folded: true }
        : { current: around(lines, current).at(-1) ?? current };
    case "Enter":
    case " ":
      return opens ? { current, folded: !folded.has(current) } : undefined;
    default:
      return undefined;
  }
}
