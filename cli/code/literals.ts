/** Values of a program as its text: one layout for all languages, whose syntax each writer gives. */

/** Columns of a line that is not broken. */
const width = 96;

/** Something in brackets: on one line when it fits, else each item on its own. */
export function bracketed(
  open: string,
  items: readonly string[],
  close: string,
  { indent = "  ", spaced = false, trailing = "," }: Layout = {},
): string {
  const space = spaced && items.length > 0 ? " " : "";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  return items.length === 0 || (line.length <= width && !line.includes("\n"))
    ? line
    : `${open}\n${items.map((item) => indented(item, indent)).join(",\n")}${trailing}\n${close}`;
}

/** How brackets are set. */
export interface Layout {
  /** @default two spaces */
  readonly indent?: string;
  /** Whether a blank follows the bracket on one line. @default false */
  readonly spaced?: boolean;
  /** What follows the last item of a broken line. @default a comma */
  readonly trailing?: string;
}

/** Each line further in. */
export function indented(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}

/** How a language writes values. Strings hold no line breaks: they are escaped. */
export interface Syntax {
  text(value: string): string;
  readonly true: string;
  readonly false: string;
  list(items: readonly string[]): string;
  map(entries: readonly (readonly [name: string, value: string])[]): string;
}

/** A JSON value as a literal. */
export function literal(syntax: Syntax, value: unknown): string {
  if (Array.isArray(value)) {
    return syntax.list(value.map((item) => literal(syntax, item)));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return syntax.map(entries.map(([name, member]) => [name, literal(syntax, member)]));
  }
  return typeof value === "string"
    ? syntax.text(value)
    : typeof value === "boolean"
      ? syntax[value ? "true" : "false"]
      : String(value);
}
