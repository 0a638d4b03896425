/** Takes out of documents what is secret in them, such as the key of a certificate. */

import { type Shape, shapeOf } from "../../provider/api/json/shape";
import { type Operation, operations } from "../../provider/api/operations";

/** What stands in the place of a secret. */
export const hidden = "***";

type Document = Operation["body"] | Operation["answer"];

/**
 * An XML document without its secrets. Where it is not certain where one ends, such as in a document that is not well-formed, it ends with
 * the first one.
 */
export function withoutSecrets(description: Document, document: string): string {
  return secretsOf(description).reduce(withoutSecret, document);
}

function withoutSecret(document: string, name: string): string {
  const mention = document.search(new RegExp(name, "i"));
  if (mention === -1) {
    return document;
  }
  // Each part ends in one place alone, so that looking for the end takes time in proportion to the length.
  const content = "(?:<!\\[CDATA\\[(?:(?!\\]\\]>).)*\\]\\]>|<!--(?:(?!-->).)*-->|[^<])*";
  const element = new RegExp(`(<((?:[\\w.-]+:)?${name})(?:\\s[^>]*)?>)${content}(</\\2\\s*>)`, "gs");
  const isAll = !new RegExp(name, "i").test(document.replace(element, ""));
  return isAll ? document.replace(element, `$1${hidden}$3`) : `${document.slice(0, mention)}${hidden}`;
}

/** A document of which it is not known whose it is. */
export function withoutAnySecret(document: string): string {
  return operations.reduce((kept, { body }) => withoutSecrets(body, kept), document);
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
