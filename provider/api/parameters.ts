/** Parameters of a call: their names in programs, their checks, and where they stand in the request. */

import { type Failure, unknownNameReason } from "../codec";
import type { Operation } from "./operations";
import type { Parameter, Parameters } from "./operations/operation";

/** Where a parameter stands. */
type Location = "path" | "query" | "header" | "form";

/** A parameter of an operation. */
export interface NamedParameter {
  /** What programs call it: `MaxKeys`. */
  readonly name: string;
  /** What it is called on the wire: `max-keys`. */
  readonly wireName: string;
  readonly location: Location;
  readonly facts: Parameter;
}

/**
 * What programs call a parameter or a header: its words with capitals, without `x-cos-`. `max-keys` is `MaxKeys`,
 * `x-cos-storage-class` is `StorageClass`, `x-cos-meta-*` is `Meta`.
 */
export function parameterName(wireName: string): string {
  return wireName
    .replace(/^x-cos-/, "")
    .split(/[-_*]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Whether there is nothing to choose: the only value is sent by itself. */
export function isFixed({ required, values, open }: Parameter): boolean {
  return required === true && values?.length === 1 && !open;
}

/** Whether the name alone is sent: the only thing that it can say is that it is there. */
export function isBare({ values }: Parameter): boolean {
  return values?.length === 1 && values[0] === "";
}

const parametersOf = new WeakMap<Operation, ReadonlyMap<string, NamedParameter>>();

/** All parameters of an operation but `Bucket`, `Key` and `Region`, by what programs call them. */
export function namedParameters(operation: Operation): ReadonlyMap<string, NamedParameter> {
  let named = parametersOf.get(operation);
  if (named === undefined) {
    const { pathParameters, query, headers, body } = operation;
    const of = (location: Location, parameters: Parameters = {}) =>
      Object.entries(parameters).map(([wireName, facts]) => {
        const name = parameterName(wireName);
        return [name, { name, wireName, location, facts }] as const;
      });
    named = new Map([
      ...of("path", pathParameters),
      ...of("query", query),
      ...of("header", headers),
      ...of("form", body?.kind === "form" ? declaredFields(body.fields) : {}),
    ]);
    parametersOf.set(operation, named);
  }
  return named;
}

/** The fields of a form without its signature, and without the file. */
function declaredFields(fields: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !/^(policy|q-.*|x-cos-security-token|file)$/.test(name)),
  );
}

/** Parameters where they stand in the request. */
export interface PlacedParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/** Names of programs and of the wire in one spelling, so that both find their parameter: `MaxKeys` and `max-keys` are `maxkeys`. */
export function spelling(name: string): string {
  return parameterName(name.toLowerCase()).toLowerCase();
}

/** Whether a parameter is given, by whichever of its names. */
export function isGiven(given: Readonly<Record<string, unknown>>, wireName: string): boolean {
  const wanted = spelling(wireName);
  return Object.keys(given).some((name) => spelling(name) === wanted && given[name] !== undefined);
}

/**
 * Puts parameters where they belong.
 * @param given by what programs call them, or by their names on the wire
 * @param own names that are no parameters of the table, such as `Bucket`
 * @param failures takes everything that is wrong
 */
export function placeParameters(
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  own: ReadonlySet<string>,
  failures: Failure[],
): PlacedParameters {
  const named = namedParameters(operation);
  const bySpelling = new Map([...named.values()].map((each) => [spelling(each.wireName), each]));
  const placed = { path: {}, query: {}, header: {}, form: {} } as Record<Location, Record<string, string>>;
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(given)) {
    if (own.has(name) || value === undefined || value === null) {
      continue;
    }
    const parameter = named.get(name) ?? bySpelling.get(spelling(name));
    if (parameter === undefined) {
      failures.push({ path: name, reason: unknownNameReason(name, [...own, ...named.keys()]) });
      continue;
    }
    seen.add(parameter.name);
    write(parameter, name, value, placed[parameter.location], failures);
  }
  for (const { name, wireName, location, facts } of named.values()) {
    if (facts.required && !seen.has(name)) {
      if (isFixed(facts)) {
        placed[location][wireName] = String(facts.values?.[0]);
      } else {
        failures.push({ path: name, reason: `is required: ${facts.meaning}` });
      }
    }
  }
  return { path: placed.path, query: placed.query, headers: placed.header, form: placed.form };
}

