/** A document or a text, to be read. */

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { type Document, linesOf } from "./document";
import { Viewer } from "./viewer";

interface DocumentViewProps extends Document {
  readonly label: string;
  /** What else can be done with it. */
  readonly tools?: ComponentChildren;
}

export function DocumentView({ text, syntax, label, tools }: DocumentViewProps) {
  const lines = useMemo(() => linesOf({ text, syntax }), [text, syntax]);
  return <Viewer lines={lines} syntax={syntax} label={label} tools={tools} />;
}
