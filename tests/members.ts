/** Goes through the members of inputs as a descriptor declares them, for tests that change one at a time. */

import { defaultOf, type Field, isMembers, type Struct } from "../provider/codec";
import type { Props } from "../provider/model/props";

/** Goes through all declared members of a value, and answers what `change` makes of each, with its path. */
function* eachMember(
  struct: Struct,
  value: Props,
  change: (field: Field, value: unknown) => { readonly to: unknown; readonly at?: string } | undefined,
  prefix = "",
): Generator<readonly [string, Props]> {
  for (const [name, field] of Object.entries(struct.fields)) {
    const member = value[name];
    if (member === undefined) {
      continue;
    }
    const at = prefix === "" ? name : `${prefix}.${name}`;
    const changed = change(field, member);
    if (changed !== undefined) {
      const { [name]: _, ...rest } = value;
      yield [at + (changed.at ?? ""), changed.to === undefined ? rest : { ...rest, [name]: changed.to }];
    }
    const below = field.struct as Struct;
    if (field.kind === "struct") {
      for (const [path, inner] of eachMember(below, member as Props, change, at)) {
        yield [path, { ...value, [name]: inner }];
      }
    }
    if (field.kind === "structs") {
      const items = member as readonly Props[];
      for (const [index, item] of items.entries()) {
        for (const [path, inner] of eachMember(below, item, change, `${at}[${index}]`)) {
          yield [path, { ...value, [name]: items.with(index, inner) }];
        }
      }
    }
  }
}

/** The paths of a value's write-only members. One that says what COS assumes anyway is not a difference when it is missing. */
export function writeOnlyPaths(struct: Struct, value: Props): readonly string[] {
  const assumed = (field: Field) => defaultOf(field);
  return [
    ...eachMember(struct, value, (field, member) =>
      field.options.writeOnly && member !== assumed(field) ? { to: undefined } : undefined,
    ),
  ].map(([path]) => path);
}

/** A value without each of its required members in turn, with the member's path. */
export function withoutEachRequired(struct: Struct, value: Props) {
  return eachMember(struct, value, (field) =>
    field.options.optional || field.options.sentDefault !== undefined ? undefined : { to: undefined },
  );
}

/** A value with one outside its list for each member that has a list of values, with the path of that. */
export function withEachListViolated(struct: Struct, value: Props) {
  return eachMember(struct, value, (field, member) => {
    if (field.options.oneOf === undefined) {
      return undefined;
    }
    return field.kind === "strings"
      ? {
          to: [...(member as readonly string[]), "NO-SUCH-VALUE"],
          at: `[${(member as readonly string[]).length}]`,
        }
      : { to: "NO-SUCH-VALUE" };
  });
}

/** A value with `null` for each member that it leaves out, at any depth but in a group that may be spelled in other ways. */
export function withNulls(struct: Struct, value: Props): Props {
  const below = ({ struct: of, options }: Field, member: unknown): unknown => {
    if (of === undefined || options.parse !== undefined) {
      return member;
    }
    return Array.isArray(member)
      ? member.map((item) => (isMembers(item) ? withNulls(of, item) : item))
      : isMembers(member)
        ? withNulls(of, member)
        : member;
  };
  const declared = Object.entries(struct.fields).map(([name, field]) => [
    name,
    below(field, value[name] ?? null),
  ]);
  return { ...value, ...Object.fromEntries(declared) };
}
