/** An entry of a browser's network log: http://www.softwareishard.com/blog/har-12-spec/. It came from elsewhere: any part may be missing. */

import { lookUp, type Pair } from "../pairs";
import { readAnswer, timeOf } from "./answer";
import { formFields } from "./form";
import { type Input, InputError, splitHeaders, splitUrl } from "./input";

/**
 * Reads an entry, or a log in which one request is signed.
 * @throws InputError when there is none, or more than one and not just one of them refused
 */
export function readHar(json: string): Input {
  const parsed = parse(json);
  const entries = (
    textAt(parsed, "request", "url") === undefined ? listAt(parsed, "log", "entries") : [parsed]
  ).filter((entry) => textAt(entry, "request", "url") !== undefined);
  const signed = entries.length === 1 ? entries : entries.filter(isSigned);
  const refused = signed.filter((entry) => statusOf(entry) >= 400);
  const [entry, ...others] = refused.length === 1 ? refused : signed;
  if (entry === undefined) {
    throw new InputError(
      "the network log has no signed request; browsers leave Authorization out unless a log is exported with sensitive data",
    );
  }
  if (others.length > 0) {
    throw new InputError(`the network log has ${others.length + 1} signed requests: give the entry of one`);
  }
  return readEntry(entry);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError("the network log is not JSON");
  }
}

function readEntry(entry: unknown): Input {
  const sentAt = timeOf(textAt(entry, "startedDateTime"));
  const method = textAt(entry, "request", "method");
  const headers = pairsAt(entry, "request", "headers");
  const fields = fieldsOf(entry, headers);
  const status = statusOf(entry);
  return {
    kind: "har",
    ...(method !== undefined && { method }),
    ...splitUrl(textAt(entry, "request", "url") ?? ""),
    ...splitHeaders(headers),
    ...(fields !== undefined && { fields }),
    ...(sentAt !== undefined && { sentAt }),
    // A request that the browser ended itself has the status 0.
    ...(status > 0 && {
      answer: readAnswer(status, pairsAt(entry, "response", "headers"), contentOf(entry)),
    }),
  };
}

function isSigned(entry: unknown): boolean {
  const headers = pairsAt(entry, "request", "headers").flat().join();
  const places = [textAt(entry, "request", "url"), headers, textAt(entry, "request", "postData", "text")];
  return places.some((place) => place?.includes("q-sign"));
}

function statusOf(entry: unknown): number {
  const status = at(entry, "response", "status");
  return typeof status === "number" ? status : 0;
}

function contentOf(entry: unknown): string {
  const content = textAt(entry, "response", "content", "text") ?? "";
  const isEncoded = textAt(entry, "response", "content", "encoding") === "base64";
  return isEncoded ? Buffer.from(content, "base64").toString() : content;
}

/** A form's fields are there one by one, or as the body in which they were sent. */
function fieldsOf(entry: unknown, headers: readonly Pair[]): readonly Pair[] | undefined {
  const fields = pairsAt(entry, "request", "postData", "params");
  const type = lookUp(headers, "content-type") ?? textAt(entry, "request", "postData", "mimeType");
  return fields.length > 0 ? fields : formFields(type, textAt(entry, "request", "postData", "text") ?? "");
}

/** HTTP/2 has names that begin with a colon for the parts of the first line. */
function pairsAt(value: unknown, ...names: readonly string[]): readonly Pair[] {
  return listAt(value, ...names)
    .map((pair): Pair => [textAt(pair, "name") ?? "", textAt(pair, "value") ?? ""])
    .filter(([name]) => name !== "" && !name.startsWith(":"));
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (whole, name) => (typeof whole === "object" && whole !== null ? Reflect.get(whole, name) : undefined),
    value,
  );
}

function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = at(value, ...names);
  return typeof found === "string" ? found : undefined;
}

function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = at(value, ...names);
  return Array.isArray(found) ? found : [];
}
