/** Shows text that came from elsewhere so that nothing in it hides: control characters and what turns the direction of writing. */

/** Control characters, ends of lines, changes of the writing direction, characters without width, and what is no character. */
const hidden =
  /([\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}]+)/u;

/** The same where line feeds and tabs are ours. */
const hiddenInLines = new RegExp(hidden.source.replace("[", "(?:(?![\\n\\t])[").replace("]+", "])+"), "u");

const shortForms: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Such characters as `\u202e`; line breaks and tabs stay, unless it is one line. */
export function Visible({ text, line }: { readonly text: string; readonly line?: boolean }) {
  const parts = text.split(line ? hidden : hiddenInLines);
  return parts.length === 1
    ? text
    : parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span key={String(index)} class="escape">
            {[...part].map(escaped).join("")}
          </span>
        ),
      );
}

/** Whether a line has such characters. */
export function hasHidden(text: string): boolean {
  return hidden.test(text);
}

function escaped(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return shortForms[character] ?? (digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`);
}
