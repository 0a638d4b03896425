/** The words of a shell command, as browsers and pages print them: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02 */

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  v: "\v",
};

/** A piece of a word: `'…'`, `$'…'`, `"…"`, a backslash and what follows it, a variable, or plain characters. */
const piece =
  /'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\(\r?\n|.)|\$\{?([A-Za-z_]\w*)\}?|([^\s'"\\$;&|<>]+|\$)/sy;

/**
 * Splits a command into words, up to where the shell would end it: at an unquoted `;`, `&`, `|`, `<`, `>` or a comment.
 * @param variable the value of a variable; one that is not known stays as it is written
 * @throws SyntaxError for a quote that has no end
 */
export function shellWords(
  command: string,
  variable: (name: string) => string | undefined = () => undefined,
): string[] {
  const words: string[] = [];
  let position = 0;
  const skipBlanks = () => {
    position += /^(?:\s|\\\r?\n)*/.exec(command.slice(position))?.[0].length ?? 0;
  };
  for (skipBlanks(); !/^(?:$|#|[12]?[>;&|<])/.test(command.slice(position)); skipBlanks()) {
    let word = "";
    while (/^[^\s;&|<>]/.test(command.slice(position))) {
      piece.lastIndex = position;
      const match = piece.exec(command);
      if (match === null) {
        throw new SyntaxError("a quote has no end");
      }
      position = piece.lastIndex;
      const [whole, single, ansi, double, escaped, name, plain] = match;
      word +=
        single ??
        (ansi === undefined ? undefined : unescapeAnsi(ansi)) ??
        (double === undefined ? undefined : unescapeDouble(double, variable)) ??
        (escaped === undefined ? undefined : escaped.replace(/^\r?\n$/, "")) ??
        (name === undefined ? undefined : (variable(name) ?? whole)) ??
        plain ??
        "";
    }
    words.push(word);
  }
  return words;
}

/** https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html */
function unescapeAnsi(text: string): string {
  const pattern =
    /\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|((?:x[\da-fA-F]{1,2}|[0-7]{1,3})(?:\\(?:x[\da-fA-F]{1,2}|[0-7]{1,3}))*)|(.))/gs;
  return text.replace(pattern, (_, short?: string, long?: string, bytes?: string, character = "") => {
    if (bytes !== undefined) {
      const codes = bytes
        .split("\\")
        .map((code) =>
          code.startsWith("x") ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8),
        );
      return Buffer.from(codes).toString();
    }
    const code = short ?? long;
    return code === undefined
      ? (escapes[character] ?? character)
      : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

function unescapeDouble(text: string, variable: (name: string) => string | undefined): string {
  return text.replace(
    /\\(\r?\n|[$`"\\])|\$\{?([A-Za-z_]\w*)\}?/gs,
    (whole, escaped?: string, name?: string) =>
      name === undefined ? (escaped ?? whole).replace(/^\r?\n$/, "") : (variable(name) ?? whole),
  );
}
