/** Every change of a single field that can be made of a value, and the paths at which it has to be seen. */

import { defaultOf, type Field, itemPath, memberPath, type Struct } from "../../provider/codec";
import type { Props } from "../../provider/model/props";

/** A value in which one field has become another. */
export interface Change {
  /** The field's path without indices, such as `rules.maxAgeSeconds`. */
  readonly field: string;
  readonly value: Props;
  /** The paths of the difference when the program was changed so. */
  readonly declared: readonly string[];
  /**
   * The paths of the difference when COS was changed so by somebody else, and the program still says what it said. `undefined` where
   * nobody can tell: COS never returns the field, or fills it in by itself.
   */
  readonly drifted: readonly string[] | undefined;
}

/** A change of a part: `value` is what the part has become, `undefined` that it is gone. */
interface PartChange extends Omit<Change, "value"> {
  readonly value: unknown;
}

/** What a part is before, what it may become, and where it is. */
interface Part {
  readonly old: unknown;
  /** The same part of another value. */
  readonly other: unknown;
  readonly field: string;
  readonly path: string;
}

/**
 * All changes of one field of a value.
 * @param donor another value, from which the changed fields take what they become
 */
export function changesOf(struct: Struct, value: Props, donor: Props): readonly Change[] {
  return [...structChanges(struct, value, donor, "", "")] as Change[];
}

function* structChanges(
  struct: Struct,
  value: Props,
  donor: Props,
  field: string,
  path: string,
): Generator<PartChange> {
  for (const [name, of] of Object.entries(struct.fields)) {
    const part = {
      old: given(of, value[name]),
      other: given(of, donor[name]),
      field: memberPath(field, name),
      path: memberPath(path, name),
    };
    for (const change of memberChanges(of, part)) {
      const { [name]: _, ...others } = value;
      yield {
        ...change,
        value: change.value === undefined ? others : { ...others, [name]: change.value },
        drifted: of.options.writeOnly ? undefined : change.drifted,
      };
    }
  }
}

/** A value of a field; `undefined` for one that COS shows like none. */
function given(of: Field, value: unknown): unknown {
  const shownLikeNone = of.kind === "map" || of.options.always;
  return shownLikeNone && Object.keys(value ?? {}).length === 0 ? undefined : value;
}

function* memberChanges(of: Field, part: Part): Generator<PartChange> {
  const { old, other, field, path } = part;
  if (old === undefined) {
    if (other !== undefined) {
      const seen = isStated(of, other) ? [path] : [];
      yield { field, value: other, declared: seen, drifted: isServerDefault(of, other) ? [] : seen };
    }
    return;
  }
  if (of.options.optional) {
    const seen = isStated(of, old) ? [path] : [];
    // What COS fills in itself counts only where the program says it.
    const [declared, drifted] = isServerDefault(of, old) ? [[], undefined] : [seen, seen];
    yield { field, value: undefined, declared, drifted };
  }
  yield* innerChanges(of, part);
}

function* innerChanges(of: Field, part: Part): Generator<PartChange> {
  const { old, other } = part;
  switch (of.kind) {
    case "string":
    case "reference":
    case "int":
    case "bool":
    case "flag":
    case "date":
      if (other !== undefined && textOf(of, other) !== textOf(of, old)) {
        yield seenAt(part, other, part.path);
      }
      break;
    case "strings":
      yield* textsChanges(of, part);
      break;
    case "struct":
      yield* structOnlyChanges(of, part);
      break;
    case "structs":
      yield* structsChanges(of, part);
      break;
    case "map":
      yield* mapChanges(part);
      break;
    case "json":
      yield* jsonChanges(part);
      break;
    case "asset":
      break;
    default:
      of.kind satisfies never;
  }
}

function* structOnlyChanges(of: Field, { old, other, field, path }: Part): Generator<PartChange> {
  for (const change of structChanges(
    of.struct as Struct,
    old as Props,
    (other ?? {}) as Props,
    field,
    path,
  )) {
    const isGone = given(of, change.value) === undefined;
    // A struct that said nothing before is not missed.
    yield isGone && change.drifted?.length ? { ...change, drifted: [path] } : change;
  }
}

function seenAt({ field }: Part, value: unknown, path: string): PartChange {
  return { field, value, declared: [path], drifted: [path] };
}

function* textsChanges(of: Field, part: Part): Generator<PartChange> {
  const olds = part.old as readonly string[];
  const [other] = (part.other ?? []) as readonly string[];
  const path = (index: number) => (of.options.unordered ? part.path : itemPath(part.path, index));
  const last = olds.length - 1;
  if (other !== undefined) {
    yield seenAt(part, [...olds, other], path(olds.length));
    if (other !== olds[last]) {
      yield seenAt(part, olds.with(last, other), path(last));
    }
  }
  if (last > 0) {
    yield seenAt(part, olds.slice(0, last), path(last));
  }
}

