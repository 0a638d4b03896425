/** A document as JSON and as XML: what is typed in one becomes the other, and is checked. */

import { requestOf } from "../../provider/api/calls";
import { readJson } from "../../provider/api/json/read";
import { shapeOf } from "../../provider/api/json/shape";
import { writeXml } from "../../provider/api/json/write";
import type { Operation } from "../../provider/api/operations";
import type { XmlBody } from "../../provider/api/operations/operation";
import { isMembers, parseXml, renderXml, type XmlElement, XmlError } from "../../provider/codec";
import { readDraft } from "./draft";
import { ProblemError } from "./problem";
import type { BodyAnswer, BodyRequest } from "./wire";

/**
 * Both spellings of a document, and all that is wrong with it, in the words of the call that would send it.
 * @throws ProblemError for an operation that takes none
 */
export function bothSpellings(operation: Operation, { format, text }: BodyRequest): BodyAnswer {
  const { body, name } = operation;
  if (body?.kind !== "xml" && body?.kind !== "json") {
    throw new ProblemError(400, `${name} takes no document.`);
  }
  const failures = bodyFailures(operation, { format, text });
  if (body.kind === "json") {
    return { ...(isJson(text) && { json: text }), failures };
  }
  return format === "json"
    ? { ...spelling("xml", xmlOf(body, text)), ...(isJson(text) && { json: text }), failures }
    : { ...spelling("json", jsonOf(body, text)), ...(isXml(text) && { xml: text }), failures };
}

/** All that is wrong with the document alone. */
function bodyFailures(operation: Operation, body: Pick<BodyRequest, "format" | "text">) {
  const drafted = readDraft(operation, { parameters: {}, body });
  if (drafted.failures.length > 0) {
    return drafted.failures;
  }
  const { failures } = requestOf(operation, drafted.parameters);
  return failures.filter(({ path }) => /^Body(?![A-Za-z])/.test(path));
}

function spelling(name: "json" | "xml", text: string | undefined): BodyAnswer | object {
  return text === undefined ? {} : { [name]: text };
}

function xmlOf({ root, group }: XmlBody, text: string): string | undefined {
  const value = parsed(text);
  return isMembers(value) ? renderXml(writeXml(shapeOf(group), root, value), "  ") : undefined;
}

function jsonOf({ root, group }: XmlBody, text: string): string | undefined {
  const element = parsedXml(text);
  return element?.name === root
    ? JSON.stringify(asTyped(readJson(shapeOf(group), element).body, element), undefined, 2)
    : undefined;
}

/** An answer has all its lists; of what a person types, only those that are there. */
function asTyped(value: unknown, { children }: XmlElement): unknown {
  if (!isMembers(value)) {
    return value;
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const elements = children.filter((child) => child.name === name);
    const below = (item: unknown, index: number) => {
      const element = elements[index];
      return element === undefined ? item : asTyped(item, element);
    };
    if (elements.length === 0 && typeof member === "object") {
      return [];
    }
    return [[name, Array.isArray(member) ? member.map(below) : below(member, 0)] as const];
  });
  return Object.fromEntries(members);
}

function isJson(text: string): boolean {
  return parsed(text) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isXml(text: string): boolean {
  return parsedXml(text) !== undefined;
}

function parsedXml(text: string): XmlElement | undefined {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) {
      return undefined;
    }
    throw error;
  }
}
