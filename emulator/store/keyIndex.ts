/** Keys in the order of their UTF-8 bytes: a map whose sorted view is brought up to date only when somebody lists. */

/** Compares by UTF-8 bytes, which is by code points and not by JavaScript's UTF-16 units. */
export function compareKeys(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    let x = a.charCodeAt(at);
    let y = b.charCodeAt(at);
    if (x === y) {
      continue;
    }
    // Surrogates stand for code points above all others, but their units sort below U+E000–U+FFFF.
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const outsideAscii = /[\ud800-\uffff]/;

/** A map from key to value that can be walked in key order. */
export class KeyIndex<Value> {
  readonly #values = new Map<string, Value>();
  #sorted: string[] = [];
  readonly #added = new Set<string>();
  readonly #removed = new Set<string>();
  #plain = true;

  /** How many keys there are. */
  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) {
      if (!this.#removed.delete(key)) {
        this.#added.add(key);
      }
      if (this.#plain && outsideAscii.test(key)) {
        this.#plain = false;
      }
    }
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (!this.#values.delete(key)) {
      return;
    }
    if (!this.#added.delete(key)) {
      this.#removed.add(key);
    }
  }

  values(): IterableIterator<Value> {
    return this.#values.values();
  }

  /** All keys in order; a view that is valid until the next change. */
  sortedKeys(): readonly string[] {
    if (this.#added.size === 0 && this.#removed.size === 0) {
      return this.#sorted;
    }
    const compare = this.#plain ? compareUnits : compareKeys;
    const added = [...this.#added].sort(compare);
    const merged: string[] = [];
    let next = 0;
    for (const key of this.#sorted) {
      if (this.#removed.has(key)) {
        continue;
      }
      while (next < added.length && compare(added[next]!, key) < 0) {
        merged.push(added[next++]!);
      }
      merged.push(key);
    }
    while (next < added.length) {
      merged.push(added[next++]!);
    }
    this.#sorted = merged;
    this.#added.clear();
    this.#removed.clear();
    return merged;
  }
}

/** The first position in sorted keys whose key is not before `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  return firstWhere(keys, 0, (candidate) => compareKeys(candidate, key) >= 0);
}

/** The first position from `from` at which the keys no longer start with `prefix`. */
export function endOfPrefix(keys: readonly string[], from: number, prefix: string): number {
  return firstWhere(
    keys,
    from,
    (candidate) => !candidate.startsWith(prefix) && compareKeys(candidate, prefix) > 0,
  );
}

function firstWhere(keys: readonly string[], from: number, holds: (key: string) => boolean): number {
  let low = from;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(keys[middle]!)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
