/** Finds what two texts do not have in common, so that a reader sees the difference at once. */

/** A part of a text; marked when the other text lacks it. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Both texts, each cut into pieces that together are the whole text. */
export interface Marked {
  readonly declared: readonly Piece[];
  readonly live: readonly Piece[];
}

/** Lines above which whole texts are marked instead of lines: comparing takes the product of both counts. */
const maxLines = 2_000;

/** Compares two texts line by line; of lines that stand for each other only the middle is marked that differs. */
export function markDifferences(declared: string, live: string): Marked {
  const [left, right] = [declared.split("\n"), live.split("\n")];
  if (Math.max(left.length, right.length) > maxLines) {
    return { declared: [{ text: declared, marked: true }], live: [{ text: live, marked: true }] };
  }
  const marked: { declared: Piece[]; live: Piece[] } = { declared: [], live: [] };
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...commonLines(left, right), [left.length, right.length] as const]) {
    markBlock(marked, left.slice(i, nextI), right.slice(j, nextJ));
    if (nextI < left.length) {
      marked.declared.push({ text: `${left[nextI]}\n`, marked: false });
      marked.live.push({ text: `${right[nextJ]}\n`, marked: false });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return { declared: trimmed(marked.declared), live: trimmed(marked.live) };
}

/** Lines that both have none of in common: paired in order, the rest is marked as a whole. */
function markBlock(marked: { declared: Piece[]; live: Piece[] }, left: string[], right: string[]): void {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [one, other] = [left[index], right[index]];
    if (one === undefined || other === undefined) {
      const side = one === undefined ? marked.live : marked.declared;
      side.push({ text: `${one ?? other}\n`, marked: true });
      continue;
    }
    const start = wholeNumber(one, other, commonStart(one, other));
    const [oneRest, otherRest] = [reversed(one.slice(start)), reversed(other.slice(start))];
    const end = wholeNumber(oneRest, otherRest, commonStart(oneRest, otherRest));
    for (const [side, line] of [
      [marked.declared, one],
      [marked.live, other],
    ] as const) {
      side.push({ text: line.slice(0, start), marked: false });
      side.push({ text: line.slice(start, line.length - end), marked: true });
      side.push({ text: `${line.slice(line.length - end)}\n`, marked: false });
    }
  }
}

/** The longest list of lines that both have, in order, as pairs of their positions. */
function commonLines(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      pairs.push([i++, j++]);
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

/** Counted in whole characters, so that none is cut in two. */
function commonStart(one: string, other: string): number {
  let length = 0;
  const others = other[Symbol.iterator]();
  for (const character of one) {
    if (character !== others.next().value) {
      break;
    }
    length += character.length;
  }
  return length;
}

/** The length of a common start that ends before a number, not within it: 60 differs from 61 as a whole. */
function wholeNumber(one: string, other: string, length: number): number {
  const isDigit = (character: string | undefined) => character !== undefined && /[0-9]/.test(character);
  let start = length;
  if (isDigit(one[start]) || isDigit(other[start])) {
    while (isDigit(one[start - 1])) {
      start--;
    }
  }
  return start;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

/** Without pieces of nothing, and without the last line feed. */
function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.length - 1;
  return pieces
    .map((piece, index) => (index === last ? { ...piece, text: piece.text.slice(0, -1) } : piece))
    .filter(({ text }) => text !== "");
}
