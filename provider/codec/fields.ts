/**
 * The vocabulary in which a configuration is described: fields with their COS element, type and limits.
 *
 * A descriptor is inert data. Encoding, decoding, validation, normalisation, comparison and the TypeScript types of
 * the arguments are all derived from it, so an element's name and its limits stand in exactly one place.
 */

/** What went wrong with one value. `path` is relative to the value that was looked at (`""` means the value itself). */
export interface Failure {
  readonly path: string;
  /** A sentence without a full stop, such as `must be one of GET, PUT`. */
  readonly reason: string;
  /** COS may take it all the same, and a bucket may hold it: told as a warning, never refused. */
  readonly doubtful?: true;
}

/**
 * A cross-field rule: looks at a whole struct and reports what does not fit. A member may still be the unknown value of
 * a preview (`isUnknown`), of which only the presence is known.
 */
export type Rule = (value: Readonly<Record<string, unknown>>) => readonly Failure[];

/** Options that every field has. */
export interface FieldOptions {
  /** The field may be left out; COS then has no such element. */
  readonly optional?: true;
  /** A change makes Pulumi replace the resource. */
  readonly immutable?: true;
  /** COS never returns it, so it is kept from the old state and never counts as drift. */
  readonly writeOnly?: true;
  /** What COS assumes when the field is left out; equal to leaving it out, and sent only when declared. */
  readonly default?: string | number | boolean;
  /** COS chooses the value when the field is left out and shows it from then on, so leaving it out is never a difference. */
  readonly serverDefault?: true;
  /** Kept encrypted in the state, and never printed: no reason of a failure repeats it. */
  readonly secret?: true;
}

/** Limits of a text. */
export interface TextOptions extends FieldOptions {
  /** The only values COS accepts. Compared without regard to case when read back. */
  readonly oneOf?: readonly string[];
  /** The list of values grows from time to time: another one is only doubtful, and another spelling of one means it. */
  readonly open?: true;
  /** What is sent, and shown in the state, when the program leaves the field out. */
  readonly sentDefault?: string;
  /** Least length in UTF-8 bytes. @default 1 */
  readonly minBytes?: number;
  /** Greatest length in UTF-8 bytes. */
  readonly maxBytes?: number;
  /** Also characters that no XML document can hold, because it never stands in one. */
  readonly anyCharacters?: true;
  /** A custom rule; answers the reason why the value is refused. */
  readonly verify?: (value: string) => string | undefined;
  /** A custom rule that COS is not known to have; answers the reason why the value is doubtful. */
  readonly doubt?: (value: string) => string | undefined;
  /** The field is a part of a text that it shares with other fields of its struct. */
  readonly partOf?: Part;
}

/**
 * Several fields share one element's text, such as region and bucket in `qcs::cos:ap-beijing::logs-1250000000`. Those
 * fields name the same element; with `""` it is the text of the struct's own element.
 */
export interface Part {
  /** The field's part of the text, `undefined` when there is none. */
  readonly read: (text: string) => string | undefined;
  /** The whole text. Said by one of the fields, which has to be given for the element to be written. */
  readonly write?: (members: Readonly<Record<string, unknown>>) => string;
}

/** Limits of a whole number. */
export interface IntOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
  readonly sentDefault?: number;
}

/** Options of a truth value. */
export interface BoolOptions extends FieldOptions {
  readonly sentDefault?: boolean;
}

/** Limits of a list of texts; the text limits apply to each. */
export interface TextsOptions extends Omit<TextOptions, "sentDefault"> {
  readonly maxItems?: number;
  /** The order means nothing to COS, so it is never a difference. */
  readonly unordered?: true;
  /** Each item stands in a child of its element, such as `Key` in `<Header><Key>Range</Key></Header>`. */
  readonly inner?: string;
}

/** Options of a nested struct. */
export interface StructOptions extends FieldOptions {
  /** COS wants the element even when there is nothing to say in it. */
  readonly always?: true;
  /**
   * Brings other spellings of the struct, such as its JSON text, into the shape of its fields. Throws an error whose message is the
   * reason why it cannot.
   */
  readonly parse?: (value: unknown) => unknown;
}

/** Limits of a list of structs. */
export interface StructsOptions extends FieldOptions {
  readonly maxItems?: number;
  readonly unordered?: true;
  /**
   * The field by which items are the same item: no two may share its value, and the order means nothing.
   */
  readonly identity?: string;
}

/** Limits of a map; the text limits apply to each value. */
export interface MapOptions extends Omit<TextOptions, "oneOf" | "sentDefault"> {
  /** Least number of entries. @default 0, which means the same as leaving the map out */
  readonly minEntries?: number;
  /** Greatest number of entries. */
  readonly maxEntries?: number;
  /** A custom rule for keys; answers the reason why the key is refused. */
  readonly verifyKey?: (key: string) => string | undefined;
  /** A custom rule for the whole map; answers the reason why it is refused. */
  readonly verifyAll?: (value: Readonly<Record<string, string>>) => string | undefined;
}

/** Options of a JSON value that has no fields of its own. */
export interface JsonOptions extends FieldOptions {
  /** Everything that is wrong with it. Not called while a part of it is unknown. */
  readonly examine?: (value: unknown) => readonly Failure[];
  /** What it means, the same for all spellings of the same. */
  readonly canonical?: (value: unknown) => unknown;
}

type Kind = "text" | "int" | "bool" | "flag" | "date" | "texts" | "struct" | "structs" | "map" | "json";

/**
 * One field of a struct. `T` is the type of its value in a program, `Optional` whether a program may leave it out.
 * Neither exists at run time.
 */
