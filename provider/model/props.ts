/** The values that hosts and handlers exchange; a file of its own, because the host's public declarations import it. */

/** Plain JSON values by property name. */
export type Props = Readonly<Record<string, unknown>>;

/** An object without those of its members that are `undefined`. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** An object without the members that another one names, such as the fields of a group. */
export function withoutMembers<T extends object, K extends PropertyKey>(
  value: T,
  names: Readonly<Record<K, unknown>>,
): Omit<T, K> {
  const entries = Object.entries(value).filter(([name]) => !Object.hasOwn(names, name));
  return Object.fromEntries(entries) as Omit<T, K>;
}
