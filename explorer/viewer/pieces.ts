/** What the parts of a line are, for their colours. */

/** A part of a line. */
export interface Piece {
  readonly kind: "mark" | "name" | "string" | "number" | "word" | "text" | "remark";
  readonly text: string;
}

/** What a line is written in. */
export type Syntax = "json" | "xml" | "text";

const jsonPiece =
  /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<mark>[^"\w-]+)|(?<text>[\s\S])/g;

const xmlPiece =
  /(?<remark><!--[\s\S]*?-->|<\?[\s\S]*?\?>)|(?<mark><!\[CDATA\[|\]\]>|<\/?|\/?>)|(?<text>[^<>]+)|(?<string>[<>])/g;

/** The parts of a line. */
export function piecesOf(line: string, syntax: Syntax): readonly Piece[] {
  if (syntax === "text") {
    return [{ kind: "text", text: line }];
  }
  const found = [...line.matchAll(syntax === "json" ? jsonPiece : xmlPiece)].map(
    ({ groups = {}, 0: text }): Piece => {
      const [kind = "text"] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
      return { kind: kind as Piece["kind"], text };
    },
  );
  return syntax === "json" ? found : found.flatMap((piece, index) => inTag(piece, found[index - 1]));
}

/** What follows `<` is the name of an element and its attributes. */
function inTag(piece: Piece, before: Piece | undefined): readonly Piece[] {
  if (piece.kind !== "text" || !/^<\/?$/.test(before?.text ?? "")) {
    return [piece];
  }
  const [, name = "", attributes = ""] = /^(\S*)([\s\S]*)$/.exec(piece.text) ?? [];
  const rest = attributes === "" ? [] : [{ kind: "string", text: attributes } as const];
  return [{ kind: "name", text: name }, ...rest];
}
