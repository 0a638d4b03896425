/** Sends the requests of a probe, and compares what they answer with what is expected. */

import { type CosClient, type CosRequest, CosServiceError } from "../../provider/client";
import { isRetryable } from "../../provider/client/retry";
import { parentElement, parseXml, renderXml, textElement, type XmlElement } from "../../provider/codec";
import { type Expectations, type Expected, formField, type Step } from "./guess";

/** An answer, refusals included. */
export interface Observed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How often the request was sent; an earlier attempt may have been carried out. */
  readonly attempts: number;
}

/** What is filled into the strings of a step. */
export type Names = Readonly<Record<string, string>>;

/** Statuses after which the client may set its clock, renew its keys, or try again. */
const curable: readonly number[] = [400, 403, 408, 429];

/** Statuses that are answers as they come. */
const answers = [...Array.from({ length: 200 }, (_, index) => 300 + index), 501].filter(
  (status) => !curable.includes(status),
);

/**
 * Sends the request of a step.
 * @throws CosNetworkError without an answer, CosServiceError from a service that is broken or busy
 */
export async function send(
  client: CosClient,
  step: Step,
  names: Names,
  signal?: AbortSignal,
): Promise<Observed> {
  const request = requestOf(step, await withSignedFields(client, step, names));
  try {
    const response = await client.send({ ...request, answers, signal });
    return { ...response, body: response.body.toString() };
  } catch (error) {
    // A refusal is an answer, also one within a 200.
    if (
      CosServiceError.isInstance(error) &&
      error.status < 500 &&
      !isRetryable({ kind: "service", status: error.status, code: error.code })
    ) {
      const { status, code, serverMessage, attempts } = error;
      const document = parentElement("Error", [
        textElement("Code", code),
        textElement("Message", serverMessage),
      ]);
      return { status, headers: {}, body: renderXml(document), attempts };
    }
    throw error;
  }
}

/** The same names, and the fields that sign the form of a step. */
async function withSignedFields(client: CosClient, { conditions }: Step, names: Names): Promise<Names> {
  if (conditions === undefined) {
    return names;
  }
  const { fields } = await client.presignForm({ bucket: names.bucket, region: names.region }, conditions);
  const parts = Object.entries(fields).map(([name, value]) => formField(name, value));
  return { ...names, signedFields: parts.join("") };
}

function requestOf(
  { operation, method, key, query, host, of = "first", headers, body, anonymous }: Step,
  names: Names,
) {
  const filled = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value, names)]));
  const target =
    host === undefined
      ? { bucket: names[of === "first" ? "bucket" : of], region: names.region }
      : { host: fill(host, names) };
  return {
    operation,
    method,
    ...target,
    ...(key !== undefined && { key: fill(key, names) }),
    query: filled(query),
    headers: filled(headers ?? {}),
    ...(body !== undefined && { body: fill(body, names) }),
    ...(anonymous && { anonymous }),
  } satisfies CosRequest;
}

/** A string with the names in it. */
export function fill(text: string, names: Names): string {
  return text.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) => names[name] ?? whole);
}

/** What an answer shows of what is looked at; `null` where it is not there. */
export function look(answer: Observed, at: string): string | null {
  if (at === "status") {
    const code = elementTexts(answer.body, "Code");
    return answer.status >= 300 || isError(answer.body)
      ? `${answer.status} ${code ?? ""}`.trim()
      : String(answer.status);
  }
  if (at === "body") {
    return answer.body;
  }
  const [, element] = /^<(.+)>$/.exec(at) ?? [];
  return element === undefined ? (answer.headers[at] ?? null) : elementTexts(answer.body, element);
}

/** What an answer shows of everything that is expected, by what is looked at. */
export function observe(answer: Observed, expected: Expectations): Record<string, string | null> {
  return Object.fromEntries(Object.keys(expected).map((at) => [at, look(answer, at)]));
}

/** Whether the answer shows all that is expected. */
export function meets(answer: Observed, expected: Expectations, names: Names): boolean {
  return Object.entries(expected).every(([at, value]) => fits(look(answer, at), value, names));
}

function fits(seen: string | null, expected: Expected, names: Names): boolean {
  if (expected === null || seen === null) {
    return seen === expected;
  }
  return typeof expected === "string" ? seen === fill(expected, names) : expected.test(seen);
}

function isError(body: string): boolean {
  return /^\s*(<\?xml[^>]*\?>\s*)?<Error>/.test(body);
}

/** The texts of all elements of a name. */
function elementTexts(body: string, name: string): string | null {
  if (!/^\s*</.test(body)) {
    return null;
  }
  let root: XmlElement;
  try {
    root = parseXml(body);
  } catch {
    return null;
  }
  const texts = textsIn(root, name);
  return texts.length > 0 ? texts.join(", ") : null;
}

function textsIn(element: XmlElement, name: string): readonly string[] {
  const own = element.name === name ? [element.text.trim()] : [];
  return [...own, ...element.children.flatMap((child) => textsIn(child, name))];
}
