/** Shows text that came from elsewhere so that nothing in it hides: control characters and what turns the direction of writing. */

const hidden =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+)/u;

/** Such characters as `\u202e`; line breaks and tabs stay, unless it is one line. */
export function Visible({ text, line }: { readonly text: string; readonly line?: boolean }) {
  const parts = (line ? text.replace(/[\t\n]/g, escaped) : text).split(hidden);
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

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
