/**
 * The vocabulary in which a configuration is described: fields with their COS element, type and limits.
 *
 * A descriptor is inert data. Encoding, decoding, validation, normalisation, comparison and the TypeScript types of
 * the arguments are all derived from it, so an element's name and its limits stand in exactly one place.
 */

import type { Members } from "./members";
import type { Draft } from "./unknown";

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
export type Rule<F extends Fields> = (value: Draft<Values<F>>) => readonly Failure[];

/** A rule as a group keeps it, without the types of its fields. A method, whose parameter may be narrower there. */
export type AnyRule = { rule(value: Members): readonly Failure[] }["rule"];

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
  /** A secret of the stack: the SDK marks it, so that the state keeps it encrypted; never printed. */
  readonly secret?: true;
  /** Never printed: no reason of a failure repeats it. The state keeps it as the program gives it. */
  readonly confidential?: true;
  /** The HTTP header that carries it, as COS documents it; for a map, how the headers' names begin. */
  readonly header?: string;
  /** The field of the same group that names the bucket whose region this is: a `Bucket` of the program knows it. */
  readonly regionOf?: string;
  /** The name of the resource in the program stands for it when it is left out there. */
  readonly logicalName?: true;
}

/** Limits of a string. */
export interface StringOptions extends FieldOptions {
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
  /** The field is a part of a string that it shares with other fields of its struct. */
  readonly partOf?: Part;
}

/**
 * Several fields share one element's string, such as region and bucket in `qcs::cos:ap-beijing::logs-1250000000`. Those
 * fields name the same element; with `""` it is the string of the struct's own element.
 */
