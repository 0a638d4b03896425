/** The document that a call sends, with marks in place of its secrets. */

import { readJson } from "../../provider/api/json/read";
import { type Shape, shapeOf } from "../../provider/api/json/shape";
import { writeXml } from "../../provider/api/json/write";
import type { Operation } from "../../provider/api/operations";
import type { XmlBody } from "../../provider/api/operations/operation";
import { isMembers, parseXml, renderXml } from "../../provider/codec";
import type { Variables } from "./variables";

/** A document that is sent. */
export interface GivenDocument {
  readonly kind: "xml" | "json";
  /** The root element; `""` for JSON. */
  readonly root: string;
  /** By the names on the wire. */
  readonly value: Readonly<Record<string, unknown>>;
  /** As it stands on the wire. */
  readonly text: string;
  readonly contentType: string;
}

/**
 * The document of a call.
 * @param given a value by the names on the wire, or its text
 */
export function documentOf(
  { body }: Operation,
  given: unknown,
  variables: Variables,
): GivenDocument | undefined {
  if (given === undefined || given === null || (body?.kind !== "xml" && body?.kind !== "json")) {
    return undefined;
  }
  const read = body.kind === "xml" ? xmlValue(body, given) : jsonValue(given);
  const value = pruned(veil(shapeOf(body.group), read, variables)) as Record<string, unknown>;
  return body.kind === "xml"
    ? {
        kind: "xml",
        root: body.root,
        value,
        text: renderXml(writeXml(shapeOf(body.group), body.root, value)),
        contentType: "application/xml",
      }
    : { kind: "json", root: "", value, text: JSON.stringify(value), contentType: "application/json" };
}

/** What cannot be read is left to the checks of the call. */
function xmlValue({ group }: XmlBody, given: unknown): unknown {
  if (typeof given !== "string") {
    return given;
  }
  try {
    return readJson(shapeOf(group), parseXml(given)).body;
  } catch {
    return {};
  }
}

function jsonValue(given: unknown): unknown {
  if (typeof given !== "string") {
    return given;
  }
  try {
    return JSON.parse(given);
  } catch {
    return {};
  }
}

/** Marks in place of what is secret. */
function veil(shape: Shape, value: unknown, variables: Variables): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => veil(shape, item, variables));
  }
  if (!isMembers(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const below = shape.members.get(name);
      return [
        name,
        below?.field?.options.secret
          ? variables.mark(name)
          : below === undefined
            ? member
            : veil(below, member, variables),
      ];
    }),
  );
}

/** Without lists that hold nothing, which reading adds, and what stands around them. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pruned);
  }
  if (!isMembers(value)) {
    return value;
  }
  const members = Object.entries(value)
    .map(([name, member]) => [name, pruned(member), member] as const)
    .filter(([, member, before]) => {
      const isEmptied =
        isMembers(member) && Object.keys(member).length === 0 && Object.keys(before as object).length > 0;
      return (
        member !== undefined &&
        member !== null &&
        !(Array.isArray(member) && member.length === 0) &&
        !isEmptied
      );
    });
  return Object.fromEntries(members.map(([name, member]) => [name, member]));
}
