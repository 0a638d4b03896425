/** Documents as lines that fold. */

/** A line of a document. */
export interface Line {
  /** How deep it is in the document. */
  readonly depth: number;
  readonly text: string;
  /** The index of the line that ends what this one begins; left out where it begins nothing. */
  readonly end?: number;
  /** It ends what another line begins. */
  readonly isEnd?: true;
}

/** Lines while they are made. */
interface Draft {
  depth: number;
  text: string;
  end?: number;
  isEnd?: true;
}

/** Makes lines one after another. */
class LineWriter {
  readonly lines: Draft[] = [];
  readonly #open: number[] = [];

  add(text: string): void {
    this.lines.push({ depth: this.#open.length, text });
  }

  begin(text: string): void {
    this.add(text);
    this.#open.push(this.lines.length - 1);
  }

  end(text: string): void {
    const opener = this.lines[this.#open.pop() ?? -1];
    if (opener !== undefined) {
      opener.end = this.lines.length;
    }
    this.lines.push({ depth: this.#open.length, text, isEnd: true });
  }
}

/** The lines of an indented document of JSON. Its values stay as they are written: numbers lose no digit. */
export function jsonLines(text: string): readonly Line[] {
  const writer = new LineWriter();
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (/^[\]}],?$/.test(trimmed)) {
      writer.end(trimmed);
    } else if (/[[{]$/.test(trimmed)) {
      writer.begin(trimmed);
    } else if (trimmed !== "") {
      writer.add(trimmed);
    }
  }
  return writer.lines;
}

/** Comments, CDATA, instructions and declarations, tags, and the text between them. */
const xmlToken =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</g;

/** The lines of a document of XML: one for each element without children, two for one with them. */
export function xmlLines(text: string): readonly Line[] {
  const writer = new LineWriter();
  const tokens = text.match(xmlToken) ?? [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token = "", next = "", afterNext = ""] = tokens.slice(index, index + 3);
    if (token.startsWith("</")) {
      writer.end(token);
    } else if (!/^<[^!?]/.test(token) || token.endsWith("/>")) {
      if (token.trim() !== "") {
        writer.add(token.trim());
      }
    } else if (next.startsWith("</")) {
      writer.add(`${token}${next}`);
      index += 1;
    } else if (!next.startsWith("<") && afterNext.startsWith("</")) {
      writer.add(`${token}${next}${afterNext}`);
      index += 2;
    } else {
      writer.begin(token);
    }
  }
  return writer.lines;
}

/** How many characters a line of text has at most before it goes on in another one. */
const longestPiece = 400;

/** The lines of a text, long ones in pieces: a browser is slow with a line of a megabyte. */
export function textLines(text: string): readonly Line[] {
  return text.split("\n").flatMap((line) => {
    const pieces = line.match(new RegExp(`[\\s\\S]{1,${longestPiece}}`, "gu")) ?? [""];
    return pieces.map((piece): Line => ({ depth: 0, text: piece }));
  });
}

/** The indices of the lines that are to be seen. */
export function visibleIndices(lines: readonly Line[], folded: ReadonlySet<number>): readonly number[] {
  const indices: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    indices.push(index);
    if (folded.has(index)) {
      index = lines[index]?.end ?? index;
    }
  }
  return indices;
}

/** The lines that begin something, the outermost left out: what "fold all" folds. */
export function foldable(lines: readonly Line[]): ReadonlySet<number> {
  return new Set(lines.flatMap(({ depth, end }, index) => (depth > 0 && end !== undefined ? [index] : [])));
}

/** The lines around a line, the outermost first. */
export function around(lines: readonly Line[], index: number): readonly number[] {
  const found: number[] = [];
  for (let each = 0; each < index; ) {
    const end = lines[each]?.end;
    if (end !== undefined && end >= index) {
      found.push(each);
      each += 1;
    } else {
      each = (end ?? each) + 1;
    }
  }
  return found;
}

/** How many lines a line begins directly below it: elements, or members. */
export function countBelow(lines: readonly Line[], index: number): number {
  const { end = index } = lines[index] ?? {};
  let count = 0;
  for (let each = index + 1; each < end; each = (lines[each]?.end ?? each) + 1) {
    count += 1;
  }
  return count;
}

/** What a line and all that it begins say. */
export function textBelow(lines: readonly Line[], index: number): string {
  const { end = index, depth: base = 0 } = lines[index] ?? {};
  return lines
    .slice(index, end + 1)
    .map(({ depth, text }) => `${"  ".repeat(depth - base)}${text}`)
    .join("\n");
}