export interface Part {
  /** The field's part of the string, `undefined` when there is none. */
  readonly read: (whole: string) => string | undefined;
  /** The whole string. Said by one of the fields, which has to be given for the element to be written. */
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

/** Limits of a list of strings; the limits of a string apply to each. */
export interface StringsOptions extends Omit<StringOptions, "sentDefault"> {
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

/** Limits of a map; the limits of a string apply to each value. */
export interface MapOptions extends Omit<StringOptions, "oneOf" | "sentDefault"> {
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

type Kind =
  | "string"
  | "int"
  | "bool"
  | "flag"
  | "date"
  | "strings"
  | "struct"
  | "structs"
  | "map"
  | "json"
  | "reference"
  | "asset";

/**
 * One field of a group. `T` is the type of its value, `Optional` whether it may be missing; `Given` and `Omittable` are the same for what a
 * program writes, which may be more. None of them exists at run time.
 */
export interface Field<
  T = unknown,
  Optional extends boolean = boolean,
  Given = T,
  Omittable extends boolean = Optional,
> {
  readonly kind: Kind;
  /**
   * The element's path below its group's element, such as `IndexDocument>Suffix`; empty for that element's own string. Without one it is in no
   * document.
   */
  readonly element?: readonly string[];
  readonly options: StringOptions &
    IntOptions &
    BoolOptions &
    StringsOptions &
    StructOptions &
    StructsOptions &
    MapOptions &
    JsonOptions & { sentDefault?: unknown };
  /** For `struct` and `structs`. */
  readonly struct?: Struct;
  /** Phantoms that carry the types. */
  readonly type?: T;
  readonly mayBeAbsent?: Optional;
  readonly given?: Given;
  readonly mayBeOmitted?: Omittable;
}

/** Stands for a bucket of the program, or its name, in the type of what a program writes. */
export interface GivenBucket {
  readonly isBucket: true;
}

/** Stands for a file's path or an asset of Pulumi in the type of what a program writes. */
export interface GivenAsset {
  readonly isAsset: true;
}

/** An asset of Pulumi as a host receives it. */
export interface Asset {
  /** SHA-256 of the content in hex, computed by the engine. */
  readonly hash?: string;
  /** A file, relative to the program's folder. */
  readonly path?: string;
  /** The content itself. */
  readonly text?: string;
  /** Where the content is: `https`, `http` or `file`. */
  readonly uri?: string;
}

/** Named fields in the order in which COS documents their elements. */
export type Fields = Readonly<Record<string, Field>>;

/** A group of fields with the rules that hold between them. */
export interface Struct<F extends Fields = Fields> {
  /** Its name in documentation and schemas, such as `CorsRule`; left out by what no program sees. */
  readonly name?: string;
  readonly fields: F;
  readonly rules: readonly AnyRule[];
}

/** The group of a field of the kind `struct` or `structs`. @throws Error for a field of another kind */
export function structOf({ kind, struct }: Field): Struct {
  if (struct === undefined) {
    throw new Error(`a field of the kind ${kind} has no group`);
  }
  return struct;
}

const named = new WeakMap<Struct, readonly (readonly [string, Field])[]>();

/** The fields of a group with their names, in their order: one list for each group, as documents of many rules go through it often. */
export function namedFields(struct: Struct): readonly (readonly [string, Field])[] {
  let fields = named.get(struct);
  if (fields === undefined) {
    fields = Object.entries(struct.fields);
    named.set(struct, fields);
  }
  return fields;
}

type MayBeAbsent<O> = O extends { optional: true }
  ? true
  : O extends { sentDefault: string | number | boolean }
    ? true
    : false;
type MayBeOmitted<O> = O extends { regionOf: string } | { logicalName: true } ? true : MayBeAbsent<O>;
type OneOf<O> = O extends { oneOf: readonly (infer V extends string)[] } ? V : string;

type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, false, unknown, boolean> ? K : never;
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

/** What a program writes for a group; see `Values`. */
export type Given<F extends Fields> = {
  [K in keyof F as K extends NeededKeys<F> ? K : never]: NonNullable<F[K]["given"]>;
} & {
  [K in keyof F as K extends NeededKeys<F> ? never : K]?: NonNullable<F[K]["given"]>;
};

type NeededKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, boolean, unknown, false> ? K : never;
}[keyof F];

/** What a field is made of: the path of its element, where it has one, and its options. */
type FieldArguments<O> = readonly [options?: O] | readonly [element: string, options?: O];

function field(
  kind: Kind,
  [first, second]: FieldArguments<object>,
  struct?: Struct,
): Field<never, never, never, never> {
  const [path, options = {}] = typeof first === "string" ? [first, second] : [undefined, first];
  const element = path === undefined ? {} : { element: path === "" ? [] : path.split(">") };
  return { kind, ...element, options, ...(struct && { struct }) };
}

/** A string, or with `oneOf` one of a list of strings. */
export function string<const O extends StringOptions>(
  ...given: FieldArguments<O>
): Field<OneOf<O>, MayBeAbsent<O>, OneOf<O>, MayBeOmitted<O>> {
  return field("string", given);
}

/** A whole number. */
export function int<const O extends IntOptions>(
  ...given: FieldArguments<O>
): Field<number, MayBeAbsent<O>, number, MayBeOmitted<O>> {
  return field("int", given);
}

/** A truth value; COS writes it `true` or `false`, some lists `True`. */
export function bool<const O extends BoolOptions>(
  ...given: FieldArguments<O>
): Field<boolean, MayBeAbsent<O>, boolean, MayBeOmitted<O>> {
  return field("bool", given);
}

/** A truth value that COS writes as an empty element, such as `<SSE-COS/>`: there for true, not there for false. */
export function flag<const O extends BoolOptions>(
  element: string,
  options?: O,
): Field<boolean, MayBeAbsent<O>> {
  return field("flag", [element, { default: false, ...options }]);
}

/** An instant in ISO 8601. Two strings that mean the same instant are equal. */
export function date<const O extends FieldOptions>(
  ...given: FieldArguments<O>
): Field<string, MayBeAbsent<O>, string, MayBeOmitted<O>> {
  return field("date", given);
}

/** A list of strings, each in an element of its own. A wrapping element goes into the path: `DomainList>Domain`. */
export function strings<const O extends StringsOptions>(
  ...given: FieldArguments<O>
): Field<readonly OneOf<O>[], MayBeAbsent<O>, readonly OneOf<O>[], MayBeOmitted<O>> {
  return field("strings", given);
}

/** A map of strings. As XML each entry is an element with `Key` and `Value`. */
export function map<const O extends MapOptions>(
  ...given: FieldArguments<O>
): Field<
  Readonly<Record<string, string>>,
  MayBeAbsent<O>,
  Readonly<Record<string, string>>,
  MayBeOmitted<O>
> {
  return field("map", given);
}

/** Any JSON value of type `T`, such as the conditions of a policy. In XML it is a string. */
export function json<T>() {
  return <const O extends JsonOptions>(element: string, options?: O): Field<T, MayBeAbsent<O>> =>
    field("json", [element, options ?? {}]);
}

/**
 * A bucket: of the program, or any by its name. Give it a neighbour with `regionOf`, where the bucket may be in another region.
 */
export function reference<const O extends StringOptions>(
  ...given: FieldArguments<O>
): Field<string, MayBeAbsent<O>, GivenBucket, MayBeOmitted<O>> {
  return field("reference", given);
}

/** The content of a file, a string or an address, as an asset of Pulumi. */
export function asset<const O extends FieldOptions>(
  options?: O,
): Field<Asset, MayBeAbsent<O>, GivenAsset, MayBeOmitted<O>> {
  return field("asset", [options ?? {}]);
}

type StructField<F extends Fields, O> = Field<Values<F>, MayBeAbsent<O>, Given<F>>;
type StructsField<F extends Fields, O> = Field<readonly Values<F>[], MayBeAbsent<O>, readonly Given<F>[]>;

/** A nested group of fields. */
export function struct<F extends Fields, const O extends StructOptions>(
  element: string,
  of: Struct<F>,
  options?: O,
): StructField<F, O>;
export function struct<F extends Fields, const O extends StructOptions>(
  of: Struct<F>,
  options?: O,
): StructField<F, O>;
export function struct(...parts: NestedParts): Field<never, never, never, never> {
  return nested("struct", parts);
}

/** A list of groups, each in an element of its own. */
export function structs<F extends Fields, const O extends StructsOptions>(
  element: string,
  of: Struct<F>,
  options?: O,
): StructsField<F, O>;
export function structs<F extends Fields, const O extends StructsOptions>(
  of: Struct<F>,
  options?: O,
): StructsField<F, O>;
export function structs(...parts: NestedParts): Field<never, never, never, never> {
  return nested("structs", parts);
}

type NestedParts = [string, Struct, object?] | [Struct, object?];

function nested(kind: Kind, parts: NestedParts): Field<never, never, never, never> {
  if (hasElement(parts)) {
    const [element, of, options] = parts;
    return field(kind, [element, options ?? {}], of);
  }
  const [of, options] = parts;
  return field(kind, [options ?? {}], of);
}

function hasElement(parts: NestedParts): parts is [string, Struct, object?] {
  return typeof parts[0] === "string";
}

/**
 * A group of fields. Export it under a constant: inlined groups lose their comments in the declaration files. The name is that of its
 * interface in the SDK without `Args`.
 */
export function group<const F extends Fields>(
  name: string,
  fields: F,
  ...rules: readonly Rule<NoInfer<F>>[]
): Struct<F>;
/** A group that no program sees. */
export function group<const F extends Fields>(fields: F, ...rules: readonly Rule<NoInfer<F>>[]): Struct<F>;
export function group(...parts: GroupParts): Struct {
  if (hasName(parts)) {
    const [name, fields, ...rules] = parts;
    return { name, fields, rules };
  }
  const [fields, ...rules] = parts;
  return { fields, rules };
}

type NamedParts = readonly [string, Fields, ...AnyRule[]];
type GroupParts = NamedParts | readonly [Fields, ...AnyRule[]];

function hasName(parts: GroupParts): parts is NamedParts {
  return typeof parts[0] === "string";
}

type Name<V> = keyof NoInfer<V> & string;
type RuleOf<V> = (value: V) => readonly Failure[];

/** The rule that at most one (or, with `required`, exactly one) of the named fields is given. */
export function exclusive<V = Members>(
  names: readonly Name<V>[],
  options: { required?: boolean } = {},
): RuleOf<V> {
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
export function anyOf<V = Members>(names: readonly Name<V>[]): RuleOf<V> {
  return (value) =>
    names.some((name) => value[name] !== undefined)
      ? []
      : [{ path: "", reason: `one of ${names.join(", ")} is required` }];
}

/** A rule that COS is not known to have: what it finds is doubtful. */
export function doubtful<V = Members>(rule: RuleOf<V>): RuleOf<V> {
  return (value) => rule(value).map((failure) => ({ ...failure, doubtful: true }));
}