function write(
  { wireName, facts }: NamedParameter,
  path: string,
  value: unknown,
  into: Record<string, string>,
  failures: Failure[],
): void {
  if (facts.type === "map") {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (typeof value !== "object" || entries.some(([, item]) => typeof item !== "string")) {
      failures.push({ path, reason: "must be an object of strings" });
    }
    for (const [name, item] of entries) {
      into[wireName.replace("*", name)] = String(item);
    }
    return;
  }
  if (isBare(facts) && typeof value === "boolean") {
    if (value) {
      into[wireName] = "";
    }
    return;
  }
  const items = facts.list && Array.isArray(value) ? value : [value];
  const texts = items.map((item) => textOf(facts, item));
  const reason = texts.map((text, index) => reasonAgainst(facts, items[index], text)).find(Boolean);
  if (reason !== undefined) {
    failures.push({ path, reason });
  }
  into[wireName] = texts.join(",");
}

/** The text of a value; `undefined` when it has another type. */
function textOf({ type }: Parameter, value: unknown): string | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    return dateText(type, value);
  }
  if (value instanceof Uint8Array) {
    return type === "base64" ? Buffer.from(value).toString("base64") : undefined;
  }
  if (typeof value === "object" && value !== null && type === "pairs") {
    const pairs = Object.entries(value);
    const encode = encodeURIComponent;
    return pairs.every(([, item]) => typeof item === "string")
      ? pairs.map(([name, item]) => `${encode(name)}=${encode(String(item))}`).join("&")
      : undefined;
  }
  return typeof value === "string" ||
    (typeof value === "number" && (type === "integer" || type === "unixTime")) ||
    (typeof value === "boolean" && type === "boolean")
    ? String(value)
    : undefined;
}

function dateText(type: Parameter["type"], value: Date): string | undefined {
  switch (type) {
    case "date":
      return value.toISOString();
    case "httpDate":
      return value.toUTCString();
    case "unixTime":
      return String(Math.floor(value.getTime() / 1_000));
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<Parameter["type"], string>> = {
  string: "a string",
  integer: "a whole number",
  boolean: "true or false",
  date: "a Date, or an instant such as 2030-01-31T00:00:00.000Z",
  httpDate: "a Date, or an instant such as Fri, 31 Jan 2031 00:00:00 GMT",
  unixTime: "a Date, or Unix seconds",
  base64: "bytes, or their Base64",
  pairs: "an object of strings, or text such as k1=v1&k2=v2",
  map: "an object of strings",
};

function reasonAgainst(facts: Parameter, value: unknown, text: string | undefined): string | undefined {
  const { type, values, open, min, max, maxBytes } = facts;
  const isNumber = type === "integer" || type === "unixTime";
  if (
    text === undefined ||
    (isNumber && !/^-?\d+$/.test(text)) ||
    (type === "boolean" && !/^(true|false)$/.test(text))
  ) {
    const shown = facts.secret || typeof value === "object" ? "" : `, not ${JSON.stringify(value)}`;
    return `must be ${typeNames[type]}${shown}`;
  }
  if (values !== undefined && !open && !values.map(String).includes(text)) {
    return `must be one of ${values.join(", ")}, not ${JSON.stringify(value)}`;
  }
  const number = Number(text);
  if (isNumber && (number < (min ?? number) || number > (max ?? number))) {
    return max === undefined
      ? `must be at least ${min}`
      : `must be from ${min ?? Number.MIN_SAFE_INTEGER} to ${max}, not ${text}`;
  }
  return maxBytes !== undefined && Buffer.byteLength(text) > maxBytes
    ? `must have at most ${maxBytes} bytes, not ${Buffer.byteLength(text)}`
    : undefined;
}
