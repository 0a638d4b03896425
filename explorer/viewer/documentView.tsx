/** A document or a text, to be read. */

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { jsonLines, textLines, xmlLines } from "./lines";
import type { Syntax } from "./pieces";
import { Viewer } from "./viewer";

const readers = { json: jsonLines, xml: xmlLines, text: textLines } as const;

interface DocumentViewProps {
  readonly text: string;
  /** JSON is indented. */
  readonly syntax: Syntax;
  readonly label: string;
  /** What else can be done with it. */
  readonly tools?: ComponentChildren;
}

export function DocumentView({ text, syntax, label, tools }: DocumentViewProps) {
  const lines = useMemo(() => readers[syntax](text), [text, syntax]);
  return <Viewer lines={lines} syntax={syntax} label={label} tools={tools} />;
}
