/** Values of a selection: those of JSON, with numbers as they were written and members in their order. */

import { selectError } from "./errors";

/** `undefined` is SQL's MISSING: a member or column that is not there. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Numeral
  | readonly Value[]
  | ReadonlyMap<string, Value>;

/** A number whose text a JavaScript number would not give back, such as `1.0` or twenty digits. */
export class Numeral {
  constructor(readonly text: string) {}
}

/** The number that a value stands for, texts of digits included; undefined when it is none. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  const text = value instanceof Numeral ? value.text : value;
  if (typeof text !== "string" || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) {
    return undefined;
  }
  return Number(text);
}

/** A value as text, as CSV has it and as text functions see it. */
export function textOf(value: Value): string {
  if (value === undefined || value === null) {
    return "";
  }
  if (typeof value === "string") {
    return value;
  }
  return toJson(value);
}

/** A value as JSON. */
function toJson(value: Value): string {
  if (value === undefined || value === null) {
    return "null";
  }
  if (value instanceof Numeral) {
    return value.text;
  }
  if (typeof value !== "object") {
    return JSON.stringify(value);
  }
  if (value instanceof Map) {
    return objectToJson([...value]);
  }
  return `[${(value as readonly Value[]).map(toJson).join(",")}]`;
}

/** An object as JSON; members that are missing are left out. */
export function objectToJson(members: readonly (readonly [name: string, value: Value])[]): string {
  const present = members.filter(([, value]) => value !== undefined);
  return `{${present.map(([name, value]) => `${JSON.stringify(name)}:${toJson(value)}`).join(",")}}`;
}

const tokens =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

/** Reads JSON. Throws JSONParsingError. */
export function parseJson(text: string): Value {
  let at = 0;
  const next = (): { mark: string; value: Value } => {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (!match) {
      throw selectError("JSONParsingError");
    }
    at = tokens.lastIndex;
    const [, mark, string, number, word] = match;
    if (mark !== undefined) {
      return { mark, value: undefined };
    }
    if (string !== undefined) {
      return { mark: "", value: readString(string) };
    }
    if (number !== undefined) {
      return { mark: "", value: String(Number(number)) === number ? Number(number) : new Numeral(number) };
    }
    return { mark: "", value: word === "null" ? null : word === "true" };
  };
  const read = ({ mark, value } = next()): Value => {
    if (mark === "[") {
      return readList();
    }
    if (mark === "{") {
      return readObject();
    }
    if (mark !== "") {
      throw selectError("JSONParsingError");
    }
    return value;
  };
  const readList = (): Value => {
    const items: Value[] = [];
    for (let token = next(); token.mark !== "]"; token = next()) {
      items.push(read(token));
      const { mark } = next();
      if (mark === "]") {
        break;
      }
      if (mark !== ",") {
        throw selectError("JSONParsingError");
      }
    }
    return items;
  };
  const readObject = (): Value => {
    const members = new Map<string, Value>();
    for (let token = next(); token.mark !== "}"; token = next()) {
      if (typeof token.value !== "string" || next().mark !== ":") {
        throw selectError("JSONParsingError");
      }
      members.set(token.value, read());
      const { mark } = next();
      if (mark === "}") {
        break;
      }
      if (mark !== ",") {
        throw selectError("JSONParsingError");
      }
    }
    return members;
  };
  const value = read();
  if (text.slice(at).trim() !== "") {
    throw selectError("JSONParsingError");
  }
  return value;
}

function readString(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    throw selectError("JSONParsingError");
  }
}