export interface Field<T = unknown, Optional extends boolean = boolean> {
  readonly kind: Kind;
  /** The element's path below its struct's element, such as `IndexDocument>Suffix`; empty for that element's own text. */
  readonly element: readonly string[];
  readonly options: TextOptions &
    IntOptions &
    BoolOptions &
    TextsOptions &
    StructOptions &
    StructsOptions &
    MapOptions &
    JsonOptions & { sentDefault?: unknown };
  /** For `struct` and `structs`. */
  readonly struct?: Struct;
  /** Phantoms that carry the types. */
  readonly type?: T;
  readonly mayBeAbsent?: Optional;
}

/** Named fields in the order in which COS documents their elements. */
export type Fields = Readonly<Record<string, Field>>;

/** A group of fields with the rules that hold between them. */
export interface Struct<F extends Fields = Fields> {
  readonly fields: F;
  readonly rules: readonly Rule[];
}

type MayBeAbsent<O> = O extends { optional: true }
  ? true
  : O extends { sentDefault: string | number | boolean }
    ? true
    : false;
type OneOf<O> = O extends { oneOf: readonly (infer V extends string)[] } ? V : string;

type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, false> ? K : never;
}[keyof F];

/** The plain value that a struct describes: what a program declares, what the state holds and what a read returns. */
export type Values<F extends Fields> = {
  [K in keyof F as K extends RequiredKeys<F> ? K : never]: NonNullable<F[K]["type"]>;
} & {
  [K in keyof F as K extends RequiredKeys<F> ? never : K]?: NonNullable<F[K]["type"]>;
};

/** What leaving a field out means, where that is known: what is sent then, or what COS assumes. */
export function defaultOf({ options }: Field): unknown {
  return options.sentDefault ?? options.default;
}

function field(kind: Kind, element: string, options: object = {}, struct?: Struct): Field<never, never> {
  return { kind, element: element === "" ? [] : element.split(">"), options, ...(struct && { struct }) };
}

/** A text, or with `oneOf` one of a list of texts. */
export function text<const O extends TextOptions>(
  element: string,
  options?: O,
): Field<OneOf<O>, MayBeAbsent<O>> {
  return field("text", element, options);
}

/** A whole number. */
export function int<const O extends IntOptions>(element: string, options?: O): Field<number, MayBeAbsent<O>> {
  return field("int", element, options);
}

/** A truth value; COS writes it `true` or `false`, some lists `True`. */
export function bool<const O extends BoolOptions>(
  element: string,
  options?: O,
): Field<boolean, MayBeAbsent<O>> {
  return field("bool", element, options);
}

/** A truth value that COS writes as an empty element, such as `<SSE-COS/>`: there for true, not there for false. */
export function flag<const O extends BoolOptions>(
  element: string,
  options?: O,
): Field<boolean, MayBeAbsent<O>> {
  return field("flag", element, { default: false, ...options });
}

/** An instant in ISO 8601. Two texts that mean the same instant are equal. */
export function date<const O extends FieldOptions>(
  element: string,
  options?: O,
): Field<string, MayBeAbsent<O>> {
  return field("date", element, options);
}

/** A list of texts, each in an element of its own. A wrapping element goes into the path: `DomainList>Domain`. */
export function texts<const O extends TextsOptions>(
  element: string,
  options?: O,
): Field<readonly OneOf<O>[], MayBeAbsent<O>> {
  return field("texts", element, options);
}

/** A map of texts. As XML each entry is an element with `Key` and `Value`. */
export function map<const O extends MapOptions>(
  element: string,
  options?: O,
): Field<Readonly<Record<string, string>>, MayBeAbsent<O>> {
  return field("map", element, options);
}

/** Any JSON value of type `T`, such as the conditions of a policy. In XML it is a text. */
export function json<T>() {
  return <const O extends JsonOptions>(element: string, options?: O): Field<T, MayBeAbsent<O>> =>
    field("json", element, options);
}

/** A nested group of fields. */
export function struct<F extends Fields, const O extends StructOptions>(
  element: string,
  of: Struct<F>,
  options?: O,
): Field<Values<F>, MayBeAbsent<O>> {
  return field("struct", element, options, of);
}

/** A list of groups, each in an element of its own. */
export function structs<F extends Fields, const O extends StructsOptions>(
  element: string,
  of: Struct<F>,
  options?: O,
): Field<readonly Values<F>[], MayBeAbsent<O>> {
  return field("structs", element, options, of);
}

/** Names a group of fields. Export it: inlined groups lose their comments in the declaration files. */
export function group<const F extends Fields>(fields: F, ...rules: readonly Rule[]): Struct<F> {
  return { fields, rules };
}

/** The rule that at most one (or, with `required`, exactly one) of the named fields is given. */
export function exclusive(names: readonly string[], options: { required?: boolean } = {}): Rule {
  return (value) => {
    const given = names.filter((name) => value[name] !== undefined);
    if (given.length > 1) {
      return given
        .slice(1)
        .map((name) => ({ path: name, reason: `cannot be given together with ${given[0]}` }));
    }
    if (given.length === 0 && options.required === true) {
      return [{ path: "", reason: `one of ${names.join(", ")} is required` }];
    }
    return [];
  };
}

/** The rule that at least one of the named fields is given. */
export function anyOf(names: readonly string[]): Rule {
  return (value) =>
    names.some((name) => value[name] !== undefined)
      ? []
      : [{ path: "", reason: `one of ${names.join(", ")} is required` }];
}

/** A rule that COS is not known to have: what it finds is doubtful. */
export function doubtful(rule: Rule): Rule {
  return (value) => rule(value).map((failure) => ({ ...failure, doubtful: true }));
}
