/** Other spellings of the same: what no comparison may take for a difference. */

import { defaultOf, type Field, type Struct } from "../../provider/codec";
import type { Props } from "../../provider/model/props";

/** What another spelling is made with. */
export interface Choices {
  /** Picks a whole number below another one. */
  readonly pick: (below: number) => number;
  /** Whether what COS assumes is said or not, whatever it was before; not all rules between fields like it. */
  readonly assume: boolean;
}

/** Another spelling of a value. */
export function respell(struct: Struct, value: Props, choices: Choices): Props {
  const members = Object.entries(struct.fields).flatMap(([name, field]) => {
    const spelt = respellMember(field, value[name], choices);
    return spelt === undefined ? [] : [[name, spelt] as const];
  });
  return Object.fromEntries(shuffled(members, choices));
}

function respellMember(field: Field, value: unknown, choices: Choices): unknown {
  const { sentDefault, optional } = field.options;
  const assumed = defaultOf(field);
  const isAssumed = assumed !== undefined && (value === undefined || value === assumed);
  if (choices.assume && isAssumed && (optional || sentDefault !== undefined)) {
    return choices.pick(2) === 0 ? assumed : undefined;
  }
  return value === undefined ? undefined : respellGiven(field, value, choices);
}

function respellGiven(field: Field, value: unknown, choices: Choices): unknown {
  const { unordered, identity } = field.options;
  const struct = field.struct as Struct;
  const inAnyOrder = <T>(items: readonly T[]): readonly T[] =>
    unordered || identity !== undefined ? shuffled(items, choices) : items;
  switch (field.kind) {
    case "string":
    case "reference":
    case "asset":
    case "int":
    case "bool":
    case "flag":
      return value;
    case "date":
      return choices.pick(2) === 0 ? inChina(String(value)) : String(value).replace(".000Z", "Z");
    case "strings":
      return inAnyOrder(value as readonly string[]);
    case "struct":
      return respell(struct, value as Props, choices);
    case "structs":
      return inAnyOrder((value as readonly Props[]).map((item) => respell(struct, item, choices)));
    case "map":
      return Object.fromEntries(shuffled(Object.entries(value as Props), choices));
    case "json":
      return respellConditions(value as Readonly<Record<string, Props>>, choices);
    default:
      return field.kind satisfies never;
  }
}

/** The same instant as a clock in China shows it. */
function inChina(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace("Z", "+08:00");
}

/** Operators in any case, values alone or in a list, in any order, numbers as texts. */
function respellConditions(value: Readonly<Record<string, Props>>, choices: Choices): unknown {
  const operators = Object.entries(value).map(([operator, keys]) => {
    const values = Object.entries(keys).map(([key, wanted]) => {
      const items = shuffled([wanted].flat(), choices).map((item) =>
        choices.pick(2) === 0 ? String(item) : item,
      );
      return [key, items.length === 1 && choices.pick(2) === 0 ? items[0] : items] as const;
    });
    return [choices.pick(2) === 0 ? operator.toUpperCase() : operator, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(shuffled(operators, choices));
}

function shuffled<T>(items: readonly T[], choices: Choices): readonly T[] {
  const left = [...items];
  return items.map(() => left.splice(choices.pick(left.length), 1)[0] as T);
}
