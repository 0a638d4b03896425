/** Plain objects, whatever their members are. */

/** A plain object: values by the names of its members. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is a plain object, and neither a list nor `null`. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
