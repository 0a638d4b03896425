/** Values that are not known yet while Pulumi previews. */

import { itemPath } from "./paths";

declare const mark: unique symbol;

/** The type of a value that is known only after other resources exist; at run time it is a string. */
export interface Unknown {
  readonly [mark]: true;
}

/**
 * What a dynamic provider receives in place of a value that is not known yet.
 * Source: `unknownValue` in pulumi/pulumi `sdk/nodejs/runtime/rpc.ts`; it is part of the wire protocol.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value stands for one that is known only after other resources exist. */
export function isUnknown(value: unknown): value is Unknown {
  return value === unknownValue;
}

/** Whether a value is unknown or holds an unknown somewhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(hasUnknown);
  }
  return isUnknown(value);
}

/**
 * A group's value before it has passed. Each member is of its field's kind, left out, or unknown, which it also is where a program gave
 * another kind: that is a failure of its own. A string may be any, also where its field takes only some. Ask `isUnknown` before `typeof value === "string"`, since the unknown value is a string at run time.
 */
export type Draft<V> = { readonly [K in keyof V]?: Drafted<NonNullable<V[K]>> };

/** The same of one member. */
export type Drafted<T> =
  | Unknown
  | (T extends string
      ? string
      : T extends number | boolean
        ? T
        : T extends readonly (infer Item)[]
          ? readonly Drafted<Item>[]
          : Draft<T>);

/** A member of a draft, unless it is unknown. */
export function known<T>(member: T | Unknown | undefined): T | undefined {
  return isUnknown(member) ? undefined : member;
}

/** The known items of a list of a draft, with the path of each. */
export function knownItems<T>(
  path: string,
  list: readonly (T | Unknown)[] | Unknown | undefined,
): readonly { readonly path: string; readonly item: T }[] {
  return (known(list) ?? []).flatMap((item, index) =>
    isUnknown(item) ? [] : [{ path: itemPath(path, index), item }],
  );
}
