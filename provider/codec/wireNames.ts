/**
 * Names of members that Pulumi cannot carry. Its SDK and its host assign members one by one, and `value["__proto__"] = …` makes none;
 * its SDK writes values into messages, which ends the program when `toString` is no function, and knows its own things by members that
 * begin with `__pulumi`. COS takes tags and metadata of all these names, so on their way to the engine and back they have a `%` in front.
 */

const special = /^%*(?:__proto__|toString|__pulumi.*)$/s;

/** A member's name as the engine can carry it. */
export function wireName(name: string): string {
  return special.test(name) ? `%${name}` : name;
}

/** A value as the engine can carry it. What is no plain data, such as an output or an asset, stays as it is. */
export function toWire<T>(value: T): T {
  return renameMembers(value, wireName) as T;
}

/** A value as the engine brought it, its members under their own names. */
export function fromWire<T>(value: T): T {
  return renameMembers(value, (name) =>
    name.startsWith("%") && special.test(name) ? name.slice(1) : name,
  ) as T;
}

function renameMembers(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => renameMembers(item, rename));
  }
  if (!isPlain(value)) {
    return value;
  }
  // Object.fromEntries makes a member of every name.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [rename(name), renameMembers(member, rename)]),
  );
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value))
  );
}
