/** Markdown as GitHub shows it. */

/** A table; cells may hold several paragraphs, which become lines. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), `|${" --- |".repeat(heads.length)}`, ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text
    .trim()
    .replace(/(?<!\\)\|/g, "\\|")
    .replace(/\n\n+/g, "<br>")
    .replace(/\n/g, " ");
}

/** A text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A link to a heading of the same page. */
export function linkTo(heading: string, text = code(heading)): string {
  return `[${text}](#${anchorOf(heading)})`;
}

/** The name under which GitHub lets a heading be linked. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replace(/ /g, "-");
}

/** Paragraphs and blocks, with an empty line between each. */
export function blocks(...parts: readonly (string | undefined)[]): string {
  return `${parts
    .filter((part) => part !== undefined && part !== "")
    .map((part) => part?.trim())
    .join("\n\n")}\n`;
}

/** Names in a sentence: `a`, `b` and `c`. */
export function enumerate(names: readonly string[], last = "and"): string {
  const shown = names.map(code);
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1)}`;
}
