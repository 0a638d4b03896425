/** Takes out of documents what is secret in them, such as the key of a certificate. */

import { type Shape, shapeOf } from "../../provider/api/json/shape";
import type { Operation } from "../../provider/api/operations";

/** What stands in the place of a secret. */
export const hidden = "***";

type Document = Operation["body"] | Operation["answer"];

/** An XML document without its secrets. */
export function withoutSecrets(description: Document, document: string): string {
  return secretsOf(description).reduce((text, name) => {
    const element = new RegExp(`(<((?:[\\w.-]+:)?${name})(?:\\s[^>]*)?>).*?(</\\2\\s*>)`, "gs");
    return text.replace(element, `$1${hidden}$3`);
  }, document);
}

/** The same document as JSON; a text that is not JSON has no member that could be told from others, and nothing of it stays. */
export function withoutSecretsInJson(description: Document, document: string): string {
  const secrets = new Set(secretsOf(description));
  if (secrets.size === 0) {
    return document;
  }
  try {
    const hide = (name: string, value: unknown) => (secrets.has(name) ? hidden : value);
    return JSON.stringify(JSON.parse(document, hide), undefined, 2);
  } catch {
    return "";
  }
}

/** The names of a document's secret elements. */
function secretsOf(description: Document): readonly string[] {
  const hasGroup = description?.kind === "xml" || description?.kind === "json";
  return hasGroup ? secretElements(shapeOf(description.group)) : [];
}

function secretElements({ members }: Shape): readonly string[] {
  return [...members].flatMap(([name, member]) =>
    member.field?.options.secret ? [name] : secretElements(member),
  );
}
