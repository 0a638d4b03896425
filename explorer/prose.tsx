/** Sentences of the table, in which code stands between backticks. */

export function Prose({ text }: { readonly text: string }) {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part : <code key={String(index)}>{part}</code>));
}
