/** Writes values as TypeScript, laid out as Prettier and Biome lay them out, so that a formatter finds nothing to change. */

/** What is written as it stands, such as `site` or `cos.anyone`. */
export class Code {
  constructor(readonly text: string) {}
}

/** A call, such as `cos.objectsOf(site, "public/")`. */
export class Call {
  constructor(
    /** With `new` in front for a constructor. */
    readonly callee: string,
    readonly args: readonly Expression[],
  ) {}
}

/** A value in a program. */
export type Expression =
  | string
  | number
  | boolean
  | Code
  | Call
  | readonly Expression[]
  | { readonly [name: string]: Expression };

/** Columns of a line. */
export const lineWidth = 80;

const indentation = 2;

/** Keys up to this width never get their value on a line of its own. */
const shortKeyWidth = indentation;

/**
 * An expression as text.
 * @param indent columns before the line that it begins in
 * @param before columns of that line that are taken already, the indent included
 * @param after columns that follow its end on the same line
 */
export function printExpression(expression: Expression, indent = 0, before = indent, after = 0): string {
  const flat = mustBreak(expression) ? undefined : printFlat(expression);
  if (flat !== undefined && before + widthOf(flat) + after <= lineWidth) {
    return flat;
  }
  if (expression instanceof Call) {
    return printBrokenCall(expression, indent, before);
  }
  if (isList(expression)) {
    return printBrokenList(expression, indent);
  }
  if (isMembers(expression)) {
    return block("{", printMembers(expression, indent + indentation), "}", indent);
  }
  return printFlat(expression);
}

/** A string as a literal, in the quotes that need fewer escapes. Invisible characters are escaped. */
export function printText(text: string): string {
  const count = (quote: string) => text.split(quote).length - 1;
  const quote = count('"') > count("'") ? "'" : '"';
  const escaped = text.replace(
    /[\\"'\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\p{Default_Ignorable_Code_Point}]/gu,
    (character) =>
      character === '"' || character === "'"
        ? (character === quote ? "\\" : "") + character
        : escapeCharacter(character),
  );
  return quote + escaped + quote;
}

/** Columns that a string takes: characters of East Asia take two. */
function widthOf(text: string): number {
  const wide =
    /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/gu;
  const combining = /[\p{Mn}\p{Me}]/gu;
  const characters = [...text].length;
  return characters + (text.match(wide)?.length ?? 0) - (text.match(combining)?.length ?? 0);
}

const knownEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return (
    knownEscapes[character] ??
    (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`)
  );
}

/** A member's name, in quotes where it needs them. */
export function printName(name: string): string {
  if (name === "__proto__") {
    return '["__proto__"]';
  }
  const isIdentifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
  return isIdentifier && !/\p{Default_Ignorable_Code_Point}/u.test(name) ? name : printText(name);
}

function printFlat(expression: Expression): string {
  if (expression instanceof Code) {
    return expression.text;
  }
  if (expression instanceof Call) {
    return `${expression.callee}(${expression.args.map(printFlat).join(", ")})`;
  }
  if (isList(expression)) {
    return `[${expression.map(printFlat).join(", ")}]`;
  }
  if (isMembers(expression)) {
    const members = Object.entries(expression).map(
      ([name, value]) => `${printName(name)}: ${printFlat(value)}`,
    );
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return typeof expression === "string" ? printText(expression) : String(expression);
}

/** Lists of several objects, or of several lists, with more than one entry each are never on one line; nor is what holds one. */
function mustBreak(expression: Expression): boolean {
  if (expression instanceof Code) {
    return false;
  }
  if (expression instanceof Call) {
    return expression.args.some(mustBreak);
  }
  if (isList(expression)) {
    const large = (test: (item: Expression) => boolean) =>
      expression.length > 1 && expression.every((item) => test(item) && Object.keys(item).length > 1);
    return large(isMembers) || large(isList) || expression.some(mustBreak);
  }
  return isMembers(expression) && Object.values(expression).some(mustBreak);
}

/** An object as the last argument stays with the parenthesis, when no object stands before it. */
function printBrokenCall({ callee, args }: Call, indent: number, before: number): string {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last !== undefined && !(last instanceof Code) && typeof last === "object") {
    const head = `${callee}(${others.map((argument) => `${printFlat(argument)}, `).join("")}`;
    const mayHug = (isMembers(last) || isList(last)) && Object.keys(last).length > 0;
    const alike = isMembers(last) ? isMembers : isList;
    const fits = before + widthOf(head) + 1 <= lineWidth && !others.some(mustBreak);
    if (mayHug && fits && !others.some((argument) => alike(argument))) {
      return `${head}${printBroken(last, indent)})`;
    }
  }
  if (args.length === 0) {
    return `${callee}()`;
  }
  return block(
    `${callee}(`,
    args.map((argument) => printItem(argument, indent + indentation)),
    ")",
    indent,
  );
}

function printBroken(expression: Expression, indent: number): string {
  return isList(expression)
    ? printBrokenList(expression, indent)
    : block("{", printMembers(expression as Members, indent + indentation), "}", indent);
}

function printBrokenList(items: readonly Expression[], indent: number): string {
  const inner = indent + indentation;
  return items.length > 1 && items.every((item) => typeof item === "number")
    ? block("[", fill(items.map(String), inner), "]", indent)
    : block(
        "[",
        items.map((item) => printItem(item, inner)),
        "]",
        indent,
      );
}

function printItem(item: Expression, indent: number): string {
  return printExpression(item, indent, indent, 1);
}

/** As many numbers on a line as there is room for. */
function fill(numbers: readonly string[], indent: number): readonly string[] {
  const lines: string[] = [];
  for (const number of numbers) {
    const line = lines.at(-1);
    if (line !== undefined && indent + line.length + 2 + number.length + 1 <= lineWidth) {
      lines[lines.length - 1] = `${line}, ${number}`;
    } else {
      lines.push(number);
    }
  }
  return lines;
}

function printMembers(members: Members, indent: number): readonly string[] {
  return Object.entries(members).map(([name, value]) => {
    const key = `${printName(name)}:`;
    const beside = indent + widthOf(key) + 1;
    const movable = (typeof value === "string" || value instanceof Code) && widthOf(name) > shortKeyWidth;
    if (movable && beside + widthOf(printFlat(value)) + 1 > lineWidth) {
      return `${key}\n${" ".repeat(indent + indentation)}${printFlat(value)}`;
    }
    return `${key} ${printExpression(value, indent, beside, 1)}`;
  });
}

function block(open: string, lines: readonly string[], close: string, indent: number): string {
  const inner = " ".repeat(indent + indentation);
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join("")}${" ".repeat(indent)}${close}`;
}

type Members = { readonly [name: string]: Expression };

function isList(expression: Expression): expression is readonly Expression[] {
  return Array.isArray(expression);
}

function isMembers(expression: Expression): expression is Members {
  return (
    typeof expression === "object" &&
    !isList(expression) &&
    !(expression instanceof Code) &&
    !(expression instanceof Call)
  );
}
