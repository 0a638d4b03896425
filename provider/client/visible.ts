/** Makes text from outside harmless where it is shown: a service's words, keys, header values. */

/**
 * What a terminal, a CI or a deployment tool takes for a command, and what is invisible: control characters, ends of lines, changes of the writing
 * direction, invisible characters, what is no character; `::error::` of GitHub at the beginning of a word, since texts are broken into
 * lines there; `##[error]` of GitHub, `##vso[…]` and `##teamcity[…]` anywhere; `<{%`, which begins a colour: an engine that does not
 * know the colour may end itself.
 */
const commands =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}]|(?<![^\s]):(?=:[a-z-]+[ :])|#(?=#[a-z]*\[)|(?<=<)\{(?=%)/giu;

/** Whether a text may hold any of them: most texts do not, and this is found out ten times as fast. */
const doubtful = /[^ -~]|::|##|<\{/;

const shortForms: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text on one line, with `\u001b` and the like for what is not to be let through. Doing it twice changes nothing more. */
export function visible(text: string): string {
  return doubtful.test(text)
    ? text.replace(commands, (character) => shortForms[character] ?? escapeCharacter(character))
    : text;
}

/** The same for a text of several lines whose line feeds are ours. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

/** A value as JSON for people and machines: what a text would not let through is written with JSON's own escapes, which loses nothing. Without indentation it is one line. */
export function visibleJson(value: unknown, indentation = 2): string {
  const lines = JSON.stringify(value, undefined, indentation).split("\n");
  return lines.map((line) => (doubtful.test(line) ? line.replace(commands, escapeUnits) : line)).join("\n");
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

function escapeCharacter(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