function* structsChanges(of: Field, part: Part): Generator<PartChange> {
  const { identity, unordered } = of.options;
  const struct = of.struct as Struct;
  const olds = part.old as readonly Props[];
  const others = (part.other ?? []) as readonly Props[];
  const at = (index: number) => itemPath(part.path, index);
  const settled = function* (items: readonly Props[], change: Omit<PartChange, "value">) {
    // Of equal items nobody can say which is which.
    if (!unordered || (areDistinct(olds) && areDistinct(items))) {
      yield { ...change, value: items };
    }
  };
  for (const [index, old] of olds.entries()) {
    const donor = others[index % others.length] ?? {};
    for (const change of structChanges(struct, old, donor, part.field, at(index))) {
      const items = olds.with(index, change.value as Props);
      if (identity === undefined || change.field !== `${part.field}.${identity}`) {
        yield* settled(items, change);
      } else if (olds.every((item) => item[identity] !== (change.value as Props)[identity])) {
        yield { ...seenAt(part, items, at(index)), field: change.field };
      }
    }
  }
  const fresh = others.find((item) =>
    identity === undefined ? true : olds.every((old) => old[identity] !== item[identity]),
  );
  if (fresh !== undefined) {
    yield* settled([...olds, fresh], seenAt(part, undefined, at(olds.length)));
  }
  // Of a list with an order the last: after any other, all that follow are others too.
  const first = identity !== undefined || unordered ? 0 : olds.length - 1;
  for (let index = first; index < olds.length && olds.length > 1; index++) {
    yield* settled(olds.toSpliced(index, 1), seenAt(part, undefined, at(index)));
  }
}

function* mapChanges(part: Part): Generator<PartChange> {
  const [olds, others] = [part.old as Props, (part.other ?? {}) as Props];
  for (const [key, value] of Object.entries(others)) {
    if (!Object.hasOwn(olds, key) || olds[key] !== value) {
      yield seenAt(part, withMember(olds, key, value), memberPath(part.path, key));
    }
  }
  const keys = Object.keys(olds);
  for (const key of keys.length > 1 ? keys : []) {
    yield seenAt(part, withoutMember(olds, key), memberPath(part.path, key));
  }
}

/** Conditions: operators, keys, values. */
function* jsonChanges(part: Part): Generator<PartChange> {
  const [olds, others] = [part.old as Props, (part.other ?? {}) as Props];
  for (const [operator, keys] of Object.entries(others)) {
    if (!Object.hasOwn(olds, operator)) {
      yield seenAt(part, withMember(olds, operator, keys), memberPath(part.path, operator));
    }
  }
  for (const [operator, keys] of Object.entries(olds)) {
    const inner = { ...part, old: keys, other: others[operator], path: memberPath(part.path, operator) };
    for (const change of mapChanges(inner)) {
      const changed = change.value as Props;
      if (meaningOf(changed) !== meaningOf(keys as Props)) {
        yield { ...change, value: withMember(olds, operator, changed) };
      }
    }
  }
}

/** Conditions as COS understands them: each value is a list of texts, in any order. */
function meaningOf(keys: Props): string {
  const values = Object.entries(keys).map(([key, value]) => [key, [value].flat().map(String).sort()]);
  return JSON.stringify(values.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** Whether a value of a field says anything else than leaving the field out. */
function isStated(of: Field, value: unknown): boolean {
  const { always } = of.options;
  if (of.kind === "map") {
    return Object.keys(value as Props).length > 0;
  }
  if (of.kind !== "struct") {
    return value !== defaultOf(of);
  }
  const members = Object.values(of.struct?.fields ?? {});
  const assumes = members.some(({ options }) => options.default !== undefined);
  return givenMembers(of, value).some(([member, inner]) => isStated(member, inner)) || (!assumes && !always);
}

/** Whether a value of a field is, or holds, only what COS could have filled in itself. */
function isServerDefault(of: Field, value: unknown): boolean {
  if (of.kind !== "struct") {
    return of.options.serverDefault === true;
  }
  const stated = givenMembers(of, value).filter(([member, inner]) => isStated(member, inner));
  return stated.length > 0 && stated.every(([member, inner]) => isServerDefault(member, inner));
}

function givenMembers(of: Field, value: unknown): readonly (readonly [Field, unknown])[] {
  return Object.entries(of.struct?.fields ?? {}).flatMap(([name, member]) => {
    const inner = (value as Props)[name];
    return inner === undefined ? [] : [[member, inner] as const];
  });
}

function textOf(of: Field, value: unknown): string {
  return of.kind === "date" ? String(Date.parse(String(value))) : String(value);
}

function areDistinct(items: readonly Props[]): boolean {
  return new Set(items.map((item) => JSON.stringify(sorted(item)))).size === items.length;
}

/** A value with the members of all objects, and the items of all lists, in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, member]) => [name, sorted(member)])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    : value;
}

function withMember(value: Props, name: string, member: unknown): Props {
  return Object.fromEntries([...Object.entries(value).filter(([key]) => key !== name), [name, member]]);
}

function withoutMember(value: Props, name: string): Props {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}
