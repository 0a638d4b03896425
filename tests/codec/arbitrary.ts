/** Generated values: everything that a descriptor accepts, for property-based tests. */

import fc from "fast-check";
import { type Failure, type Field, memberPath, type Struct } from "../../provider/codec";

type Members = Record<string, unknown>;

/**
 * Values of fields whose form only a function knows, by the field's path without indices, such as `rules.name`: of a text, of each
 * item of a list of texts, else of the whole field.
 */
export type Shapes = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Greatest number of items of a generated list; what is special about more of them is at a limit, and tested there. */
const maxItems = 4;

/** No field has this name. */
const saltName: string = " salt";

/** Whole values of a struct that its own validation accepts. */
export function structValues(struct: Struct, shapes: Shapes = {}, path = ""): fc.Arbitrary<Members> {
  const members = Object.fromEntries(
    Object.entries(struct.fields).map(([name, field]) => [
      name,
      fieldValues(field, shapes, memberPath(path, name)),
    ]),
  );
  const required = Object.entries(struct.fields)
    .filter(([, { options }]) => options.optional !== true && options.sentDefault === undefined)
    .map(([name]) => name);
  return fc
    .record({ ...members, [saltName]: fc.nat(99) }, { requiredKeys: [...required, saltName] })
    .map(({ [saltName]: salt, ...value }) => mend(struct, value, salt as number))
    .filter((value) => failuresOf(struct, value).length === 0);
}

function failuresOf(struct: Struct, value: Members): readonly Failure[] {
  return struct.rules.flatMap((rule) => rule(value));
}

/**
 * Leaves out what does not go with the rest: random members seldom go together, and what is thrown away has to be made anew.
 * @param salt decides what is left out, where there is a choice
 */
function mend(struct: Struct, value: Members, salt: number): Members {
  const before = failuresOf(struct, value).length;
  if (before === 0) {
    return value;
  }
  const smaller = [...removals(struct, value)];
  const better = smaller
    .map((_, index) => smaller[(index + salt) % smaller.length] as Members)
    .find((candidate) => failuresOf(struct, candidate).length < before);
  return better === undefined ? value : mend(struct, better, salt);
}

/** The values with one optional member, or one item of a list, less. */
function* removals(struct: Struct, value: Members): Generator<Members> {
  for (const [name, { kind, options, struct: below }] of Object.entries(struct.fields)) {
    const { [name]: member, ...others } = value;
    if (member !== undefined && options.optional) {
      yield others;
    } else if (member !== undefined && kind === "struct") {
      for (const inner of removals(below as Struct, member as Members)) {
        if (failuresOf(below as Struct, inner).length === 0) {
          yield { ...value, [name]: inner };
        }
      }
    }
    if (Array.isArray(member) && member.length > 1) {
      for (const index of member.keys()) {
        yield { ...value, [name]: member.toSpliced(index, 1) };
      }
    }
  }
}

function fieldValues(field: Field, shapes: Shapes, path: string): fc.Arbitrary<unknown> {
  const { min = 0, max = 1_000_000 } = field.options;
  const size = { minLength: 1, maxLength: Math.min(field.options.maxItems ?? maxItems, maxItems) };
  const shape = shapes[path];
  if (shape !== undefined && !["string", "reference"].includes(field.kind) && field.kind !== "strings") {
    return shape;
  }
  switch (field.kind) {
    case "string":
    case "reference":
      return textValues(field, shape);
    case "int":
      return fc.integer({ min, max });
    case "bool":
    case "flag":
      return fc.boolean();
    case "date":
      return fc.oneof(instants(), instants().map(midnightInChina)).map((instant) => instant.toISOString());
    case "strings":
      return fc.array(textValues(field, shape), size);
    case "struct":
      // An empty one that is always there is like none, and which of the two was said decides at which path a change is seen.
      return structValues(field.struct as Struct, shapes, path).filter(
        (value) => field.options.always !== true || Object.keys(value).length > 0,
      );
    case "structs":
      return fc.uniqueArray(structValues(field.struct as Struct, shapes, path), {
        ...size,
        // Without an identity every item is its own, so that equal ones are generated too.
        selector: (item) => (field.options.identity === undefined ? item : item[field.options.identity]),
      });
    case "map":
      return mapValues(field);
    case "json":
      return fc
        .dictionary(
          fc.stringMatching(/^[a-z_]{1,8}$/),
          fc.dictionary(fc.stringMatching(/^[a-z:]{1,8}$/), jsonValues(), { minKeys: 1 }),
          { minKeys: 1, maxKeys: 3 },
        )
        .filter((value) => (field.options.examine?.(value) ?? []).length === 0);
    case "asset":
      return fc.record({ path: fc.constantFrom("index.html", "logo.svg") });
    default:
      return field.kind satisfies never;
  }
}

function mapValues(field: Field): fc.Arbitrary<Record<string, string>> {
  const { minEntries = 0, verifyKey, verifyAll } = field.options;
  // Names that every object has already are keys like others.
  const keys = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9.-]{0,7}$/),
    fc.constantFrom("constructor", "toString", "hasOwnProperty", "__proto__", "网站 / 1"),
  );
  return fc
    .dictionary(
      keys.filter((key) => verifyKey?.(key) === undefined),
      textValues(field),
      { minKeys: minEntries, maxKeys: 3 },
    )
    .map((value) => ({ ...value }))
    .filter((value) => verifyAll?.(value) === undefined);
}

function instants(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
}

/** The dates of lifecycle rules are days of GMT+8. */
function midnightInChina(instant: Date): Date {
  const day = 86_400_000;
  return new Date(Math.floor(instant.getTime() / day) * day - 8 * 3_600_000);
}

/** Texts, numbers and lists of texts: what a condition holds. */
function jsonValues(): fc.Arbitrary<unknown> {
  const item = fc.stringMatching(/^[a-z0-9.*/]{1,8}$/);
  return fc.oneof(
    item,
    fc.integer({ min: 0, max: 99 }),
    fc.uniqueArray(item, { minLength: 1, maxLength: 3 }),
  );
}

/** Texts that XML can carry and the field accepts; for the fields with a form of their own, texts of such a form. */
function textValues(field: Field, shape?: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const { oneOf, verify, doubt, minBytes = 1, maxBytes = 24 } = field.options;
  const odd = (value: string) => verify?.(value) ?? doubt?.(value);
  if (shape !== undefined) {
    return (shape as fc.Arbitrary<string>).filter((value) => odd(value) === undefined);
  }
  if (oneOf !== undefined) {
    return fc.constantFrom(...oneOf);
  }
  const any = fc.string({ unit: "grapheme", minLength: Math.min(minBytes, 1), maxLength: 8 });
  const shaped = fc.constantFrom(
    "*",
    "https://a.example",
    "http://*.b.example:8080",
    "x-cos-meta-a",
    "100000000001",
    "index.html",
    "logs-1250000000",
    "name/cos:GetObject",
    "qcs::cam::anyone:anyone",
  );
  return fc.oneof(any, shaped).filter((value) => {
    const writable = !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value);
    return writable && Buffer.byteLength(value) <= maxBytes && odd(value) === undefined;
  });
}
