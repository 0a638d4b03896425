/** Makes text from outside harmless where it is shown: a service's words, keys, header values. */

/**
 * What a terminal, a CI or Pulumi takes for a command, and what nobody sees: control characters, ends of lines, changes of the writing
 * direction, invisible characters, halves of characters; `::error::` of GitHub at the beginning of a word, since texts are broken into
 * lines there; `##[error]` of GitHub, `##vso[…]` and `##teamcity[…]` anywhere; `<{%` of Pulumi, whose engine ends itself over a colour
 * that it does not know.
 */
const commands =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![^\s]):(?=:[a-z-]+[ :])|#(?=#[a-z]*\[)|(?<=<)\{(?=%)/giu;

const shortForms: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text on one line, with `\u001b` and the like for what is not to be let through. Doing it twice changes nothing more. */
export function visible(text: string): string {
  return text.replace(commands, (character) => shortForms[character] ?? escapeCharacter(character));
}

/** The same for a text of several lines whose line feeds are ours. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

function escapeCharacter(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
