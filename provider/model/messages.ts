/** Parts of messages that a person reads. */

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The first of some names or lines, and the number of the others. */
export function firstOf(items: readonly string[], most: number): readonly string[] {
  const rest = items.length - most;
  return rest > 0 ? [...items.slice(0, most), `… and ${rest.toLocaleString("en")} more`] : items;
}
