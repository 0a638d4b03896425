/** Shapes of XML documents: what a configuration may hold, in the order in which the service prints it. */

import { ServiceError } from "../format/errors";
import { childrenOf, element, ignoreOthers, textOf, type XmlElement } from "../format/xml";

/** An element that holds only text. */
export interface Leaf {
  /** Refuses a string by throwing a ServiceError; returns what is kept. */
  readonly leaf: (text: string, name: string) => string;
}

/** An element that holds elements. */
export interface Group<C extends Children = Children> {
  readonly children: C;
  /** What must hold between the children; throws a ServiceError. */
  readonly check: ((value: never) => void) | undefined;
}

/** A shape in its place: how often it may stand there. */
export interface Child<S extends Shape = Shape, T extends Times = Times> {
  readonly of: S;
  readonly times: T;
  readonly min: number;
  readonly max: number;
}

type Shape = Leaf | Group;
type Times = "one" | "optional" | "many";
type Children = Readonly<Record<string, Child>>;

/** The value of a shape: a string, or members by element name. */
export type ValueOf<S> = S extends Leaf ? string : S extends Group<infer C> ? Members<C> : never;

type Members<C extends Children> = {
  readonly [N in keyof C as C[N]["times"] extends "optional" ? never : N]: C[N]["times"] extends "many"
    ? readonly ValueOf<C[N]["of"]>[]
    : ValueOf<C[N]["of"]>;
} & {
  readonly [N in keyof C as C[N]["times"] extends "optional" ? N : never]?: ValueOf<C[N]["of"]> | undefined;
};

/** Limits of a string. */
export interface TextLimits {
  /** Least number of UTF-8 bytes. @default 1 */
  readonly min?: number;
  /** Greatest number of UTF-8 bytes. */
  readonly max?: number;
  readonly pattern?: RegExp;
  /** The error code for a string that does not fit. @default MalformedXML */
  readonly code?: string;
}

/** A string. */
export function text({ min = 1, max = 65_536, pattern, code = "MalformedXML" }: TextLimits = {}): Leaf {
  return {
    leaf: (given, name) => {
      const bytes = Buffer.byteLength(given);
      if (bytes < min || bytes > max || (pattern && !pattern.test(given))) {
        throw new ServiceError(code, { message: `Invalid value of ${name}.` });
      }
      return given;
    },
  };
}

/** One of some words, as they are spelt; blanks around it are dropped. */
export function word(...known: readonly string[]): Leaf {
  return {
    leaf: (given, name) => {
      if (!known.includes(given.trim())) {
        throw new ServiceError("MalformedXML", { message: `${name} must be one of ${known.join(", ")}.` });
      }
      return given.trim();
    },
  };
}

/** One of some words in any case, kept as it is spelt: the Java SDK writes `Standard_IA`, and reads it back. */
export function anyCase(...known: readonly string[]): Leaf {
  return {
    leaf: (given, name) => {
      if (!known.includes(given.trim().toUpperCase())) {
        throw new ServiceError("MalformedXML", { message: `${name} must be one of ${known.join(", ")}.` });
      }
      return given.trim();
    },
  };
}

/** A whole number. */
export function integer(min = 0, max = Number.MAX_SAFE_INTEGER, code = "MalformedXML"): Leaf {
  return {
    leaf: (given, name) => {
      const digits = given.trim();
      if (!/^-?\d{1,16}$/.test(digits) || Number(digits) < min || Number(digits) > max) {
        throw new ServiceError(code, { message: `${name} must be a number from ${min} to ${max}.` });
      }
      return digits;
    },
  };
}

/** `true` or `false`. */
export const truth = word("true", "false");

/** An element that says something by being there. */
export const empty: Leaf = {
  leaf: (given, name) => {
    if (given.trim() !== "") {
      throw new ServiceError("MalformedXML", { message: `${name} must be empty.` });
    }
    return "";
  },
};

/** Elements inside an element, in the order in which they are printed; they may arrive in any order. */
export function group<const C extends Children>(children: C, check?: (value: Members<C>) => void): Group<C> {
  return { children, check };
}

/** Exactly once. */
export function one<S extends Shape>(of: S): Child<S, "one"> {
  return { of, times: "one", min: 1, max: 1 };
}

/** At most once. */
export function optional<S extends Shape>(of: S): Child<S, "optional"> {
  return { of, times: "optional", min: 0, max: 1 };
}

/** Any number of times, within limits. */
export function many<S extends Shape>(of: S, { min = 0, max = 1_000 } = {}): Child<S, "many"> {
  return { of, times: "many", min, max };
}

/** Reads an element; whatever does not fit the shape is MalformedXML. */
function readShape<S extends Shape>(shape: S, source: XmlElement): ValueOf<S> {
  if ("leaf" in shape) {
    return shape.leaf(textOf(source), source.name) as ValueOf<S>;
  }
  const { children, check } = shape as Group;
  ignoreOthers(source, Object.keys(children));
  const value: Record<string, unknown> = {};
  for (const [name, { of, times, min, max }] of Object.entries(children)) {
    const found = childrenOf(source, name);
    if (found.length < min) {
      throw new ServiceError("MalformedXML", { message: `Element ${name} is missing in ${source.name}.` });
    }
    if (found.length > max) {
      const message = `Element ${name} appears ${found.length} times in ${source.name}; ${max} is the most.`;
      throw new ServiceError("MalformedXML", { message });
    }
    const values = found.map((child) => readShape(of, child));
    if (times === "many") {
      value[name] = values;
    } else if (values.length > 0) {
      value[name] = values[0];
    }
  }
  check?.(value as never);
  return value as ValueOf<S>;
}

/** Reads a document whose root must have the name. */
export function readDocument<S extends Shape>(root: string, shape: S, source: XmlElement): ValueOf<S> {
  if (source.name !== root) {
    throw new ServiceError("MalformedXML", { message: `The document must be a ${root}.` });
  }
  return readShape(shape, source);
}

/** Writes a value in the order of its shape. */
export function renderShape<S extends Shape>(name: string, shape: S, value: ValueOf<S>): string {
  if ("leaf" in shape) {
    return element(name, value as string);
  }
  const members = value as Readonly<Record<string, unknown>>;
  const parts = Object.entries((shape as Group).children).flatMap(([child, { of, times }]) => {
    const member = members[child];
    if (member === undefined) {
      return [];
    }
    const items = times === "many" ? (member as readonly unknown[]) : [member];
    return items.map((item) => renderShape(child, of, item as never));
  });
  return element(name, parts);
}
